"""Whom sentences mean that do not name them."""

from __future__ import annotations

import pytest
from handmade import article

from store.extract import extract


def meant(body: str) -> list[tuple[str, str]]:
    found = extract(article(body)).referents
    return [(body[slice(*one.span)], one.name) for one in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Mikal Renn was finance minister for six years.\n\nHe resigned on Monday.",
            [("He", "Mikal Renn")],
        ),
        (
            "Captain Oskar Lund was arrested in November.\n\nThe court heard 14 witnesses."
            "\n\nThe captain was acquitted on Thursday.",
            [("The captain", "Oskar Lund")],
        ),
        (
            "Mayor Greta Falk of Tarn and Mayor Jens Ode of Velm opened the bridge.\n\nFalk wore boots."
            " She had refused to sign.\n\nOde brought a band. He paid for it himself.",
            [("She", "Greta Falk"), ("He", "Jens Ode")],
        ),
        ("Mikal Renn said he would resign. Renn left.", []),
        ("It rained in Tarn. Nobody knows who he is, and they left.", []),
        ('Ada Holm left early. "He resigned," said Ada Holm.', []),
        ("", []),
    ],
)
def test_the_subject_of_a_sentence_without_the_name(
    body: str, found: list[tuple[str, str]]
) -> None:
    assert meant(body) == found
