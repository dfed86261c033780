"""Any text whatever goes through extraction, and every span that comes out is true."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quoting import article, assert_true_spans

from store.extract import extract, extract_all

MARKS = [
    '"',
    "“",
    "”",
    "''",
    "``",
    "'",
    "‘",
    "’",
    "«",
    "»",
    ",",
    ".",
    "?",
    ":",
    " - ",
    "—",
    "\n",
    "\n\n",
    "'''",
    "’’",
    "＂",
    "„",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\u0301",
    "𝒳",
    "\x00",
    "(",
    ")",
]
LABELS = ["Q: ", "A: ", "Q. ", "A. ", "VENN: ", "MR. OSK: ", "\n\nVENN: ", "\n\nOSK: ", "\n\n"]
WORDS = "said says told according to Venn Ms. Morrow she he who that the pier is gone and U.S. 15"
PIECES = st.sampled_from([*MARKS, *WORDS.split()])
TURNS = st.lists(st.sampled_from(LABELS) | PIECES.map("{} ".format), max_size=60).map("".join)
SPLICED = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300) | SPLICED | TURNS)
def test_spans_are_true(body: str) -> None:
    written = article(body)
    assert_true_spans(written, extract(written))


def test_a_batch_gives_each_article_its_own() -> None:
    bodies = ['"The pier is gone," Orla Venn said.', "", "Karel Osk said the boats were lost."]
    found = list(extract_all(map(article, bodies), batch_size=2))
    assert [[q.speaker.name for q in e.quotes if q.speaker] for e in found] == [
        ["Orla Venn"],
        [],
        ["Karel Osk"],
    ]
