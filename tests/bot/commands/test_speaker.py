"""``/speaker``: who someone is."""

from __future__ import annotations


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
