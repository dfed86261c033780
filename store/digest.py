"""A day's digest: what is new, what was said that is worth showing, what stood on this day before."""

from __future__ import annotations

from collections import Counter

from store.db import Readers
from store.lookup import QUOTES_WITH_SPEAKERS, article_of, citation, headline_of, quote_of
from store.model import Article, Digest, Fragment, Headline, Passage, Quote, QuoteKind

_SHOWN_ARTICLES = 8
_SHOWN_QUOTES = 3
_SHOWN_ANNIVERSARIES = 3
_SHOWN_SPEAKERS = 5
_NOTABLE_LENGTH = range(50, 321)
"""Characters of a quote that is long enough to say something and short enough to read."""
_SURE = 0.8


def digest(readers: Readers, day: str, *, since: int = 0) -> Digest:
    """The digest of ``day`` (ISO). ``since``: the change number that earlier digests went up to.

    With 0, the day's own articles; otherwise whatever came in or was corrected after that number.
    """
    came_in = "id IN (SELECT article FROM changes WHERE number > ?)"
    chosen = came_in if since else "published = ?"
    parameter = since or day
    articles = tuple(
        headline_of(row)
        for row in readers.rows(
            f"SELECT id, headline, published, url FROM articles WHERE {chosen}"
            " ORDER BY published DESC, id DESC",
            (parameter,),
        )
    )
    speakers = Counter(
        {
            row["name"]: row["said"]
            for row in readers.rows(
                "SELECT p.name, count(*) AS said FROM shown_quotes q JOIN speakers s ON s.id = q.speaker"
                " JOIN people p ON p.id = s.person"
                f" WHERE p.named AND q.article IN (SELECT id FROM articles WHERE {chosen})"
                f" GROUP BY p.id ORDER BY said DESC, p.name LIMIT {_SHOWN_SPEAKERS}",
                (parameter,),
            )
        }
    )
    return Digest(
        day=day,
        articles=articles[:_SHOWN_ARTICLES],
        total=len(articles),
        quotes=_notable(readers, articles),
        on_this_day=_on_this_day(readers, day),
        most_quoted=tuple(speakers.most_common()),
    )


def _notable(readers: Readers, articles: tuple[Headline, ...]) -> tuple[Passage, ...]:
    """At most one direct quote an article and a speaker, from the newest articles."""
    found: list[Passage] = []
    speakers: set[str] = set()
    for headline in articles[: _SHOWN_ARTICLES * 2]:
        article = article_of(readers, headline.article_id)
        if article is None:
            continue
        for row in readers.rows(
            f"{QUOTES_WITH_SPEAKERS} WHERE q.article = ? AND s.named AND q.confidence >= {_SURE}"
            " AND q.kind = 'direct' ORDER BY q.confidence DESC, q.start",
            (article.id,),
        ):
            quote = quote_of(row)
            words = quote.content[-1][1] - quote.content[0][0]
            if quote.speaker and quote.speaker.name not in speakers and words in _NOTABLE_LENGTH:
                speakers.add(quote.speaker.name)
                found.append(passage_of(article, quote))
                break
        if len(found) == _SHOWN_QUOTES:
            break
    return tuple(found)


def passage_of(article: Article, quote: Quote) -> Passage:
    """A quote with the words at its offsets."""
    start, end = quote.content[0][0], quote.content[-1][1]
    return Passage(
        fragments=tuple(Fragment(article.body[s:e], s, e) for s, e in quote.content),
        citation=citation(article, start, end),
        speaker=quote.speaker,
        kind=QuoteKind(quote.kind),
        confidence=quote.confidence,
        reason=quote.reason,
    )


def _on_this_day(readers: Readers, day: str) -> tuple[Headline, ...]:
    """Articles of the same day of earlier years, the latest year first."""
    rows = readers.rows(
        "SELECT id, headline, published, url FROM articles"
        " WHERE length(published) = 10 AND substr(published, 6) = ? AND published < ?"
        " ORDER BY published DESC, id LIMIT ?",
        (day[5:], day, _SHOWN_ANNIVERSARIES),
    )
    return tuple(headline_of(row) for row in rows)
