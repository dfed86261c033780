"""Pure: what the store found → a Reply, which any face can draw."""

from __future__ import annotations

from bot.replies.about import about_reply
from bot.replies.answer import answer_reply, said_reply, unknown_reply
from bot.replies.article import article_reply, context_reply
from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.changes import changes_reply
from bot.replies.check import check_reply
from bot.replies.digest import digest_reply
from bot.replies.facts import facts_reply
from bot.replies.faults import refused_reply
from bot.replies.notice import error_reply, notice_reply
from bot.replies.on_this_day import on_this_day_reply
from bot.replies.speaker import speaker_reply
from bot.replies.timeline import timeline_reply

__all__ = [
    "Action",
    "Block",
    "BlockKind",
    "Button",
    "Reply",
    "Run",
    "about_reply",
    "answer_reply",
    "article_reply",
    "changes_reply",
    "check_reply",
    "context_reply",
    "digest_reply",
    "error_reply",
    "facts_reply",
    "notice_reply",
    "on_this_day_reply",
    "refused_reply",
    "said_reply",
    "speaker_reply",
    "timeline_reply",
    "unknown_reply",
]
