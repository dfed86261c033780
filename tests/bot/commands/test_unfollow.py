"""``/unfollow``: what one follows, and nothing of others."""

from __future__ import annotations

from bot.replies.limits import CHOICE_TEXT, CHOICES


async def test_unfollow_offers_what_one_follows(stage, desks, shown) -> None:
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss")
    await stage.ann.slash(stage.channel, "follow words", words="crane " + "berth " * 7)
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    choices = await stage.ann.autocomplete(stage.channel, "unfollow", "what", "")
    assert [choice["name"][:8] for choice in choices] == ["Mara Oss", "the word"]
    assert len(choices) <= CHOICES
    assert all(len(choice["name"]) <= CHOICE_TEXT for choice in choices)
    (mara,) = await stage.ann.autocomplete(stage.channel, "unfollow", "what", "MARA")
    result = await stage.ann.slash(stage.channel, "unfollow", what=mara["value"])
    assert shown(result.response) == "Followed no more: Mara Oss: by direct message, at once."
    assert len(desks.guilds.follows(member=stage.ann.id)) == 1


async def test_nobody_ends_what_another_follows(stage, desks, shown) -> None:
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    (shared,) = desks.guilds.follows(guild=stage.guild.id)
    for what in (str(shared.id), "crane", "nothing like it"):
        result = await stage.ann.slash(stage.channel, "unfollow", what=what)
        assert "You follow nothing" in shown(result.response)
    assert len(stage.env.errors) == 3
    await stage.ann.slash(stage.channel, "follow words", words="storm")
    result = await stage.ann.slash(stage.channel, "unfollow", what="crane")
    assert "You don't follow that. You follow: storm" in shown(result.response)
    result = await stage.admin.slash(stage.channel, "unfollow", what="crane")
    assert "Followed no more" in shown(result.response)
    assert desks.guilds.follows(guild=stage.guild.id) == ()
    assert len(stage.env.errors) == 4
