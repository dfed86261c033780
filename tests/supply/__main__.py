"""``python -m tests.supply`` writes the constraints and the table of licences anew from pyproject.toml.

What is pinned stays as it is where its bounds allow it. ``--upgrade`` raises everything to the newest version
within its bounds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.licences import TABLE, Licence, write
from tests.supply.pins import (
    CONSTRAINTS,
    FILES,
    ROOT,
    UPKEEP,
    WHEELS_ALONE,
    all_pinned,
    applies,
    declared,
    version,
)

_OLDEST = "3.11"
_ELSEWHERE = ("--python-version", "3.13", "--python-platform", "windows")
"""Where the packages are installed that are not for this machine, to read their licences."""


def _uv(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "uv", "--quiet", "pip", *arguments], cwd=ROOT, check=True)


def _compile(file: Path, groups: Iterable[str], *options: str) -> None:
    """Pin what some groups of pyproject.toml ask for: wheels, for every Python and system at once."""
    asked = "\n".join(str(each) for group in groups for each in declared()[group])
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(asked, encoding="utf-8")
        _uv(
            *("compile", str(wanted), "--universal", "--python-version", _OLDEST),
            *(*WHEELS_ALONE.split(), "--emit-build-options"),
            *("--generate-hashes", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
            *("--custom-compile-command", "python -m tests.supply"),
            *("--output-file", str(file.relative_to(ROOT)), *options),
        )


def _licences(pins: list[Requirement]) -> list[Licence]:
    for file in FILES:
        _uv("install", "--python", sys.executable, "--requirements", str(file))
    with tempfile.TemporaryDirectory() as folder:
        for pin in pins:
            if not applies(pin):
                exact = f"{pin.name}=={version(pin)}"
                _uv("install", "--no-deps", "--target", folder, *_ELSEWHERE, exact)
        told = {**_told(), **_told(Path(folder))}
    keys = sorted((canonicalize_name(pin.name), version(pin)) for pin in pins)
    return [Licence(*key, told.get(key, "")) for key in keys]


def _told(first: Path | None = None) -> dict[tuple[str, str], str]:
    """What the installed packages say of themselves, those in ``first`` before others of their name."""
    told = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--with-system", "--format=json", "--from=mixed"],
        env={**os.environ, "PYTHONPATH": str(first or "")},
        capture_output=True,
        check=True,
    )
    return {
        (canonicalize_name(each["Name"]), each["Version"]): each["License"]
        for each in json.loads(told.stdout)
    }


def main(options: Iterable[str]) -> None:
    _compile(CONSTRAINTS, FILES[CONSTRAINTS], *options)
    _compile(UPKEEP, FILES[UPKEEP], "--constraints", str(CONSTRAINTS), *options)
    licences = _licences(all_pinned())
    write(licences)
    print(f"{len(licences)} packages in {CONSTRAINTS.name}, {UPKEEP.name} and {TABLE.name}")


main(sys.argv[1:])
