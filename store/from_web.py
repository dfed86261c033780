"""One address of the web into an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from store.extract.method import Method
from store.fetch import FetchError, Policy, download, without_credentials
from store.intake import NO_HOOKS, Hooks, ingest_drafts
from store.model import Draft, IngestReport, Unreadable
from store.read import read


def ingest_url(
    archive: Path,
    url: str,
    *,
    policy: Policy | None = None,
    format_name: str = "",
    method: Method = Method.PARSED,
    workers: int | None = None,
    hooks: Hooks = NO_HOOKS,
) -> IngestReport:
    """Add the articles of a page, a feed or a file of the web; ``policy`` as in ``download``.

    What can't be fetched is reported as a source that can't be read; otherwise as ``ingest_drafts``.
    """
    name = without_credentials(url)
    with TemporaryDirectory(prefix="dateline-") as folder:
        drafts = _drafts(url, name, Path(folder) / "fetched", policy, format_name)
        report = ingest_drafts(archive, name, drafts, method=method, workers=workers, hooks=hooks)
    found = report.added + report.unchanged + report.corrected + report.duplicates
    return report if found or report.stopped else replace(report, barren=(name,))


def _drafts(
    url: str, name: str, to: Path, policy: Policy | None, format_name: str
) -> Iterator[Draft | Unreadable]:
    try:
        got = download(url, to, policy=policy)
    except FetchError as error:
        yield Unreadable(name, str(error).rstrip("."))
        return
    for draft in read(got.path, name=name, format_name=format_name):
        if isinstance(draft, Draft) and draft.source == name:
            # A page is where it was found; a record of a feed or a crawl has its own address or none.
            yield replace(draft, url=draft.url or got.url)
        else:
            yield draft
