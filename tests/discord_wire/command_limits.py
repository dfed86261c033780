"""What Discord refuses of commands though its OpenAPI document does not state it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.discord_wire.limits import Found, Json

SLASH, MESSAGE_MENU = 1, 3
MOST = {SLASH: 100, 2: 15, MESSAGE_MENU: 15}
"""Commands of an application by their type."""
COMMAND_TEXT = 8000
"""Characters of a command with its options: names, descriptions and values, of each the longest translation."""
NAME, DESCRIPTION, OPTIONS, CHOICES = 32, 100, 25, 25
SUBCOMMAND, GROUP = 1, 2
LOCALES = frozenset(
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE"
    " th tr uk vi zh-CN zh-TW".split()
)


def refused_commands(commands: Sequence[Json], at: str = "") -> Found:
    """All commands of an application, as they are registered at once."""
    named = Counter((each.get("type") or SLASH, each.get("name")) for each in commands)
    for (_, name), times in named.items():
        if times > 1:
            yield f"{at}/: the name {name!r} {times} times"
    for kind, count in Counter(each.get("type") or SLASH for each in commands).items():
        if count > MOST.get(kind, 1):
            yield f"{at}/: {count} commands of type {kind}, of at most {MOST[kind]}"
    for number, each in enumerate(commands):
        yield from refused_command(each, f"{at}/{number}")


def refused_command(command: Mapping[str, Json], at: str = "") -> Found:
    """One command."""
    is_slash = (command.get("type") or SLASH) == SLASH
    yield from _named(command, at, is_slash=is_slash)
    if not is_slash and (command.get("description") or command.get("options")):
        yield f"{at}: a menu has neither a description nor options"
    length = _length(command)
    if length > COMMAND_TEXT:
        yield f"{at}: {length} characters in all, of at most {COMMAND_TEXT}"
    yield from _options(command.get("options") or (), f"{at}/options")


def _options(options: Sequence[Json], at: str) -> Found:
    if len(options) > OPTIONS:
        yield f"{at}: {len(options)}, of at most {OPTIONS}"
    for name, times in Counter(each.get("name") for each in options).items():
        if times > 1:
            yield f"{at}: the name {name!r} {times} times"
    for locale in {each for option in options for each in option.get("name_localizations") or ()}:
        names = [(each.get("name_localizations") or {}).get(locale) for each in options]
        if any(name and names.count(name) > 1 for name in names):
            yield f"{at}: a name twice in {locale}"
    groups = [each.get("type") in (SUBCOMMAND, GROUP) for each in options]
    if any(groups) and not all(groups):
        yield f"{at}: subcommands beside options"
    seen_optional = False
    for number, each in enumerate(options):
        pointer = f"{at}/{number}"
        yield from _named(each, pointer, is_slash=True)
        if each.get("required") and seen_optional:
            yield f"{pointer}: a required option behind an optional one"
        seen_optional = seen_optional or not each.get("required")
        yield from _values(each, pointer)
        yield from _options(each.get("options") or (), f"{pointer}/options")


def _values(option: Mapping[str, Json], at: str) -> Found:
    choices = option.get("choices") or ()
    if len(choices) > CHOICES:
        yield f"{at}/choices: {len(choices)}, of at most {CHOICES}"
    if choices and option.get("autocomplete"):
        yield f"{at}: choices beside autocomplete"
    for part in ("name", "value"):
        for value, times in Counter(each.get(part) for each in choices).items():
            if times > 1:
                yield f"{at}/choices: the {part} {value!r} {times} times"
    for low, high in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            yield f"{at}/{low}: {least} is above {high}, {most}"


def _named(named: Mapping[str, Json], at: str, *, is_slash: bool) -> Found:
    """Names and descriptions of a command or an option, in every language."""
    for pointer, name in _in_all_languages(named, "name", at):
        if is_slash and not _is_name(name):
            yield f"{pointer}: {name!r} is no name: lower case letters, digits, - _ and ', at most {NAME}"
        elif not name.strip() or len(name) > NAME:
            yield f"{pointer}: {len(name)} characters, of 1 to {NAME}"
    for pointer, text in _in_all_languages(named, "description", at) if is_slash else ():
        if not text.strip() or len(text) > DESCRIPTION:
            yield f"{pointer}: {len(text)} characters, of 1 to {DESCRIPTION}"
    for field in ("name_localizations", "description_localizations"):
        for locale in (named.get(field) or {}).keys() - LOCALES:
            yield f"{at}/{field}: {locale!r} is no language of Discord's"


def _in_all_languages(named: Mapping[str, Json], field: str, at: str) -> list[tuple[str, str]]:
    translated = named.get(f"{field}_localizations") or {}
    return [
        (f"{at}/{field}", str(named.get(field) or "")),
        *((f"{at}/{field}_localizations/{each}", str(translated[each])) for each in translated),
    ]


def _is_name(name: str) -> bool:
    """``^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$``, in lower case where there is one."""
    return 1 <= len(name) <= NAME and name == name.lower() and all(map(_may_stand, name))


def _may_stand(ch: str) -> bool:
    return ch in "-_'" or unicodedata.category(ch)[0] in "LN" or "\u0900" <= ch <= "\u0e7f"


def _length(named: Mapping[str, Json]) -> int:
    length = len(str(named.get("value", "")))
    for field in ("name", "description"):
        length += max(len(text) for _, text in _in_all_languages(named, field, ""))
    return length + sum(
        _length(each) for part in ("options", "choices") for each in named.get(part) or ()
    )
