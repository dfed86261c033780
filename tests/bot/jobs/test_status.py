"""How the bot says it is, and what it counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from bot.jobs.status import Status


async def health(stage) -> dict:
    return await Status(stage.env.bot, 1, metrics=False).health()


async def test_well_while_connected_and_readable(stage) -> None:
    assert await health(stage) == {
        "ok": True,
        "gateway": True,
        "archive": True,
        "shards": {"0": True},
        "guilds": 1,
    }


async def test_not_well_without_a_connection(stage) -> None:
    for shard in stage.env.bot.shards.values():
        await shard.disconnect()
    told = await health(stage)
    assert (told["ok"], told["gateway"], told["archive"]) == (False, False, True)


async def test_not_well_without_the_archive(stage, desks) -> None:
    (desks.folder / "archive.db").unlink()
    desks.opened[-1][0].close()
    told = await health(stage)
    assert (told["ok"], told["gateway"], told["archive"]) == (False, True, False)


async def figures(stage) -> dict[str, float]:
    found = {}
    for metric in stage.env.bot.metrics.registry.collect():
        for sample in metric.samples:
            labels = ",".join(sample.labels.values())
            found[f"{sample.name}[{labels}]"] = sample.value
    return found


async def test_each_outcome_is_counted_by_its_command(stage, desks) -> None:
    await stage.ann.slash(stage.channel, "about")
    await stage.ann.slash(stage.channel, "search", words="harbour")
    await stage.ann.slash(stage.channel, "said", speaker="Mara Oss", after="soon or late")
    assert len(stage.env.errors) == 1
    counted = await figures(stage)
    assert counted["dateline_commands_total[about,done]"] == 1
    assert counted["dateline_commands_total[search,done]"] == 1
    assert counted["dateline_commands_total[said,refused]"] == 1
    assert counted["dateline_command_seconds_count[about]"] == 1
    assert counted["dateline_interactions_under_way[]"] == 0
    assert counted["dateline_guilds[]"] == 1
    assert counted["dateline_shards_connected[]"] == 1
    assert not any("harbour" in name for name in counted)


async def test_a_failure_of_ours_is_counted_as_one(stage, desks, shown) -> None:
    # Whichever thread asks meets it: a connection that is only closed is opened anew by another.
    with closing(sqlite3.connect(desks.folder / "archive.db")) as db:
        db.execute("DROP TABLE facts")
    result = await stage.ann.slash(stage.channel, "about")
    assert shown(result.response).startswith("Something went wrong on my side; it has been noted")
    assert str(desks.folder) not in shown(result.response)
    assert (await figures(stage))["dateline_commands_total[about,failed]"] == 1
    assert stage.env.errors


async def test_a_button_is_counted(stage, ids) -> None:
    result = await stage.ann.slash(stage.channel, "ask", question="Who said berth 1 is closed?")
    await stage.ann.click(result.response, custom_id=ids(result.response)[0])
    assert (await figures(stage))["dateline_commands_total[button,done]"] == 1
