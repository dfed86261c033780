"""Everything that members can do, once each, with the real bot as a process of its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.discord_wire.conftest import FORUM_CHANNEL, NEWS
from tests.discord_wire.driver import Member
from tests.discord_wire.reading import walk
from tests.discord_wire.server import Discord
from tests.discord_wire.world import DM, SOMEBODY, Channel

COMMANDS: list[tuple[str, dict[str, Any], str]] = [
    ("about", {}, "84 articles"),
    ("archive stats", {}, "84"),
    ("article", {"headline": "Gannet"}, "Gannet"),
    ("ask", {"question": "How many people were rescued?"}, "Seventy-one"),
    ("check quote", {"text": '"no choice but to close the harbor"'}, "harbo"),
    ("facts", {"subject": "ferry"}, "ferry"),
    ("feeds list", {}, "feed"),
    ("following", {}, "follow"),
    ("forget-me", {}, ""),
    ("help", {}, "/ask"),
    ("on-this-day", {"date": "12 July"}, "12 July"),
    ("privacy", {}, "What I keep"),
    ("said", {"speaker": "coast guard"}, "coast guard"),
    ("search", {"words": "ferry"}, "ferry"),
    ("setup", {}, "Settings of"),
    ("speaker", {"name": "coast guard"}, "coast guard"),
    ("timeline", {"speaker": "coast guard"}, "coast guard"),
    ("who-said", {"words": "harbor"}, "harbor"),
    ("follow speaker", {"name": "coast guard"}, "Followed from now on"),
    ("unfollow", {"what": "coast guard"}, "Followed no more"),
    ("digest setup", {"channel": FORUM_CHANNEL, "hour": 9, "zone": "Europe/Berlin"}, "09:00"),
    ("digest preview", {}, "The archive on"),
    ("digest status", {}, "09:00"),
    ("digest pause", {}, "paused"),
    ("digest resume", {}, ""),
    ("digest now", {}, ""),
    ("digest off", {}, ""),
]


async def test_each_command_is_answered_once(discord: Discord, start: Any) -> None:
    bot = await start()
    discord.world.members[1] = {SOMEBODY["id"]}
    ann = Member(discord, NEWS)
    for command, options, said in COMMANDS:
        answer = await (await ann.slash(command, **options)).answered()
        await answer.showing(said)
        assert "went wrong" not in answer.text, (command, bot.said())
        assert answer.callbacks == 1 and not answer.refused, (command, answer)
    tried = {command.split(" ")[0] for command, _, _ in COMMANDS}
    registered = discord.rest.commands[0]
    assert {each["name"] for each in registered if each["type"] == 1} == tried
    assert await bot.stop() == 0


async def test_buttons_completions_menus_and_direct_messages(discord: Discord, start: Any) -> None:
    bot = await start()
    ann, bea = Member(discord, NEWS), Member(discord, NEWS, user=10, name="bea")
    asked = await (await ann.slash("ask", question="Who spoke of the ferry?")).answered()
    context = await (await ann.press(asked, "Context")).answered()
    assert context.is_private and "¶" in context.text
    before = asked.text
    after = await (await ann.press(asked, "Next")).answered()
    assert after.kind == 7 and after.original is asked.original and after.text != before
    theirs = await (await bea.press(asked, "Previous")).answered()
    assert theirs.is_private and theirs.original is not asked.original
    await (await bea.press(asked, "👍")).answered()
    typed = await (await ann.complete("said", "speaker", "coast")).answered()
    assert "coast guard" in [each["value"] for each in typed.choices] and not typed.text
    # The first chart warms up the process that draws them, which may take longer than an answer waits.
    await (await ann.slash("archive stats")).showing("84 articles")
    chart = await (await ann.slash("archive stats")).showing("84 articles")
    assert [each["filename"].endswith(".png") for each in chart.attachments] == [True]
    picture = discord.world.files[urlsplit(chart.attachments[0]["url"]).path]
    assert picture.startswith(b"\x89PNG")
    posted = discord.world.keep(
        discord.world.message(
            NEWS, {"content": '"No choice but to close the harbor"'}, author=SOMEBODY
        )
    )
    checked = await (await bea.menu("Check quotes", posted)).answered()
    assert checked.is_private and "harbor" in checked.text
    found = await (await bea.menu("Find in archive", posted)).answered()
    assert found.is_private
    screen = await (await ann.slash("setup")).answered()
    menus = [
        each["custom_id"] for each in walk(screen.messages[0]["components"]) if "options" in each
    ]
    answers = next(each for each in menus if "answers" in each)
    chosen = await ann.select(screen.messages[0], answers, 3, ["private"])
    await chosen.answered()
    private = await (await ann.slash("search", words="ferry")).answered()
    assert private.is_private
    discord.world.add(Channel(900, 0, DM, "direct"))
    alone = await (await Member(discord, 900).slash("who-said", words="harbor")).answered()
    assert "harbor" in alone.text
    everyone = [asked, context, after, theirs, typed, chart, checked, found, screen, chosen, alone]
    assert all(each.callbacks == 1 and not each.refused for each in everyone)
    assert await bot.stop() == 0
