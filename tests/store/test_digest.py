"""A day's digest: what is new once, a story once, by topics and speakers, with the words that tell most."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from handmade import article, extraction, person, quote

from store import Archive
from store.model import Digest, Speaker, SpeakerKind
from store.write import Writer

NOW = "2026-01-01T00:00:00+00:00"
MARA, IVO, ADA = person("Mara Oss"), person("Ivo Lund"), person("Ada Berg")
OFFICER = Speaker("a customs officer", SpeakerKind.ANONYMOUS, named=False)
LONG = "The harbour stays closed until each of the cranes has been repaired and tested"
OTHER = "Nobody has told the crews of the ships that wait outside what will become of them"


class Wire:
    """An archive that is written to while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        Writer(path).close()
        self.archive = Archive.open(path)

    def add(
        self,
        name: str,
        *said: tuple[Speaker, str],
        text: str = "",
        published: str = "2025-12-31",
        headline: str = "",
    ) -> int:
        """An article that nothing else is like; the archive's change number after it."""
        words = random.Random(name)
        filler = " ".join(words.choices("abcdefghijklmnopqrstuvwxyz" * 2, k=8))
        body = text or f"Report {name} {filler} {' '.join(str(words.random()) for _ in range(30))}."
        for speaker, spoken in said:
            body += f'\n\n"{spoken}," said {speaker.name}.'
        one = article(body, headline=headline or name, source=f"{name}.txt", published=published)
        found = extraction(*(quote(one, speaker, spoken) for speaker, spoken in said))
        with Writer(self.path) as writer:
            writer.add("wire", [(one, found)], now=NOW)
        return self.archive.change_number()

    def digest(self, since: int | None, day: str = "2026-01-01", **chosen: object) -> Digest:
        return self.archive.digest(day, since=since, **chosen)  # type: ignore[arg-type]


@pytest.fixture
def wire(tmp_path: Path):
    made = Wire(tmp_path / "archive.db")
    yield made
    made.archive.close()


def headlines(digest: Digest) -> list[str]:
    return sorted(story.headline.headline for story in digest.stories)


def test_each_article_is_new_once(wire: Wire) -> None:
    first = wire.add("one")
    second = wire.add("two")
    third = wire.add("three")
    assert headlines(wire.digest(0)) == ["one", "three", "two"]
    assert headlines(wire.digest(first, until=second)) == ["two"]
    assert headlines(wire.digest(second)) == ["three"]
    assert wire.digest(third).stories == ()


def test_a_correction_is_not_new(wire: Wire) -> None:
    wire.add("one")
    since = wire.add("two")
    wire.add("one", text="Report one, put right: it was the other way round.")
    found = wire.digest(since)
    assert (found.stories, found.total, found.articles) == ((), 0, 0)
    wire.add("three")
    assert headlines(wire.digest(since)) == ["three"]


def test_versions_of_a_story_are_one_entry(wire: Wire) -> None:
    letters = random.Random(1)
    words = ["".join(letters.choices("abcdefghij", k=6)) for _ in range(160)]
    text = ". ".join(" ".join(words[at : at + 10]).capitalize() for at in range(0, 160, 10))
    since = wire.add("other")
    wire.add("early", text=f"{text} At first.")
    middle = wire.add("middle", text=f"{text} Then.")
    found = wire.digest(since)
    assert headlines(found) == ["middle"]
    assert (found.stories[0].versions, found.total, found.articles) == (2, 1, 2)
    assert not found.stories[0].is_update
    wire.add("late", text=f"{text} At last.")
    (update,) = wire.digest(middle).stories
    assert update.headline.headline == "late" and update.is_update


def test_topics_hold_their_words_in_one_paragraph_and_headline(wire: Wire) -> None:
    wire.add("Strike", text="The ferries stopped.\n\nThe port is quiet.")
    wire.add("Weather", text="Rain fell on the ferry.\n\nA strike was not called.")
    wire.add("Quiet", text="Nothing of the kind.")
    assert headlines(wire.digest(0, topics=("ferry strike",))) == ["Strike"]
    assert headlines(wire.digest(0, topics=("strike",))) == ["Strike", "Weather"]
    assert headlines(wire.digest(0, topics=('"the port"', "rain"))) == ["Strike", "Weather"]
    assert headlines(wire.digest(0, topics=("ferry -rain",))) == ["Strike"]
    none = wire.digest(0, topics=("submarine",))
    assert (none.stories, none.total) == ((), 0)


