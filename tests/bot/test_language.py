"""The language of the bot's own sentences; what is printed is never translated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import permission_names
from bot.languages import language_named, offered
from bot.replies import Block, BlockKind, Reply, Run
from bot.replies.dates import day_in_words, in_words, span_in_words
from bot.replies.packed import packed, unpacked
from bot.replies.words import (
    Counted,
    counted,
    joined,
    listed,
    number,
    reply_said,
    said,
    words,
)
from store.guilds import ServerSettings

GERMAN = language_named("de")


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


def test_things_are_counted_and_numbers_written_as_in_the_language() -> None:
    def articles(count: int) -> Counted:
        return counted("{count} new article", "{count} new articles", count)

    assert [articles(1), articles(1204)] == ["1 new article", "1,204 new articles"]
    assert [said(articles(count), GERMAN) for count in (1, 0, 1204)] == [
        "1 neuer Artikel",
        "0 neue Artikel",
        "1.204 neue Artikel",
    ]
    assert said(number(0.25, 1), GERMAN) == "0,2"


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (in_words("2002-09-11"), "11 September 2002", "11. September 2002"),
        (in_words("2002-03"), "March 2002", "März 2002"),
        (in_words("2002"), "2002", "2002"),
        (in_words("2002-02-31"), "31 February 2002", "2002-02-31"),
        (in_words("yesterday"), "yesterday", "yesterday"),
        (day_in_words("02-29"), "29 February", "29. Februar"),
        (span_in_words("2002", "2003-05-01"), "2002 to 1 May 2003", "2002 bis 1. Mai 2003"),
    ],
)
def test_dates(day: str, english: str, german: str) -> None:
    assert (day, said(day, GERMAN)) == (english, german)


def test_lists() -> None:
    either = listed(["Berlin", "Bern"], either=True)
    assert (either, said(either, GERMAN)) == ("Berlin or Bern", "Berlin oder Bern")
    days = joined("; ", (in_words("2002-05"), "May"))
    assert said(days, GERMAN) == "Mai 2002; May"


def test_a_stored_sentence_is_said_in_whatever_language_it_is_read_in() -> None:
    why = words(
        "in #{channel} I need the permission {names}.",
        channel="{news}",
        names=permission_names(["view_channel", "send_messages"]),
    )
    again = unpacked(packed(why))
    assert again == why
    assert said(again, GERMAN) == (
        "in #{news} fehlt mir die Berechtigung Kanal ansehen und Nachrichten senden."
    )
    for plain in ("an old reason.", "", '{"spoken": "Nobody", "made_of": []}', '{"spoken": '):
        assert unpacked(packed(plain)) == plain


def test_an_articles_words_stay_even_if_they_are_a_sentence_of_ours() -> None:
    ours, theirs = Run(words("This archive")), Run("This archive")
    reply = Reply((Block(BlockKind.HEADING, (ours,)), Block(BlockKind.QUOTE, (theirs,))))
    heading, quote = reply_said(reply, GERMAN).blocks
    assert (heading.text, quote.text) == ("Dieses Archiv", "This archive")


def test_a_sentence_without_a_translation_stays_english() -> None:
    assert GERMAN.sentence("Nobody ever said this.") == "Nobody ever said this."
    assert language_named("xx").sentence("This archive") == "This archive"


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
    assert shown(result.response).startswith("Langsamer: Du hast deinen 1 Befehl je Minute")
    assert len(stage.env.errors) == 1
