"""The mined counts and the word lists are sound."""

from __future__ import annotations

from store.extract.lexicon import SAY_VERBS, is_speech, rates, share
from store.extract.names import given_names


def test_counts_are_possible() -> None:
    for key, rate in rates().items():
        assert 0 <= rate.speech <= rate.marked <= rate.seen, key
        assert 0.0 < rate.share < 1.0


def test_to_say_reports_and_to_be_does_not() -> None:
    assert share("say", "clause") > 0.8
    assert share("be", "clause") < 0.3
    assert is_speech("say", "that") and not is_speech("support", "object")


def test_a_speech_verb_never_seen_with_a_clause_is_trusted_halfway() -> None:
    unseen = next(v for v in sorted(SAY_VERBS) if (v, "that") not in rates())
    assert 0.4 < share(unseen, "that") < 0.8


def test_given_names_know_their_gender() -> None:
    names = given_names()
    assert (names["erica"], names["thomas"], names["taylor"]) == ("female", "male", "")