def test_a_word_that_is_new_is_not_taken_for_a_known_one(wire: Wire) -> None:
    since = wire.add("Ferry", text="The ferry sails.")
    wire.add("Fairy", text="A ferry again.")
    assert wire.digest(since, topics=("ferrx",)).stories == ()


def test_speakers_choose_what_quotes_them(wire: Wire) -> None:
    wire.add("one", (MARA, LONG))
    wire.add("two", (IVO, OTHER))
    wire.add("three")
    assert headlines(wire.digest(0, speakers=("mara oss",))) == ["one"]
    assert headlines(wire.digest(0, speakers=("Nobody Known",))) == []
    assert headlines(wire.digest(0, speakers=("Mara Oss",), topics=("three",))) == ["one", "three"]


def test_a_story_shows_the_words_that_tell_most_and_who_else_is_quoted(wire: Wire) -> None:
    since = wire.add("before", (MARA, LONG))
    wire.add("story", (OFFICER, OTHER), (IVO, "No"), (MARA, LONG), (ADA, "We are here"))
    (story,) = wire.digest(since).stories
    assert story.quote and story.quote.fragments[0].text == LONG
    assert story.quote.citation.headline == "story"
    assert story.voice and (story.voice.name, story.voice.quotes) == ("Mara Oss", 2)
    assert not story.voice.is_new
    assert story.others == ("Ada Berg", "Ivo Lund")


def test_a_speaker_without_a_name_is_quoted_where_nobody_has_one(wire: Wire) -> None:
    wire.add("story", (OFFICER, OTHER))
    (story,) = wire.digest(0).stories
    assert story.quote and story.quote.speaker == OFFICER
    assert story.voice is None and story.others == ()


def test_a_speaker_who_was_never_quoted_is_new(wire: Wire) -> None:
    since = wire.add("before", (MARA, LONG))
    wire.add("story", (IVO, OTHER))
    (story,) = wire.digest(since).stories
    assert story.voice and story.voice.is_new
    (all_new, *_) = wire.digest(0).stories
    assert all_new.voice and not all_new.voice.is_new  # in a new archive everybody would be


def test_another_speaker_comes_before_the_same_one_again(wire: Wire) -> None:
    for number in range(3):
        wire.add(f"story {number}", (MARA, f"{LONG} {number}"), (IVO, f"{OTHER} {number}"))
    names = [story.voice.name for story in wire.digest(0).stories[:2] if story.voice]
    assert sorted(names) == ["Ivo Lund", "Mara Oss"]


def test_what_most_people_speak_in_comes_first(wire: Wire) -> None:
    wire.add("many", (MARA, LONG), (IVO, OTHER), (ADA, "We are here"))
    for number in range(3):
        wire.add(f"later {number}", published="2026-01-01")
    assert wire.digest(0).stories[0].headline.headline == "many"
    assert wire.digest(0).most_quoted == (("Ada Berg", 1), ("Ivo Lund", 1), ("Mara Oss", 1))


def test_this_day_in_other_years_where_the_archive_stopped_growing(wire: Wire) -> None:
    wire.add("ten years ago", published="2016-01-01")
    number = wire.add("five years ago", published="2021-01-01")
    found = wire.digest(number)
    assert [each.headline for each in found.on_this_day] == ["five years ago", "ten years ago"]
    number = wire.add("yesterday", published="2025-12-31")
    assert wire.digest(number).on_this_day == ()


def test_days_where_no_change_is_given(wire: Wire) -> None:
    wire.add("one", published="2025-12-29")
    wire.add("two", published="2025-12-30")
    wire.add("three", published="2025-12-31")
    assert headlines(wire.digest(None, "2025-12-30")) == ["two"]
    assert headlines(wire.digest(None, "2025-12-31", after="2025-12-30")) == ["three", "two"]


def test_an_empty_archive_has_an_empty_digest(wire: Wire) -> None:
    found = wire.digest(0)
    assert found == Digest("2026-01-01")
