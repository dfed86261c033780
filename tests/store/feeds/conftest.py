"""What the tests of feeds share."""

from __future__ import annotations

from pathlib import Path

import pytest
from polling import Desk
from served import Served


@pytest.fixture
def desk(tmp_path: Path, served: Served) -> Desk:
    """An archive that follows nothing yet."""
    return Desk(tmp_path / "archive.db", served)
