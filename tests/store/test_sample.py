"""The bundled archive and its gold: every span is the text it claims, and reading gives what gold says."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from itertools import chain, pairwise
from pathlib import Path

import pytest

from store.clean import clean
from store.model import Article, Draft, FactKind, QuoteKind, SpeakerKind
from store.read import files_under, read
from store.sample import (
    DEMO_QUESTIONS,
    GoldArticle,
    articles_folder,
    earlier_folder,
    earlier_gold,
    gold,
)

FORMS = {"seed", "suffix", "dateline", "audio", "by", "none", "script", "html", "jsonl"}
OPENING, CLOSING = "\"“'‘`", "\"”'’"


def drafts(folder: Path) -> dict[str, Draft]:
    """What reading gives for each source; a source that can't be read fails the test."""
    found: dict[str, Draft] = {}
    for file in files_under(folder):
        for draft in read(file, name=file.relative_to(folder).as_posix()):
            assert isinstance(draft, Draft), draft
            found[draft.source] = draft
    return found


def ids(articles: list[GoldArticle]) -> list[str]:
    return [article["source"] for article in articles]


every_article = pytest.mark.parametrize(
    "article",
    [*gold(), *earlier_gold()],
    ids=[*ids(gold()), *(f"earlier {i}" for i in ids(earlier_gold()))],
)


def test_there_are_many_articles_over_several_years_in_every_form() -> None:
    articles = gold()
    assert len(articles) >= 44
    assert {article["form"] for article in articles} == FORMS
    assert len({article["published"][:4] for article in articles}) >= 5
    assert Counter(article["form"] for article in articles)["script"] >= 4


def test_every_source_has_gold_and_every_gold_a_source() -> None:
    assert sorted(drafts(articles_folder())) == sorted(ids(gold()))
    assert sorted(drafts(earlier_folder())) == sorted(ids(earlier_gold()))


def test_an_earlier_version_has_a_corrected_one_with_the_same_source_and_url() -> None:
    now = {article["source"]: article for article in gold()}
    for earlier in earlier_gold():
        corrected = now[earlier["source"]]
        assert corrected["url"] == earlier["url"]
        assert corrected["body"] != earlier["body"]
        assert "\n\nCorrection: " in corrected["body"]
        assert "Correction:" not in earlier["body"]


def test_some_stories_stand_on_the_same_day_of_other_years() -> None:
    years = defaultdict(set)
    for article in gold():
        years[article["published"][5:]].add(article["published"][:4])
    assert sum(len(found) > 1 for found in years.values()) >= 5


def test_each_demo_question_is_a_slash_command() -> None:
    assert 5 <= len(DEMO_QUESTIONS) <= 6
    for line in DEMO_QUESTIONS:
        assert re.fullmatch(r"/(ask|said|who-said) \S.*", line), line


def test_the_readme_counts_right_and_says_that_the_country_is_invented() -> None:
    readme = (articles_folder().parent / "README.md").read_text(encoding="utf-8")
    assert f"{len(gold())} articles" in readme
    corrected = len(earlier_gold())
    assert f"{len(gold()) - corrected} added, {corrected} corrected" in readme
    assert "does not exist" in readme


@every_article
def test_an_article_is_long_enough_and_its_body_is_plain_paragraphs(article: GoldArticle) -> None:
    body = article["body"]
    assert len(body.split()) >= 150
    assert hashlib.sha256(body.encode()).hexdigest() == article["body_sha256"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["published"])
    for paragraph in body.split("\n\n"):
        assert paragraph and paragraph == " ".join(paragraph.split())


@every_article
def test_every_span_is_the_text_it_claims(article: GoldArticle) -> None:
    body = article["body"]
    facts = [(tuple(fact["span"]), fact["text"]) for fact in article["facts"]]
    fragments = [
        (tuple(span), text)
        for quote in article["quotes"]
        for span, text in zip(quote["content"], quote["text"], strict=True)
    ]
    assert facts and fragments
    for (start, end), text in facts + fragments:
        assert 0 <= start < end <= len(body)
        assert body[start:end] == text == text.strip()
        assert "\n" not in text


