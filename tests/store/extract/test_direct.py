"""Words between marks find the clause that reports them, wherever it stands."""

from __future__ import annotations

import pytest
from quoting import said

LEAD = "Orla Venn, the harbour master of Skarn, met reporters on Tuesday.\n\n"


@pytest.mark.parametrize(
    ("sentence", "content", "source", "speaker"),
    [
        ('"The pier is gone," Venn said.', ['"The pier is gone,"'], "Venn", "Orla Venn"),
        ('"The pier is gone," said Venn.', ['"The pier is gone,"'], "Venn", "Orla Venn"),
        ('Venn said, "The pier is gone."', ['"The pier is gone."'], "Venn", "Orla Venn"),
        (
            'Venn told the council: "The pier is gone."',
            ['"The pier is gone."'],
            "Venn",
            "Orla Venn",
        ),
        (
            '"The pier," Venn said, "is gone for good."',
            ['"The pier,"', '"is gone for good."'],
            "Venn",
            "Orla Venn",
        ),
        (
            '"Is the pier gone?" a reporter asked.',
            ['"Is the pier gone?"'],
            "a reporter",
            "reporter",
        ),
        (
            'In a letter read by her sister, Maya, Ms Venn said: "The pier is gone."',
            ['"The pier is gone."'],
            "Ms Venn",
            "Orla Venn",
        ),
        (
            'Quoting Luther, Sir Malcolm Reeve told the dinner: "Here I stand and wait."',
            ['"Here I stand and wait."'],
            "Sir Malcolm Reeve",
            "Malcolm Reeve",
        ),
        ("''The pier is gone,'' Venn said.", ["''The pier is gone,''"], "Venn", "Orla Venn"),
    ],
)
def test_cue_after_before_and_between(
    sentence: str, content: list[str], source: str, speaker: str
) -> None:
    quotes = said(LEAD + sentence)
    assert [list(q.content) for q in quotes] == [content]
    assert (quotes[0].kind, quotes[0].source, quotes[0].speaker) == ("direct", source, speaker)


def test_a_second_quote_without_a_cue_is_a_fragment_of_the_first() -> None:
    (quote,) = said(LEAD + '"The pier is gone," Venn said. "We heard it break in the night."')
    assert quote.content == ('"The pier is gone,"', '"We heard it break in the night."')


def test_a_quote_over_paragraphs_is_one_quote() -> None:
    body = (
        LEAD
        + '"The pier is gone," Venn said. "We heard it.\n\n"It broke in the night."\n\nIt rained.'
    )
    (quote,) = said(body)
    assert len(quote.content) == 2
    assert quote.content[1].startswith('"We heard it.') and quote.content[1].endswith('night."')


def test_an_introduction_that_ends_with_a_colon_reaches_the_next_paragraph() -> None:
    (quote,) = said(LEAD + 'Venn continued:\n\n"The pier is gone and will not be built again."')
    assert (quote.source, quote.cue, quote.kind) == ("Venn", "continued", "direct")


def test_a_title_in_marks_is_not_speech() -> None:
    quotes = said(LEAD + 'On Monday\'s "Morning Tide," Venn said the pier was gone.')
    assert [q.content for q in quotes] == [("the pier was gone",)]


def test_the_person_told_is_not_the_speaker() -> None:
    body = 'Mayor Ivo Brandt met Orla Venn.\n\n"The pier is gone," Venn told Brandt.'
    (quote,) = said(body)
    assert quote.speaker == "Orla Venn"


def test_a_quote_that_nobody_says_has_no_speaker_made_up() -> None:
    assert said('A sign stood on the pier.\n\n"Closed for the winter until further notice."') == []


def test_speech_alone_in_a_paragraph_is_who_the_sentence_before_is_about() -> None:
    (quote,) = said('It rained.\n\nGerda Loam keeps the inn.\n\n"I charge them for the soup."')
    assert (quote.speaker, quote.source, quote.cue) == ("Gerda Loam", "", "")


def test_words_in_single_marks_go_on_behind_the_cue() -> None:
    (quote,) = said(
        "'I would like some tea,' Gethin Parry said, 'and then I would like to see the man who did it.'"
    )
    assert quote.content == (
        "'I would like some tea,'",
        "'and then I would like to see the man who did it.'",
    )
    (first,) = said("'I would like some tea,' Gethin Parry said, of 'the usual sort' as ever.")
    assert first.content == ("'I would like some tea,'",)
