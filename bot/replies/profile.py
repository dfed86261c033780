"""Who a speaker is: roles as the articles gave them, other spellings, how often quoted."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.dates import in_words, span_in_words
from bot.replies.passage import each_once, headline_text
from store.model import RoleAt, SpeakerKind, SpeakerProfile

_ROLES = 5
_ALIASES = 8
_KINDS = {
    SpeakerKind.BODY: "an organisation, a government or a document",
    SpeakerKind.GROUP: "a group of people without names",
    SpeakerKind.ANONYMOUS: "a source the articles describe and do not name",
}


def profile_blocks(profile: SpeakerProfile) -> tuple[Block, ...]:
    """Heading, kind, roles (newest first), spellings and counts."""
    blocks = [Block(BlockKind.HEADING, (Run(headline_text(profile.name)),))]
    if profile.kind in _KINDS:
        blocks.append(Block(BlockKind.TEXT, (Run(_KINDS[profile.kind].capitalize()),)))
    if profile.several > 1:
        blocks.append(_note(f"{profile.several} sources go by this name; they may not be one"))
    roles = [role for role in profile.roles if _role_text(role)]
    for role in roles[:_ROLES]:
        runs = [Run(_role_text(role), bold=True)]
        when = in_words(role.citation.published)
        runs.append(Run(f" ({', '.join(filter(None, (when, f'¶{role.citation.paragraph}')))}: "))
        runs.append(Run(headline_text(role.citation.headline), italic=True))
        runs.append(Run(")"))
        blocks.append(Block(BlockKind.TEXT, tuple(runs)))
    if len(roles) > _ROLES:
        blocks.append(_note(f"{len(roles) - _ROLES} earlier articles give a role"))
    others = [alias for alias in profile.aliases if alias != profile.name]
    if others:
        blocks.append(_note("Also printed as: " + "; ".join(others[:_ALIASES])))
    blocks.append(_note(_counts(profile)))
    return tuple(blocks)


def _role_text(role: RoleAt) -> str:
    return headline_text(each_once(role.role, role.organisation, role.place))


def _counts(profile: SpeakerProfile) -> str:
    quotes = "1 statement" if profile.quotes == 1 else f"{profile.quotes:,} statements"
    articles = "1 article" if profile.articles == 1 else f"{profile.articles:,} articles"
    dates = span_in_words(profile.first, profile.last)
    return f"{quotes} in {articles}" + (f", {dates}" if dates else "")


def _note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text),))
