"""👍 and 👎: kept once a member and answer, changeable, in servers and in direct messages."""

from __future__ import annotations

import pytest

LONG = "an engineer of the port, who asked not to be named because she may not speak to reporters"


async def answered(stage, speaker="Mara Oss"):
    return (await stage.ann.slash(stage.channel, "said", speaker=speaker)).response


async def test_a_judgement_is_kept_and_can_be_changed(stage, shown, desks) -> None:
    message = await answered(stage)
    first = await stage.ann.click(message, label="👍")
    assert first.ephemeral
    assert shown(first.response) == (
        "Noted as good. The other button changes it, /forget-me deletes it."
    )
    assert desks.guilds.judgements(stage.guild.id) == (1, 0)
    again = await stage.ann.click(message, label="👍")
    assert shown(again.response) == "You have already said so."
    changed = await stage.ann.click(message, label="👎")
    assert shown(changed.response).endswith("Your earlier judgement is replaced.")
    assert desks.guilds.judgements(stage.guild.id) == (0, 1)


async def test_everyone_has_their_own(stage, desks) -> None:
    message = await answered(stage)
    await stage.ann.click(message, label="👍")
    await stage.admin.click(message, label="👎")
    assert desks.guilds.judgements(stage.guild.id) == (1, 1)


@pytest.mark.parametrize("speaker", ["Mara Oss", LONG])
async def test_it_is_kept_with_citation_and_question(stage, desks, speaker, ids) -> None:
    message = await answered(stage, speaker)
    await stage.env.restart_bot(desks.client())
    await stage.ann.click(message, label="👎")
    (judged,) = desks.guilds.judged()
    article, start, end = map(int, ids(message)[0].split(":")[1:])
    assert (judged.article, judged.start, judged.end) == (article, start, end)
    assert judged.question == f"said|{speaker}|||"
    assert (judged.good, judged.poor) == (0, 1)


async def test_in_direct_messages_it_belongs_to_no_server(stage, desks) -> None:
    message = (await stage.ann.user.slash("said", speaker="Mara Oss")).response
    await stage.ann.user.click(message, label="👍")
    assert desks.guilds.judgements() == (1, 0)
    assert desks.guilds.judgements(stage.guild.id) == (0, 0)
