from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import FaultKind
from store.model import QuestionKind as Kind
from store.search.query import LONGEST, MOST_WORDS, parse, parse_words, without_periods

TODAY = date(2002, 9, 18)


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
        ("What did the ferry carry when the hull leaked?", Kind.OTHER),
        ("Which man who was on the quay waved?", Kind.WHO),
        ("What pump saved those who waited?", Kind.OTHER),
        ("When the ferry sank, who was on board?", Kind.WHO),
        ("Before it sank, how many were on board", Kind.HOW_MANY),
        ("To whom does the quay belong, and when?", Kind.WHO),
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


@pytest.mark.parametrize(
    ("text", "kind", "typed"),
    [
        ("ferry after:midnight", FaultKind.NO_DATE, "after:midnight"),
        ("ferry before:2021-13-40 leak", FaultKind.NO_DATE, "before:2021-13-40"),
        ("ferry before: 2021-13-40", FaultKind.NO_DATE, "before: 2021-13-40"),
        ('since:"the flood" ferry', FaultKind.NO_DATE, 'since:"the flood"'),
        ("ferry in:Velm", FaultKind.NO_DATE, "in:Velm"),
        ("ferry until:", FaultKind.NO_VALUE, "until:"),
        ('ferry after:""', FaultKind.NO_VALUE, 'after:""'),
        ("ferry speaker:?!", FaultKind.NO_VALUE, "speaker:?!"),
        ("ferry speaker:the mayor", FaultKind.NO_VALUE, "speaker:the"),
        ("ferry source:", FaultKind.NO_VALUE, "source:"),
        ("ferry after:2005 before:2001", FaultKind.NO_DAYS, "2005 – 2001"),
    ],
)
def test_an_operator_that_cannot_be_read_is_a_fault_and_no_word(
    text: str, kind: FaultKind, typed: str
) -> None:
    for question in (parse(text), parse_words(text)):
        assert [(fault.kind, fault.typed) for fault in question.faults] == [(kind, typed)]
        assert not {"midnight", "13", "40", "flood", "velm", "until"} & set(question.words)
        assert "ferry" in question.words


@pytest.mark.parametrize(
    "text",
    ["He came in: the door was open", "what came after: rain or snow", "12:30 https://x.example"],
)
def test_a_colon_in_a_sentence_is_no_operator(text: str) -> None:
    question = parse_words(text)
    assert (question.faults, question.after, question.before) == ((), "", "")
    assert question.about == text


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("ferry after:3 May 2012 leak", "2012-05-03", ""),
        ("ferry before:May 2012 leak", "", "2012-05"),
        ("ferry in:2012 leak", "2012", "2012"),
        ("ferry on:2012-05-03, leak", "2012-05-03", "2012-05-03"),
        ("ferry in:last week leak", "2002-09-09", "2002-09-15"),
    ],
)
def test_a_date_goes_as_far_as_it_can_be_read(text: str, after: str, before: str) -> None:
    question = parse(text, TODAY)
    assert (question.after, question.before, question.words) == (after, before, ("ferry", "leak"))


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


def test_days_told_from_today_are_taken_out_of_the_words() -> None:
    question = parse("What did Kang say last week about refugees?", TODAY)
    assert (question.speaker, question.about) == ("Kang", "refugees")
    assert (question.after, question.before) == ("2002-09-09", "2002-09-15")
    assert [period.typed for period in question.periods] == ["last week"]
    freed = without_periods(question)
    assert freed is not None
    assert (freed.after, freed.before, freed.speaker) == ("", "", "Kang")
    assert without_periods(freed) is None


def test_days_behind_the_verb_say_when_it_was_said() -> None:
    said = parse("What did Kang say in September 2002 about refugees?")
    assert (said.speaker, said.about) == ("Kang", "refugees")
    assert (said.after, said.before) == ("2002-09", "2002-09")
    topic = parse("What did Kang say about the election of 2000?")
    assert (topic.about, topic.after, topic.before) == ("the election of 2000", "", "")


def test_a_date_in_a_question_is_no_limit() -> None:
    question = parse("Who won the 2016 election?", TODAY)
    assert (question.after, question.before) == ("", "")
    assert "2016" in question.words
    assert [period.first for period in question.periods] == ["2016"]
    assert without_periods(question) is None


def test_what_is_written_into_a_question_wins_over_its_words() -> None:
    question = parse("ferry last week after:2001", TODAY)
    assert (question.after, question.before) == ("2001", "2002-09-15")


