"""One thing found: the words as printed, who said them, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.blocks import Action, Block, BlockKind, Button, Run
from bot.replies.cut import cut_text
from bot.replies.dates import in_words
from bot.replies.links import link_to_words, web_link
from bot.replies.why import why
from bot.replies.words import Spoken, counted, joined, words
from store.model import (
    Citation,
    Fragment,
    Headline,
    Passage,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
)

SURE = 0.8
"""Below this confidence an attribution is called probable."""
_GAP = " … "
_ALSO = 2
"""Other articles that are named; the rest are counted."""
_HEADLINE = 180
_ROLE = 200


def passage_blocks(passage: Passage) -> tuple[Block, ...]:
    """The words, their speaker and their citation.

    A sentence of the article is shown as text, with whom it relies on where it reports somebody.
    """
    shown: list[Run] = []
    for fragment in passage.fragments:
        if shown:
            shown.append(Run(_GAP))
        shown.extend(emphasised(fragment.text, fragment.emphasis))
    quoted = passage.kind is not None
    blocks = [Block(BlockKind.QUOTE if quoted else BlockKind.TEXT, tuple(shown))]
    if quoted or passage.speaker:
        blocks.append(Block(BlockKind.ATTRIBUTION, _attribution(passage)))
    if passage.speaker and passage.confidence < SURE and passage.reason:
        blocks.append(
            Block(BlockKind.NOTE, (Run(words("Why: {reason}", reason=why(passage.reason))),))
        )
    if passage.referents:
        blocks.append(Block(BlockKind.NOTE, (Run(_read_as(passage)),)))
    if passage.also_in:
        blocks.append(Block(BlockKind.NOTE, _also_in(passage.also_in)))
    blocks.append(citation_block(passage.citation, passage.fragments))
    return tuple(blocks)


def _read_as(passage: Passage) -> Spoken:
    """Whom the sentence means that does not name them: ``He: read as Mara Oss``."""
    text = passage.fragments[0].text
    told = (
        words("{word}: read as {name}", word=text[slice(*one.span)], name=one.name)
        for one in passage.referents
    )
    return joined("; ", dict.fromkeys(told))


def emphasised(text: str, emphasis: Sequence[Span]) -> tuple[Run, ...]:
    """``text`` as runs, bold at the given spans (indices into ``text``, in order)."""
    runs: list[Run] = []
    at = 0
    for start, end in emphasis:
        if start > at:
            runs.append(Run(text[at:start]))
        if end > max(start, at):
            runs.append(Run(text[max(start, at) : end], bold=True))
        at = max(at, end)
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def _attribution(passage: Passage) -> tuple[Run, ...]:
    speaker = passage.speaker
    runs = [Run("— ")]
    if speaker is None:
        runs.append(Run(words("the article does not say who")))
    else:
        if passage.confidence < SURE:
            runs.append(Run(words("probably ")))
        if passage.kind is None:
            runs.append(Run(words("according to ")))
        runs.append(Run(speaker.name, bold=True))
        described = describe(speaker)
        if described:
            runs.append(Run(f", {described}"))
        if speaker.kind is SpeakerKind.ANONYMOUS:
            runs.append(Run(words(" (not named)")))
    if passage.kind is QuoteKind.INDIRECT:
        runs.append(Run(words(" · reported speech")))
    return tuple(runs)


def describe(speaker: Speaker) -> str:
    """``coordinator, Good Friends, Seoul``: role, organisation and place, each once."""
    said = each_once(speaker.role, speaker.organisation, speaker.place, known=speaker.name)
    return cut_text(said, _ROLE)


def each_once(*parts: str, known: str = "") -> str:
    """The parts joined by commas, without those that stand in an earlier one or in what is ``known``."""
    said: list[str] = []
    for part in parts:
        if part and part.casefold() not in f"{known}, {', '.join(said)}".casefold():
            said.append(part)
    return ", ".join(said)


def citation_block(citation: Citation, fragments: Sequence[Fragment] = ()) -> Block:
    """Headline, date, paragraph and, where there is one, a link to the words on the original page."""
    runs = [Run(headline_text(citation.headline), italic=True)]
    if citation.published:
        runs += [Run(", "), Run(in_words(citation.published))]
    runs.append(Run(f", ¶{citation.paragraph}"))
    link = link_to_words(citation.url, fragments[0].text if fragments else "")
    if link:
        runs.extend((Run(" · "), Run(words("open the page"), url=link)))
    spot = (str(citation.article_id), str(citation.start), str(citation.end))
    return Block(BlockKind.CITATION, tuple(runs), Button(words("Context"), Action.CONTEXT, spot))


def headline_text(headline: str) -> str:
    """A headline on one line, cut if it is very long; a stand-in where there is none."""
    return cut_text(" ".join(headline.split()), _HEADLINE) or words("(no headline)")


def headline_runs(headline: Headline) -> tuple[Run, ...]:
    """A headline with its date and link, as an item of a list."""
    runs = [Run(headline_text(headline.headline), url=web_link(headline.url))]
    if headline.published:
        runs += [Run(", "), Run(in_words(headline.published))]
    return tuple(runs)


def _also_in(citations: Sequence[Citation]) -> tuple[Run, ...]:
    named: list[Spoken] = [
        joined(
            "",
            (
                headline_text(citation.headline),
                " (",
                in_words(citation.published) or words("no date"),
                ")",
            ),
        )
        for citation in citations[:_ALSO]
    ]
    if len(citations) > _ALSO:
        more = len(citations) - _ALSO
        named.append(counted("{count} more", "{count} more", more))
    return (Run(words("Also printed in: {named}", named=joined("; ", named))),)