@every_article
def test_a_quote_has_a_speaker_and_its_parts_lie_apart(article: GoldArticle) -> None:
    body = article["body"]
    for quote in article["quotes"]:
        assert quote["kind"] in set(QuoteKind)
        assert quote["speaker_kind"] in set(SpeakerKind)
        assert quote["content"] == sorted(quote["content"])
        spans = [*quote["content"], *quote["cue"], *quote["source"]]
        for start, end in spans:
            assert 0 <= start < end <= len(body)
            assert body[start:end] == body[start:end].strip()
        ordered = sorted(spans)
        for (_, end), (start, _) in pairwise(ordered):
            assert end <= start, (quote["speaker"], quote["text"])
        if quote["named"]:
            assert quote["speaker"].split()[-1].casefold() in body.casefold()
        else:
            assert quote["speaker"].casefold() in body.casefold()
        start = quote["content"][0][0]
        assert quote["paragraph"] == body.count("\n\n", 0, start) + 1


@every_article
def test_a_direct_quote_stands_in_marks_and_an_indirect_one_does_not(article: GoldArticle) -> None:
    body = article["body"]
    for quote in article["quotes"]:
        texts = quote["text"]
        match quote["kind"]:
            case "direct" if not _is_transcript(body, quote["content"][0][0]):
                assert all(text[0] in OPENING for text in texts), texts
                assert texts[-1][-1] in CLOSING, texts
            case "indirect":
                assert not any(text[0] in '"“' for text in texts), texts
            case "mixed":
                assert any(mark in "".join(texts) for mark in ('"', "“", "‘", " '", "''")), texts


def _is_transcript(body: str, start: int) -> bool:
    """Whether what starts here is an answer of an interview ("A: …"), verbatim without marks."""
    line = body[body.rfind("\n", 0, start) + 1 : start]
    return re.fullmatch(r"[A-Z]+: ", line) is not None


@every_article
def test_every_quotation_mark_is_speech_or_said_not_to_be(article: GoldArticle) -> None:
    body = article["body"]
    covered = bytearray(len(body))
    spans = chain(article["not_speech"], *(quote["content"] for quote in article["quotes"]))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    loose = [
        match.start() for match in re.finditer(r"[\"“”]|''", body) if not covered[match.start()]
    ]
    assert not loose, [body[max(0, at - 30) : at + 30] for at in loose]


@every_article
def test_a_fact_has_what_its_kind_needs(article: GoldArticle) -> None:
    speakers = {quote["speaker"] for quote in article["quotes"]} | {""}
    for fact in article["facts"]:
        assert fact["kind"] in set(FactKind)
        assert fact["says"] in speakers
        assert fact["text"].lower().startswith(fact["qualifier"])
        if fact["kind"] == "date":
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", fact["when"])
            assert fact["value"] is None
        else:
            assert fact["what"]
            assert fact["value"] is not None
            assert bool(fact["unit"]) or fact["kind"] == "count"
            numbers = re.findall(r"\d[\d,.]*\d|\d", fact["text"])
            for number in numbers[:1]:
                assert str(fact["value"]).startswith(number.replace(",", "")[:1])


@every_article
def test_every_figure_of_an_article_is_in_the_gold(article: GoldArticle) -> None:
    """Digits outside a fact are clock times, scores, ordinals or parts of names."""
    body = article["body"]
    covered = bytearray(len(body))
    for fact in article["facts"]:
        start, end = fact["span"]
        covered[start:end] = b"\x01" * (end - start)
    elsewhere = re.compile(r"\d+:\d\d|\d+ [ap]\.m\.|\d+-\d+|\d[\d,]*(?:st|nd|rd|th)\b")
    for match in elsewhere.finditer(body):
        covered[match.start() : match.end()] = b"\x01" * len(match.group())
    loose = [match.start() for match in re.finditer(r"\d", body) if not covered[match.start()]]
    assert not loose, [body[max(0, at - 30) : at + 30] for at in loose]


@pytest.mark.parametrize("version", ["now", "earlier"])
def test_reading_gives_what_the_gold_says(version: str) -> None:
    folder, articles = {
        "now": (articles_folder(), gold()),
        "earlier": (earlier_folder(), earlier_gold()),
    }[version]
    found = drafts(folder)
    for article in articles:
        cleaned = clean(found[article["source"]])
        assert isinstance(cleaned, Article)
        read_as = (cleaned.headline, cleaned.published, cleaned.byline, cleaned.dateline)
        said = (
            article["headline"],
            article["published"],
            article["byline"],
            article["dateline"],
        )
        assert read_as == said
        assert cleaned.url == article["url"]
        assert cleaned.body == article["body"], article["source"]


def test_the_json_lines_hold_the_bodies_word_for_word() -> None:
    lines = (articles_folder() / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    told = {a["source"].partition("#")[2]: a for a in gold() if a["form"] == "jsonl"}
    assert len(records) >= 10
    assert {key: record["text"] for key, record in records.items()} == {
        key: article["body"] for key, article in told.items()
    }
