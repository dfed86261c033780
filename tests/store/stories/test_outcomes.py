"""What becomes of articles that come in beside one that is there: corrections, updates, and other events."""

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, extraction
from quay import BODY, DAY, NOW, QUAY, UPDATE, write

from store import integrity, lookup
from store.db import Readers
from store.model import Article
from store.schema import ARCHIVE
from store.write import Outcome, Writer, Written


def after_the_first(path: Path, first: Article, second: Article) -> Outcome:
    return write(path, first, second)[1].outcome


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.mark.parametrize("source", ["a.txt", "elsewhere/b.txt"])
@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("\n\n", "\n\n\n").replace(" ", "  "),
        BODY.replace("“", '"').replace("”", '"').replace("’", "'"),
        BODY.replace("“", "``").replace("”", "''"),
        BODY.replace(" ", "\u00a0"),
    ],
)
def test_white_space_and_quotation_marks_are_no_correction(
    path: Path, body: str, source: str
) -> None:
    again = article(body, headline=QUAY.headline, published=DAY, source=source)
    assert write(path, QUAY, again)[1] == Written(Outcome.UNCHANGED, 1)
    with Writer(path) as writer:
        assert writer.unchanged("wire", again) == Written(Outcome.UNCHANGED, 1)


CORRECTIONS = {
    "a figure": {"body": BODY.replace("14 metres", "40 metres")},
    "a figure in the headline too": {
        "headline": "Quay Wall Slides Into the Basin",
        "body": BODY.replace("3.2 million", "4.1 million"),
    },
    "a name": {"body": BODY.replace("Okoro", "Okonjo")},
    "a note": {"body": BODY + "\n\nThis story has been corrected."},
    "a sentence less": {"body": BODY.replace("Nobody was hurt. ", "")},
    "a typing error": {"body": BODY.replace("chairman", "chairwoman")},
    "the headline alone": {"headline": "Quay Wall Slides Into the Basin"},
}


