"""The places of the archive that may print a claim: stretches of bodies, found by the index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from tantivy import Occur, Query

from store.check.align import Printed
from store.check.words import Word, lines_of, segments, words_of
from store.db import Readers
from store.extract.marks import find_marked
from store.model import Citation, Paragraph
from store.search import candidates
from store.search.candidates import Hit
from store.search.index import View
from store.search.text import FUNCTION_WORDS, stem_of

_READ = 12
"""Passages that are read for each part of a claim."""
_MOST_STEMS = 24
"""Of a long part the rarest words are looked for,"""
_MOST_PAIRS = 24
"""and so many of its neighbours."""
_SHORT = 8
"""Words up to which a part is looked for as it is, function words and all."""
_MOST_PARTS = 6
"""Parts between ellipses, or of a very long claim, that are looked for."""
_LONG = 60
"""Words of such a part."""
_PAIR_BOOST = 0.6
_BESIDE = 240
"""Characters read on either side of what may be printed, besides the claim's own length."""
_LONGEST = 12_000
"""Characters of one stretch."""
_MOST_PLACES = 24
_END = re.compile(r"[.!?…:;]|[\"“”«»„‟]|\n")


@dataclass(frozen=True)
class Place:
    """A stretch of an article's body: ``text == body[start:start + len(text)]``."""

    text: str
    start: int
    citation: Citation
    """Of the article; its span and paragraph are still to be filled in."""
    byline: str
    credit: str

    @cached_property
    def words(self) -> list[Word]:
        return words_of(self.text)

    @cached_property
    def printed(self) -> Printed:
        """Its words, with what stands between quotation marks and where sentences end."""
        words = self.words
        lines = lines_of(self.text, 0, len(self.text))
        paragraphs = [Paragraph(n, *line) for n, line in enumerate(lines, 1)]
        quoted = [False] * len(words)
        at = 0
        for marked in find_marked(self.text, paragraphs):
            if marked.single and not _is_speech(self.text[marked.start : marked.end]):
                continue
            while at < len(words) and words[at].start < marked.start:
                at += 1
            while at < len(words) and words[at].end <= marked.end:
                quoted[at] = True
                at += 1
        ends = [
            _END.search(self.text, one.end, other.start) is not None
            for one, other in pairwise(words)
        ]
        hyphened = [self.text[one.end : other.start] == "-" for one, other in pairwise(words)]
        return Printed(words, quoted, [*ends, True], [*hyphened, False])


def _is_speech(text: str) -> bool:
    """True for words between single marks that a stop or a comma ends: no title, and no two apostrophes."""
    words = text.rstrip("'’ ")
    return words[-1:] in _ENDS and words.count(" ") >= _FEWEST_SPACES


_ENDS = tuple(",.!?…—")
_FEWEST_SPACES = 2


def places(claim: Sequence[Word], view: View, readers: Readers) -> list[Place]:
    """Where the claim's words may be printed, the likeliest first."""
    hits: dict[int, Hit] = {}
    for part in _parts(claim):
        for hit in _hits(part, view):
            known = hits.get(hit.row)
            score = hit.score + (known.score if known else 0.0)
            hits[hit.row] = Hit(hit.article, hit.row, score)
    best = sorted(hits.values(), key=lambda hit: -hit.score)[:_MOST_PLACES]
    length = claim[-1].end - claim[0].start
    return _read(readers, best, length + _BESIDE)


def _parts(claim: Sequence[Word]) -> list[Sequence[Word]]:
    parts = [
        segment[at : at + _LONG]
        for segment in segments(claim)
        for at in range(0, len(segment), _LONG)
    ]
    longest = sorted(range(len(parts)), key=lambda number: -len(parts[number]))[:_MOST_PARTS]
    return [parts[number] for number in sorted(longest)]


def _hits(part: Sequence[Word], view: View) -> list[Hit]:
    printed = [stem for word in part if not word.free and (stem := stem_of(word.form))]
    if not printed:
        return []
    clauses: list[tuple[Occur, Query]] = []
    content = [stem for stem in dict.fromkeys(printed) if stem not in FUNCTION_WORDS]
    chosen = content if content and len(printed) > _SHORT else list(dict.fromkeys(printed))
    rarest = sorted(chosen, key=lambda stem: -candidates.idf(view, "text", stem))[:_MOST_STEMS]
    clauses += [(Occur.Should, candidates.term(view, "text", stem)) for stem in rarest]
    pairs = [
        pair
        for pair in dict.fromkeys(pairwise(printed))
        if len(printed) <= _SHORT or not FUNCTION_WORDS.issuperset(pair)
    ]
    for pair in pairs[:_MOST_PAIRS]:
        together = candidates.phrase(view, "text", pair)
        clauses.append((Occur.Should, Query.boost_query(together, _PAIR_BOOST)))
    found = candidates.search(view, clauses, "", "", _READ)
    if 1 < len(printed) <= _SHORT:
        # Common words: the passage that has them side by side need not be among the best.
        whole = [(Occur.Should, candidates.phrase(view, "text", printed))]
        known = {hit.row for hit in found}
        exact = candidates.search(view, whole, "", "", _READ)
        found += [hit for hit in exact if hit.row not in known]
    return found


def _read(readers: Readers, hits: Sequence[Hit], beside: int) -> list[Place]:
    """The stretches around passages, those of an article that touch as one, in the order of the hits."""
    order = {hit.row: number for number, hit in enumerate(hits)}
    # Whole paragraphs: half of one may begin in the middle of a quotation.
    rows = readers.rows(
        "SELECT p.id, p.article, coalesce((SELECT max(start) FROM paragraphs WHERE article = p.article"
        ' AND start <= max(0, p.start - ?2)), p.start) AS start, coalesce((SELECT min("end") FROM'
        ' paragraphs WHERE article = p.article AND "end" >= p.end + ?2), (SELECT max("end") FROM'
        ' paragraphs WHERE article = p.article), p.end) AS "end"'
        " FROM passages p WHERE p.id IN (SELECT value FROM json_each(?1)) ORDER BY p.article, p.start",
        (json.dumps(list(order)), beside),
    )
    wanted: list[tuple[int, int, int, int]] = []
    for article, group in groupby(rows, key=lambda row: row["article"]):
        for row in group:
            start, end = row["start"], min(row["end"], row["start"] + _LONGEST)
            rank = order[row["id"]]
            last = wanted[-1] if wanted else None
            if last and last[1] == article and start <= last[3] and end - last[2] <= _LONGEST:
                wanted[-1] = (min(last[0], rank), article, last[2], max(end, last[3]))
            else:
                wanted.append((rank, article, start, end))
    return _texts(readers, sorted(wanted))


def _texts(readers: Readers, wanted: Iterable[tuple[int, int, int, int]]) -> list[Place]:
    found = []
    for _, article, start, end in wanted:
        row = readers.row(
            "SELECT id, doc_id, headline, published, url, record, byline, credit,"
            " substr(body, ? + 1, ?) AS text FROM articles WHERE id = ?",
            (start, end - start, article),
        )
        if row is None or not row["text"]:
            continue
        citation = Citation(
            row["id"],
            row["headline"],
            row["published"],
            1,
            start,
            end,
            url=row["url"] or "",
            doc_id=row["doc_id"],
            source=row["record"] or "",
        )
        found.append(Place(row["text"], start, citation, row["byline"] or "", row["credit"] or ""))
    return found
