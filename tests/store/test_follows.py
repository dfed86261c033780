"""What is new of what is followed, and the ledger of what was told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import Archive
from store.follows import Followed, FollowKind, Sighting
from store.follows.matching import Words
from store.guilds import LEASE, Guilds, Place, TooMany
from store.guilds.follows import DAY, GAP, OF_A_MEMBER, OF_A_SERVER
from store.model import Article, Extraction, Paragraph, Quote, QuoteKind, Speaker, SpeakerKind
from store.people.decisions import Decisions
from store.write import Writer

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MARA = Speaker("Mara Oss", SpeakerKind.PERSON, named=True, aliases=("Oss",))
ILSE = Speaker("Ilse Brandt", SpeakerKind.PERSON, named=True)
OF_MARA = Followed(FollowKind.SPEAKER, "Mara Oss")
DM = Place(0, 0, 7)
CHANNEL = Place(1, 2, 0)


def words(text: str) -> Followed:
    return Followed(FollowKind.WORDS, text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Writer(tmp_path / "archive.db").close()
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path) as opened:
        yield opened


@pytest.fixture
def guilds(tmp_path: Path) -> Iterator[Guilds]:
    with Guilds.open(tmp_path / "bot.db") as opened:
        yield opened


def add(path: Path, number: int, text: str, *said: tuple[str, Speaker], headline: str = "") -> None:
    article = Article(
        headline or f"Story {number}",
        text,
        (Paragraph(1, 0, len(text)),),
        published=f"2026-02-{number:02}",
        doc_id=str(number),
        source=f"wire#{number}",
    )
    quotes = [
        Quote(QuoteKind.DIRECT, ((text.index(each), text.index(each) + len(each)),), speaker=who)
        for each, who in said
    ]
    with Writer(path) as writer:
        writer.add(
            "wire",
            [(article, Extraction(tuple(quotes), tuple(dict.fromkeys(who for _, who in said))))],
            now="2026-03-01T00:00:00+00:00",
        )


BERTH = '"The third berth stays closed until the crane is repaired,"'
CRANE = '"We ordered the parts in June,"'


def test_a_speaker_is_sighted_where_they_are_quoted(archive: Archive, path: Path) -> None:
    add(path, 1, f"{BERTH} Mara Oss said.", (BERTH, MARA))
    add(path, 2, f"{CRANE} Ilse Brandt said of Mara Oss.", (CRANE, ILSE))
    found = archive.scan([OF_MARA], 0, 0)
    assert [(each.followed, each.article) for each in found.sightings] == [(OF_MARA, 1)]
    assert found.until == archive.change_number() == 2
    assert archive.scan([OF_MARA], found.until, 0).sightings == ()
    (news,) = archive.sighted({OF_MARA: [1]}, 5)
    assert news.entries[0].passage.fragments[0].text == BERTH
    assert (news.total, news.entries[0].more) == (1, 0)


def test_what_was_there_before_is_not_new(archive: Archive, path: Path) -> None:
    add(path, 1, f"{BERTH} Mara Oss said.", (BERTH, MARA))
    above = archive.newest_number()
    add(path, 1, f"{BERTH} Mara Oss said on Monday.", (BERTH, MARA))
    assert archive.change_number() == 2
    assert archive.scan([OF_MARA], 0, above).sightings == ()
    assert archive.news({OF_MARA: above}, since=0) == ()


@pytest.mark.parametrize(
    ("followed", "is_there"),
    [
        ("crane berth", True),
        ("cranes", True),
        ('"third berth"', True),
        ('"berth third"', False),
        ("crane -repaired", False),
        ("crane storm", False),
        ("harbour crane", True),
    ],
)
def test_words_are_sighted_where_all_are_held(
    archive: Archive, path: Path, followed: str, is_there: bool
) -> None:
    add(path, 1, f"{BERTH} Mara Oss said.", (BERTH, MARA), headline="Harbour closed")
    found = archive.scan([words(followed)], 0, 0).sightings
    assert bool(found) is is_there


def test_words_are_shown_in_their_quote_or_sentence(archive: Archive, path: Path) -> None:
    text = f"It rained all day on the pier. {BERTH} Mara Oss said. Ferries sailed."
    add(path, 1, text, (BERTH, MARA))
    for typed, shown, marked in (
        ("crane", BERTH, "crane"),
        ("rain", "It rained all day on the pier.", "rained"),
        ("rain ferries", text, "rained"),
    ):
        (news,) = archive.sighted({words(typed): [1]}, 5)
        (fragment,) = news.entries[0].passage.fragments
        assert fragment.text == shown == text[fragment.start : fragment.end]
        start, end = fragment.emphasis[0]
        assert fragment.text[start:end] == marked


def test_a_merged_speaker_is_the_one_that_is_followed(archive: Archive, path: Path) -> None:
    add(path, 1, f"{BERTH} Mara Oss said.", (BERTH, MARA))
    add(path, 2, f"{CRANE} Ilse Brandt said.", (CRANE, ILSE))
    assert not [each for each in archive.scan([OF_MARA], 1, 0).sightings if each.article == 2]
    one, other = archive.speaker("Mara Oss"), archive.speaker("Ilse Brandt")
    assert one and other
    with Decisions(path) as decisions:
        decisions.merge(other.id, one.id)
    assert [each.article for each in archive.scan([OF_MARA], 1, 0).sightings] == [2]


LONG = (
    "The harbour of Tarn was closed on Monday after a crane fell across the third berth in a storm "
    "that tore roofs from the sheds along the quay and left two hundred passengers on the breakwater. "
    "The ferries to the islands were taken to the old port, where the water is deep enough at high "
    "tide, and the fishing boats stayed out until the wind went down in the evening of that day. "
)


def test_a_story_that_is_told_again_is_one_entry_once(archive: Archive, path: Path) -> None:
    add(path, 1, f"{LONG}{BERTH} Mara Oss said.", (BERTH, MARA))
    add(path, 2, f"{LONG}{BERTH} Mara Oss said. Rain fell.", (BERTH, MARA))
    view = archive.article(2)
    assert view is not None and [each.article_id for each in view.versions] == [1]
    followed = [OF_MARA, words("breakwater")]
    assert {each.article for each in archive.scan(followed, 0, 0).sightings} == {1}
    add(path, 3, f"{LONG}{BERTH} Mara Oss said. {CRANE} she added.", (BERTH, MARA), (CRANE, MARA))
    found = archive.scan(followed, 2, 0).sightings
    assert [(each.followed, each.article, each.story) for each in found] == [(OF_MARA, 3, 1)]
    (news,) = archive.sighted({OF_MARA: [1, 3]}, 5)
    assert news.total == 1
    assert [entry.passage.fragments[0].text for entry in news.entries] == [CRANE]


def test_news_of_a_digest_are_between_two_changes(archive: Archive, path: Path) -> None:
    for number in range(1, 5):
        said = f'"Pier number {number} has {number}0 bollards and needs a coat of paint,"'
        add(path, number, f"{said} Mara Oss said.", (said, MARA))
    (news,) = archive.news({OF_MARA: 1}, since=0, until=3, limit=1)
    assert (news.total, len(news.entries)) == (2, 1)
    assert "Pier number 3" in news.entries[0].passage.fragments[0].text


@pytest.mark.parametrize("typed", ["", "  ", "-", "-only", '""', "\u200b", "…!?"])
def test_words_without_a_word_are_none(typed: str) -> None:
    assert not Words(typed)


def sight(guilds: Guilds, *articles: int, followed: Followed = OF_MARA) -> None:
    since = guilds.scan_from(1000, 1000)
    assert guilds.take_scan(
        since, since, [Sighting(followed, each, each) for each in articles], now=NOW
    )


def test_a_batch_is_told_once(guilds: Guilds) -> None:
    assert guilds.follow(DM, OF_MARA, daily=False, since=10, now=NOW)
    assert not guilds.follow(DM, OF_MARA, daily=False, since=20, now=NOW)
    sight(guilds, 9, 11, 12)
    assert guilds.places_due(NOW) == (DM,)
    batch = guilds.begin(DM, holder="a", now=NOW)
    assert batch and batch.sighted == {OF_MARA: (11, 12)} and batch.anchor is None
    assert guilds.begin(DM, holder="b", now=NOW) is None, "another process is at it"
    assert guilds.sending(batch, channel=5, anchor=6, now=NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    again = guilds.begin(DM, holder="b", now=later)
    assert again and (again.number, again.channel, again.anchor) == (batch.number, 5, 6)
    assert not guilds.sending(batch, channel=5, anchor=6, now=later), "it is b's now"
    guilds.sent(again, now=later)
    sight(guilds, 11, 12)
    assert guilds.places_due(later + DAY) == (), "nothing twice"
    sight(guilds, 13)
    assert guilds.begin(DM, holder="b", now=later + GAP / 2) is None, "not so soon"
    new = guilds.begin(DM, holder="b", now=later + GAP)
    assert new and new.sighted == {OF_MARA: (13,)} and new.number == batch.number + 1


def test_two_processes_take_a_scan_once(guilds: Guilds) -> None:
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    since = guilds.scan_from(5, 5)
    assert guilds.take_scan(since, 8, [Sighting(OF_MARA, 6, 6)], now=NOW)
    assert not guilds.take_scan(since, 8, [Sighting(OF_MARA, 6, 6)], now=NOW)
    assert guilds.scan_from(9, 9) == 8


def test_another_archive_begins_anew(guilds: Guilds) -> None:
    guilds.follow(DM, OF_MARA, daily=False, since=500, now=NOW)
    assert guilds.scan_from(900, 500) == 0
    assert guilds.take_scan(0, 900, (), now=NOW)
    assert guilds.scan_from(900, 500) == 900
    assert guilds.scan_from(20, 10) == 20
    (follow,) = guilds.follows(member=7)
    assert follow.since == 10


def test_once_a_day_waits_for_the_day(guilds: Guilds) -> None:
    storm = words("storm")
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    guilds.follow(DM, storm, daily=True, since=0, now=NOW)
    for hours, article, expected in ((0, 1, True), (1, 2, False), (23, 3, False), (25, 4, True)):
        now = NOW + timedelta(hours=hours)
        sight(guilds, article)
        sight(guilds, article, followed=storm)
        batch = guilds.begin(DM, holder="a", now=now)
        assert batch and batch.sighted[OF_MARA] == (article,)
        assert (storm in batch.sighted) is expected
        guilds.sent(batch, now=now)
    assert batch.sighted[storm] == (2, 3, 4)


def test_what_a_channel_hears_in_its_digest_is_not_scanned_for(guilds: Guilds) -> None:
    guilds.follow(CHANNEL, OF_MARA, daily=True, since=0, now=NOW)
    assert guilds.scanned() == ()
    assert [each.followed for each in guilds.followed_in_digest(1)] == [OF_MARA]
    sight(guilds, 1)
    assert guilds.places_due(NOW) == ()


def test_a_pause_is_told_once_and_keeps_what_waits(guilds: Guilds) -> None:
    guilds.follow(CHANNEL, OF_MARA, daily=False, since=0, now=NOW)
    sight(guilds, 1)
    batch = guilds.begin(CHANNEL, holder="a", now=NOW)
    assert batch
    guilds.pause_place(batch, "its channel is gone.")
    assert guilds.places_due(NOW + DAY) == ()
    assert guilds.take_follow_notices(member=9, guild=1) == ()
    assert guilds.take_follow_notices(member=9, guild=2, manages=True) == ()
    told = guilds.take_follow_notices(member=9, guild=1, manages=True)
    assert told == ("its channel is gone.",)
    assert guilds.take_follow_notices(member=9, guild=1, manages=True) == ()
    assert guilds.follows(guild=1)[0].paused == "its channel is gone."
    guilds.follow(CHANNEL, OF_MARA, daily=False, since=5, now=NOW)
    again = guilds.begin(CHANNEL, holder="a", now=NOW)
    assert again and again.sighted == {OF_MARA: (1,)} and again.number == batch.number + 1


def test_a_batch_that_is_put_off_waits_longer_each_time(guilds: Guilds) -> None:
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    sight(guilds, 1)
    now, waits = NOW, []
    for _ in range(3):
        batch = guilds.begin(DM, holder="a", now=now)
        assert batch
        guilds.put_off(batch, now=now)
        start = now
        while not guilds.places_due(now):
            now += timedelta(seconds=10)
        waits.append(now - start)
    assert waits == sorted(waits) and waits[0] < waits[2]


def test_there_are_limits(guilds: Guilds) -> None:
    for number in range(OF_A_MEMBER):
        guilds.follow(DM, words(f"w{number}"), daily=False, since=0, now=NOW)
    with pytest.raises(TooMany) as member:
        guilds.follow(Place(1, 2, 7), OF_MARA, daily=False, since=0, now=NOW)
    assert (member.value.most, member.value.server) == (OF_A_MEMBER, False)
    for number in range(OF_A_SERVER):
        guilds.follow(CHANNEL, words(f"w{number}"), daily=False, since=0, now=NOW)
    with pytest.raises(TooMany) as server:
        guilds.follow(Place(1, 3, 0), OF_MARA, daily=False, since=0, now=NOW)
    assert server.value.server
    assert len(guilds.follows(member=7)) == OF_A_MEMBER, "a refused one leaves nothing behind"


def test_unfollowing_and_forgetting_leave_nothing(guilds: Guilds) -> None:
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    sight(guilds, 1)
    (follow,) = guilds.follows(member=7)
    guilds.unfollow(follow.id)
    assert guilds.follows(member=7) == () and guilds.rows_of_member(7) == {}
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    sight(guilds, 2)
    guilds.forget_member(7)
    assert guilds.places_due(NOW) == () and guilds.rows_of_member(7) == {}


def test_what_is_old_is_forgotten_and_not_sighted_again(guilds: Guilds) -> None:
    guilds.follow(DM, OF_MARA, daily=False, since=0, now=NOW)
    sight(guilds, 5)
    batch = guilds.begin(DM, holder="a", now=NOW)
    assert batch
    guilds.sent(batch, now=NOW + timedelta(days=100))
    sight(guilds, 5)
    assert guilds.places_due(NOW + timedelta(days=200)) == ()
