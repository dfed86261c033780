"""The licence of each pinned package, as a table that people read, and which licences may be there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.supply.pins import ROOT

TABLE = ROOT / ".ci" / "licences.md"
_HEAD = """\
# Licences of what is installed

What each package of `constraints.txt` and `upkeep.txt` says of itself. Written by `python -m tests.supply`; a test fails on a
licence that is missing or may not be there.

| package | version | licence |
|---|---|---|
"""
_PERMITTED = re.compile(
    r"MIT(-CMU|-0)?|BSD|[023]-?Clause BSD|BSD-[23]-Clause|0BSD|Apache|Apache-2\.0|ISC|PSF|PSF-2\.0|Zlib"
    r"|CC0-1\.0|CNRI-Python|MPL-[12]\.[01]|Mozilla Public|Python Software Foundation|Public Domain"
)


@dataclass(frozen=True)
class Licence:
    package: str
    version: str
    text: str
    """As the package says it: an SPDX expression or the name of its classifier; "" where it says nothing."""

    @property
    def is_permitted(self) -> bool:
        """Whether one of the licences to choose from asks for no more than a notice, or its own files' source."""
        return any(
            all(_is_permitted(each) for each in re.split(r" AND |; ", choice))
            for choice in self.text.strip("()").split(" OR ")
        )


def _is_permitted(name: str) -> bool:
    short = re.sub(r" (Software )?Licen[sc]e.*|, Version 2\.0| \([^)]*\)", "", name.strip("() "))
    return _PERMITTED.fullmatch(short) is not None


def write(licences: list[Licence]) -> None:
    rows = (f"| {each.package} | {each.version} | {each.text} |\n" for each in licences)
    TABLE.write_text(_HEAD + "".join(rows), encoding="utf-8")


def listed() -> list[Licence]:
    rows = re.findall(
        r"^\| ([\w.-]+) \| (\S+) \| (.*) \|$", TABLE.read_text(encoding="utf-8"), re.M
    )
    return [Licence(*row) for row in rows if row[0] != "package"]
