"""A Discord for a process to log in to."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from program import Discord, listening


@pytest.fixture
async def discord(request: pytest.FixtureRequest) -> AsyncIterator[Discord]:
    """One that accepts the token, unless the test says otherwise."""
    async with listening(accepts=getattr(request, "param", True)) as played:
        yield played
