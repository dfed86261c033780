"""``/search``: passages that hold words."""

from __future__ import annotations


async def test_passages_are_listed(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "search", words="ferry burned")
    text = shown(result.response)
    assert not result.ephemeral
    assert "burned" in text and "1 April 2021" in text


async def test_a_misspelt_word_is_understood_and_named(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "search", words="breakwatre ships")
    text = shown(result.response)
    assert "Showing results for **breakwater** (typed: breakwatre)" in text


async def test_nothing_found(stage) -> None:
    result = await stage.ann.slash(stage.channel, "search", words="xylophone")
    assert result.ephemeral


async def test_what_is_wrong_with_it_is_for_the_asker_alone(stage, shown) -> None:
    wrong = {
        "ferry before:2001-13-45": "I can't read the date in before:2001-13-45: write",
        "?!": "There are no words in that",
        "-ferry": "-ferry only says what is to be left out",
    }
    for words, said in wrong.items():
        result = await stage.ann.slash(stage.channel, "search", words=words)
        assert result.ephemeral
        assert said in shown(result.response).replace("\\", "")