@pytest.mark.parametrize("source", ["a.txt", "elsewhere/b.txt"])
@pytest.mark.parametrize("changed", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_takes_the_place_of_the_article_wherever_it_was_read(
    path: Path, changed: dict[str, str], source: str
) -> None:
    fields = {"body": BODY, "headline": QUAY.headline, **changed}
    corrected = article(**fields, published=DAY, source=source)
    assert write(path, QUAY, corrected)[1] == Written(Outcome.CORRECTED, 1)
    with Readers(path, ARCHIVE) as readers:
        (kept,) = readers.rows("SELECT headline, body, published, record FROM revisions")
        assert tuple(kept) == (QUAY.headline, QUAY.body, DAY, "a.txt")
        view = lookup.article_view(readers, 1)
        assert view is not None
        assert (view.article.headline, view.article.body) == (corrected.headline, corrected.body)
        assert integrity.check(readers)[1] == ()
    for again in (corrected, replace(QUAY, source="copy.txt")):
        assert write(path, again) == [Written(Outcome.UNCHANGED, 1)]


def test_the_date_alone_is_corrected_in_its_place(path: Path) -> None:
    dated = replace(QUAY, published="2021-02-28")
    assert write(path, QUAY, dated, QUAY)[1:] == [
        Written(Outcome.CORRECTED, 1),
        Written(Outcome.UNCHANGED, 1),
    ]


def test_a_date_that_was_missing_is_gained_and_not_lost_again(path: Path) -> None:
    undated = replace(QUAY, published="")
    dated = replace(QUAY, source="b.txt")
    assert [each.outcome for each in write(path, undated, dated, undated)] == [
        Outcome.ADDED,
        Outcome.CORRECTED,
        Outcome.UNCHANGED,
    ]
    corrected = replace(undated, body=BODY.replace("14 metres", "40 metres"), source="b.txt")
    assert write(path, corrected) == [Written(Outcome.CORRECTED, 1)]
    with Readers(path, ARCHIVE) as readers:
        assert [row[0] for row in readers.rows("SELECT published FROM articles")] == [DAY]


def test_an_original_that_comes_after_its_correction_is_kept_as_the_earlier_version(
    path: Path,
) -> None:
    corrected = replace(
        QUAY, body=BODY.replace("14", "40") + "\n\nThis story has been corrected.", source="0.txt"
    )
    assert write(path, corrected, QUAY, QUAY) == [
        Written(Outcome.ADDED, 1),
        Written(Outcome.DUPLICATE, 1),
        Written(Outcome.UNCHANGED, 1),
    ]
    with Readers(path, ARCHIVE) as readers:
        assert readers.rows("SELECT body FROM articles")[0][0] == corrected.body
        assert readers.rows("SELECT body FROM revisions")[0][0] == BODY


@pytest.mark.parametrize("day", [DAY, "2021-03-02"])
def test_an_update_is_another_article_of_the_story(path: Path, day: str) -> None:
    update = article(
        UPDATE, headline="Divers Find Cracked Piles at Quay", source="b.txt", published=day
    )
    assert write(path, QUAY, update) == [Written(Outcome.ADDED, 1), Written(Outcome.DUPLICATE, 2)]
    with Readers(path, ARCHIVE) as readers:
        assert [row[0] for row in readers.rows("SELECT story FROM articles")] == [1, 1]
        for number, other in ((1, 2), (2, 1)):
            view = lookup.article_view(readers, number)
            assert view is not None
            assert [version.article_id for version in view.versions] == [other]


@pytest.mark.parametrize(
    "later", ["2021-03-05", "2022-03-01", "2021-04"], ids=["days", "a year", "a month"]
)
def test_the_same_text_long_after_is_another_article(path: Path, later: str) -> None:
    assert after_the_first(path, QUAY, replace(QUAY, source="b", published=later)) == Outcome.ADDED


FORMS = {
    "match": (
        "{0} beat {1} {2} in the Tern Cup on Monday before {3} people at {4}. {5} opened the score in the"
        " {6}th minute, and the home side kept the ball for most of the second half. “We wanted it more,”"
        " the manager, {7}, said. The next round is drawn on Friday.",
        "Skellan|Varrey|2–1|4,300|Mole Park|Jo Hale|12|Ada Ferrant",
        "Dunmarrow|Kestow|3–0|2,150|Castle Green|Sam Orde|38|Rolf Amsel",
    ),
    "weather": (
        "The weather office expects rain over the islands on Monday, heaviest before noon. Winds from the"
        " west reach {0} knots, and the temperature stays near {1} degrees. Seas are moderate to rough with"
        " swell of {2} metres. Ferries run to their timetable. Sunset is at {3}, high water at {4}.",
        "24|11|2.5|18:04|09:41",
        "31|8|4.1|18:06|10:27",
    ),
    "company": (
        "{0} said its profit for the quarter was {1} million crowns, against {2} million a year earlier, on"
        " sales of {3} million. The company, which is listed in Hestermouth, pays a dividend of {4} crowns a"
        " share and expects the year to be in line with what it had said before. Its shares closed at {5}.",
        "Tern Line|14.2|11.9|210|0.40|31.5",
        "Holm Cannery|6.7|7.3|88|0.15|12.2",
    ),
    "quake": (
        "An earthquake of magnitude {0} shook the north coast on Monday, the observatory said. It struck at"
        " {1}, {2} kilometres under the sea and {3} kilometres from the town of Ostrey. There were no reports"
        " of damage. People in tall buildings felt it, and schools were opened after an inspection.",
        "5.1|06:12|12|40",
        "4.4|21:50|9|35",
    ),
    "count": (
        "{0} ({1}) won the seat of {2} with {3} votes, a majority of {4} over {5} of the {6}. Turnout was {7}"
        " per cent, the returning officer said. The seat was held by the government since it was made. The"
        " count was watched by observers and ended without complaint before midnight.",
        "Jo Hale|Green|Tarn East|14,210|2,033|Ada Ferrant|Union|61",
        "Rolf Amsel|Union|Holm Head|9,874|412|Sam Orde|Green|58",
    ),
    "crash": (
        "A man of {0} died on Monday when his {1} left the road near {2} and hit a wall. Police said the road"
        " was wet and nobody else was in it. It was the {3}th death on the roads of the district this year."
        " Anyone who saw the accident is asked to call the station in {4}.",
        "34|van|Lanner Bridge|7|Lanner",
        "58|lorry|Kestow Cross|12|Kestow",
    ),
}  # fmt: skip


@pytest.mark.parametrize("headline", ["", "In brief"])
@pytest.mark.parametrize("days", [(DAY, DAY), (DAY, "2021-03-02"), ("", ""), (DAY, "")])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_filled_in_for_another_event_is_another_article(
    path: Path, form: tuple[str, str, str], days: tuple[str, str], headline: str
) -> None:
    text, one, other = form
    first, second = (
        article(text.format(*values.split("|")), headline=headline, source=source, published=day)
        for values, source, day in zip((one, other), ("a", "b"), days, strict=True)
    )
    assert write(path, first, second) == [Written(Outcome.ADDED, 1), Written(Outcome.ADDED, 2)]
    with Readers(path, ARCHIVE) as readers:
        assert not any(row[0] for row in readers.rows("SELECT story FROM articles"))


@pytest.mark.parametrize("place", ["url", "source"])
def test_a_place_that_is_filled_in_anew_each_day_keeps_each_days_article(
    path: Path, place: str
) -> None:
    text, one, other = FORMS["weather"]
    first, second = (
        article(text.format(*values.split("|")), headline="Weather", published=day)
        for values, day in ((one, DAY), (other, "2021-03-02"))
    )
    at = {place: "https://wire.example/weather"}
    assert after_the_first(path, replace(first, **at), replace(second, **at)) == Outcome.ADDED


def test_an_address_that_every_record_gives_makes_no_versions(path: Path) -> None:
    text, one, _ = FORMS["company"]
    home = "https://wire.example/"
    articles = [
        replace(QUAY, url=home),
        article(text.format(*one.split("|")), headline="Profit Up", source="b", url=home),
        article("Rain fell on Tarn.", headline="Rain", source="c", url=home, published=DAY),
    ]
    assert {each.outcome for each in write(path, *articles)} == {Outcome.ADDED}


def test_two_versions_in_one_batch_are_versions(path: Path) -> None:
    corrected = replace(QUAY, body=BODY.replace("14", "40"), source="b.txt")
    with Writer(path) as writer:
        batch = [(each, extraction()) for each in (QUAY, corrected, QUAY)]
        assert writer.add("wire", batch, now=NOW) == [
            Written(Outcome.ADDED, 1),
            Written(Outcome.CORRECTED, 1),
            Written(Outcome.UNCHANGED, 1),
        ]


def test_what_was_read_where_is_kept_of_each_version(path: Path) -> None:
    first = replace(QUAY, url="https://wire.example/1", doc_id="one")
    second = replace(QUAY, body=BODY.replace("14", "40"), source="b.txt", doc_id="two")
    write(path, first, second)
    with Readers(path, ARCHIVE) as readers:
        (kept,) = readers.rows("SELECT doc_id, record, url FROM revisions")
        assert tuple(kept) == ("one", "a.txt", "https://wire.example/1")
        found = lookup.article_of(readers, 1)
        assert found is not None
        assert (found.doc_id, found.url) == ("two", "https://wire.example/1")


@pytest.mark.parametrize("body", ["", "Rain.", "\ud800 lone", "x" * 300_000, "a b " * 40_000])
def test_any_text_is_taken_and_known_again(path: Path, body: str) -> None:
    one = article(body.encode(errors="replace").decode(), headline="", published=DAY)
    assert [each.outcome for each in write(path, one, one)] == [Outcome.ADDED, Outcome.UNCHANGED]


def test_a_print_without_a_date_does_not_join_what_is_years_apart(path: Path) -> None:
    days = (DAY, "", "2019-03-01")
    prints = [
        article(BODY, headline=f"Quay {n}", source=str(n), published=day)
        for n, day in enumerate(days)
    ]
    assert [each.outcome for each in write(path, *prints)] == [
        Outcome.ADDED,
        Outcome.DUPLICATE,
        Outcome.ADDED,
    ]
    with Readers(path, ARCHIVE) as readers:
        assert [row[0] for row in readers.rows("SELECT story FROM articles")] == [1, 1, None]


def test_a_correction_that_is_taken_back_in_its_place_is_taken_back(path: Path) -> None:
    corrected = replace(QUAY, body=BODY.replace("14", "40"))
    assert [each.outcome for each in write(path, QUAY, corrected, QUAY, QUAY)] == [
        Outcome.ADDED,
        Outcome.CORRECTED,
        Outcome.CORRECTED,
        Outcome.UNCHANGED,
    ]
    with Readers(path, ARCHIVE) as readers:
        bodies = [row[0] for row in readers.rows("SELECT body FROM revisions ORDER BY id")]
        assert bodies == [BODY, corrected.body]
        assert readers.rows("SELECT body FROM articles")[0][0] == BODY


def test_an_earlier_copy_under_the_same_name_takes_nothing_back(path: Path) -> None:
    corrected = replace(QUAY, body=BODY.replace("14", "40") + "\n\nCorrection: it was 40 metres.")
    with Writer(path) as writer:
        found = [
            writer.add(folder, [(one, extraction())], now=NOW)[0].outcome
            for folder, one in (("new", corrected), ("old", QUAY), ("new", corrected))
        ]
    assert found == [Outcome.ADDED, Outcome.DUPLICATE, Outcome.UNCHANGED]
