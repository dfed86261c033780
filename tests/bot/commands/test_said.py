"""``/said``: a speaker's statements, with autocomplete."""

from __future__ import annotations

from bot.replies.limits import CHOICE_TEXT, CHOICES


async def test_statements_newest_first_and_counted(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "said", speaker="Oss")
    text = shown(result.response)
    assert not result.ephemeral
    assert text.index("Berth 7") < text.index("Berth 6") < text.index("Berth 3")
    assert "Berth 2" not in text
    assert "1 to 5 of 7" in text
    assert labels(result.response) == ["Context"] * 5 + ["Next", "👍", "👎"]


async def test_about_and_dates(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "said", speaker="Mara Oss", about="crane", after="2021-03-07"
    )
    text = shown(result.response)
    assert "-# Asked: Mara Oss · about crane · from 7 March 2021" in text
    assert "Berth 7" in text.replace("*", "") and "Berth 6" not in text.replace("*", "")


async def test_a_speaker_nobody_knows(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "said", speaker="Zebulon Quist")
    assert result.ephemeral
    assert "does not know" in shown(result.response)


async def test_autocomplete(stage) -> None:
    popular = await stage.ann.autocomplete(stage.channel, "said", "speaker", "")
    assert popular[0]["name"].startswith("Mara Oss")
    typed = await stage.ann.autocomplete(stage.channel, "said", "speaker", "Mara Os")
    assert typed[0]["value"] == "Mara Oss"
    misspelt = await stage.ann.autocomplete(stage.channel, "said", "speaker", "marra oss")
    assert misspelt[0]["value"] == "Mara Oss"
    for choices in (popular, typed, misspelt):
        assert len(choices) <= CHOICES
        assert all(0 < len(choice["name"]) <= CHOICE_TEXT for choice in choices)
        assert all(0 < len(choice["value"]) <= CHOICE_TEXT for choice in choices)


async def test_a_role_in_the_place_of_a_name_says_whom_it_means(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "said", speaker="the harbour master")
    assert not result.ephemeral
    assert "Taken to mean, as printed: Mara Oss (harbour master" in shown(result.response)
