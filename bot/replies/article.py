"""An article, page by page, and the paragraphs around a citation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.dates import in_words
from bot.replies.links import web_link
from bot.replies.markup import escape
from bot.replies.paging import Lookup, page_buttons
from bot.replies.passage import citation_block, emphasised, headline_text
from bot.replies.words import Spoken, counted, joined, words
from store.model import Article, ArticleView, Citation, Fragment, Headline, Paragraph, Span

PAGE_TEXT = 3000
"""Characters of text on a page, as Discord counts them: the rest of a message is for the small print."""
_VERSIONS = 5
_AROUND = 1
"""Paragraphs shown before and after the one that is cited."""


def article_pages(article: Article, room: int = PAGE_TEXT) -> tuple[Span, ...]:
    """The body in pages of whole paragraphs, by string indices; a longer paragraph is split at a space."""
    pages: list[Span] = []
    start = end = used = 0
    for piece_start, piece_end in _pieces(article, room):
        length = len(escape(article.body[piece_start:piece_end])) + 1
        if used and used + length > room:
            pages.append((start, end))
            used = 0
        if not used:
            start = piece_start
        end = piece_end
        used += length
    return (*pages, (start, end)) if used else tuple(pages)


def _pieces(article: Article, room: int) -> Sequence[Span]:
    found: list[Span] = []
    for paragraph in article.paragraphs:
        start = paragraph.start
        while start < paragraph.end:
            end = min(paragraph.end, start + room)
            while len(escape(article.body[start:end])) >= room:
                end = start + (end - start) * 3 // 4
            if end < paragraph.end:
                space = article.body.rfind(" ", start + 1, end)
                end = space + 1 if space > 0 else end
            found.append((start, end))
            start = end
    return found


def article_reply(view: ArticleView, page: int = 0) -> Reply:
    """One page of an article (0 for the first), with its date, byline and what was found in it."""
    article = view.article
    pages = article_pages(article)
    page = max(0, min(page, len(pages) - 1))
    blocks = [Block(BlockKind.HEADING, (Run(headline_text(article.headline)),))]
    blocks.append(Block(BlockKind.CITATION, _about(article)))
    if pages:
        start, end = pages[page]
        blocks.extend(
            Block(
                BlockKind.TEXT, (Run(article.body[max(start, p.start) : min(end, p.end)].strip()),)
            )
            for p in article.paragraphs
            if p.start < end and p.end > start
        )
    blocks.append(Block(BlockKind.NOTE, (Run(_found(view, page, len(pages))),)))
    if view.versions:
        blocks.append(Block(BlockKind.NOTE, _other_versions(view.versions)))
    buttons = page_buttons(Lookup("article", (str(article.id),), 1), page, len(pages))
    if view.revisions:
        buttons += (Button(words("Changes"), Action.PAGE, ("changes", "0", str(article.id))),)
    return Reply(tuple(blocks), buttons)


def context_reply(view: ArticleView, start: int, end: int) -> Reply:
    """The paragraphs around ``body[start:end]``, with those words in bold, for the asker alone."""
    article = view.article
    cited = [p for p in article.paragraphs if p.start < end and p.end > start]
    if not cited:
        return article_reply(view)
    first, last = cited[0].ordinal - _AROUND, cited[-1].ordinal + _AROUND
    blocks = [
        Block(BlockKind.TEXT, _paragraph_runs(article, paragraph, start, end))
        for paragraph in article.paragraphs
        if first <= paragraph.ordinal <= last
    ]
    citation = Citation(
        article_id=article.id,
        headline=article.headline,
        published=article.published,
        paragraph=cited[0].ordinal,
        start=start,
        end=end,
        url=article.url,
    )
    cited_block = citation_block(citation, (Fragment(article.body[start:end], start, end),))
    blocks.append(Block(cited_block.kind, cited_block.runs))
    whole = Button(words("Article"), Action.ARTICLE, (str(article.id),))
    return Reply(tuple(blocks), (whole,), private=True)


def _paragraph_runs(
    article: Article, paragraph: Paragraph, start: int, end: int
) -> tuple[Run, ...]:
    text = article.body[paragraph.start : paragraph.end]
    inside = (max(start - paragraph.start, 0), min(end - paragraph.start, len(text)))
    marked = emphasised(text, (inside,) if inside[0] < inside[1] else ())
    return (Run(f"¶{paragraph.ordinal} "), *marked)


def _about(article: Article) -> tuple[Run, ...]:
    parts = (in_words(article.published) or words("no date"), article.byline, article.credit)
    runs = [Run(joined(" · ", filter(None, parts)))]
    link = web_link(article.url)
    if link:
        runs.extend((Run(" · "), Run(words("open the page"), url=link)))
    return tuple(runs)


def _other_versions(versions: Sequence[Headline]) -> tuple[Run, ...]:
    named: list[Spoken] = [
        words(
            "{headline} ({date}, article {number})",
            headline=headline_text(one.headline),
            date=in_words(one.published) or words("no date"),
            number=one.article_id,
        )
        for one in versions[:_VERSIONS]
    ]
    if len(versions) > _VERSIONS:
        named.append(counted("{count} more", "{count} more", len(versions) - _VERSIONS))
    return (Run(words("Other versions of this story: {named}", named=joined("; ", named))),)


def _found(view: ArticleView, page: int, pages: int) -> Spoken:
    quotes = counted("{count} statement", "{count} statements", len(view.quotes))
    facts = counted("{count} figure or date", "{count} figures and dates", len(view.facts))
    parts: list[Spoken] = [words("{quotes} and {facts} found in it", quotes=quotes, facts=facts)]
    if view.revisions:
        parts.append(counted("corrected once", "corrected {count} times", view.revisions))
    if pages > 1:
        parts.append(words("page {page} of {pages}", page=page + 1, pages=pages))
    return joined(" · ", parts)
