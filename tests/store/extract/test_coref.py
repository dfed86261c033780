"""Pronouns and offices find whom they mean."""

from __future__ import annotations

import pytest
from quoting import said


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
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
    ],
)
def test_the_last_quote_is_the_speakers(body: str, speaker: str) -> None:
    assert said(body)[-1].speaker == speaker


def test_a_pronoun_without_anyone_to_mean_names_nobody() -> None:
    (quote,) = said("It rained in the hills. They said the river was high.")
    assert (quote.speaker, quote.source) == ("", "They")
