"""``dateline ingest``: add sources to the archive."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli._ending import STOPPED, ending_gently
from bot.cli._options import (
    archive_option,
    archive_path,
    fast_option,
    json_option,
    one_line,
    to_json,
    workers_option,
)
from bot.cli._progress import progress_of_work
from bot.cli._report import Report

if TYPE_CHECKING:
    from store.extract.method import Method
    from store.intake import Hooks
    from store.model import IngestReport

_SHOWN_REASONS = 20
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@click.command(
    short_help="Add articles to the archive.",
    epilog="""\b
Examples:
  dateline ingest articles/
  dateline ingest dump.jsonl.gz crawl.warc.gz more/*.txt --archive wire.db
  dateline ingest https://www.example.org/news/story.html
  dateline ingest notes.txt --format text
  dateline ingest huge.jsonl.gz --fast && dateline extract --again
  dateline ingest inbox/ --report report.jsonl
  dateline ingest --watch inbox/

\b
A line of --report, for each record:
  {"source","outcome","article_id","title","date"}     added, unchanged, corrected or duplicate;
                                                       with "warning" where the date is yet to come
  {"source","outcome":"unchanged","articles"}          a file that an earlier run has read
  {"source":"","outcome":"skipped","skipped","reason"} what gave no article, and why

Exit status 1 when a path that was named gave no article at all, 130 when Ctrl-C ended it.
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH_OR_URL...")
@click.option("--format", "format_name", default="", help="Read every file as this format.")
@click.option("--search-only", is_flag=True, help="No quotes or facts: for search alone.")
@fast_option
@workers_option
@click.option("--watch", is_flag=True, help="Go on: take in what is new or changed in the folders.")
@click.option("--reread", is_flag=True, help="Read files again that did not change.")
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of each record there, as JSON Lines.",
)
@json_option
@archive_option
def command(
    paths: tuple[str, ...],
    format_name: str,
    search_only: bool,
    fast: bool,
    workers: int | None,
    watch: bool,
    reread: bool,
    report_path: Path | None,
    as_json: bool,
) -> None:
    """Add articles: text dumps, web pages, feeds, crawls, JSON Lines, tables, and folders or archives of them.

    The format is found by content. What is stored already is left alone; an article that was
    corrected keeps its earlier text as a revision. After --fast or --search-only the rest is found by
    `dateline extract --again`, and the archive can be asked meanwhile.

    Ctrl-C ends it after what is under way. The next run carries on where this one ended, however it
    ended, and reads no file again that did not change.
    """
    from store.extract.method import Method

    if fast and search_only:
        raise click.UsageError("--fast and --search-only exclude each other.")
    urls = [path for path in paths if _ADDRESS.match(path)]
    files = [Path(path) for path in paths if not _ADDRESS.match(path)]
    if watch and (urls or len(files) != 1 or not files[0].is_dir()):
        raise click.UsageError("--watch takes one folder.")
    if watch and reread:
        raise click.UsageError("--watch reads what changes: --reread goes without it.")
    method = Method.NONE if search_only else Method.FAST if fast else Method.PARSED
    how = _How(archive_path(), format_name, method, workers)

    with (
        ending_gently("Ending after what is under way … (Ctrl-C again ends at once)") as stop,
        Report(report_path) as lines,
    ):
        hooks = _hooks(how.archive, lines, stop, report_path)
        if watch:
            _watch(how, files[0], hooks, lines, as_json)
            return
        report = _once(how, files, urls, reread, hooks)
        _tell(how.archive, report, lines, as_json)
    if report.stopped:
        click.get_current_context().exit(STOPPED)
    if report.barren:
        click.get_current_context().exit(1)


@dataclass(frozen=True, slots=True)
class _How:
    archive: Path
    format_name: str
    method: Method
    workers: int | None


def _hooks(archive: Path, lines: Report, stop: Callable[[], bool], report: Path | None) -> Hooks:
    from store.intake import Hooks

    def waiting() -> None:
        click.echo(f"Another ingest is writing to {archive}: waiting for it to end …", err=True)

    return Hooks(
        on_taken=lines.note, waiting=waiting, stop=stop, left_out=[report] if report else []
    )


def _once(
    how: _How, files: list[Path], urls: list[str], reread: bool, hooks: Hooks
) -> IngestReport:
    from store import ingest
    from store.tally import together

    reports = []
    if files:
        with progress_of_work("Reading", "articles") as say:
            reports.append(
                ingest(
                    how.archive,
                    files,
                    format_name=how.format_name,
                    method=how.method,
                    workers=how.workers,
                    reread=reread,
                    hooks=replace(hooks, progress=lambda at: say(at.articles, at.done, at.total)),
                )
            )
    for url in urls:
        if not hooks.stop():
            reports.append(_fetched(how, url, hooks))
    return together(reports)


def _fetched(how: _How, url: str, hooks: Hooks) -> IngestReport:
    from bot.fetching import policy_of
    from bot.settings import load
    from store.from_web import ingest_url

    return ingest_url(
        how.archive,
        url,
        policy=policy_of(load()).for_files(),
        format_name=how.format_name,
        method=how.method,
        workers=how.workers,
        hooks=hooks,
    )


def _watch(how: _How, folder: Path, hooks: Hooks, lines: Report, as_json: bool) -> None:
    """Until it is ended: that is how it ends well."""
    from store.intake import ingest_files
    from store.watch import settled

    click.echo(f"Watching {folder}: Ctrl-C ends it.", err=True)
    for files in settled(folder, stop=hooks.stop):
        report = ingest_files(
            how.archive,
            folder,
            files,
            format_name=how.format_name,
            method=how.method,
            workers=how.workers,
            hooks=hooks,
        )
        _tell(how.archive, report, lines, as_json)


def _tell(archive: Path, report: IngestReport, lines: Report, as_json: bool) -> None:
    """The summary: on stderr for a person, and on stdout for a script."""
    counts = {
        "added": report.added,
        "unchanged": report.unchanged,
        "corrected": report.corrected,
        "duplicates": report.duplicates,
    }
    if as_json:
        reasons = [{"source": one.source, "reason": one.reason} for one in report.skipped]
        rest = {"skipped": reasons, "in_future": report.in_future, "stopped": report.stopped}
        click.echo(to_json({**counts, **rest}, indent=2))
    for one in report.skipped[:_SHOWN_REASONS]:
        click.echo(one_line(f"Skipped {one.source}: {one.reason}."), err=True)
    if report.skipped_in_all > _SHOWN_REASONS:
        more = report.skipped_in_all - _SHOWN_REASONS
        click.echo(f"… and {more} more (--report FILE lists them all).", err=True)
    for place in lines.told_in_future():
        click.echo(one_line(f"Kept, though its date is yet to come: {place}."), err=True)
    numbers = ", ".join(f"{number} {name}" for name, number in counts.items())
    click.echo(f"{archive}: {numbers}, {report.skipped_in_all} skipped.", err=True)
    if report.stopped:
        click.echo("Ended before all was read: the same command carries on from here.", err=True)
