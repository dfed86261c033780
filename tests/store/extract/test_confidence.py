"""Confidence falls where the reading is doubtful; reasons name what they rest on."""

from __future__ import annotations

from quoting import article

from store.extract import extract
from store.model import Quote


def quote(body: str) -> Quote:
    return extract(article(body)).quotes[-1]


def test_a_named_tag_is_surer_than_a_pronoun_between_two_people() -> None:
    named = quote('Karel Osk met Ivo Brandt.\n\n"The pier is gone," Osk said.')
    doubtful = quote('Karel Osk and Ivo Brandt met.\n\n"The pier is gone," he said.')
    assert named.confidence > doubtful.confidence


def test_the_reason_names_cue_source_speaker_and_paragraph() -> None:
    found = quote('Ada Morrow came late.\n\n"The pier is gone," Ms. Morrow said.')
    assert found.reason == "cue 'said' after, source 'Ms. Morrow' = Ada Morrow, ¶2"
