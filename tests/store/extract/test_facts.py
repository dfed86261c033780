"""Facts of an article: what, where, when, who says so; and any text whatever gives true spans only."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.extract.facts import find_facts
from store.extract.parser import load
from store.model import Article, Fact, FactKind, Paragraph, Quote, QuoteKind, Speaker, SpeakerKind


def article(body: str, published: str = "2002-09-11") -> Article:
    starts = [0, *(match.end() for match in re.finditer(r"\n\n", body))]
    ends = [*(start - 2 for start in starts[1:]), len(body)]
    paragraphs = tuple(
        Paragraph(number, *span) for number, span in enumerate(zip(starts, ends, strict=True), 1)
    )
    return Article("Headline", body, paragraphs, published=published)


def facts(body: str, published: str = "2002-09-11", quotes: tuple[Quote, ...] = ()) -> list[Fact]:
    return list(find_facts(load()(body), article(body, published), quotes))


def test_a_count_takes_what_where_and_when_from_its_clause() -> None:
    body = "The ministry gave no reason.\n\nMore than 40 young fishermen drowned in Salt Bay on Monday."
    count, day = facts(body)
    assert body[slice(*count.span)] == "More than 40"
    assert (count.kind, count.value, count.qualifier) == (FactKind.COUNT, 40, "more than")
    assert (count.what, count.where, count.when) == ("young fishermen", "Salt Bay", "2002-09-09")
    assert (day.kind, day.value, day.when, day.paragraph) == (FactKind.DATE, None, "2002-09-09", 2)
    assert count.paragraph == 2


def test_another_clause_lends_neither_place_nor_date() -> None:
    body = "Officials in Oldport said Tuesday that 30 miners are missing."
    count = next(fact for fact in facts(body) if fact.kind is FactKind.COUNT)
    assert (count.what, count.where, count.when) == ("miners", "", "")


def test_verbs_with_one_subject_share_place_and_date() -> None:
    body = "The fire killed 12 nurses and wounded 30 guards in northern Oldland on Monday."
    counts = [fact for fact in facts(body) if fact.kind is FactKind.COUNT]
    assert [(fact.value, fact.what) for fact in counts] == [(12, "nurses"), (30, "guards")]
    assert {(fact.where, fact.when) for fact in counts} == {("northern Oldland", "2002-09-09")}


def test_the_place_of_another_noun_is_not_the_figure_s() -> None:
    count = facts("He answered 12 questions from a baker in Oldport.")[0]
    assert (count.value, count.what, count.where) == (12, "questions", "")


def test_a_span_of_dates_dates_a_count_by_what_its_ends_share() -> None:
    body = "The ministry counted 900 boats between July 2001 and December 2001."
    assert [fact.when for fact in facts(body)] == ["2001", "2001-07", "2001-12"]


def test_a_date_that_only_bounds_a_count_does_not_date_it() -> None:
    assert facts("The union has lost 900 members since 1998.")[0].when == ""


def test_part_of_a_number_counts_the_noun_behind_it() -> None:
    part, whole = facts("The party lost 24 of the 34 village seats.")
    assert (part.value, part.what) == (24, "village seats")
    assert (whole.value, whole.what) == (34, "village seats")


def test_a_figure_without_a_noun_says_what_has_it() -> None:
    said = {
        "The death toll rose to 80.": "death toll",
        "Inflation was 8 percent in the spring.": "Inflation",
        "The bank cut its main rate to 2 percent.": "main rate",
        "The debate lasted 40 minutes.": "debate",
        "She expects 8 percent.": "",
    }
    assert {body: facts(body)[0].what for body in said} == said


def test_money_and_shares_say_what_they_are_of() -> None:
    found = {
        fact.kind: fact for fact in facts("It lent $5 million in aid and 40 percent of the grain.")
    }
    assert found[FactKind.MONEY].what == "aid"
    assert found[FactKind.PERCENT].what == "grain"


def test_the_speaker_is_the_one_of_the_innermost_quote() -> None:
    body = 'The envoy said the guard told him, "We saw 12 boats," and 3 planes, on the lake.'
    envoy, guard = (
        Speaker(name, SpeakerKind.PERSON, named=False) for name in ("the envoy", "the guard")
    )
    outer = Quote(QuoteKind.INDIRECT, ((15, len(body)),), speaker=envoy)
    start = body.index('"')
    inner = Quote(QuoteKind.DIRECT, ((start, body.rindex('"') + 1),), speaker=guard)
    says = {fact.value: fact.says for fact in facts(body, quotes=(outer, inner))}
    assert says == {12: "the guard", 3: "the envoy"}


def test_without_quotes_the_article_itself_says_it() -> None:
    assert [fact.says for fact in facts("They sank 12 boats.")] == [""]


def test_the_seed_article(shared: Path) -> None:
    text = (shared / "archive-sample" / "000_b81d4a5961c2f48a.txt").read_text()
    body = text[text.index("More than 30") :].strip()
    official = Speaker("A German embassy official", SpeakerKind.ANONYMOUS, named=False)
    start = body.index("15 North Koreans")
    quote = Quote(QuoteKind.INDIRECT, ((start, body.index(".", start)),), speaker=official)
    found = {body[slice(*fact.span)]: fact for fact in facts(body, quotes=(quote,))}
    assert found["More than 30"].what == "North Korean asylum seekers"
    assert found["15"].what == "North Koreans"
    assert (found["15"].says, found["15"].when) == (official.name, "2002-09-11")
    assert (found["about 21"].value, found["about 21"].what) == (21, "asylum seekers")
    assert (found["At least 80"].value, found["At least 80"].when) == (80, "2002")
    assert (found["tens of thousands"].value, found["tens of thousands"].what) == (
        None,
        "North Koreans",
    )


DATES = st.one_of(
    st.just(""),
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)
WORDS = (
    "about at least more than 12 1,200 $5 million percent % people two dozen tens of thousands Tuesday "
    "last next year May 2 2013 ago in will said - , . “ ” half out ten from to and €3bn km \n\n Rome"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, DATES)
def test_any_text_gives_true_spans_and_true_dates(body: str, published: str) -> None:
    found = facts(body, published)
    for fact in found:
        start, end = fact.span
        assert 0 <= start < end <= len(body)
        assert body[start:end].strip() == body[start:end]
        assert re.fullmatch(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?", fact.when)
        if fact.when:
            date.fromisoformat((fact.when + "-01-01")[:10])
        assert fact.what in body
        assert fact.where in body
        assert (fact.value is None) or fact.kind is not FactKind.DATE
    spans = sorted(fact.span for fact in found)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_who_orders_or_denies_something_does_not_say_it() -> None:
    body = "The general ordered the burning of 5 villages and denied that 7 were burnt."
    general = Speaker("the general", SpeakerKind.PERSON, named=False)
    ordered, denied = (body.index(words) for words in ("the burning", "that 7"))
    act = Quote(QuoteKind.INDIRECT, ((ordered, ordered + 25),), speaker=general, is_statement=False)
    cue = (body.index("denied"), body.index("denied") + 6)
    denial = Quote(QuoteKind.INDIRECT, ((denied, len(body) - 1),), cue=(cue,), speaker=general)
    assert [fact.says for fact in facts(body, quotes=(act, denial))] == ["", ""]
