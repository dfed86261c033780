"""What is wrong with a question is told in one sentence, in any language, without quotation marks."""

import re

import pytest

from bot.languages import language_named
from bot.replies import answer_reply, refused_reply
from bot.replies.words import reply_said
from store.model import Answer, Certainty, Fault, FaultKind, Question

DATE = Fault(FaultKind.NO_DATE, "before:2001-13-45", "before")
FAULTS = (
    DATE,
    Fault(FaultKind.NO_VALUE, "after:", "after"),
    Fault(FaultKind.NO_VALUE, 'speaker:""', "speaker"),
    Fault(FaultKind.NO_DAYS, "2005 – 2001"),
    Fault(FaultKind.ONLY_EXCLUDED, "-storm"),
    Fault(FaultKind.NO_WORDS),
)


def text(reply, language: str = "en") -> str:
    return " ".join(block.text for block in reply_said(reply, language_named(language)).blocks)


def test_every_kind_has_a_sentence_that_names_what_was_typed() -> None:
    assert {fault.kind for fault in FAULTS} == set(FaultKind)
    told = {text(refused_reply((fault,))) for fault in FAULTS}
    assert len(told) == len(FAULTS)
    for fault in FAULTS:
        english, german = (text(refused_reply((fault,)), code) for code in ("en", "de"))
        assert english != german
        for said in (english, german):
            assert fault.typed.replace('"', "") in said
            assert not re.search('["“”„«»]', said)


def test_a_fault_is_all_that_is_said() -> None:
    question = Question("ferry", faults=(DATE, DATE))
    reply = answer_reply(Answer(question, Certainty.UNKNOWN))
    assert (reply.private, reply.refused, len(reply.blocks)) == (True, True, 1)
    assert text(reply).startswith("I can't read the date in before:2001-13-45: write before:2002-")


@pytest.mark.parametrize("nearest", [(), ("Mara Oss",)])
def test_where_nothing_is_near_that_is_said(nearest: tuple[str, ...]) -> None:
    reply = answer_reply(Answer(Question("?"), Certainty.UNKNOWN, nearest=nearest))
    assert not reply.refused
    assert ("Nothing in it comes near" in text(reply)) == (not nearest)
