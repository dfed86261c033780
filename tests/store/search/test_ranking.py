"""The weighted sum, on passages that differ in one thing."""

from __future__ import annotations

from store.model import QuestionKind
from store.search.candidates import Wanted
from store.search.forms import other_forms
from store.search.ranking import FEATURES, WEIGHTS, Candidate, rank
from store.search.text import folded, stem_of


def wanted(text: str, kind: QuestionKind = QuestionKind.OTHER) -> Wanted:
    words = tuple(dict.fromkeys(folded(text)))
    stems = tuple(map(stem_of, words))
    return Wanted(
        kind=kind,
        stems=stems,
        weights=(2.0,) * len(stems),
        total=2.0 * len(stems),
        pairs=(),
        words=words,
        asked=frozenset(words),
        named=frozenset(),
        phrases=(),
        excluded=(),
        after="",
        before="",
        source="",
        text=text,
    )


def scores(text: str, *passages: str, headlines: tuple[str, ...] = ()) -> list[float]:
    titles = headlines or ("",) * len(passages)
    read = [Candidate(passage, title, 1.0) for passage, title in zip(passages, titles, strict=True)]
    return [ranked.score for ranked in rank(wanted(text), read)]


def test_every_feature_has_a_weight_and_a_value() -> None:
    [ranked] = rank(wanted("ferry"), [Candidate("The ferry left.", "Ferry", 1.0)])
    assert len(FEATURES) == len(WEIGHTS) == len(ranked.values)


def test_an_irregular_form_counts_as_the_word() -> None:
    taught, other = scores("teach", "She taught pupils in Velm.", "She knew pupils in Velm.")
    assert taught > other
    assert stem_of("teach") in other_forms(stem_of("taught"))
    assert not other_forms(stem_of("ferry"))


def test_a_word_that_begins_alike_counts_in_part() -> None:
    alike, other, same = scores(
        "immunity", "An immune system.", "A nervous system.", "An immunity system."
    )
    assert same > alike > other


def test_words_close_together_beat_words_apart() -> None:
    filler = "and so it went on for a long time with nothing to be told of at all there "
    close, apart = scores(
        "ferry bridge", f"The ferry, a bridge {filler}.", f"The ferry {filler}, a bridge."
    )
    assert close > apart


def test_a_headline_that_others_share_speaks_for_a_passage() -> None:
    shared, alone, _ = scores(
        "hull",
        "The hull leaked.",
        "The hull leaked.",
        "A hull was mended.",
        headlines=("Night ferry", "Music prize", "Ferry of the night"),
    )
    assert shared > alone


def test_nothing_to_rank_gives_nothing() -> None:
    assert rank(wanted("ferry"), []) == []
    [empty] = rank(wanted("ferry"), [Candidate("", "", 0.0)])
    assert empty.best == -1
