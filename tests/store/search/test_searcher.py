from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.db import Readers
from store.model import Answer, Certainty, Fault, FaultKind, Passage, QuoteKind
from store.search import records
from store.search.searcher import Searcher
from store.search.selection import SNIPPET


def texts(answer: Answer) -> list[list[str]]:
    return [[fragment.text for fragment in passage.fragments] for passage in answer.passages]


def bold(passage: Passage) -> list[str]:
    return [f.text[start:end] for f in passage.fragments for start, end in f.emphasis]


def all_is_verbatim(answer: Answer, readers: Readers) -> bool:
    return all(
        fragment.text
        == records.body(readers, passage.citation.article_id)[fragment.start : fragment.end]
        for passage in answer.passages
        for fragment in passage.fragments
    )


def test_a_number_is_answered_in_bold_with_its_citation(
    searcher: Searcher, readers: Readers
) -> None:
    answer = searcher.ask("How many passengers waited for the ferry on the quay?")
    first = answer.passages[0]
    assert answer.certainty == Certainty.FOUND
    assert first.fragments[0].text == "At least 80 passengers waited on the quay until morning."
    assert bold(first) == ["At least 80"]
    cited = first.citation
    assert (cited.headline, cited.published, cited.paragraph) == (
        "Night Ferry Stops as Hull Leaks",
        "2021-03-01",
        3,
    )
    assert (cited.url, cited.doc_id) == ("https://wire.example/ferry", "ferry.txt")
    assert all_is_verbatim(answer, readers)


def test_the_same_words_elsewhere_are_cited_with_it(searcher: Searcher) -> None:
    answer = searcher.ask("How many passengers waited for the ferry on the quay?")
    assert [other.headline for other in answer.passages[0].also_in] == ["The Year in Tarn"]
    assert sum(text == texts(answer)[0] for text in texts(answer)) == 1


@pytest.mark.parametrize(
    ("question", "start", "shown"),
    [
        ("When will the bridge open?", "The bridge is to open", "June 2024"),
        ("Where did the ferry stop?", "TARN — The night ferry", "Velm"),
        ("How much would the repairs cost?", "Ms. Obe said the repairs", "4.5 million"),
        ("Who is the minister of transport?", '"The ferry belongs', "Jonas Ruud"),
    ],
)
def test_the_words_that_answer_are_in_bold(
    searcher: Searcher, question: str, start: str, shown: str
) -> None:
    first = searcher.ask(question).passages[0]
    assert first.fragments[0].text.startswith(start)
    assert [words for words in bold(first) if shown in words]


def test_a_sentence_names_whom_its_answer_relies_on(searcher: Searcher) -> None:
    relied = searcher.ask("How much would the repairs cost?").passages[0]
    assert "Ms. Obe said" in relied.fragments[0].text
    assert (relied.kind, relied.speaker and relied.speaker.name) == (None, "Ada Obe")
    stated = searcher.ask("How many passengers waited on the quay?").passages[0]
    assert (stated.kind, stated.speaker) == (None, None)


def test_keywords_are_in_bold_themselves(searcher: Searcher) -> None:
    answer = searcher.search("pumps leaking")
    assert bold(answer.passages[0]) == ["leaking", "pumps"]


def test_who_said_it_however_it_is_spelt(searcher: Searcher, readers: Readers) -> None:
    answer = searcher.who_said("leaking fster than the pmps can wrk")
    first = answer.passages[0]
    assert answer.certainty == Certainty.FOUND
    assert first.speaker is not None
    assert (first.speaker.name, first.speaker.role) == ("Ada Obe", "harbour master")
    assert texts(answer)[0] == [
        '"We had no choice,"',
        '"The hull is leaking faster than the pumps can work."',
    ]
    corrections = {(c.typed, c.read) for c in answer.question.corrections}
    assert {("fster", "faster"), ("pmps", "pumps")} <= corrections
    assert all_is_verbatim(answer, readers)
    asked = searcher.ask("Who said the ferry belongs to the past?")
    assert asked.passages[0].speaker is not None
    assert asked.passages[0].speaker.name == "Jonas Ruud"


def test_marks_around_the_words_are_no_spelling(searcher: Searcher) -> None:
    answer = searcher.ask('Who said "teh hull is leeking faster"?')
    assert [found.speaker and found.speaker.name for found in answer.passages] == ["Ada Obe"]
    assert searcher.who_said('"we had no choise"').passages[0].speaker


