"""The daily post: one entry a story, with the words that tell most, in one message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.layout import LayoutReply
from bot.replies import BlockKind, digest_reply
from bot.replies.digest import is_empty
from bot.replies.limits import LAYOUT_COMPONENTS, LAYOUT_TEXT
from bot.replies.markup import markdown
from store.model import (
    Citation,
    Digest,
    Fragment,
    Headline,
    Passage,
    QuoteKind,
    Speaker,
    SpeakerKind,
    Story,
    Voice,
)

MARA = Speaker("Mara Oss", SpeakerKind.PERSON, named=True, role="harbour master")


def headline(number: int, words: str = "Story") -> Headline:
    return Headline(number, f"{words} {number}", "2021-03-04", f"https://wire.example/{number}")


def quote(number: int, words: str = "“We had no choice,”") -> Passage:
    where = Citation(
        number, f"Story {number}", "2021-03-04", 2, 33, 33 + len(words), "https://wire.example/x"
    )
    return Passage(
        (Fragment(words, 33, 33 + len(words)),), where, speaker=MARA, kind=QuoteKind.DIRECT
    )


def story(number: int, words: str = "“We had no choice,”") -> Story:
    return Story(
        headline(number),
        quote=quote(number, words),
        voice=Voice("Mara Oss", 3),
        others=("Ivo Lund", "Ada Berg", "Olu Eze", "Kim Park"),
    )


DIGEST = Digest(
    "2021-03-04",
    stories=tuple(story(n) for n in range(14)),
    total=30,
    articles=30,
    on_this_day=(headline(99),),
    most_quoted=(("Mara Oss", 3),),
)


def text(digest: Digest, length: str = "medium") -> str:
    return "\n".join(markdown(block) for block in digest_reply(digest, length).blocks)


def test_a_story_is_its_headline_its_words_and_who_else_is_quoted() -> None:
    shown = text(replace(DIGEST, stories=DIGEST.stories[:1], total=1, articles=1))
    assert shown.split("\n")[:7] == [
        "### The archive on 4 March 2021",
        "**1 new article**",
        "**[Story 0](https://wire.example/0)**, 4 March 2021",
        "> “We had no choice,”",
        "— **Mara Oss**, harbour master",
        "-# Also quoted: Ivo Lund, Ada Berg, Olu Eze and 1 more",
        "¶2 · [open the page](https://wire.example/x#:~:text=We%20had%20no%20choice)",
    ]


def test_the_rest_is_listed_and_counted() -> None:
    shown = text(DIGEST)
    assert "**30 new articles**" in shown and "**Also new**" in shown
    assert shown.count("> “") == 3
    assert (
        "• [Story 7](https://wire.example/7), 4 March 2021 · Mara Oss, Ivo Lund and 3 more" in shown
    )
    assert "Story 8" not in shown and "and 22 more" in shown
    assert "Story 99" in shown and "Quoted most: Mara Oss (3)" in shown
    assert not is_empty(DIGEST)


@pytest.mark.parametrize(("length", "told"), [("short", 2), ("medium", 3), ("long", 5)])
def test_the_length_is_the_servers_choice(length: str, told: int) -> None:
    kinds = [block.kind for block in digest_reply(DIGEST, length).blocks]
    assert kinds.count(BlockKind.HEADLINE) == told


def test_versions_and_new_speakers_are_said_to_be_so() -> None:
    several = replace(story(1), versions=3, voice=Voice("Mara Oss", 1, is_new=True))
    known = replace(story(2), is_update=True, voice=Voice("Mara Oss", 1234))
    shown = text(replace(DIGEST, stories=(several, known), total=2, articles=5))
    assert "**5 new articles, 2 stories**" in shown
    assert "Story 1](https://wire.example/1)**, 4 March 2021 · 3 versions" in shown
    assert "harbour master · quoted here for the first time" in shown
    assert "4 March 2021 · new version" in shown and "quoted 1,234 times in all" in shown


def test_words_of_another_version_are_cited_with_its_headline() -> None:
    other = replace(story(1), quote=quote(7))
    assert "_Story 7_, 4 March 2021, ¶2" in text(replace(DIGEST, stories=(other,), total=1))


def test_a_story_without_words_names_who_is_quoted() -> None:
    bare = replace(story(1), quote=None, voice=None)
    assert "-# Quoted: Ivo Lund" in text(replace(DIGEST, stories=(bare,), total=1))


def test_a_day_without_anything_is_empty() -> None:
    assert is_empty(Digest("2021-03-04", most_quoted=(("Mara Oss", 3),)))
    assert "Nothing new" in text(Digest("2021-03-04"))


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_the_longest_digest_is_one_message(length: str) -> None:
    long = "“It went on and on. " * 400
    stories = tuple(
        replace(
            story(n, long),
            headline=headline(n, "Very long headline " * 60),
            versions=9,
            others=("A name that is long " * 9,) * 12,
        )
        for n in range(14)
    )
    view = LayoutReply(digest_reply(replace(DIGEST, stories=stories), length), {})
    assert view.content_length() <= LAYOUT_TEXT
    assert view.total_children_count <= LAYOUT_COMPONENTS
    sections = str(view.to_components())
    assert "on and on. …" in sections


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_every_block_finds_room(length: str) -> None:
    view = LayoutReply(digest_reply(DIGEST, length), {})
    assert "Quoted most: Mara Oss" in str(view.to_components())
