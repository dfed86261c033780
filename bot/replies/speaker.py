"""A speaker's page: who they are, and what they said."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.answer import answer_reply, unknown_reply
from bot.replies.blocks import Reply
from bot.replies.paging import Lookup
from bot.replies.profile import profile_blocks
from store.model import Answer, Certainty, SpeakerProfile


def speaker_reply(
    profile: SpeakerProfile | None, answer: Answer, lookup: Lookup | None = None
) -> Reply:
    """The profile above the statements of ``answer``; what is nearest where nobody is known by the name."""
    if profile is None:
        return unknown_reply(answer.nearest, answer.question, answer.holders)
    if answer.certainty is Certainty.UNKNOWN or not answer.passages:
        return Reply(profile_blocks(profile))
    return answer_reply(replace(answer, profile=profile), lookup)
