"""Words that somebody denied are never shown without the denial."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Archive
from store.denials import denies, told
from store.model import Certainty, Edit, EditKind, QuoteKind, Span, VerdictKind

BODY = "Ruud on Monday denied that he knew. Obe said he did. He knew, Ruud denies."


def span(words: str) -> Span:
    return BODY.index(words), BODY.index(words) + len(words)


@pytest.fixture(scope="module")
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "content", "cue", "shown"),
    [
        (QuoteKind.INDIRECT, "that he knew", "denied", ["denied that he knew"]),
        (QuoteKind.MIXED, "he knew", "denied", ["denied", "he knew"]),
        (QuoteKind.INDIRECT, "He knew", "denies", ["He knew", "denies"]),
        (QuoteKind.DIRECT, "that he knew", "denied", ["that he knew"]),
        (QuoteKind.INDIRECT, "he did", "said", ["he did"]),
    ],
)
def test_a_report_is_shown_with_the_cue_that_denies_it(
    kind: QuoteKind, content: str, cue: str, shown: list[str]
) -> None:
    spans = told(kind, [span(content)], [span(cue)], BODY)
    assert [BODY[start:end] for start, end in spans] == shown


def test_a_cue_before_the_text_that_is_known_tells_nothing() -> None:
    cue = [span("denied")]
    assert denies(cue, BODY)
    assert not denies(cue, BODY[40:], 40)


def test_what_somebody_said_is_not_what_they_denied(archive: Archive) -> None:
    answer = archive.said_by("Roake", about="anyone at the company had used those words")
    assert answer.certainty is Certainty.FOUND
    (fragment,) = answer.passages[0].fragments
    assert fragment.text.startswith("denied that anyone at the company")


@pytest.mark.parametrize("speaker", ["", "Roake"])
def test_words_that_were_denied_are_not_printed_as_said(archive: Archive, speaker: str) -> None:
    words = "anyone at the company had used those words"
    (verdict,) = archive.check_quotes(words, speaker=speaker).verdicts
    assert verdict.kind is VerdictKind.ALTERED
    assert verdict.edits == (
        Edit(EditKind.DELETED, "denied that"),
        Edit(EditKind.KEPT, " "),
        Edit(EditKind.KEPT, words),
    )
    assert verdict.passage is not None
    cited = verdict.passage.citation
    view = archive.article(cited.article_id)
    assert view is not None
    assert view.article.body[cited.start : cited.end] == f"denied that {words}"


def test_a_denial_that_is_pasted_whole_is_printed(archive: Archive) -> None:
    words = "denied that anyone at the company had used those words"
    assert [each.kind for each in archive.check_quotes(words).verdicts] == [VerdictKind.VERBATIM]
