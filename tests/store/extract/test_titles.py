"""Titles of works and words as words stand between marks and are not speech; short speech is."""

from __future__ import annotations

import pytest
from quoting import grid, said


def speech(body: str) -> list[str]:
    laid = grid(body)
    return [
        body[m.start : m.end]
        for m, (start, _) in zip(laid.marked, laid.tokens, strict=True)
        if not laid.outside[start]
    ]


@pytest.mark.parametrize(
    "body",
    [
        'Her last manuscript, "A Door at Sea," the editor said, is lost.',
        'He sang the song "The Keeper Goes Home."',
        "She told CNN’s “Harbour This Week” that the pier was gone.",
        'The word "pier," she said, is old.',
        'They used the slogan "save our pier."',
        'Karel "the Pilot" Osk was there.',
        'The mayor called it a "rescue" of sorts.',
    ],
)
def test_names_are_not_speech(body: str) -> None:
    assert speech(body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('"Never," the mayor said.', '"Never,"'),
        ('The mayor called the show, "a disgrace to the town."', '"a disgrace to the town."'),
        ('She said of the book: "It is long."', '"It is long."'),
        ('He shouted on the pier, "Save Our Boats!"', '"Save Our Boats!"'),
    ],
)
def test_short_speech_is_speech(body: str, words: str) -> None:
    assert speech(body) == [words]


def test_a_title_beside_a_cue_is_not_what_was_said() -> None:
    quotes = said('Orla Venn sang.\n\nIn the play, "The Last Boat," Venn said the pier was gone.')
    assert [q.content for q in quotes] == [("the pier was gone",)]
