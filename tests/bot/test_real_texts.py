"""The real articles' longest texts go through every reply, whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import lookups
from bot.layout import LayoutReply
from bot.replies import BlockKind, Reply
from bot.replies.fit import fit
from bot.replies.limits import ALT_TEXT, LAYOUT_COMPONENTS, LAYOUT_TEXT
from store import Archive


@pytest.fixture(scope="module")
def archive(real_archive: Path) -> Iterator[Archive]:
    with Archive.open(real_archive) as opened:
        yield opened


def check(reply: Reply) -> None:
    view = LayoutReply(reply, {})
    assert view.content_length() <= LAYOUT_TEXT
    assert view.total_children_count <= LAYOUT_COMPONENTS


def pages(archive: Archive, number: int) -> Iterator[Reply]:
    page = 0
    while True:
        reply = lookups.look_up(archive, "article", (str(number),), page)
        yield reply
        if not any(button.label == "Next" for button in reply.buttons):
            return
        page += 1


async def test_every_article_is_shown_to_its_last_word(archive: Archive) -> None:
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        assert view is not None
        words: list[str] = []
        for reply in pages(archive, number):
            check(reply)
            assert fit(reply) is reply
            words += [b.text for b in reply.blocks if b.kind is BlockKind.TEXT]
        assert " ".join(words).split() == view.article.body.split()


async def test_every_statement_is_shown_in_its_context(archive: Archive) -> None:
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        assert view is not None
        for quote in view.quotes:
            start, end = quote.content[0][0], quote.content[-1][1]
            check(lookups.context(archive, number, start, end))


async def test_every_speaker_s_statements_fit(archive: Archive) -> None:
    names = [each.value for each in archive.suggest_speakers("", limit=1000)]
    assert len(names) > 20
    for name in names:
        check(lookups.look_up(archive, "said", (name, "", "", "")))
        check(lookups.look_up(archive, "speaker", (name,)))


async def test_every_speaker_s_timeline_fits_with_its_ends_in_full(archive: Archive) -> None:
    for each in archive.suggest_speakers("", limit=1000):
        found = archive.timeline(each.value)
        reply = lookups.look_up(archive, "timeline", (each.value, ""))
        check(reply)
        shown = [block.text for block in fit(reply).blocks if block.kind is BlockKind.QUOTE]
        for step in (*found.steps[:1], *found.steps[-1:]):
            text = " … ".join(fragment.text for fragment in step.passage.fragments)
            assert len(text) > 1_500 or text in shown


async def test_the_figures_on_every_headline_fit(archive: Archive) -> None:
    stated = 0
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        assert view is not None
        subject = view.article.headline
        reply = lookups.look_up(archive, "facts", (subject, "", ""))
        check(reply)
        stated += not reply.private
    assert stated > 30


async def test_every_day_of_the_year_fits(archive: Archive) -> None:
    days = {f"{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 32)}
    told = [lookups.look_up(archive, "on-this-day", (day,)) for day in sorted(days)]
    for reply in told:
        check(reply)
    assert sum(not reply.private for reply in told) > 20


async def test_a_picture_s_description_is_within_its_limit(archive: Archive) -> None:
    for name in ("NASA", "Microsoft"):
        reply = lookups.look_up(archive, "timeline", (name, ""))
        view = LayoutReply(reply, {}, b"drawn")
        (file,) = view.files()
        assert file.description == reply.picture.alt and len(file.description) <= ALT_TEXT
        assert view.total_children_count <= LAYOUT_COMPONENTS
