"""Scripts as broadcasters' wires sent them: ``KEY=value`` lines, then INTRO and TEXT between tape marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.clean.byline import cased
from store.dates import iso_date

_KEYS = "TITLE|SLUG|HEADLINE|DATE|TYPE|NUMBER|BYLINE|DATELINE|EDITOR|CONTENT|INTERNET|NETWORK|AUDIO|LENGTH|CATEGORY"
_FIELD = re.compile(rf"(?:([A-Z][A-Z ]{{1,18}}?)\s?=|({_KEYS})\s?:)\s{{0,9}}(.{{0,200}})")
_LABEL = re.compile(r"(?:INTRO|TEXT|VOICED AT|ANCHOR|HOST|NARRATOR)\s?:\s{0,4}")
_MARK = re.compile(
    r"(?://|\{\{|NEB/|\[(?:ACTUALITY|MUSIC|SOUND|OPT)|\(SIGNED\)|\(REST OPT\)|-{2,3}\s?END|END OF|#{2,3}).{0,200}"
)
_MARK_WITHIN = re.compile(r"///[^/]{1,80}///")


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
    body = [text for block in blocks for text in _spoken(block.split("\n"))]
    return Script(
        title=fields.get("TITLE") or fields.get("HEADLINE") or fields.get("SLUG", ""),
        date=iso_date(fields.get("DATE", "")),
        byline=cased(fields.get("BYLINE", "")),
        dateline=cased(fields.get("DATELINE", "")),
        blocks=tuple(body),
    )


def _spoken(lines: list[str]) -> Iterator[str]:
    """The paragraphs in a stretch of lines, without fields and marks; a label begins a new one."""
    gathered: list[str] = []
    for line in map(str.strip, lines):
        label = _LABEL.match(line)
        if label:
            yield from filter(None, [" ".join(gathered)])
            gathered = []
            line = line[label.end() :]
        line = _MARK_WITHIN.sub(" ", line).strip()
        if line and not _FIELD.fullmatch(line) and not _MARK.fullmatch(line):
            gathered.append(line)
    yield from filter(None, [" ".join(gathered)])
