"""Why an attribution was read as it was, for a reader."""

from __future__ import annotations

from bot.replies.cut import cut_text
from bot.replies.words import Spoken, joined, words
from store.model import Reason, Where, read_reason

_PRINTED = 90
"""Characters of each part as it is printed."""


def why(line: str) -> str:
    """The reason that the archive has, in the reader's language; a line of another kind as it is."""
    reason = read_reason(line)
    if reason is None:
        return cut_text(line, 3 * _PRINTED)
    parts: list[str] = [_cue(reason)]
    if reason.source:
        parts.append(_source(reason))
    if not reason.is_parsed:
        parts.append(words("found without a parse"))
    return joined(", ", (*parts, f"¶{reason.paragraph}"))


def _cue(reason: Reason) -> Spoken:
    cue = cut_text(reason.cue, _PRINTED)
    if not cue:
        if not reason.goes_on:
            return words("no cue of its own")
        return words(
            "no cue: speech alone in its paragraph, after one about {name}",
            name=cut_text(reason.goes_on, _PRINTED),
        )
    match reason.where:
        case Where.BEFORE:
            return words("cue '{cue}' before", cue=cue)
        case Where.AFTER:
            return words("cue '{cue}' after", cue=cue)
        case Where.BETWEEN:
            return words("cue '{cue}' in between", cue=cue)
        case Where.BESIDE:
            return words("cue '{cue}' beside", cue=cue)


def _source(reason: Reason) -> Spoken:
    source, heard = cut_text(reason.source, _PRINTED), cut_text(reason.heard, _PRINTED)
    if heard:
        return words("source '{source}' = {name}", source=source, name=heard)
    return words("source '{source}'", source=source)
