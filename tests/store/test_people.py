"""Who the rules take for one person, over real archives that grow an article at a time."""

from pathlib import Path

import pytest
from wire import (
    NOW,
    assert_whole,
    body,
    described,
    named,
    printed,
    rows,
    same,
    say,
    state,
    together,
)

from store.model import Speaker, SpeakerKind
from store.write import Outcome, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def joined(path: Path, one: Speaker, other: Speaker, **more: str) -> bool:
    say(path, one, source="a", **{key: value for key, value in more.items() if key == "dateline"})
    say(path, other, source="b", published="2021-06-01", **more)
    assert_whole(path)
    return same(path, ("a", one.name), ("b", other.name))


KANG = named("Erica Kang", "coordinator", organisation="Good Friends")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KANG, named("Erica Kang")),
        (KANG, named("Ms. Erica Kang", "founder")),
        (KANG, named("Erika Kang", "coordinator")),
        (KANG, named("Erika Kang", "founder", organisation="Good Friends")),
        (KANG, named("Kang", "coordinator")),
        (named("J. Smith", "senator"), named("John Smith", "Senator")),
        (named("Mohammed ElBaradei", "director general"), named("Muhammad el-Baradei", "director general")),
        (named("Greta Hessel", "machinist"), named("Greta Hessel", "mill worker")),
        (named("Corwin Hale", "transport minister"), named("Corwin Hale", "former transport minister")),
        (named("Obama", "President"), named("Obama", "president")),
        (body("World Health Organisation"), body("World Health Organization")),
        (body("Open Gate"), body("Open Gate")),
        (body("Microsoft"), named("Microsoft")),
    ],
)  # fmt: skip
def test_one_person_in_two_articles(path: Path, one: Speaker, other: Speaker) -> None:
    assert joined(path, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KANG, named("Kang")),
        (KANG, named("Erika Kang")),
        (KANG, named("Erika Kang", "engineer", organisation="Tern Line")),
        (KANG, named("Kang", "coordinator", organisation="Tern Line")),
        (named("Kang"), named("Kang")),
        (named("Mohammad", "writing"), named("Mohammad", "writing")),
        (named("John Smith", "fisherman"), named("John Smith", "senator")),
        (named("Robin Vale", gender="female"), named("Robin Vale", gender="male")),
        (named("J. Smith", "senator"), named("John Smith", "fisherman")),
        (named("Hallam", "economist"), named("Perrin Hallam", "chief economist")),
        (body("University of York"), body("York University")),
        (body("police"), body("Police")),
        (body("ministry"), body("ministry")),
        (described("a diplomat"), described("a diplomat")),
        (described("experts", SpeakerKind.GROUP), described("experts", SpeakerKind.GROUP)),
        (described("Open Gate", SpeakerKind.BODY), body("Open Gate")),
    ],
)
def test_two_people_in_two_articles(path: Path, one: Speaker, other: Speaker) -> None:
    assert not joined(path, one, other)


def test_one_name_in_two_centuries_is_two_people(path: Path) -> None:
    say(path, named("John Hay"), source="a", published="1898")
    say(path, named("John Hay"), source="b", published="2021-06")
    assert not same(path, ("a", "John Hay"), ("b", "John Hay"))


def test_a_body_of_any_place_is_one_in_one_place(path: Path) -> None:
    for source, place in (("a", "AUBURN, Wash."), ("b", "Auburn"), ("c", "TARN")):
        say(path, body("police"), source=source, dateline=place)
    assert same(path, ("a", "police"), ("b", "police"))
    assert not same(path, ("a", "police"), ("c", "police"))


def test_a_ministry_by_the_company_it_keeps(path: Path) -> None:
    say(path, body("Ministry of Health"), named("Ada Obe"), source="a")
    say(path, body("Health Ministry"), named("Ada Obe"), source="b")
    say(path, body("Health Ministry"), named("Xu Lan"), source="c")
    assert same(path, ("a", "Ministry of Health"), ("b", "Health Ministry"))
    assert not same(path, ("a", "Ministry of Health"), ("c", "Health Ministry"))


@pytest.mark.parametrize("first", [0, 1])
def test_an_acronym_is_the_body_whose_name_is_printed_beside_it(path: Path, first: int) -> None:
    articles = [
        ("full", body("Tern Ferry Office"), "The Tern Ferry Office (TFO) met."),
        ("short", body("TFO"), ""),
    ]
    for source, speaker, text in (articles[first], articles[1 - first]):
        say(path, speaker, source=source, text=text)
    assert same(path, ("full", "Tern Ferry Office"), ("short", "TFO"))
    assert rows(path, "SELECT name FROM people") == [("Tern Ferry Office",)]


def test_an_acronym_brings_together_what_articles_before_it_did_not(path: Path) -> None:
    say(path, body("TFO"), source="a")
    say(path, body("Tern Ferry Office"), source="b")
    assert not same(path, ("a", "TFO"), ("b", "Tern Ferry Office"))
    say(path, body("Tern Ferry Office"), source="c", text="The Tern Ferry Office (TFO) met.")
    assert same(path, ("a", "TFO"), ("b", "Tern Ferry Office"), ("c", "Tern Ferry Office"))
    assert_whole(path)


