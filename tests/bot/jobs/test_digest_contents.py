"""What the daily post holds by its server's choices, and what of what is followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest_day import EIGHT, state

from store.guilds import PostState


async def test_a_day_without_news_is_said_to_be_one_by_choice(stage, desks, digest, posts) -> None:
    desks.guilds.set_digest(replace(digest, says_empty=True))
    for minutes in range(3):
        await stage.env.bot.digests.tick(EIGHT + timedelta(minutes=minutes))
    (text,) = posts()
    assert "Nothing new" in text


async def test_topics_and_speakers_choose_articles(stage, desks, digest, posts) -> None:
    desks.guilds.set_digest(replace(digest, topics=("submarines",)))
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    assert posts() == [] and state(desks, digest) == [PostState.EMPTY]
    desks.guilds.set_digest(replace(digest, topics=("submarines", "ferry crates")))
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    desks.guilds.set_digest(replace(digest, speakers=("Mara Oss",)))
    desks.publish(3)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=2))
    assert len(posts()) == 2


async def test_it_pings_its_role_alone_and_silently(stage, desks, digest) -> None:
    role = stage.guild.create_role("Readers")
    desks.guilds.set_digest(replace(digest, role=role.id, silent=True))
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    (sent,) = [each.json for each in stage.env.http_requests if each.json and "nonce" in each.json]
    assert sent["components"][0]["content"] == f"<@&{role.id}>"
    mentions = {name: value for name, value in sent["allowed_mentions"].items() if value}
    assert mentions == {"roles": [role.id]}
    assert sent["flags"] & (1 << 12)


async def follow_daily(stage) -> None:
    await stage.admin.slash(
        stage.channel,
        "follow speaker",
        name="Mara Oss",
        where="here, for everyone",
        when="once a day",
    )


async def test_what_the_server_follows_once_a_day_is_in_it_once(
    stage, desks, digest, posts
) -> None:
    await follow_daily(stage)
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    desks.publish(2)
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    second, first = sorted(posts(), key=lambda text: "1 January" in text)
    for text, told, not_told in ((first, "Ferry 1", "Ferry 2"), (second, "Ferry 2", "Ferry 1")):
        _, _, followed = text.partition("News of what is followed here")
        assert "Mara Oss" in followed
        assert told in followed and not_told not in followed


async def test_news_of_what_is_followed_make_a_day_that_is_not_empty(
    stage, desks, digest, posts
) -> None:
    desks.guilds.set_digest(replace(digest, topics=("submarines",)))
    await follow_daily(stage)
    desks.publish(1)
    await stage.env.bot.digests.tick(EIGHT)
    (text,) = posts()
    assert "News of what is followed here" in text and "Ferry 1" in text
    assert "Nothing new" not in text
    await stage.env.bot.digests.tick(EIGHT + timedelta(days=1))
    assert len(posts()) == 1
    assert sorted(state(desks, digest)) == [PostState.EMPTY, PostState.POSTED]


async def test_a_preview_shows_what_is_followed(stage, desks, digest, shown) -> None:
    await follow_daily(stage)
    desks.publish(1)
    result = await stage.admin.slash(stage.channel, "digest preview")
    assert "News of what is followed here" in shown(result.response)
