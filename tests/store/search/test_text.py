import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.text import folded, sentences, stem_of, stems, tokens


@pytest.mark.parametrize(
    "whole",
    [
        "Ms. Obe met Gen. Hald at No. 5 in the U.S. office.",
        "J. K. Ruud of Velm Corp. paid $4.5 million.",
        '"Is it safe?" he asked.',
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(whole: str) -> None:
    text = f"It rained. {whole} She left."
    assert whole in [text[s:e] for s, e in sentences(text)]


@given(st.text(max_size=400))
def test_sentences_and_tokens_lie_in_order_within_the_text(text: str) -> None:
    reached = 0
    for start, end in sentences(text):
        assert reached <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        reached = end
    reached = 0
    for token in tokens(text):
        assert reached <= token.start < token.end <= len(text)
        assert stem_of(text[token.start : token.end]) == token.stem
        reached = token.end
    assert [token.stem for token in tokens(text)] == stems(text)


def test_words_meet_without_case_accents_and_endings() -> None:
    assert folded("Ms. Obe’s Café") == ["ms", "obe", "s", "cafe"]
    assert stems("reduces") == stems("Reduced") == stems("REDUCING")
