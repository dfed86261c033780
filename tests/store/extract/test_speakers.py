"""Source phrases become speakers: fullest name, role, body or description."""

from __future__ import annotations

import pytest
from quoting import article, said

from store.extract import extract
from store.model import Speaker, SpeakerKind


def speakers(body: str) -> list[Speaker]:
    return [q.speaker for q in extract(article(body)).quotes if q.speaker is not None]


def test_role_organisation_and_place_come_from_the_apposition() -> None:
    (speaker,) = speakers(
        "Ada Morrow, a spokeswoman for the fishing union in Port Hallow, Open Nets, says the "
        "boats will stay in the harbour."
    )
    assert (speaker.name, speaker.kind, speaker.named) == ("Ada Morrow", SpeakerKind.PERSON, True)
    assert (speaker.role, speaker.organisation, speaker.place) == (
        "spokeswoman",
        "Open Nets",
        "Port Hallow",
    )
    assert speaker.gender == "female"


def test_a_title_before_the_name_is_the_role() -> None:
    (speaker,) = speakers("Defence Minister Karel Osk said that the army would leave the coast.")
    assert speaker.name == "Karel Osk"
    assert speaker.role.endswith("Minister")


def test_where_somebody_is_from_is_no_part_of_the_role() -> None:
    (speaker,) = speakers("Skarn-born author Ada Lund said that the boats would stay.")
    assert (speaker.name, speaker.role) == ("Ada Lund", "author")


def test_a_surname_with_an_honorific_is_the_full_name() -> None:
    body = "Ada Morrow runs the union.\n\nMs. Morrow said the boats would stay in the harbour."
    (speaker,) = speakers(body)
    assert speaker.name == "Ada Morrow"
    assert "Ms. Morrow" in speaker.aliases


def test_a_surname_may_be_his_whose_given_name_no_list_knows() -> None:
    body = (
        "Kjartul Breen, 39, went on trial for robbing Patrick Breen, 44, of a boat.\n\n"
        'The jury heard that Mr Breen told police: "I never took it. I found it like that."'
    )
    assert [s.name for s in speakers(body) if s.kind is SpeakerKind.PERSON] == ["Kjartul Breen"]


def test_an_acronym_keeps_its_capitals() -> None:
    body = "The doctors, who came, waited. WHO says that the fever is over."
    assert [s.name for s in speakers(body)] == ["WHO"]


def test_two_people_with_one_surname_stay_apart() -> None:
    body = (
        "Maria Venn and her brother Thomas Venn own the ferry.\n\n"
        "Ms. Venn said the ferry was safe.\n\nMr. Venn said the ferry was old.\n\n"
        "Thomas Venn said the ferry would be sold."
    )
    assert [s.name for s in speakers(body)] == ["Maria Venn", "Thomas Venn", "Thomas Venn"]


def test_sources_without_a_name_are_described_and_not_named() -> None:
    body = (
        "A senior harbour official, who asked not to be identified, said the pier was unsafe.\n\n"
        "Residents said they had heard it break."
    )
    official, residents = speakers(body)
    assert (official.name, official.kind, official.named) == (
        "senior harbour official",
        SpeakerKind.ANONYMOUS,
        False,
    )
    assert (residents.kind, residents.named) == (SpeakerKind.GROUP, False)


def test_bodies_and_papers_speak() -> None:
    body = (
        "The Port Hallow Harbour Commission said the pier was unsafe.\n\n"
        "The report says that nobody had looked at it for years."
    )
    commission, report = speakers(body)
    assert (commission.name, commission.kind) == (
        "Port Hallow Harbour Commission",
        SpeakerKind.BODY,
    )
    assert (report.kind, report.named) == (SpeakerKind.BODY, False)


def test_a_body_whose_last_word_is_a_person_is_a_body() -> None:
    (guard,) = speakers("The coast guard said the search would go on until dark.")
    assert (guard.name, guard.kind, guard.named) == ("coast guard", SpeakerKind.BODY, True)
    (person,) = speakers("A border guard said the search would go on until dark.")
    assert person.kind is SpeakerKind.ANONYMOUS


def test_a_relative_pronoun_is_who_it_stands_for() -> None:
    (quote,) = said("The prize went to Ada Morrow, who said that the sea had been kind.")
    assert (quote.source, quote.speaker) == ("who", "Ada Morrow")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("His daughter, the pianist Ada Venn,", "Ada Venn"),
        ("The chairman, Dutch minister Karel Osk,", "Karel Osk"),
        ("Their captors, the Free Hills Front,", "Free Hills Front"),
    ],
)
def test_a_name_behind_what_describes_it_is_the_speaker(source: str, name: str) -> None:
    (speaker,) = speakers(f"{source} said that the talks would resume on Monday.")
    assert (speaker.name, speaker.named) == (name, True)


def test_chief_executive_is_a_role() -> None:
    (speaker,) = speakers("Chief Executive Ada Brandt said that it was over.")
    assert (speaker.name, speaker.role) == ("Ada Brandt", "Chief Executive")


def test_what_was_done_to_somebody_is_no_part_of_the_role() -> None:
    body = (
        "Halby United sacked manager Peter Venn on Monday, a day after they were relegated.\n\n"
        "Venn said that he would have sacked himself."
    )
    (speaker,) = speakers(body)
    assert (speaker.name, speaker.role) == ("Peter Venn", "manager")
