"""The constraints are those of pyproject.toml, each package has a hash, and nothing says where to load it from."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.supply.pins import (
    CONSTRAINTS,
    FILES,
    WHEELS_ALONE,
    applies,
    closure,
    declared,
    pinned,
    version,
)

AGAIN = "pyproject.toml and the files in .ci differ: write them again with python -m tests.supply"
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def test_every_dependency_has_an_upper_bound() -> None:
    for requirements in declared().values():
        for each in requirements:
            upper = [one for one in each.specifier if one.operator in ("<", "<=", "==", "~=")]
            assert upper, f"{each} in pyproject.toml: say below which version it is known to work"


def test_every_group_is_pinned() -> None:
    assert {group for groups in FILES.values() for group in groups} == set(declared())


@each_file
def test_what_is_declared_is_pinned_within_its_bounds(file: Path) -> None:
    pins = pinned(file)
    for requirement in [each for name in FILES[file] for each in declared()[name]]:
        name = canonicalize_name(requirement.name)
        versions = [version(pin) for pin in pins if canonicalize_name(pin.name) == name]
        assert versions, f"{requirement}: {AGAIN}"
        for each in versions:
            assert requirement.specifier.contains(each), f"{requirement}, pinned {each}: {AGAIN}"


@each_file
def test_what_is_needed_is_pinned_and_nothing_else(file: Path) -> None:
    here = {canonicalize_name(pin.name): version(pin) for pin in pinned(file) if applies(pin)}
    try:
        needed = list(closure([each for name in FILES[file] for each in declared()[name]]))
    except metadata.PackageNotFoundError as error:
        pytest.skip(f"{error.name} is not installed: pip install -r .ci/{file.name}")
    assert {canonicalize_name(each.name) for each in needed} == set(here), AGAIN
    for each in needed:
        pin = here[canonicalize_name(each.name)]
        assert each.specifier.contains(pin), f"{each}, pinned {pin}: {AGAIN}"


def test_a_package_of_both_files_is_pinned_once() -> None:
    first, *others = [
        {canonicalize_name(pin.name): version(pin) for pin in pinned(file) if applies(pin)}
        for file in FILES
    ]
    for other in others:
        assert {name: first.get(name, pin) for name, pin in other.items()} == other, AGAIN


@each_file
def test_every_line_is_a_pin_with_hashes_and_names_no_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    hashes = [line for line in lines if line.startswith("    --hash=sha256:")]
    pins = [line for line in lines if line not in hashes]
    # Of wheels alone: what a source archive is built with would be neither pinned nor hashed.
    assert pins.pop(0) == WHEELS_ALONE
    assert len(pins) == len(pinned(file)) > (100 if file == CONSTRAINTS else 20)
    assert "/" not in text.replace("#", "") and "://" not in text
