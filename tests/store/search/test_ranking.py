"""The weighted sum, on passages that differ in one thing."""

from __future__ import annotations

from dataclasses import replace

from store.model import QuestionKind, Referent
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
    by_index = sorted(rank(wanted(text), read, len(read)), key=lambda one: one[0])
    return [ranked.score for _, ranked in by_index]


def test_every_feature_has_a_weight_and_a_value() -> None:
    [(_, ranked)] = rank(wanted("ferry"), [Candidate("The ferry left.", "Ferry", 1.0)], 1)
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
    assert rank(wanted("ferry"), [], 5) == []
    [(_, empty)] = rank(wanted("ferry"), [Candidate("", "", 0.0)], 5)
    assert empty.best == -1


def test_those_best_at_a_glance_are_read_in_full_and_come_best_first() -> None:
    texts = ("The harbor.", "A ferry left.", "Nothing.", "The ferry sank at night.")
    ranked = rank(wanted("ferry sank"), [Candidate(text, "", 1.0) for text in texts], 2)
    assert [index for index, _ in ranked] == [3, 1]


def test_what_else_speaks_for_a_candidate_is_added_before_any_is_left_out() -> None:
    plain, near = Candidate("A ferry.", "", 1.0), Candidate("A boat.", "", 1.0, (("near", 50.0),))
    [(index, ranked)] = rank(wanted("ferry"), [plain, near], 1)
    assert index == 1
    assert ("near", 50.0) in ranked.scored


def test_neighbours_in_the_question_that_are_neighbours_here_raise_the_score_by_words() -> None:
    asked = replace(wanted("ferry sank"), pairs=(("ferri", "sank"),))
    apart = Candidate("The ferry of the old line sank.", "", 1.0)
    together = Candidate("Of the old line the ferry sank.", "", 1.0)
    by_index = sorted(rank(asked, [apart, together], 2), key=lambda one: one[0])
    relative = [ranked.values[0] for _, ranked in by_index]
    assert relative[0] < relative[1] == 1.0


def test_whom_a_sentence_means_counts_as_named_in_it() -> None:
    text = "Mikal Renn was finance minister of Norland for six years. He resigned on Monday."
    at = text.index("He resigned")
    plain = Candidate(text, "", 1.0)
    told = replace(plain, referents=(Referent((at, at + 2), "Mikal Renn"),))
    other = replace(plain, referents=(Referent((at, at + 2), "Ada Holm"),))
    asked = wanted("when did Mikal Renn resign")
    best = {}
    for name, candidate in (("plain", plain), ("told", told), ("other", other)):
        [(_, ranked)] = rank(asked, [candidate], 1)
        best[name] = (ranked.best, ranked.score)
        assert [text[slice(*part.span)] for part in ranked.sentences][1] == "He resigned on Monday."
    assert best["plain"] == best["other"]
    assert (best["plain"][0], best["told"][0]) == (0, 1)
    assert best["told"][1] > best["plain"][1]


def test_another_form_of_a_word_chooses_the_sentence() -> None:
    text = "Ilse Brandt came to Velm. She won gold there."
    at = text.index("She")
    candidate = Candidate(text, "", 1.0, referents=(Referent((at, at + 3), "Ilse Brandt"),))
    [(_, ranked)] = rank(wanted("what did Ilse Brandt win"), [candidate], 1)
    assert text[slice(*ranked.sentences[ranked.best].span)] == "She won gold there."


def test_what_the_headline_has_said_need_not_be_in_the_sentence_that_answers() -> None:
    text = "Ilse Brand, whose pictures went round the world, died. Born in 1928, Brand liked boats."
    asked = wanted("ilse brand born")
    [(_, ranked)] = rank(asked, [Candidate(text, "Ilse Brand, Photographer, Dies", 1.0)], 1)
    assert text[slice(*ranked.sentences[ranked.best].span)].startswith("Born in 1928")
    [(_, ranked)] = rank(asked, [Candidate(text, "Floods", 1.0)], 1)
    assert ranked.best == 0