def test_beside_the_quote_that_is_meant_stands_none_that_shares_a_word(searcher: Searcher) -> None:
    answer = searcher.who_said("the ferry belongs to the past")
    assert [found.speaker and found.speaker.name for found in answer.passages] == ["Jonas Ruud"]


def test_nobody_said_it(searcher: Searcher) -> None:
    answer = searcher.who_said("whales sing beneath frozen lakes")
    assert (answer.certainty, answer.passages, answer.nearest) == (Certainty.UNKNOWN, (), ())


def test_what_somebody_said_newest_first_page_by_page(searcher: Searcher, readers: Readers) -> None:
    both = searcher.said_by("Obe")
    assert both.total == 2
    assert texts(both) == [
        ['"We had no choice,"', '"The hull is leaking faster than the pumps can work."'],
        ["the repairs would cost 4.5 million crowns"],
    ]
    assert [passage.kind for passage in both.passages] == [QuoteKind.DIRECT, QuoteKind.INDIRECT]
    assert [passage.citation.paragraph for passage in both.passages] == [1, 4]
    second = searcher.said_by("Obe", limit=1, offset=1)
    assert (texts(second), second.total, second.offset) == (texts(both)[1:], 2, 1)
    assert all_is_verbatim(both, readers)


def test_what_somebody_said_about_something(searcher: Searcher) -> None:
    answer = searcher.ask("What did Ms. Obe say about the repairs?")
    assert texts(answer)[0] == ["the repairs would cost 4.5 million crowns"]
    assert answer.question.speaker == "Ada Obe"
    unknown = searcher.ask("What did Ada Obe say about volcanoes?")
    assert (unknown.certainty, unknown.nearest[0]) == (Certainty.UNKNOWN, "Ada Obe")


def test_a_misspelt_speaker_is_found_and_the_reading_told(searcher: Searcher) -> None:
    answer = searcher.said_by("ruud jnoas")
    assert texts(answer) == [['"The ferry belongs to the past,"']]
    assert [(c.typed, c.read) for c in answer.question.corrections] == [
        ("ruud jnoas", "Jonas Ruud")
    ]


def test_an_unnamed_source_is_found_by_description(searcher: Searcher) -> None:
    (only,) = searcher.said_by("customs official").passages
    assert only.speaker is not None
    assert (only.speaker.name, only.speaker.named) == ("a senior customs official", False)


def test_days_limit_what_is_found(searcher: Searcher) -> None:
    assert searcher.said_by("Obe", after="2021-03-02").certainty == Certainty.UNKNOWN
    assert searcher.said_by("Obe", before="2021-03").total == 2
    headlines = {
        passage.citation.headline
        for passage in searcher.search("ferry leak quay", after="2021-12-15").passages
    }
    assert headlines == {"The Year in Tarn"}  # of a day in December that is not known
    assert searcher.search("ferry before:2020").certainty == Certainty.UNKNOWN
    assert searcher.search("ferry -bridge").passages
    assert all(
        passage.citation.article_id != 2 for passage in searcher.search("ferry -bridge").passages
    )


def test_who_somebody_is(searcher: Searcher) -> None:
    answer = searcher.ask("Who is Ada Obee?")
    profile = answer.profile
    assert profile is not None
    assert (profile.name, profile.aliases, profile.quotes) == ("Ada Obe", ("Ms. Obe",), 2)
    assert (profile.articles, profile.first, profile.last) == (1, "2021-03-01", "2021-03-01")
    (role,) = profile.roles
    assert (role.role, role.organisation) == ("harbour master", "Port of Tarn")
    assert "harbour master of the Port of Tarn" in texts(answer)[0][0]
    assert [(c.typed, c.read) for c in answer.question.corrections] == [("Ada Obee", "Ada Obe")]
    assert searcher.speaker("ms. obe") == profile
    assert searcher.speaker("Napoleon") is None


def test_who_somebody_is_shows_only_sentences_that_name_them(searcher: Searcher) -> None:
    answer = searcher.ask("Who is Jonas Ruud?", limit=10)
    assert answer.passages
    for passage in answer.passages:
        assert "Ruud" in passage.fragments[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What did Napoleon say about tariffs?",
        "Who is Napoleon?",
        "How many volcanoes erupted?",
        "napoleon tariffs",
    ],
)
def test_what_is_not_known_and_like_nothing_is_said_so(searcher: Searcher, question: str) -> None:
    answer = searcher.ask(question)
    assert (answer.certainty, answer.passages, answer.nearest) == (Certainty.UNKNOWN, (), ())


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("What did Jonas Napoleon say?", "Jonas Ruud"),
        ("What did Napoleon say about the night fery?", "Night Ferry Stops as Hull Leaks"),
        ("How many volcanoes erupted beneath the bridge?", ""),
    ],
)
def test_what_is_near_is_named(searcher: Searcher, question: str, near: str) -> None:
    answer = searcher.ask(question)
    assert answer.certainty == Certainty.UNKNOWN
    assert answer.nearest[:1] == ((near,) if near else ())
    assert "The Year in Tarn" not in answer.nearest


