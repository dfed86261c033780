import subprocess
import sys
from pathlib import Path

import pytest

from store.model import QuestionKind as Kind
from store.search.evidence import answers, is_age

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("kind", "sentence", "found"),
    [
        (Kind.HOW_MANY, "At least 80 passengers waited.", ["At least 80"]),
        (
            Kind.HOW_MANY,
            "Tens of thousands fled and twenty-one stayed.",
            ["Tens of thousands", "twenty-one"],
        ),
        (Kind.HOW_MANY, "It fell by 4.5 percent to 1,250.", ["4.5 percent", "1,250"]),
        (Kind.HOW_MUCH, "The 3 pumps cost about $4.5 million.", ["about $4.5 million"]),
        (Kind.HOW_MUCH, "Repairs take 20 days.", ["20"]),
        (
            Kind.WHEN,
            "It opens on 12 June 2024 or in the early 1990s.",
            ["12 June 2024", "early 1990s"],
        ),
        (Kind.WHEN, "They left Wednesday morning.", ["Wednesday morning"]),
        (Kind.WHERE, "They waited on the quay in Velm, Tarn.", ["Velm, Tarn"]),
        (Kind.WHO, "The master is Ada Obe of Tarn.", ["Ada Obe of Tarn"]),
        (Kind.HOW_MANY, "On Oct 3 and 4 May 2021 some 80 waited.", ["some 80"]),
        (Kind.WHEN, "It sails Sept 9 or Oct. 10.", ["Sept 9", "Oct. 10"]),
        (Kind.WHERE, "It rose on Friday in Velm.", ["Velm"]),
        (Kind.OTHER, "At least 80 passengers waited in Velm.", []),
    ],
)
def test_words_of_the_kind_asked_for(kind: Kind, sentence: str, found: list[str]) -> None:
    assert [sentence[s:e] for s, e in answers(kind, sentence, frozenset())] == found


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.WHO, ["Ada Obe"]),
        (Kind.WHEN, ["on Tuesday"]),
        (Kind.HOW_MANY, ["twelve"]),
    ],
)
@pytest.mark.parametrize(
    "dateline",
    ["VELM, Tarn, Oct 3 (Tarn Wire) - ", "VELM, Oct 3 — ", "Velm (AP) — ", "VELM (Tarn Wire) -- "],
)
def test_a_dateline_answers_nothing(kind: Kind, found: list[str], dateline: str) -> None:
    sentence = f"{dateline}then twelve people called Ada Obe on Tuesday."
    assert [sentence[s:e] for s, e in answers(kind, sentence, frozenset())] == found


def test_what_the_question_names_itself_is_no_answer() -> None:
    sentence = "In 2021 Ada Obe met Jonas Ruud."
    asked = frozenset({"2021", "ada", "obe"})
    assert [sentence[s:e] for s, e in answers(Kind.WHO, sentence, asked)] == ["Jonas Ruud"]
    assert answers(Kind.WHEN, sentence, asked) == []


_HOSTILE = """
import resource
from store.model import QuestionKind
from store.search.evidence import answers, is_age

# Processor seconds: quadratic work on texts of this length would take many minutes.
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
for unit in ("1,", "A ", "a. A", "ten ", "of the ", "$ ", "in ", "A.", "more than ", "May 1 "):
    for kind in QuestionKind:
        answers(kind, unit * 20_000, frozenset())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on processor seconds")
def test_hostile_text_takes_work_in_proportion_to_its_length() -> None:
    assert subprocess.run([sys.executable, "-c", _HOSTILE], cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    ("sentence", "is_an_age"),
    [
        ("Ada Obe, 94, waited.", True),
        ("She was 94.", True),
        ("A man aged 94 waited.", True),
        ("Painter Dies at 94", True),
        ("Those aged 94–99 waited.", False),
        ("She was 94 minutes late.", False),
        ("In Velm 94 people waited.", False),
    ],
)
def test_an_age_is_told_by_where_it_stands(sentence: str, is_an_age: bool) -> None:
    at = sentence.index("94")
    assert is_age(sentence, (at, at + 2)) is is_an_age
