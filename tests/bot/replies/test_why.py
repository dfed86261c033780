"""Why an attribution was read as it was: the line that is stored, and what a reader is told of it."""

from __future__ import annotations

import pytest

from bot.languages import language_named
from bot.replies.why import why
from bot.replies.words import said
from store.model import Reason, Where, read_reason

REASONS = [
    (
        Reason(3, "said", Where.AFTER, source="the officer", heard="a customs officer"),
        "cue 'said' after, source 'the officer' = a customs officer, ¶3",
        "Redehinweis „said“ dahinter, Quelle „the officer“ = a customs officer, ¶3",
    ),
    (
        Reason(12, "according to", Where.BESIDE, source="Oss, the harbour master", is_parsed=False),
        "cue 'according to' beside, source 'Oss, the harbour master', found without a parse, ¶12",
        "Redehinweis „according to“ daneben, Quelle „Oss, the harbour master“, ohne Satzanalyse"
        " gefunden, ¶12",
    ),
    (
        Reason(1, goes_on="Mara Oss"),
        "no cue: speech alone in its paragraph, after one about Mara Oss, ¶1",
        "ohne Redehinweis: Rede allein in ihrem Absatz, nach einem über Mara Oss, ¶1",
    ),
    (Reason(1), "no cue of its own, ¶1", "ohne eigenen Redehinweis, ¶1"),
]


@pytest.mark.parametrize(("reason", "line", "german"), REASONS)
def test_a_reason_is_read_from_its_line(reason: Reason, line: str, german: str) -> None:
    assert str(reason) == line
    assert read_reason(line) == reason
    told = why(line)
    assert (told, said(told, language_named("de"))) == (line, german)


def test_another_line_is_shown_as_it_is() -> None:
    assert why("by hand") == "by hand"
    assert read_reason("by hand") is None