def test_operators_have_other_names_and_take_words() -> None:
    question = parse('ferry since:yesterday until:"18 September 2002" site:wire.example', TODAY)
    assert (question.after, question.before) == ("2002-09-17", "2002-09-18")
    assert question.source == "wire.example"
    assert question.words == ("ferry",)


def test_a_phrase_can_be_excluded() -> None:
    question = parse('ferry -"night boat" “last week”', TODAY)
    assert question.excluded == ("night boat",)
    assert question.phrases == ("last week",)
    assert question.periods == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did the ferry of Ada Obe carry to Velm in 2016?", ("Ada Obe", "Velm", "2016")),
        ("Ferries of Velm, Tarn and Velm", ("Velm", "Tarn")),
        ("How many of The Ferries sank?", ("Ferries",)),
        ("ferry speaker:Ruud -Velm source:Wire", ()),
        ('Who wrote "Night Ferry" for J. Ruud', ("Night Ferry", "J", "Ruud")),
        ("", ()),
    ],
)
def test_names_are_told_as_they_are_typed(text: str, names: tuple[str, ...]) -> None:
    assert parse(text).names == names
    assert parse_words(text).names == names


def test_plain_words_are_read_without_a_kind() -> None:
    question = parse_words("Who is Ada Obe? -Velm speaker:Ruud")
    assert question.kind == Kind.KEYWORDS
    assert (question.words, question.excluded, question.speaker) == (
        ("ada", "obe"),
        ("velm",),
        "Ruud",
    )


@pytest.mark.parametrize(
    ("question", "speaker", "about"),
    [
        ("quotes by Ada Obe", "Ada Obe", ""),
        ("Give me all quotes from Ada Obe about pumps", "Ada Obe", "pumps"),
        ("Ada Obe's view of the ferry?", "Ada Obe", "the ferry"),
        ("What is Ada Obe’s opinion on pumps?", "Ada Obe", "pumps"),
        ("What did Ada Obe say last?", "Ada Obe", ""),
        ("what has Ada Obe said most recently", "Ada Obe", ""),
        ("What did Ada Obe say about the last ferry?", "Ada Obe", "the last ferry"),
        ("What did Ada Obe warn about?", "Ada Obe", ""),
        ("What has Ada Obe warned of?", "Ada Obe", ""),
        ("What did Ada Obe write about pumps?", "Ada Obe", "pumps"),
        ("What does Ada Obe think of the ferry?", "Ada Obe", "the ferry"),
        ("What did Ada Obe tweet?", "Ada Obe", ""),
    ],
)
def test_statements_are_asked_for_in_many_ways(question: str, speaker: str, about: str) -> None:
    read = parse(question)
    assert (read.kind, read.speaker, read.about) == (Kind.WHAT_SAID, speaker, about)


def test_what_anybody_said_is_asked_of_nobody() -> None:
    read = parse("What did people say about the pumps?")
    assert (read.kind, read.speaker, read.words) == (Kind.WHO_SAID, "", ("pumps",))


@pytest.mark.parametrize(
    ("question", "about", "limits"),
    [
        ("What did Ada Obe say about the ferry before 2003?", "the ferry", ("", "2002")),
        ("What did Ada Obe say about the ferry since May 2003", "the ferry", ("2003-05", "")),
        ("What did Ada Obe say about the war in 2003?", "the war in 2003", ("", "")),
        (
            "What did Ada Obe say about the years before 2003 in Tarn?",
            "the years before 2003 in Tarn",
            ("", ""),
        ),
    ],
)
def test_days_up_to_which_it_was_said(question: str, about: str, limits: tuple[str, str]) -> None:
    read = parse(question)
    assert (read.about, (read.after, read.before)) == (about, limits)


@pytest.mark.parametrize(
    ("question", "limits"),
    [
        ("What happened on 3 May 2012?", ("2012-05-03", "2012-05-03")),
        ("news from May 2012", ("2012-05", "2012-05")),
        ("Nov 19 2009", ("2009-11-19", "2009-11-19")),
        ("What was printed since 2012?", ("2012", "")),
        ("after:2012 before:2014", ("2012", "2014")),
        ("what happened last month", ("2021-02", "2021-02")),
    ],
)
def test_days_alone_ask_for_what_was_printed_then(question: str, limits: tuple[str, str]) -> None:
    for read in (parse(question, date(2021, 3, 2)), parse_words(question, date(2021, 3, 2))):
        assert (read.words, (read.after, read.before)) == ((), limits)


def test_days_beside_other_words_are_part_of_the_question() -> None:
    read = parse("Which ferry sank on 3 May 2012?")
    assert (read.after, read.before) == ("", "")
    assert {"ferry", "sank", "2012"} <= set(read.words)