def test_what_cannot_be_looked_up_is_told_and_not_looked_up(searcher: Searcher) -> None:
    blank = [searcher.ask(""), searcher.search(" ?! "), searcher.who_said("source:wire")]
    blank += [searcher.said_by("😀"), searcher.said_by("", about="ferry")]
    for answer in blank:
        assert [fault.kind for fault in answer.question.faults] == [FaultKind.NO_WORDS]
        assert (answer.certainty, answer.nearest) == (Certainty.UNKNOWN, ())
    left_out = searcher.search("-ferry").question.faults
    assert left_out == (Fault(FaultKind.ONLY_EXCLUDED, "-ferry"),)
    assert searcher.search("-bridge after:2021-09").passages
    backwards = searcher.said_by("Obe", after="2021-03-02", before="2021-03").question
    assert backwards.faults == ()
    backwards = searcher.said_by("Obe", after="2021-03-02", before="2021-03-01").question
    assert [fault.kind for fault in backwards.faults] == [FaultKind.NO_DAYS]


@pytest.mark.parametrize(
    "question",
    ["How many passengers waited for Napoleon on the quay?", "When did the Gotland ferry stop?"],
)
def test_what_names_a_stranger_is_never_found(searcher: Searcher, question: str) -> None:
    assert searcher.ask(question).certainty != Certainty.FOUND


@pytest.mark.parametrize(
    ("question", "certainty"),
    [
        ("Did the night ferry to Velm stop on Monday?", Certainty.FOUND),
        ("Did the night ferry to Velm burn on Monday?", Certainty.CLOSEST),
        ("Who waited on the quay until morning?", Certainty.FOUND),
        ("Who juggled on the quay until morning?", Certainty.CLOSEST),
    ],
)
def test_what_somebody_did_is_found_only_where_that_is_told(
    searcher: Searcher, question: str, certainty: Certainty
) -> None:
    assert searcher.ask(question).certainty == certainty


def test_a_snippet_is_verbatim_and_begins_near_the_answer(
    searcher: Searcher, readers: Readers
) -> None:
    first = searcher.hits("How many passengers waited until morning?")[0]
    assert "At least 80 passengers" in first.snippet
    assert len(first.snippet) <= SNIPPET
    assert records.body(readers, first.article_id)[first.start : first.end] == first.snippet


def test_headlines_are_offered(searcher: Searcher) -> None:
    newest = searcher.suggest_headlines("")
    assert [choice.value for choice in newest] == ["3", "2", "1"]
    assert searcher.suggest_headlines("bri")[0].label == "Bridge Will Replace Ferry"
    assert searcher.suggest_headlines("replace brigde")[0].value == "2"
    assert searcher.suggest_headlines("zzzz") == ()


def test_it_keeps_up_with_the_archive(searcher: Searcher, add: Callable[[str, str], None]) -> None:
    assert searcher.ask("How many lanterns were lit?").certainty == Certainty.UNKNOWN
    add("lanterns.txt", "Some 300 lanterns were lit along the shore.")
    searcher.refresh()
    assert bold(searcher.ask("How many lantrens were lit?").passages[0]) == ["Some 300"]


def test_threads_share_it(searcher: Searcher) -> None:
    questions = [
        "How many passengers wiated?",
        "Who is Ada Obee?",
        "whalse",
        "What did Ruud say?",
    ] * 10
    alone = [searcher.ask(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(searcher.ask, questions)) == alone


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=200)
    | st.text(st.sampled_from('"“” -:()*^~[]{}\\/+&|!?ferryObe\u200f\u202e😀'), max_size=60)
)
def test_any_text_is_answered_with_nothing_but_the_archives_words(
    searcher: Searcher, readers: Readers, text: str
) -> None:
    for answer in (
        searcher.ask(text),
        searcher.who_said(text),
        searcher.said_by(text),
        searcher.said_by("Obe", about=text),
        searcher.search(text),
    ):
        assert all_is_verbatim(answer, readers)
    searcher.hits(text)
    searcher.suggest_speakers(text)
    searcher.suggest_headlines(text)
    searcher.speaker(text)
