"""Scripts as broadcasters' wires sent them: ``KEY=value`` lines, then INTRO and TEXT between tape marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.clean.byline import cased
from store.dates import iso_date

_KEYS = "TITLE|SLUG|HEADLINE|DATE|TYPE|NUMBER|BYLINE|DATELINE|EDITOR|CONTENT|INTERNET|NETWORK|AUDIO|LENGTH|CATEGORY"
_FIELD = re.compile(rf"(?:([A-Z][A-Z ]{{1,18}}?)\s?=|({_KEYS})\s?:)\s{{0,9}}(.{{0,200}})")
_LABEL = re.compile(r"(?:INTRO|TEXT|VOICED AT|ANCHOR|HOST|NARRATOR)\s?:\s{0,4}")
_MARK = re.compile(
    r"(?://|\{\{|NEB/|\[(?:ACTUALITY|MUSIC|SOUND|OPT)|\(SIGNED\)|\(REST OPT\)|-{2,3}\s?END|END OF|#{2,3}).{0,200}"
)


@dataclass(frozen=True, slots=True)
class Script:
    title: str
    date: str
    byline: str
    dateline: str
    blocks: tuple[str, ...]


def parse_script(blocks: list[str]) -> Script | None:
    """The script in ``blocks`` (stretches between blank lines), or None where the form is another."""
    lines = [line.strip() for block in blocks[:30] for line in block.split("\n")]
    fields: dict[str, str] = {}
    for line in lines[:40]:
        found = _FIELD.fullmatch(line)
        if found:
            key, value = found.group(1) or found.group(2), found.group(3)
            fields.setdefault(key.strip(), value.strip())
    if len(fields) < 3 or not fields.keys() & {"TITLE", "DATE", "SLUG"}:
        return None
    body = []
    for block in blocks:
        kept = [
            line
            for line in (line.strip() for line in block.split("\n"))
            if not _FIELD.fullmatch(line) and not _MARK.fullmatch(line)
        ]
        label = _LABEL.match(kept[0]) if kept else None
        if label:
            kept[0] = kept[0][label.end() :]
        text = " ".join(line for line in kept if line)
        if text:
            body.append(text)
    return Script(
        title=fields.get("TITLE") or fields.get("HEADLINE") or fields.get("SLUG", ""),
        date=iso_date(fields.get("DATE", "")),
        byline=cased(fields.get("BYLINE", "")),
        dateline=cased(fields.get("DATELINE", "")),
        blocks=tuple(body),
    )
