"""Pronouns and offices find whom they mean."""

from __future__ import annotations

import pytest
from quoting import said


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (
            'The winner was Gethin Parry, 47.\n\n"I would like some tea," he said.',
            "Gethin Parry",
        ),
        ('Gethin Parry, who won, sat down. "I would like some tea," he said.', "Gethin Parry"),
        (
            "Tom Ashe said he was sorry.\n\nEmeka Adeyemi, who won, thanked his mother."
            ' "She hates the sea," he said.',
            "Emeka Adeyemi",
        ),
        (
            'Ruben Osk, the cellist, died.\n\nHis daughter, the pianist Noor Osk, wept. "He was kind,"'
            " she said.",
            "Noor Osk",
        ),
        (
            'Ada Morrow met Karel Osk in Port Hallow.\n\n"The boats will stay," she said.',
            "Ada Morrow",
        ),
        (
            'Ada Morrow met Karel Osk in Port Hallow.\n\n"The boats will stay," he said.',
            "Karel Osk",
        ),
        (
            "Spokesman Peter Lund said on Monday that Minister Karel Osk had long called for calm. "
            "He said Osk hoped for rain.",
            "Peter Lund",
        ),
        (
            "Governor Ivo Brandt opened the pier with Ada Morrow.\n\n"
            '"It will last," the governor said.',
            "Ivo Brandt",
        ),
        (
            "Ada Morrow thanked Maria Venn for the boats. She said the nets were full.",
            "Ada Morrow",
        ),
        (
            "Farmer Karel Osk told vet Menna Hale that his cows coughed.\n\n"
            '"I rang the ministry," she said.',
            "Menna Hale",
        ),
        (
            "Captain Rosa Brandt criticised coach Henk de Boer after the race.\n\n"
            '"It is his fault," she said.\n\nDe Boer hit back. "She can do it herself," he said.',
            "Henk de Boer",
        ),
        (
            "Warden Anita Rao said the gates were shut. Her deputy, Vikram Seth-Osk, contradicted her."
            '\n\n"Nobody told us," he said.',
            "Vikram Seth-Osk",
        ),
        (
            'Karel "Bo" Osk, the fiddler, died.\n\n"Bo played like a man who has missed the boat," the '
            'singer Ivo Brandt said on Monday.\n\nHe never learned to read. "Music is for the ears,"'
            " he said.",
            'Karel "Bo" Osk',
        ),
        (
            "Karel Osk, an engineer, wrote in 2017 that the pier was rotten. Nobody had asked, he said.\n\n"
            'The warden, Tor Brandvik, denied that. "It was mended in spring," he said.',
            "Tor Brandvik",
        ),
    ],
)
def test_the_last_quote_is_the_speakers(body: str, speaker: str) -> None:
    assert said(body)[-1].speaker == speaker


def test_a_pronoun_without_anyone_to_mean_names_nobody() -> None:
    (quote,) = said("It rained in the hills. They said the river was high.")
    assert (quote.speaker, quote.source) == ("", "They")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (
            "The Federal Harbour Administration (FHA) closed the pier. The FHA said it was unsafe.",
            "Federal Harbour Administration",
        ),
        (
            "The Museum of Ships & Culture opened on Monday. It said that 200 people came.",
            "Museum of Ships & Culture",
        ),
        (
            "The American software company Tarnsoft has new tools. The company said they were ready.",
            "Tarnsoft",
        ),
        (
            "Researchers from Skarn University looked at the tides. Researchers from Skarn University "
            "said they were high. They said the moon was near.",
            "Researchers from Skarn University",
        ),
        (
            "Eli Hame is a professor. She wrote it. Hame taught here. She said the sea was rising.",
            "Eli Hame",
        ),
        (
            "One survivor, Ada Lunde, said that she had held on to a crate.",
            "Ada Lunde",
        ),
        (
            "Ada Lunde built the pier with Tor Brandvik. Ms. Lunde’s letter said that it was sound.",
            "Ada Lunde",
        ),
        (
            "Minister of Foreign Trade Ada Lunde said that it was sound.",
            "Ada Lunde",
        ),
        (
            "The ferry Kittiwake left with Ada Lunde on board. She said that it was sound.",
            "Ada Lunde",
        ),
    ],
)
def test_bodies_groups_and_names_beside_nouns(body: str, speaker: str) -> None:
    assert said(body)[-1].speaker == speaker


def test_it_is_no_body_named_earlier_where_one_without_a_name_has_just_spoken() -> None:
    body = (
        "Skarn Weather Office forecaster Ada Lunde said that no rain was in sight.\n\n"
        "The island's ferry operator asked people to wait. It said it did not expect more storms."
    )
    quote = said(body)[-1]
    assert (quote.source, quote.speaker) == ("It", "")
