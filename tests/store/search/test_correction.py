"""How words are read by what the archive prints."""

from collections.abc import Callable

import pytest

from store.model import Answer, QuestionKind
from store.search.searcher import Searcher


@pytest.fixture
def searcher(searcher: Searcher, add: Callable[[str, str], None]) -> Searcher:
    """With many speeds, and one sped beside other words."""
    add("camp.txt", "The asylum seekers camped behind the lighthouse. The headline was wrong.")
    add("sped.txt", "A courier sped through Velm with a parcel of lanterns.")
    for at in range(12):
        add(
            f"speed{at}.txt", f"The speed limit on the causeway was raised again, report {at} says."
        )
    searcher.refresh()
    return searcher


def read(answer: Answer) -> list[tuple[str, str]]:
    return [(each.typed, each.read) for each in answer.question.corrections]


def test_words_run_together_are_read_as_two(searcher: Searcher) -> None:
    answer = searcher.search("Asylumseekers camped")
    assert read(answer) == [("Asylumseekers", "asylum seekers")]
    assert "asylum seekers" in answer.passages[0].fragments[0].text


def test_a_word_torn_apart_is_read_as_one(searcher: Searcher) -> None:
    answer = searcher.search("light house camped head line")
    assert read(answer) == [("light house", "lighthouse"), ("head line", "headline")]
    assert answer.question.words == ("camped", "lighthouse", "headline")


def test_neighbours_that_are_printed_apart_stay_apart(searcher: Searcher) -> None:
    assert read(searcher.search("night ferry")) == []


def test_a_rare_word_is_a_slip_only_where_its_company_says_so(searcher: Searcher) -> None:
    assert read(searcher.search("sped limit causeway raised")) == [("sped", "speed")]
    assert read(searcher.search("courier sped parcel")) == []


def test_a_form_that_is_not_printed_stays_where_another_form_is(searcher: Searcher) -> None:
    assert read(searcher.search("couriers lantern")) == []


def test_an_irregular_form_stays_where_another_form_is(
    searcher: Searcher, add: Callable[[str, str], None]
) -> None:
    add("stolen.txt", "The lanterns were stolen. The bread was stale, the stale bread of Velm.")
    searcher.refresh()
    assert read(searcher.ask("Who stole the lanterns?")) == []


def test_short_words_are_no_slips_of_function_words(searcher: Searcher) -> None:
    assert read(searcher.search("ofx lighthouse")) == []
    assert read(searcher.search("teh lighthouse")) == [("teh", "the")]
    assert read(searcher.search("wth lighthouse")) == [("wth", "with")]


def test_names_are_read_with_their_capitals(searcher: Searcher) -> None:
    answer = searcher.ask("How did the courier speed through Vlem?")
    assert read(answer) == [("Vlem", "velm")]
    assert answer.passages


def test_a_misspelt_question_is_understood_as_it_was_meant(
    searcher: Searcher, add: Callable[[str, str], None]
) -> None:
    add("many.txt", "Not many of the passengers could say when the ferry would sail.")
    searcher.refresh()
    many = searcher.ask("How meny passengers waited on the quay?").question
    assert (many.kind, many.words) == (QuestionKind.HOW_MANY, ("passengers", "waited", "quay"))
    when = searcher.ask("Whne did the ferry stop?").question
    assert (when.kind, when.words) == (QuestionKind.WHEN, ("ferry", "stop"))
    other = searcher.ask("What was the spede limit of the causewya?").question
    assert (other.kind, other.words) == (QuestionKind.OTHER, ("speed", "limit", "causeway"))


def test_a_slip_that_was_corrected_is_a_word_no_more(
    searcher: Searcher, add: Callable[[str, str], None]
) -> None:
    add("ship.txt", "A karavel sank off Velm with a letter.")
    add("letter.txt", "The letter was found on the beach.")
    searcher.refresh()
    assert read(searcher.search("karavel with a letter")) == []
    add("ship.txt", "A caravel sank off Velm with a letter.")
    searcher.refresh()
    assert read(searcher.search("karavel with a letter")) == [("karavel", "caravel")]


def test_words_are_not_put_together_to_one_that_was_corrected(
    searcher: Searcher, add: Callable[[str, str], None]
) -> None:
    add("sand.txt", "The sandbank was wide. A bank of grey sand lay off Velm.")
    add("tide.txt", "The tide was low.")
    searcher.refresh()
    assert read(searcher.search("sand bank off Velm")) == [("sand bank", "sandbank")]
    add("sand.txt", "The shoal was wide. A bank of grey sand lay off Velm.")
    searcher.refresh()
    assert read(searcher.search("sand bank off Velm")) == []
