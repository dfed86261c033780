"""What the tests of kills and faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from forks import ForkServer


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    """Does operations in processes of their own."""
    with ForkServer() as running:
        yield running
