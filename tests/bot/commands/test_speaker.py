"""``/speaker``: who someone is."""

from __future__ import annotations

import dataclasses


async def test_a_profile_with_the_latest_statements(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "speaker", name="Ms. Oss")
    text = shown(result.response)
    assert not result.ephemeral
    assert text.startswith("### Mara Oss")
    assert "harbour master, Port of Tarn" in text
    assert "7 statements in 7 articles, 1 March 2021 to 7 March 2021" in text
    assert "Berth 7" in text and "1 to 3 of 7" in text
    assert "Next" in labels(result.response)


async def test_nobody_by_that_name(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "speaker", name="Zebulon Quist")
    assert result.ephemeral
    assert "does not know" in shown(result.response)


async def test_autocomplete(stage) -> None:
    (first, *_) = await stage.ann.autocomplete(stage.channel, "speaker", "name", "oss")
    assert first["value"] == "Mara Oss"


async def test_a_chart_of_their_statements_on_the_first_page_alone(stage, shown, pictures) -> None:
    first = (await stage.ann.slash(stage.channel, "speaker", name="Oss")).response
    (picture,) = pictures(first)
    assert picture.name == "statements.png" and picture.is_png
    assert (
        picture.alt
        == "Bar chart. Mara Oss: statements a month, March 2021. The most: 7 (March 2021)."
    )
    assert f"-# {picture.alt}" in shown(first).splitlines()[-1]
    second = (await stage.ann.click(first, label="Next")).response
    assert "4 to 6 of 7" in shown(second)
    assert not pictures(second) and not second.attachments
    back = (await stage.ann.click(second, label="Previous")).response
    assert len(pictures(back)) == 1


async def test_the_chart_goes_with_what_is_shown_in_the_channel(stage, desks, pictures) -> None:
    settings = desks.guilds.server(stage.guild.id)
    await stage.env.bot.servers.save(dataclasses.replace(settings, private=True))
    alone = await stage.ann.slash(stage.channel, "speaker", name="Oss")
    assert alone.ephemeral and len(pictures(alone.response)) == 1
    public = await stage.ann.click(alone.response, label="Show in channel")
    assert not public.ephemeral
    assert len(pictures(public.response)) == 1
