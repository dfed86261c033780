"""The constraints are those of pyproject.toml, each package has a hash, and nothing says where to load it from."""

from __future__ import annotations

from importlib import metadata

import pytest
from packaging.utils import canonicalize_name

from tests.supply.pins import CONSTRAINTS, EXTRAS, applies, closure, declared, pinned, version

AGAIN = "pyproject.toml and .ci/constraints.txt differ: write it again with python -m tests.supply"


def test_every_dependency_has_an_upper_bound() -> None:
    for requirements in declared().values():
        for each in requirements:
            upper = [one for one in each.specifier if one.operator in ("<", "<=", "==", "~=")]
            assert upper, f"{each} in pyproject.toml: say below which version it is known to work"


def test_what_is_declared_is_pinned_within_its_bounds() -> None:
    pins = pinned()
    groups = declared()
    for requirement in [each for name in ("", "build", *EXTRAS) for each in groups[name]]:
        name = canonicalize_name(requirement.name)
        versions = [version(pin) for pin in pins if canonicalize_name(pin.name) == name]
        assert versions, f"{requirement}: {AGAIN}"
        for each in versions:
            assert requirement.specifier.contains(each), f"{requirement}, pinned {each}: {AGAIN}"


def test_what_is_needed_is_pinned_and_nothing_else() -> None:
    here = {canonicalize_name(pin.name): version(pin) for pin in pinned() if applies(pin)}
    try:
        needed = list(
            closure([each for name in ("", "build", *EXTRAS) for each in declared()[name]])
        )
    except metadata.PackageNotFoundError as error:
        pytest.skip(f"{error.name} is not installed: pip install -r .ci/constraints.txt")
    assert {canonicalize_name(each.name) for each in needed} == set(here), AGAIN
    for each in needed:
        pin = here[canonicalize_name(each.name)]
        assert each.specifier.contains(pin), f"{each}, pinned {pin}: {AGAIN}"


def test_every_line_is_a_pin_with_hashes_and_names_no_place() -> None:
    text = CONSTRAINTS.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    hashes = [line for line in lines if line.startswith("    --hash=sha256:")]
    assert len(lines) - len(hashes) == len(pinned()) > 100
    assert "/" not in text.replace("#", "") and "://" not in text
