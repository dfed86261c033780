"""The bundled articles as an archive in the user's cache, built when it is first opened."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import click
from platformdirs import user_cache_path

from store import ingest
from store.extract.method import VERSION as EXTRACTION
from store.read import files_under
from store.sample import articles_folder, earlier_folder
from store.schema import ARCHIVE


def demo_archive(*, rebuild: bool = False) -> Path:
    """The path of the demo's archive. It is complete or not there: it gets its name when it is done."""
    folder = user_cache_path("dateline", ensure_exists=True)
    path = folder / f"demo-{_edition()}.db"
    if path.exists() and not rebuild:
        return path
    click.echo(
        "Building the demo's archive, once: reading the articles for who said what …", err=True
    )
    building = folder / f"building-{os.getpid()}.db"
    try:
        # What was printed first, then what it was corrected to: the corrected ones keep both.
        first = ingest(building, [earlier_folder()])
        report = ingest(building, [articles_folder()])
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        building.replace(path)
    finally:
        for leftover in folder.glob(f"{building.name}*"):
            leftover.unlink(missing_ok=True)
    click.echo(
        f"{first.added + report.added} articles of an invented country, in {path}.", err=True
    )
    return path


def _edition() -> str:
    """Changes with the bundled articles, with the archive's format, and with how quotes are found."""
    program = f"{version('dateline-bot')} {ARCHIVE.version} {EXTRACTION}"
    digest = hashlib.blake2b(program.encode(), digest_size=6)
    for root in (earlier_folder(), articles_folder()):
        for file in files_under(root):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
