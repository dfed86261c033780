"""What the tests of kills and faults share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from forks import ForkServer
from undisturbed import Known, Undisturbed


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    """Does operations in processes of their own."""
    with ForkServer() as running:
        yield running


@pytest.fixture(scope="session")
def undisturbed(server: ForkServer, tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Each operation as it goes when nothing happens: done once, compared with many times."""
    return cache(lambda name: Undisturbed(name, server, tmp_path_factory.mktemp("operation")))
