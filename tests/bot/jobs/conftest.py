"""A server that has a digest."""

from __future__ import annotations

import pytest

from store.guilds import DigestSettings


@pytest.fixture
def posts(stage, shown):
    """The digests in the channel, as text."""

    def read() -> list[str]:
        texts = [shown(message) for message in stage.channel.history()]
        return [text for text in texts if "### The archive on" in text]

    return read


@pytest.fixture
def digest(stage, desks) -> DigestSettings:
    settings = DigestSettings(
        guild=stage.guild.id,
        channel=stage.channel.id,
        hour=9,
        zone="Europe/Berlin",
        starts="2026-01-01",
        since=9,
    )
    desks.guilds.set_digest(settings)
    return settings
