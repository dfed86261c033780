"""``/timeline``: first, last, what differs between, and a chart."""

from __future__ import annotations

import pytest
from marten import add_reports


@pytest.fixture
def simcord_bot(desks):
    add_reports(desks.folder / "archive.db")
    return desks.client()


async def test_from_first_to_last_with_a_chart(stage, shown, pictures) -> None:
    result = await stage.ann.slash(stage.channel, "timeline", speaker="Rusk")
    text = shown(result.response)
    assert not result.ephemeral
    assert "### Ingvald Rusk" in text
    assert "3 statements, 10 January 2022 to 10 January 2023" in text
    assert "Without a date, and not shown: 1" in text
    assert "**1 · 10 January 2022** · first" in text and "**3 · 10 January 2023** · last" in text
    assert text.index("The smoke came") < text.index("were closed") < text.index("I ask every")
    assert "never speak of the fire" not in text
    (picture,) = pictures(result.response)
    assert picture.name == "timeline.png" and picture.is_png
    assert picture.alt.startswith("Bar chart. Ingvald Rusk: statements a month, January 2022")
    assert "Numbered: 1 – 10 January 2022, 2 – 3 February 2022, 3 – 10 January 2023" in picture.alt
    assert "-# Bar chart. Ingvald Rusk: statements a month" in text


async def test_words_that_come_and_go(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "timeline", speaker="Rusk")
    text = shown(result.response)
    second = text[text.index("**2 · ") : text.index("**3 · ")]
    assert "-# New from here on: sprinklers" in second
    assert "-# Not said again: " in second and "deck" in second


async def test_on_a_topic(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "timeline", speaker="ingvald rusck", topic="sprinkler"
    )
    text = shown(result.response)
    assert "-# Asked: ingvald rusck · about sprinkler" in text
    assert "### Ingvald Rusk on sprinkler" in text
    assert "Showing results for **Ingvald Rusk**" in text
    assert "The smoke came" not in text and "were closed" in text and "I ask every" in text


async def test_nobody_by_that_name(stage, shown, pictures) -> None:
    result = await stage.ann.slash(stage.channel, "timeline", speaker="Zebulon Quist")
    assert result.ephemeral
    assert "does not know" in shown(result.response)
    assert not pictures(result.response)


async def test_a_source_without_dates(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "timeline", speaker="Rusk", topic="undated letter home"
    )
    assert result.ephemeral
    assert "have no dates" in shown(result.response)


async def test_autocomplete(stage) -> None:
    (first, *_) = await stage.ann.autocomplete(stage.channel, "timeline", "speaker", "rusk")
    assert first["value"] == "Ingvald Rusk"