def test_a_name_that_two_people_have_says_nothing_of_a_third(path: Path) -> None:
    say(path, named("John Smith", "fisherman"), source="a")
    say(path, named("John Smith", "senator"), source="b")
    say(path, named("John Smith"), source="c")
    say(path, named("John Smith", "Senator"), source="d")
    say(path, named("Smith", "senator"), source="e")
    assert together(path) == {
        frozenset({("a", "John Smith")}),
        frozenset({("b", "John Smith"), ("d", "John Smith"), ("e", "Smith")}),
        frozenset({("c", "John Smith")}),
    }


def test_a_name_that_the_known_one_cannot_have_too_is_another_person(path: Path) -> None:
    say(path, named("Erica Kang", "coordinator"), source="a")
    say(path, named("Kang", "coordinator"), source="b")
    say(path, named("Sunmi Kang", "coordinator"), source="c")
    assert same(path, ("a", "Erica Kang"), ("b", "Kang"))
    assert not same(path, ("b", "Kang"), ("c", "Sunmi Kang"))
    say(path, named("George W. Bush"), source="d")
    say(path, named("George Bush"), source="e")
    say(path, named("George H. Bush"), source="f")
    assert same(path, ("d", "George W. Bush"), ("e", "George Bush"))
    assert not same(path, ("e", "George Bush"), ("f", "George H. Bush"))


def test_an_article_may_show_that_two_known_people_are_one(path: Path) -> None:
    say(path, named("Erica Kang", "coordinator", organisation="Good Friends"), source="a")
    say(path, named("Erika Kang"), source="b")
    assert not same(path, ("a", "Erica Kang"), ("b", "Erika Kang"))
    say(path, named("Erika Kang", "coordinator", organisation="Good Friends"), source="c")
    assert same(path, ("a", "Erica Kang"), ("b", "Erika Kang"), ("c", "Erika Kang"))
    assert_whole(path)


def test_speakers_of_one_article_are_not_joined(path: Path) -> None:
    say(path, named("Erica Kang", "coordinator"), named("Erika Kang", "coordinator"), source="a")
    say(path, named("Erica Kang", "coordinator"), named("Erika Kang", "coordinator"), source="b")
    assert together(path) == {
        frozenset({("a", "Erica Kang"), ("b", "Erica Kang")}),
        frozenset({("a", "Erika Kang"), ("b", "Erika Kang")}),
    }


def test_the_evidence_is_told(path: Path) -> None:
    say(path, KANG, source="a", dateline="SEOUL")
    say(path, named("Erika Kang", "Coordinator", organisation="Good Friends"), source="b", dateline="Seoul")  # fmt: skip
    ((made_by, why),) = rows(path, "SELECT made_by, why FROM links")
    assert made_by == "rule"
    assert why == (
        '"Erika Kang" and "Erica Kang": another spelling; role "Coordinator" in both;'
        " both of Good Friends; both in Seoul"
    )


def test_an_article_that_is_corrected_keeps_its_speakers_and_their_links(path: Path) -> None:
    say(path, KANG, source="a")
    say(path, named("Erika Kang", "coordinator"), named("Ada Obe"), source="b", text="It rains.")
    before = state(path)
    again = say(path, named("Erika Kang", "coordinator"), named("Bo Lund"), source="b", text="It rained.")  # fmt: skip
    assert again is Outcome.CORRECTED
    after = state(path)
    assert after["links"] == before["links"]
    assert same(path, ("a", "Erica Kang"), ("b", "Erika Kang"))
    assert {name for (name,) in rows(path, "SELECT name FROM speakers")} == {
        "Erica Kang",
        "Erika Kang",
        "Bo Lund",
    }
    assert_whole(path)


def test_when_the_first_article_drops_a_speaker_the_others_stay_one(path: Path) -> None:
    say(path, KANG, source="a", text="It rains.")
    for source in ("b", "c", "d"):
        say(path, named("Erika Kang", "coordinator"), source=source)
    say(path, named("Ada Obe"), source="a", text="It rained.")
    assert together(path) == {
        frozenset({("a", "Ada Obe")}),
        frozenset({("b", "Erika Kang"), ("c", "Erika Kang"), ("d", "Erika Kang")}),
    }
    assert_whole(path)


@pytest.mark.parametrize("batch", [2, 3, 100])
def test_who_is_who_does_not_depend_on_where_a_batch_ends(tmp_path: Path, batch: int) -> None:
    """Of a name that many people have, those are compared who are printed most: in this batch as before it."""
    trades = "pilot baker surgeon welder judge farmer painter teacher economist senator".split()
    often = named("Hallam", "fisherman", organisation="Tern Line")
    others = [
        named("Hallam", trade, organisation=f"{trade}s of {town}")
        for town in ("Tarn", "Auburn")
        for trade in trades
    ]
    speakers = [often, often, *others, often]
    articles = [printed(one, source=f"{at}") for at, one in enumerate(speakers)]
    found = []
    for size in (1, batch):
        path = tmp_path / f"{size}.db"
        with Writer(path) as writer:
            for at in range(0, len(articles), size):
                writer.add("wire", articles[at : at + size], now=NOW)
        assert_whole(path)
        assert same(path, ("0", "Hallam"), (f"{len(speakers) - 1}", "Hallam"))
        found.append(state(path))
    assert found[0] == found[1]
