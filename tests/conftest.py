"""What many tests share: real archives in ``tmp_path`` and, where it is present, the real articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from served import Served, serving

# Machines are noisy: how long an example takes says nothing here.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and development sets: DATELINE_SHARED, or ``../shared``."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(
            f"no real articles at {folder}: set DATELINE_SHARED to the folder that holds them"
        )
    return folder


@pytest.fixture
def served() -> Iterator[Served]:
    """A web server on this machine."""
    with serving() as server:
        yield server


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def archive_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled articles as an archive, taken in once. Tests must not write to it."""
    from store import ingest
    from store.sample import articles_folder

    path = tmp_path_factory.mktemp("sample") / "archive.db"
    ingest(path, [articles_folder()])
    return path


@pytest.fixture(scope="session")
def real_archive(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real articles as an archive, taken in once. Tests must not write to it."""
    from store import ingest

    path = tmp_path_factory.mktemp("real") / "archive.db"
    report = ingest(path, [shared / "archive-sample"])
    assert report.added == 102
    return path
