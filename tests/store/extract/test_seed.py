"""The seed article: every attribution as a person marked it."""

from __future__ import annotations

import json
from pathlib import Path

from quoting import article, assert_true_spans

from store.extract import extract
from store.model import SpeakerKind


def test_every_quote_of_the_seed_article(shared: Path) -> None:
    line = (shared / "eval/quotes/voa_seed.jsonl").read_text("utf-8").splitlines()[0]
    gold = json.loads(line)
    written = article(gold["text"])
    extraction = extract(written)
    assert_true_spans(written, extraction)
    assert [
        (
            [list(s) for s in q.content],
            [list(s) for s in q.source],
            [list(s) for s in q.cue],
            q.kind,
        )
        for q in extraction.quotes
    ] == [(g["content"], g["source"], g["cue"], g["kind"]) for g in gold["quotes"]]
    official, diplomat, *kang = [q.speaker for q in extraction.quotes if q.speaker]
    assert (official.name, official.named) == ("German embassy official", False)
    assert (diplomat.name, diplomat.kind) == (
        "diplomat at the South Korean Embassy",
        SpeakerKind.ANONYMOUS,
    )
    assert {(s.name, s.role, s.organisation, s.place) for s in kang} == {
        ("Erica Kang", "coordinator", "Good Friends", "Seoul")
    }
    assert len(kang) == 3
