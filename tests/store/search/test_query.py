import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import QuestionKind as Kind
from store.search.query import LONGEST, MOST_WORDS, parse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who said the hull is leaking?", Kind.WHO_SAID),
        ("What did Ada Obe say about the ferry?", Kind.WHAT_SAID),
        ("Who is Ada Obe?", Kind.WHO_IS),
        ("who's ada obe", Kind.WHO_IS),
        ("Who is the harbour master of Tarn?", Kind.WHO),
        ("Who was born in 1980?", Kind.WHO),
        ("How many passengers waited?", Kind.HOW_MANY),
        ("What percentage of ferries sank?", Kind.HOW_MANY),
        ("How much did the repairs cost?", Kind.HOW_MUCH),
        ("When did the ferry stop?", Kind.WHEN),
        ("In what year did the bridge open?", Kind.WHEN),
        ("Where did the passengers wait?", Kind.WHERE),
        ("Which city lost its ferry?", Kind.WHERE),
        ("Why did the ferry stop when the hull leaked?", Kind.WHY),
        ("What is a ferry?", Kind.DEFINITION),
        ("What does GFN mean?", Kind.DEFINITION),
        ("Which ferry sank?", Kind.WHICH),
        ("What pumps did the state buy?", Kind.OTHER),
        ("ferry hull leak", Kind.KEYWORDS),
        ("", Kind.KEYWORDS),
    ],
)
def test_what_is_asked_for(text: str, kind: Kind) -> None:
    assert parse(text).kind == kind


@pytest.mark.parametrize(
    ("text", "speaker", "about"),
    [
        ("What did Ada Obe say about the ferry?", "Ada Obe", "the ferry"),
        ("what has Ms. Obe said on repairs", "Ms. Obe", "repairs"),
        ("What did Obe have to say about Velm", "Obe", "Velm"),
        ("What Jonas Ruud said", "Jonas Ruud", ""),
        ("What was said by the minister about bridges?", "the minister", "bridges"),
        ("ferry speaker:Obe", "Obe", "ferry"),
        ('speaker:"Ada Obe"', "Ada Obe", ""),
    ],
)
def test_whose_words_and_about_what(text: str, speaker: str, about: str) -> None:
    question = parse(text)
    assert (question.speaker, question.about) == (speaker, about)


def test_limits_phrases_and_exclusions_are_taken_out_of_the_words() -> None:
    question = parse('leak "night ferry" -Velm after:2021-02 before:2021-03-05')
    assert question.words == ("leak", "night", "ferry")
    assert question.phrases == ("night ferry",)
    assert question.excluded == ("velm",)
    assert (question.after, question.before) == ("2021-02", "2021-03-05")


def test_a_limit_that_is_no_date_stays_a_word() -> None:
    question = parse("ferry after:midnight before:2021-13-40")
    assert (question.after, question.before) == ("", "")
    assert "midnight" in question.words


def test_function_words_are_looked_for_where_there_is_nothing_else() -> None:
    assert parse("to be or not to be").words == ("to", "be", "or", "not")
    assert parse("The ferry is in the bay").words == ("ferry", "bay")


@given(
    st.text(max_size=300) | st.text(st.sampled_from('-"“”:aw ho said\u200f\u200b😀'), max_size=80)
)
def test_any_text_is_a_question(text: str) -> None:
    question = parse(text)
    assert question.text == text
    assert all(word and word == word.lower() for word in question.words)


def test_a_very_long_question_is_read_to_a_length() -> None:
    question = parse("ferry " + " ".join(f"word{at}" for at in range(20_000)))
    assert question.words[0] == "ferry"
    assert len(question.words) <= MOST_WORDS
    assert len(" ".join(question.words)) <= LONGEST
