"""What many tests share: real archives in ``tmp_path`` and, where it is present, the real articles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and development sets: DATELINE_SHARED, or ``../shared``."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no real articles at {folder}: set DATELINE_SHARED to the folder that holds them")
    return folder
