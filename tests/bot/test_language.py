"""The language of the bot's own sentences; what is printed is never translated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import permission_names
from bot.languages import offered, say
from bot.replies import Block, BlockKind, Reply, Run
from bot.replies.words import reply_said, said, words
from store.guilds import ServerSettings

GERMAN = say("de")


def test_a_sentence_is_said_again_with_what_fills_it() -> None:
    told = words("Shown by {member}", member="{member} {0}")
    assert told == "Shown by {member} {0}"
    assert said(told, GERMAN) == "Gezeigt von {member} {0}"


def test_what_fills_it_is_said_again_too() -> None:
    names = permission_names(["view_channel", "send_messages", "attach_files"])
    assert names == "View Channel, Send Messages and Attach Files"
    told = words("For this I need the permission {names}.", names=names)
    assert said(told, GERMAN) == (
        "Dafür brauche ich die Berechtigung Kanal ansehen, Nachrichten senden und Dateien anhängen."
    )


def test_an_articles_words_stay_even_if_they_are_a_sentence_of_ours() -> None:
    ours, theirs = Run(words("This archive")), Run("This archive")
    reply = Reply((Block(BlockKind.HEADING, (ours,)), Block(BlockKind.QUOTE, (theirs,))))
    heading, quote = reply_said(reply, GERMAN).blocks
    assert (heading.text, quote.text) == ("Dieses Archiv", "This archive")


def test_a_sentence_without_a_translation_stays_english() -> None:
    assert GERMAN("Nobody ever said this.") == "Nobody ever said this."
    assert say("xx")("This archive") == "This archive"


@pytest.mark.parametrize(
    ("locale", "language"), [("de", "de"), ("en-GB", "en"), ("pt-BR", "en"), ("", "en")]
)
def test_a_locale_of_discords_has_a_language(locale, language) -> None:
    assert offered(locale) == language


async def test_answers_errors_and_buttons_in_a_german_server(stage, shown, labels) -> None:
    await stage.env.bot.servers.save(replace(ServerSettings(stage.guild.id), language="de"))
    answer = await stage.ann.slash(stage.channel, "said", speaker="Mara Oss")
    text = shown(answer.response)
    assert text.startswith("-# Gefragt: Mara Oss") and "1 bis 5 von 7" in text
    assert '"Berth 7 of the harbour stays closed until the crane is repaired,"' in text
    assert labels(answer.response) == ["Zusammenhang"] * 5 + ["Weiter", "👍", "👎"]
    unknown = await stage.ann.slash(stage.channel, "ask", question="What did Napoleon say of tax?")
    assert shown(unknown.response).startswith("Das Archiv weiß es nicht")


async def test_errors_in_a_german_server(stage, shown) -> None:
    await stage.env.bot.servers.save(
        replace(ServerSettings(stage.guild.id), language="de", member_uses=1)
    )
    await stage.ann.slash(stage.channel, "about")
    result = await stage.ann.slash(stage.channel, "about")
    assert shown(result.response).startswith("Langsamer: Du hast deine 1 Befehle")
    assert len(stage.env.errors) == 1
