"""Quotes without the parser: the same shapes by hand, and never a span that is not there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quoting import article, assert_true_spans, said

from store.extract import extract, extract_all
from store.extract.fast import extract_fast
from store.model import SpeakerKind

PIECES = st.sampled_from(
    """" “ ” '' `` ' ’ « , . ? : ; - — ( ) \n \n\n said says told according to Venn Ms. Morrow she he who that the
    pier is gone and U.S. 15 adding called Asked the""".split(" ")
)
SPLICED = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)
LEAD = "Orla Venn, the harbour master of Skarn, met reporters on Tuesday.\n\n"


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source", "speaker"),
    [
        ('"It is gone," Venn said.', ['"It is gone,"'], "said", "Venn", "Orla Venn"),
        ('"It is gone," said Ms. Venn, smiling.', ['"It is gone,"'], "said", "Ms. Venn", "Orla Venn"),
        ('"Is it gone?" Venn asked.', ['"Is it gone?"'], "asked", "Venn", "Orla Venn"),
        ('Venn told the council: "It is gone."', ['"It is gone."'], "told", "Venn", "Orla Venn"),
        ('Added Venn: "It is all gone."', ['"It is all gone."'], "Added", "Venn", "Orla Venn"),
        (
            '"The pier," she said, "is gone for good."',
            ['"The pier,"', '"is gone for good."'],
            "said",
            "she",
            "Orla Venn",
        ),
        (
            '"It is gone," Karel Osk, a fisherman, said in an interview. "We saw it go."',
            ['"It is gone,"', '"We saw it go."'],
            "said",
            "Karel Osk, a fisherman,",
            "Karel Osk",
        ),
        (
            "Venn said on Tuesday that the pier was gone.",
            ["that the pier was gone"],
            "said",
            "Venn",
            "Orla Venn",
        ),
        (
            "The harbour office said the pier was gone.",
            ["the pier was gone"],
            "said",
            "The harbour office",
            "harbour office",
        ),
        (
            "According to Venn, the pier was gone.",
            ["the pier was gone"],
            "According to",
            "Venn",
            "Orla Venn",
        ),
        (
            "The pier is lost for good, Venn has warned.",
            ["The pier is lost for good"],
            "has warned",
            "Venn",
            "Orla Venn",
        ),
        (
            "The pier, she said, was lost for good.",
            ["The pier", "was lost for good"],
            "said",
            "she",
            "Orla Venn",
        ),
        (
            "Venn called the plan “an insult to the drowned.”",
            ["the plan “an insult to the drowned.”"],
            "called",
            "Venn",
            "Orla Venn",
        ),
    ],
)  # fmt: skip
def test_cues_before_behind_and_between(
    sentence: str, content: list[str], cue: str, source: str, speaker: str
) -> None:
    (quote,) = said(LEAD + sentence, extract_fast)
    assert list(quote.content) == content
    assert (quote.cue, quote.source.rstrip(","), quote.speaker) == (
        cue,
        source.rstrip(","),
        speaker,
    )


def test_speech_goes_on_over_paragraphs_and_behind_a_colon() -> None:
    body = (
        LEAD
        + '"The pier is gone," Venn said. "We saw it go.\n\n"It went at noon.\n\n"That is all."'
        '\n\nKarel Osk had this to say:\n\n"The boats went with it."'
    )
    first, second = said(body, extract_fast)
    assert "".join(first.content).endswith('"That is all."')
    assert first.speaker == "Orla Venn"
    assert second.content == ('"The boats went with it."',)


@pytest.mark.parametrize(
    "body",
    [
        "The United States said nothing of it.",
        "The report was read by a clerk.",
        "He was told to leave.",
        "The reported losses grew.",
        "She plays in “The Last Ferry.”",
    ],
)
def test_what_nobody_said_is_no_quote(body: str) -> None:
    assert said(body, extract_fast) == []


def test_speakers_are_told_apart() -> None:
    body = (
        "Orla Venn met Karel Osk. “It is gone,” she said. “It is not,” he said.\n\n"
        "The Ministry of Ports said the pier was safe. Two fishermen said that it was not. "
        "A diver said that he was not sure."
    )
    speakers = [q.speaker for q in extract_fast(article(body)).quotes]
    assert [(s.name, s.kind) for s in speakers if s] == [
        ("Orla Venn", SpeakerKind.PERSON),
        ("Karel Osk", SpeakerKind.PERSON),
        ("Ministry of Ports", SpeakerKind.BODY),
        ("Two fishermen", SpeakerKind.GROUP),
        ("diver", SpeakerKind.ANONYMOUS),
    ]


def test_the_reason_says_how_it_was_found_and_the_confidence_is_lower() -> None:
    written = article(LEAD + '"It is gone," Venn said.')
    (fast,), (deep,) = extract_fast(written).quotes, extract(written).quotes
    assert fast.reason == "cue 'said' after, source 'Venn' = Orla Venn, found without a parse, ¶2"
    assert fast.confidence < deep.confidence


def test_what_it_would_not_say_is_no_statement() -> None:
    (quote,) = extract_fast(article("Venn did not say that the pier was gone.")).quotes
    assert not quote.is_statement


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200) | SPLICED)
def test_spans_are_true(body: str) -> None:
    written = article(body)
    assert_true_spans(written, extract_fast(written))


def test_the_parser_is_never_loaded() -> None:
    code = (
        "import sys\n"
        "from store.extract import extract_all\n"
        "from store.model import Article, Paragraph\n"
        "body = '\"It is gone,\" Orla Venn said.'\n"
        "(one,) = extract_all([Article('', body, (Paragraph(1, 0, len(body)),))], fast=True)\n"
        "assert one.quotes and 'spacy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_processes_give_what_one_does_and_in_order() -> None:
    bodies = [f'"The pier is {n} years old," Orla Venn said.' for n in range(150)]
    articles = [article(body) for body in bodies]
    alone = list(extract_all(articles, fast=True, workers=1))
    spread = extract_all(iter(articles), fast=True, workers=2)
    assert list(spread) == alone
    assert [q.content for e in alone for q in e.quotes]


def test_most_quoted_words_of_real_articles_have_their_source(shared: Path) -> None:
    folder = shared / "eval" / "quotes"
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = score.load(str(folder / "polnear_dev.jsonl.gz"))
    predicted = [
        {
            "id": row["id"],
            "quotes": [
                {"content": q.content, "source": q.source or None, "speaker": None, "cue": q.cue}
                for q in extract_fast(article(row["text"])).quotes
            ],
        }
        for row in gold
    ]
    found = score.score(gold, predicted)
    assert found["fragments"]["source"]["F1"] > 0.8
    assert found["direct"]["pair"]["F1"] > 0.85
    assert found["all"]["pair"]["P"] > 0.78
