"""Long texts: the tokens say the text again, and the parse in windows is the parse."""

from __future__ import annotations

import pytest
from quoting import article

from store.extract.parser import load, parse_all
from store.extract.windows import joined, tokenized, windows


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500,
        "a" * 500 + " (" + "(“" * 300 + "\n\n" + "it's" * 200,
        " " * 300 + "-" * 90 + "  \n said ",
        "The pier is gone.",
        "",
    ],
)
def test_tokens_say_the_text_again(text: str) -> None:
    assert tokenized(load(), text).text == text


def test_an_ordinary_text_is_tokenized_as_ever() -> None:
    text = "Mr. Venn's \"pier\" (see https://skarn.example/pier?id=12) isn't here."
    assert [t.text for t in tokenized(load(), text)] == [t.text for t in load().make_doc(text)]


def test_a_long_text_is_parsed_in_windows_that_end_where_a_sentence_does() -> None:
    body = "The mayor said that the pier of Skarn was gone. " * 900
    (doc,) = parse_all([article(body)])
    (short,) = parse_all([article(body[:480])])
    assert doc.text == body
    assert [t.dep_ for t in doc[:100]] == [t.dep_ for t in short[:100]]
    assert [t.i for t in doc if t.is_sent_start] == list(range(0, len(doc), 11))


def test_windows_are_bounded_and_join_to_the_text() -> None:
    doc = tokenized(load(), "pier " * 9_000)
    cut = list(windows(doc))
    assert max(map(len, cut)) < len(doc) / 2
    assert joined(cut).text == doc.text


def test_articles_keep_their_order_where_one_is_long() -> None:
    bodies = ["One.", "The pier is gone. " * 1_500, "", "Three."]
    assert [doc.text for doc in parse_all(map(article, bodies), batch_size=2)] == bodies
