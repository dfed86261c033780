"""What pyproject.toml asks for, and what the constraints pin of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
EXTRAS = ("test", "semantic")
"""The extras whose packages are pinned beside the program's own."""
UPKEEP = ROOT / ".ci" / "upkeep.txt"
"""What only the upkeep extra needs beside those, or needs too: of the same versions."""
FILES = {CONSTRAINTS: ("", "build", *EXTRAS), UPKEEP: ("upkeep",)}
"""Which groups of pyproject.toml each file pins."""
WHEELS_ALONE = "--only-binary :all:"
"""The first line of each: nothing is built here, for what a source archive builds with has no hashes."""
_PINNED = re.compile(
    r"^(?P<requirement>[A-Za-z0-9].*?==\S+(?: ; .*?)?) \\\n(?P<hashes>(?: +--hash=.*\n)+)", re.M
)


def declared() -> dict[str, list[Requirement]]:
    """The requirements in pyproject.toml: of the program "", of each extra, and of its build "build"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {
        "": project["project"]["dependencies"],
        "build": project["build-system"]["requires"],
        **project["project"]["optional-dependencies"],
    }
    return {name: [Requirement(each) for each in group] for name, group in groups.items()}


def pinned(file: Path = CONSTRAINTS) -> list[Requirement]:
    """Each line of the constraints, with its marker; those that have a hash and nothing else."""
    text = file.read_text(encoding="utf-8")
    return [Requirement(each["requirement"]) for each in _PINNED.finditer(text)]


def all_pinned() -> list[Requirement]:
    """What any of the files pins, each once."""
    return sorted({pin for file in FILES for pin in pinned(file)}, key=str)


def version(pin: Requirement) -> str:
    """The one version that a pin allows."""
    (only,) = pin.specifier
    return only.version


def applies(requirement: Requirement, extras: Iterable[str] = ("",)) -> bool:
    """Whether it is for this Python on this system, where one of these extras is asked for."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def closure(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Each of these and whatever the installed packages ask for in turn, as far as it applies here.

    Raises PackageNotFoundError where one is not installed.
    """
    waiting, seen = [each for each in requirements if applies(each)], set[str]()
    while waiting:
        one = waiting.pop()
        yield one
        key = f"{canonicalize_name(one.name)}[{','.join(sorted(one.extras))}]"
        if key in seen:
            continue
        seen.add(key)
        asked = map(Requirement, metadata.requires(one.name) or ())
        waiting += [each for each in asked if applies(each, ("", *one.extras))]
