"""Who a speaker is: roles as the articles gave them, other spellings, how often quoted."""

from __future__ import annotations

from bot.replies.blocks import Block, BlockKind, Run
from bot.replies.dates import in_words, span_in_words
from bot.replies.passage import each_once, headline_text
from bot.replies.words import Spoken, counted, joined, words
from store.model import RoleAt, SpeakerKind, SpeakerProfile

_ROLES = 5
_ALIASES = 8
_KINDS = {
    SpeakerKind.BODY: words("An organisation, a government or a document"),
    SpeakerKind.GROUP: words("A group of people without names"),
    SpeakerKind.ANONYMOUS: words("A source the articles describe and do not name"),
}


def profile_blocks(profile: SpeakerProfile) -> tuple[Block, ...]:
    """Heading, kind, roles (newest first), spellings and counts."""
    blocks = [Block(BlockKind.HEADING, (Run(headline_text(profile.name)),))]
    if profile.kind in _KINDS:
        blocks.append(Block(BlockKind.TEXT, (Run(_KINDS[profile.kind]),)))
    if profile.several > 1:
        told = counted(
            "{count} source goes by this name",
            "{count} sources go by this name; they may not be one",
            profile.several,
        )
        blocks.append(_note(told))
    roles = [role for role in profile.roles if _role_text(role)]
    for role in roles[:_ROLES]:
        runs = [Run(_role_text(role), bold=True)]
        when = in_words(role.citation.published)
        place = joined(", ", filter(None, (when, f"¶{role.citation.paragraph}")))
        runs += [Run(" ("), Run(place), Run(": ")]
        runs.append(Run(headline_text(role.citation.headline), italic=True))
        runs.append(Run(")"))
        blocks.append(Block(BlockKind.TEXT, tuple(runs)))
    if len(roles) > _ROLES:
        told = counted(
            "{count} earlier article gives a role",
            "{count} earlier articles give a role",
            len(roles) - _ROLES,
        )
        blocks.append(_note(told))
    others = [alias for alias in profile.aliases if alias != profile.name]
    if others:
        blocks.append(
            _note(words("Also printed as: {names}", names=joined("; ", others[:_ALIASES])))
        )
    blocks.append(_note(_counts(profile)))
    return tuple(blocks)


def _role_text(role: RoleAt) -> str:
    return headline_text(each_once(role.role, role.organisation, role.place))


def _counts(profile: SpeakerProfile) -> Spoken:
    counts = counted(
        "{quotes} in {count} article",
        "{quotes} in {count} articles",
        profile.articles,
        quotes=counted("{count} statement", "{count} statements", profile.quotes),
    )
    dates = span_in_words(profile.first, profile.last)
    return joined(", ", filter(None, (counts, dates)))


def _note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text),))
