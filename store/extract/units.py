"""Units and currencies by the words that print them. A currency is ISO 4217 only where it is certain."""

from __future__ import annotations

import re

from store.extract.numbers import SCALES

_MEASURES = {
    "km": "kilometers? kilometres? kms?",
    "m": "meters? metres?",
    "cm": "centimeters? centimetres? cm",
    "mm": "millimeters? millimetres? mm",
    "nmi": r"nautical\smiles?",
    "mi": "miles?",
    "yd": "yards?",
    "ft": "feet foot ft",
    "in": "inch inches",
    "km²": r"(?:square|sq\.?)\s(?:kilometers?|kilometres?|km) km² km2",
    "m²": r"(?:square|sq\.?)\s(?:meters?|metres?) m² m2",
    "mi²": r"(?:square|sq\.?)\smiles?",
    "ft²": r"(?:square|sq\.?)\s(?:feet|foot|ft)",
    "m³": r"cubic\s(?:meters?|metres?) m³",
    "ha": "hectares? ha",
    "acre": "acres?",
    "kg": "kilograms? kilos? kg",
    "g": "grams? grammes?",
    "mg": "milligrams? mg",
    "t": r"metric\stons? tonnes?",
    "ton": "tons?",
    "lb": "pounds? lbs?",
    "oz": "ounces?",
    "l": "liters? litres?",
    "gal": "gallons?",
    "bbl": r"barrels?(?!\sbombs?)",
    "km/h": r"(?:kilometers?|kilometres?|km)\s(?:per|an)\shour km/h kph kmh",
    "mph": r"miles\s(?:per|an)\shour mph",
    "m/s": r"(?:meters?|metres?)\s(?:per|a)\ssecond m/s",
    "°C": r"(?:degrees?\s)?(?:Celsius|centigrade) °\s?C",
    "°F": r"(?:degrees?\s)?Fahrenheit °\s?F",
    "°": "degrees?",
    "kW": "kilowatts? kW",
    "MW": "megawatts? MW",
    "GW": "gigawatts? GW",
    "second": "seconds?",
    "minute": "minutes?",
    "hour": "hours?",
    "day": "days?",
    "week": "weeks?",
    "month": "months?",
    "year": "years?",
    "decade": "decades?",
    "century": "century centuries",
}
DURATIONS = frozenset("second minute hour day week month year decade century".split())

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "S$": "SGD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₦": "NGN",
    "฿": "THB",
    "¥": "¥",  # yen or yuan
}
_NAMED = {
    "USD": r"dollars? (?:U\.S\.|US|American)\sdollars?",
    "AUD": r"Australian\sdollars?",
    "CAD": r"Canadian\sdollars?",
    "NZD": r"New\sZealand\sdollars?",
    "HKD": r"Hong\sKong\sdollars?",
    "SGD": r"Singapore\sdollars?",
    "TWD": r"(?:Taiwan|Taiwanese)\sdollars?",
    "EUR": "euros?",
    "GBP": r"pounds?\ssterling (?:British|sterling)\spounds?",
    "EGP": r"Egyptian\spounds?",
    "JPY": r"(?:Japanese\s)?yen",
    "CNY": r"(?:Chinese\s)?(?:yuan|renminbi)",
    "KRW": r"(?:South\s)?Korean\swon",
    "KPW": r"North\sKorean\swon",
    "CHF": r"Swiss\sfrancs?",
    "RUB": r"Russian\s(?:rubles?|roubles?)",
    "INR": r"Indian\srupees?",
    "PKR": r"Pakistani\srupees?",
    "LKR": r"Sri\sLankan\srupees?",
    "NPR": r"(?:Nepalese|Nepali)\srupees?",
    "MXN": r"Mexican\spesos?",
    "ARS": r"Argentine\spesos?",
    "COP": r"Colombian\spesos?",
    "CLP": r"Chilean\spesos?",
    "PHP": r"Philippine\spesos?",
    "SEK": r"Swedish\s(?:kronor|krona|crowns?)",
    "NOK": r"Norwegian\s(?:kroner|krone|crowns?)",
    "DKK": r"Danish\s(?:kroner|krone|crowns?)",
    "CZK": r"Czech\s(?:koruna|korunas|crowns?)",
    "PLN": r"(?:Polish\s)?(?:zlotys?|zloty)",
    "HUF": r"(?:Hungarian\s)?forints?",
    "UAH": r"(?:Ukrainian\s)?(?:hryvnias?|hryvnya)",
    "TRY": r"Turkish\s(?:liras?|lira)",
    "ILS": r"(?:Israeli\s)?shekels?",
    "ZAR": r"(?:South\sAfrican\s)?rand",
    "NGN": r"(?:Nigerian\s)?naira",
    "KES": r"Kenyan\sshillings?",
    "THB": r"(?:Thai\s)?baht",
    "IDR": r"(?:Indonesian\s)?rupiah",
    "MYR": r"(?:Malaysian\s)?ringgit",
    "SAR": r"Saudi\sriyals?",
    "IRR": r"Iranian\srials?",
}
_UNCERTAIN = (
    "cents? pesos? rupees? rubles? roubles? francs? crowns? kroner kronor krona dinars? dirhams? "
    "riyals? rials? liras? lira shillings?"
)
"""Currencies of several countries: the unit is the word itself, in the singular."""
CODES = (
    "USD|EUR|GBP|JPY|CNY|RMB|AUD|CAD|CHF|HKD|NZD|SGD|SEK|NOK|DKK|INR|RUB|BRL|ZAR|KRW|MXN|TRY|PLN"
)


def _table(words: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (unit, re.compile("|".join(forms.split()), re.IGNORECASE)) for unit, forms in words.items()
    )


_MEASURE_TABLE, _NAMED_TABLE = _table(_MEASURES), _table(_NAMED)
_WORDS = " ".join(_MEASURES.values()).split()
_MONEY_WORDS = [*" ".join(_NAMED.values()).split(), *_UNCERTAIN.split()]


def _longest_first(patterns: list[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


MEASURE = rf"(?:{_longest_first(_WORDS)})(?!\w)"
MONEY_WORD = rf"(?:{_longest_first(_MONEY_WORDS)})(?!\w)"
SIGN = "(?:" + "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)) + ")"
COMPACT = rf"(?:{'|'.join(key for key in SCALES if len(key) < 4)}|M|B|K)\b"
"""A scale written onto its amount of money: "5bn"."""


def measure(text: str) -> str:
    """The unit that MEASURE matched: "km" for "kilometers"."""
    return next(unit for unit, pattern in _MEASURE_TABLE if pattern.fullmatch(text))


def currency(text: str) -> str:
    """ISO code of a sign, a code or a name, or the name in the singular where it is of several countries."""
    if text in _SIGNS:
        return _SIGNS[text]
    if re.fullmatch(CODES, text):
        return "CNY" if text == "RMB" else text
    for unit, pattern in _NAMED_TABLE:
        if pattern.fullmatch(text):
            return unit
    return text.lower().removesuffix("s")
