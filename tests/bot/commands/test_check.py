"""``/check quote``: each quote with its verdict, in a channel and in a direct message."""

from __future__ import annotations

from bot.replies.limits import LAYOUT_TEXT

PRINTED = "“Berth 3 of the harbour stays closed until the crane is repaired”"
ALTERED = "“Berth 4 of the harbour stays open until the crane is repaired,” said Mara Oss."
NOWHERE = "“Purple cheese is eaten on Sundays by the whole of the cabinet” - Mara Oss"


async def test_words_as_they_are_printed(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "check quote", text=f"{PRINTED} — Oss")
    text = shown(result.response)
    assert not result.ephemeral
    assert "✓ Verbatim" in text
    assert "> Berth 3 of the harbour stays closed" in text
    assert "— **Mara Oss**, harbour master" in text
    assert "wire.example/3#:~:text=" in text
    assert {"Context", "Article"} <= set(labels(result.response))


async def test_the_words_that_differ_are_marked_and_told(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "check quote", text=ALTERED)
    text = shown(result.response)
    assert "≠ Altered" in text
    assert "stays ~~closed~~" in text and "**__open__**" in text
    assert "“closed” became open" in text
    assert "is printed and was left out" in text


async def test_another_speaker(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "check quote", text=PRINTED, speaker="a customs officer"
    )
    assert "Right words, other speaker" in shown(result.response)
    assert "as those of Mara Oss, not of a customs officer" in shown(result.response)


async def test_not_found_is_private_and_says_what_it_does_not_mean(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "check quote", text=NOWHERE)
    assert result.ephemeral
    assert "? Not found" in shown(result.response)
    assert "does not mean that Mara Oss never said them" in shown(result.response)
    assert "false" not in shown(result.response).lower()


async def test_several_in_one_reply_and_more_on_the_next_page(stage, shown, labels) -> None:
    message = "\n".join([PRINTED, ALTERED, NOWHERE, PRINTED, PRINTED])
    result = await stage.ann.slash(stage.channel, "check quote", text=message)
    text = shown(result.response).replace("\\", "")
    assert [mark in text for mark in ("1. ✓", "2. ≠", "3. ?", "4. ✓", "5. ")] == [True] * 4 + [
        False
    ]
    assert "1 to 4 of 5" in text
    assert "Next" in labels(result.response)
    after = await stage.ann.click(result.response, label="Next")
    assert "5\\. ✓ Verbatim" in shown(after.response)


async def test_the_longest_message_and_the_longest_words_fit(stage, shown) -> None:
    long = "Finding 3. " + "The pumps had not been tested. " * 12
    message = "\n".join(f"“{long}”" for _ in range(10))[:4000]
    result = await stage.ann.slash(stage.channel, "check quote", text=message)
    assert 0 < len(shown(result.response)) <= LAYOUT_TEXT


async def test_hostile_words_do_nothing(stage, shown) -> None:
    text = "“Nobody told **us** about the `smoke` @everyone” - <@1> [x](https://evil.example)"
    result = await stage.ann.slash(stage.channel, "check quote", text=text)
    assert "≠ Altered" in shown(result.response)
    assert "@everyone" not in shown(result.response)
    assert "(https://evil.example)" not in shown(result.response)


async def test_nothing_to_look_for(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "check quote", text="?!…")
    assert result.ephemeral
    assert "no words in that" in shown(result.response)


async def test_a_speaker_is_completed(stage) -> None:
    choices = await stage.ann.autocomplete(
        stage.channel, "check quote", "speaker", "Mara", text="x"
    )
    assert choices[0]["value"] == "Mara Oss"
