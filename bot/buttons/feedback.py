"""👍 and 👎: what a member thinks of an answer, kept until they change or forget it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.buttons.kept import KEPT, with_question
from bot.buttons.repeats import HoldsQuestion
from bot.replies import notice_reply
from bot.replies.offers import GOOD
from bot.replies.words import words
from bot.servers import own_server
from store.guilds import Feedback, Guilds


def feedback_id(args: Sequence[str], key: str = "") -> str:
    """``f1:GOOD:ARTICLE:START:END:=QUESTION``, or ``#KEY``; the question begins with its command."""
    judged, article, start, end, *question = args
    return with_question(f"f1:{judged}:{article}:{start}:{end}:", question, key)


class FeedbackButton(
    HoldsQuestion,
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=re.compile(
        r"f1:(?P<judged>[01]):(?P<article>\d{1,18}):(?P<start>\d{1,12}):(?P<end>\d{1,12}):" + KEPT,
        re.DOTALL,
    ),
):
    """Stores the judgement and says so to the member alone."""

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        from bot.respond import respond

        await respond(interaction, self._judged(interaction))

    async def _judged(self, interaction: discord.Interaction[Any]) -> Any:
        match = self.template.fullmatch(self.custom_id)
        assert match is not None
        desk, now = interaction.client.desk, interaction.created_at
        key = match["what"]
        if match["how"] == "=":
            key = await desk.keep(Guilds.keep_lookup, match["what"], now=now)
        good = match["judged"] == GOOD
        earlier = await desk.keep(
            Guilds.judge,
            Feedback(
                member=interaction.user.id,
                guild=own_server(interaction),
                article=int(match["article"]),
                start=int(match["start"]),
                end=int(match["end"]),
                lookup=key,
                good=good,
            ),
            now=now,
        )
        if earlier is good:
            return notice_reply(words("You have already said so."))
        told = words("Noted as good.") if good else words("Noted as poor.")
        if earlier is not None:
            return notice_reply(words("{told} Your earlier judgement is replaced.", told=told))
        return notice_reply(
            words("{told} The other button changes it, /forget-me deletes it.", told=told)
        )


button = FeedbackButton
