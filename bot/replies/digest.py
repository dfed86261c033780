"""The daily post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_runs
from bot.replies.dates import in_words
from bot.replies.follows import digest_blocks
from bot.replies.links import web_link
from bot.replies.most_quoted import most_quoted
from bot.replies.passage import citation_block, headline_runs, headline_text, passage_blocks
from bot.replies.words import Spoken, counted, joined, listed, words
from store.follows import News
from store.model import Digest, Headline, Passage, Story, Voice

_OTHER_YEARS = 3
_SPEAKERS = 5
_OTHERS = 3
_OFTEN = 10
"""Statements from which on a speaker counts as quoted often."""
_QUOTE = 320
"""Characters of a quote: more are cut at a sentence, and its Context shows the rest."""


@dataclass(frozen=True, slots=True)
class _Size:
    told: int
    """Stories with what was said in them."""
    listed: int
    """More stories, by their headline."""


_SIZES = {"short": _Size(2, 0), "medium": _Size(3, 5), "long": _Size(5, 8)}


def digest_title(day: str) -> Spoken:
    """The heading of a day's post, by which the bot knows its own post again, in whatever language."""
    return words("The archive on {day}", day=in_words(day))


def is_empty(digest: Digest) -> bool:
    """True for a day that brought nothing and on which nothing stood in other years."""
    return not (digest.stories or digest.on_this_day)


def digest_reply(digest: Digest, length: str = "medium", news: Sequence[News] = ()) -> Reply:
    """New stories, the first ones with what was said, this day in other years, and who is quoted most.

    ``length``: short, medium or long. ``news``: of what the server follows, behind the new stories.
    """
    size = _SIZES[length]
    blocks = [Block(BlockKind.HEADING, (Run(digest_title(digest.day)),))]
    if is_empty(digest) and not news:
        blocks.append(_text(words("Nothing new.")))
        return Reply(tuple(blocks))
    if digest.stories:
        blocks.append(_title(_counted(digest)))
        for story in digest.stories[: size.told]:
            blocks.extend(story_blocks(story))
        listed = digest.stories[size.told : size.told + size.listed]
        if listed:
            blocks.append(_title(words("Also new")))
            blocks.extend(_item(story) for story in listed)
        more = digest.total - len(digest.stories[: size.told]) - len(listed)
        if more > 0:
            blocks.append(_note(counted("and {count} more", "and {count} more", more)))
    blocks.extend(digest_blocks(news))
    if digest.on_this_day:
        blocks.append(_title(words("On this day in other years")))
        blocks.extend(
            Block(BlockKind.TEXT, (Run("• "), *headline_runs(each)))
            for each in digest.on_this_day[:_OTHER_YEARS]
        )
    if digest.most_quoted and len(digest.stories) > 1:
        blocks.append(_note(most_quoted(digest.most_quoted[:_SPEAKERS])))
    return Reply(tuple(blocks))


def _counted(digest: Digest) -> Spoken:
    """``9 new articles, 5 stories``; articles alone where each is a story."""
    articles = counted("{count} new article", "{count} new articles", digest.articles)
    if digest.articles == digest.total:
        return articles
    return joined(", ", (articles, counted("{count} story", "{count} stories", digest.total)))


def story_blocks(story: Story) -> list[Block]:
    """The headline, the words that tell most with whose they are, and who else is quoted."""
    blocks = [Block(BlockKind.HEADLINE, _headline(story.headline, story))]
    if story.quote:
        for block in passage_blocks(story.quote):
            if block.kind is BlockKind.QUOTE:
                blocks.append(Block(block.kind, cut_runs(block.runs, _QUOTE)))
            elif block.kind is BlockKind.ATTRIBUTION:
                blocks.append(Block(block.kind, (*block.runs, *_standing(story.voice))))
            elif block.kind is BlockKind.NOTE:
                blocks.append(block)
    if story.others:
        names = _names(story.others)
        if story.quote:
            blocks.append(_note(words("Also quoted: {names}", names=names)))
        else:
            blocks.append(_note(words("Quoted: {names}", names=names)))
    if story.quote:
        blocks.append(_citation(story.quote, story.headline))
    return blocks


def _citation(quote: Passage, headline: Headline) -> Block:
    """The place of the words: in the article whose headline stands above, that is not said again."""
    block = citation_block(quote.citation, quote.fragments)
    if quote.citation.article_id != headline.article_id:
        return block
    place = f"¶{quote.citation.paragraph}"
    at = next(n for n, run in enumerate(block.runs) if run.text.endswith(place))
    return replace(block, runs=(Run(place), *block.runs[at + 1 :]))


def _headline(headline: Headline, story: Story) -> tuple[Run, ...]:
    runs = [Run(headline_text(headline.headline), bold=True, url=web_link(headline.url))]
    if headline.published:
        runs += [Run(", "), Run(in_words(headline.published))]
    return (*runs, *_told(story))


def _item(story: Story) -> Block:
    runs = [Run("• "), *headline_runs(story.headline), *_told(story)]
    if story.others or story.voice:
        first = (story.voice.name,) if story.voice else ()
        runs += [Run(" · "), Run(_names((*first, *story.others), 2))]
    return Block(BlockKind.TEXT, tuple(runs))


def _told(story: Story) -> tuple[Run, ...]:
    if story.is_update:
        return (Run(" · "), Run(words("new version")))
    if story.versions < 2:
        return ()
    return (Run(" · "), Run(counted("{count} version", "{count} versions", story.versions)))


def _standing(voice: Voice | None) -> tuple[Run, ...]:
    """Why a speaker is worth noting: new to the archive, or often in it."""
    if voice is None:
        return ()
    if voice.is_new:
        return (Run(" · "), Run(words("quoted here for the first time")))
    if voice.quotes < _OFTEN:
        return ()
    times = counted("quoted {count} time in all", "quoted {count} times in all", voice.quotes)
    return (Run(" · "), Run(times))


def _names(names: Sequence[str], shown: int = _OTHERS) -> Spoken:
    more = len(names) - shown
    if more <= 0:
        return joined(", ", names)
    rest = counted("{count} more", "{count} more", more)
    return listed((joined(", ", names[:shown]), rest))


def _title(text: str) -> Block:
    return Block(BlockKind.TEXT, (Run(text, bold=True),))


def _text(text: str) -> Block:
    return Block(BlockKind.TEXT, (Run(text),))


def _note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text),))
