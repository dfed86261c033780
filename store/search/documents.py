"""Articles of the archive → documents of the index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import tantivy

from store.db import Readers
from store.search.origin import origin
from store.search.schema import days
from store.search.text import unaccented

MOST_LATER = 20_000
"""Documents that wait for passages to be written before them."""
SMALL_GROUP = 10
"""Articles of a group whose words are a document; of groups that are so many times larger as many are."""
_CHOSEN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Article:
    """What the documents of one article are made of."""

    number: int
    days: tuple[int, int]
    origin: str
    headline: str
    """As it is indexed."""
    body: str
    plain: str
    """The body as it is indexed."""

    def document(self, row: int) -> tantivy.Document:
        """One with nothing of the body yet; ``row`` is the number of a passage or quote."""
        document = tantivy.Document()
        document.add_unsigned("article", self.number)
        document.add_unsigned("row", row)
        document.add_unsigned("first_day", self.days[0])
        document.add_unsigned("last_day", self.days[1])
        document.add_text("origin", self.origin)
        return document

    def printed(self, start: int, end: int) -> str:
        """``body[start:end]`` as it is indexed."""
        if len(self.plain) == len(self.body):
            return self.plain[start:end]
        return unaccented(self.body[start:end])


class DocumentWriter:
    """Writes the documents of the articles of one commit.

    Passages are written one after the other, the rest behind many of them: numbers of documents that lie
    close together take less room in an index, and less time.
    """

    def __init__(self, writer: tantivy.IndexWriter, readers: Readers, group: int) -> None:
        """``group``: of how many articles the words are counted together; 0 leaves them out."""
        self._writer = writer
        self._readers = readers
        self._group = group
        self._later: list[tantivy.Document] = []

    def add(self, numbers: Sequence[int]) -> dict[int, str]:
        """Take in articles. Returns the digest of each one's body; none of one that the archive lost."""
        chosen = (json.dumps(list(numbers)),)
        articles, hashes = self._read(chosen)
        if self._group:
            self._add_words(list(articles.values()))
        self._add_passages(articles, chosen)
        self._later += map(_titled, articles.values())
        self._keep_quotes(articles, chosen)
        if len(self._later) > MOST_LATER:
            self.finish()
        return hashes

    def add_words(self, numbers: Sequence[int]) -> None:
        """Take in nothing of articles but their words."""
        articles, _ = self._read((json.dumps(list(numbers)),))
        self._add_words(list(articles.values()))

    def _read(self, chosen: tuple[str]) -> tuple[dict[int, _Article], dict[int, str]]:
        """Articles, and the digests of their bodies."""
        articles: dict[int, _Article] = {}
        hashes: dict[int, str] = {}
        for number, headline, published, body, body_hash, *placed, source in self._readers.rows(
            "SELECT a.id, a.headline, a.published, a.body, a.body_hash, a.record, a.credit, a.url,"
            " s.name FROM articles a LEFT JOIN sources s ON s.id = a.source"
            f" WHERE a.id {_CHOSEN}",
            chosen,
        ):
            record, credit, url = placed
            words = unaccented(origin(source or "", record, credit or "", url or ""))
            plain = unaccented(body)
            articles[number] = _Article(
                number, days(published), words, unaccented(headline), body, plain
            )
            hashes[number] = body_hash
        return articles, hashes

    def finish(self) -> None:
        """Write what is not written yet."""
        for document in self._later:
            self._writer.add_document(document)
        self._later.clear()

    def _add_words(self, articles: Sequence[_Article]) -> None:
        """A document for each group, with the words of several groups in the first of them.

        A word of a few articles is counted as it would be in documents of their own, and one of many
        above the share that tells it from a slip, for a fraction of the room and time. The words of a group
        of one go with its article; those of a larger one stay when an article of it is replaced, until the
        words of all are written anew.
        """
        groups = [articles[at : at + self._group] for at in range(0, len(articles), self._group)]
        together = max(1, self._group // SMALL_GROUP)
        for at, (first, *_) in enumerate(groups):
            document = tantivy.Document()
            document.add_text("kind", "words")
            if self._group == 1:
                document.add_unsigned("article", first.number)
            if at % together == 0:
                printed = (
                    text
                    for group in groups[at : at + together]
                    for article in group
                    for text in (article.headline, article.plain)
                )
                document.add_text("words", "\n".join(printed))
            self._writer.add_document(document)

    def _add_passages(self, articles: Mapping[int, _Article], chosen: tuple[str]) -> None:
        for row, number, start, end in self._readers.rows(
            f'SELECT id, article, start, "end" FROM passages WHERE article {_CHOSEN}', chosen
        ):
            if article := articles.get(number):
                document = article.document(row)
                document.add_text("text", article.printed(start, end))
                document.add_text("headline", article.headline)
                self._writer.add_document(document)

    def _keep_quotes(self, articles: Mapping[int, _Article], chosen: tuple[str]) -> None:
        for row, number, speaker, content in self._readers.rows(
            f"SELECT id, article, speaker, content FROM shown_quotes WHERE article {_CHOSEN}",
            chosen,
        ):
            if article := articles.get(number):
                document = article.document(row)
                fragments = (article.printed(start, end) for start, end in json.loads(content))
                document.add_text("quote", " ".join(fragments))
                document.add_unsigned("speaker", speaker or 0)
                self._later.append(document)


def _titled(article: _Article) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("article", article.number)
    document.add_text("title", article.headline)
    return document
