"""``/facts``: figures on a subject, with what contradicts them."""

from __future__ import annotations

import pytest
from marten import add_reports


@pytest.fixture
def simcord_bot(desks):
    add_reports(desks.folder / "archive.db")
    return desks.client()


async def test_figures_as_printed_in_bold_with_their_place(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "facts", subject="rescued passengers")
    text = shown(result.response)
    assert not result.ephemeral
    assert "-# Asked: rescued passengers" in text
    assert "**At least 40** passengers were rescued" in text
    assert "¶3" in text and "wire.example/21#:~:text=" in text
    assert labels(result.response)[0] == "Context"


async def test_what_contradicts_a_figure_stands_with_it(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "facts", subject="dead in the fire of the Marten")
    text = shown(result.response)
    assert "**Six** people died" in text
    assert text.index("**Six** people died") < text.index("**Other figures:**")
    assert "• **four**, according to Coast guard of Tarn —" in text


async def test_dates_limit_when_it_was_printed(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "facts", subject="dead in the fire of the Marten", before="2022-02-01"
    )
    text = shown(result.response)
    assert "**four** people died" in text and "Six" not in text


async def test_more_are_on_the_next_page(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "facts", subject="Marten")
    assert "1 to 4 of " in shown(result.response)
    await stage.ann.click(result.response, label="Next")
    assert "5 to " in shown(result.response)


async def test_misspelt_and_unknown(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "facts", subject="resqued pasengers")
    assert "**At least 40**" in shown(result.response)
    result = await stage.ann.slash(stage.channel, "facts", subject="xylophone quotas")
    assert result.ephemeral
    assert "does not know" in shown(result.response)
