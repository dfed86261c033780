"""Every package has a licence that lets Dateline be used and passed on under its own."""

from __future__ import annotations

import pytest
from packaging.utils import canonicalize_name

from tests.supply.licences import Licence, listed
from tests.supply.pins import all_pinned, version

AGAIN = "licences.md and what is pinned differ: write them again with python -m tests.supply"


def test_every_pinned_package_is_listed() -> None:
    pins = {(canonicalize_name(pin.name), version(pin)) for pin in all_pinned()}
    assert {(each.package, each.version) for each in listed()} == pins, AGAIN


def test_every_licence_may_be_there() -> None:
    refused = [each for each in listed() if not each.is_permitted]
    assert refused == [], "find another package, or say why in tests/supply/licences.py"


@pytest.mark.parametrize(
    ("text", "may_be_there"),
    [
        ("MIT", True),
        ("BSD License", True),
        ("Apache-2.0 AND MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("BSD License; GNU Lesser General Public License v3 or later (LGPLv3+)", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GNU Affero General Public License v3", False),
        ("UNKNOWN", False),
        ("Other/Proprietary License", False),
        ("", False),
    ],
)
def test_what_may_be_there(text: str, may_be_there: bool) -> None:
    assert Licence("package", "1.0", text).is_permitted is may_be_there
