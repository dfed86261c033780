"""The buttons below a reply that depend on who sees it: Show in channel, and 👍 or 👎."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.blocks import Action, Button, Reply
from bot.replies.words import words

GOOD, POOR = "1", "0"
"""The first argument of a feedback button."""


def with_offers(reply: Reply, *, showable: bool) -> Reply:
    """The reply with what can be done with it; ``showable``: only the asker sees it, and others could.

    A feedback button's arguments: good or poor, the first citation's article, start and end, then the
    command and its arguments. Where nothing finds the reply again, there are no such buttons.
    """
    if not reply.lookup:
        return reply
    buttons = []
    if showable:
        buttons.append(Button(words("Show in channel"), Action.SHOW, reply.lookup))
    command, _, *arguments = reply.lookup
    cited = _cited(reply)
    if cited:
        for label, judged in (("👍", GOOD), ("👎", POOR)):
            args = (judged, *cited, command, *arguments)
            buttons.append(Button(label, Action.FEEDBACK, args))
    return replace(reply, buttons=(*reply.buttons, *buttons))


def _cited(reply: Reply) -> tuple[str, ...]:
    """Article, start and end of what is cited first; () where nothing is."""
    beside = (block.button for block in reply.blocks)
    return next((each.args for each in beside if each and each.action is Action.CONTEXT), ())
