"""Who is named: people, bodies and places told apart; short names tied to full ones."""

from __future__ import annotations

import pytest
from quoting import grid

from store.extract.cast import Cast, find_cast


def cast(body: str) -> Cast:
    return find_cast(grid(body))


def names(body: str) -> dict[str, bool]:
    return {entry.name: entry.is_person for entry in cast(body).entries}


def test_people_bodies_and_places() -> None:
    found = names("The Skarn Fishing Council met John Harrow in Paris on Monday.")
    assert found["John Harrow"] is True
    assert found["Skarn Fishing Council"] is False
    assert found["Paris"] is False


def test_titles_are_not_part_of_a_name() -> None:
    found = names(
        "White House Press Secretary Josh Venn met Deputy Foreign Minister Karel Osk there."
    )
    assert {"Josh Venn", "Karel Osk"} <= set(found)


def test_a_body_keeps_what_it_is_of() -> None:
    assert "Federal Bureau of Weights" in names(
        "He went to the Federal Bureau of Weights in spring."
    )


def test_a_short_name_is_the_full_one() -> None:
    found = cast("Karel Osk left. Osk was tired, and Mr. Osk said so.")
    assert [entry.name for entry in found.entries] == ["Karel Osk"]
    assert found.entries[0].gender == "male"


def test_a_nickname_is_the_full_name() -> None:
    found = cast('Clarence "Slim" Venn left. "Slim was tired," Ada Lund said. He never sang.')
    assert [entry.name for entry in found.entries] == ['Clarence "Slim" Venn', "Ada Lund"]


def test_initials_and_hyphens_hold_together() -> None:
    found = names("Later J. D. Harrow-Lee spoke with Park Geun-ho about it.")
    assert {"J. D. Harrow-Lee", "Park Geun-ho"} <= set(found)


def test_a_headline_in_capitals_names_nobody() -> None:
    found = names("Harbour Master Warns Council Again Over Broken Pier\n\nIt rained.")
    assert found == {}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Wim van der Heide left at noon.", "Wim van der Heide"),
        ("Chief Executive Ada Brandt left at noon.", "Ada Brandt"),
        ("Prosecutor Helen Stavely had told the jury.", "Helen Stavely"),
        ('Then Clarence "Slim" Venn left at noon.', 'Clarence "Slim" Venn'),
        ("Florist Nkechi Obuya left at noon.", "Nkechi Obuya"),
        ("Baker Nkechi Obuya left at noon.", "Nkechi Obuya"),
        ("Grandmaster Levan Mdinaradze left at noon.", "Levan Mdinaradze"),
        ("Det Insp Helen Roke left at noon.", "Helen Roke"),
        ("Tidewater MP Catrin Venn left at noon.", "Catrin Venn"),
        ("They met Coun Dafydd Lunde at noon.", "Dafydd Lunde"),
        ("The chief executive, Min-jun Sok, left at noon.", "Min-jun Sok"),
        ("CEO of the Harbour Council Enver Brandt left at noon.", "Enver Brandt"),
        ("Marine biologist Per Lunde is not convinced.", "Per Lunde"),
    ],
)
def test_a_name_is_whole_and_nothing_more(body: str, name: str) -> None:
    assert [entry.name for entry in cast(body).entries] == [name]


def test_letters_after_a_name_are_no_surname() -> None:
    found = cast("Julian Crabbe QC rose. Mr. Crabbe sat down.")
    assert [entry.name for entry in found.entries] == ["Julian Crabbe QC"]


def test_a_surname_alone_is_no_relative_of_who_is_called_by_it() -> None:
    body = (
        "Ivo Brandt won. Brandt was glad, and Brandt said so. A photo of Nadia Brandt was shown."
        " Brandt left."
    )
    found = cast(body)
    meant = [number for mention, number in found.mentions if mention.words == ("Brandt",)]
    assert {found.entries[number].name for number in meant} == {"Ivo Brandt"}


def test_a_surname_of_two_is_a_guess() -> None:
    found = cast(
        "Senator Laura Smith met Senator Nathan Smith. Smith left, and Laura Smith stayed."
    )
    guessed = [mention.start for mention, _ in found.mentions if len(mention.words) == 1]
    assert list(found.guessed) == guessed
    assert all(0 < sure < 0.95 for sure in found.guessed.values())
