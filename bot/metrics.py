"""The running bot in figures, as Prometheus reads them: names of commands, and nobody's words or ids."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import discord
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)

if TYPE_CHECKING:
    from bot.client import DatelineClient

DONE, REFUSED, GONE, FAILED = "done", "refused", "gone", "failed"
"""Outcomes: answered; told what to put right; nobody waited any more; an error of ours."""
_BEGAN = "dateline.began"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10)
"""Bounds of the histogram: after 3 s Discord takes no first answer."""


class Metrics:
    """Counts what is done. Each client has figures of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._outcomes = Counter(
            "dateline_commands",
            "Commands, menus and buttons by name and outcome.",
            ("command", "outcome"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "dateline_command_seconds",
            "Seconds from an interaction's arrival to the end of its answer.",
            ("command",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._digests = Counter(
            "dateline_digest_posts",
            "Tries to post a digest, by the state of its day afterwards.",
            ("state",),
            registry=self.registry,
        )
        self._backups = Counter(
            "dateline_backups", "Tries to make a backup.", ("outcome",), registry=self.registry
        )
        self.newest_backup = Gauge(
            "dateline_backup_newest_seconds",
            "When the newest backup was taken, in seconds since 1970; 0 where there is none.",
            registry=self.registry,
        )
        self.articles = Gauge(
            "dateline_archive_articles", "Articles in the archive.", registry=self.registry
        )

    def watch(self, client: DatelineClient) -> None:
        """Figures that are read off the client when they are asked for."""
        readings = {
            "dateline_questions_waiting": (
                "Questions to the archive that are waiting or under way.",
                lambda: client.desk.under_way,
            ),
            "dateline_interactions_under_way": (
                "Interactions that are being answered.",
                lambda: len(client.under_way),
            ),
            "dateline_guilds": ("Servers of this process.", lambda: len(client.guilds)),
            "dateline_shards_connected": (
                "Connections to Discord that are open.",
                lambda: sum(not shard.is_closed() for shard in client.shards.values()),
            ),
        }
        for name, (told, read) in readings.items():
            Gauge(name, told, registry=self.registry).set_function(read)

    def begin(self, interaction: discord.Interaction[Any]) -> None:
        """An interaction was let in."""
        interaction.extras[_BEGAN] = time.perf_counter()

    def end(self, interaction: discord.Interaction[Any], outcome: str) -> float | None:
        """An interaction has ended; its seconds, None where its beginning was not seen."""
        name = name_of(interaction)
        began: float | None = interaction.extras.pop(_BEGAN, None)
        self._outcomes.labels(name, outcome).inc()
        if began is None:
            return None
        seconds = time.perf_counter() - began
        self._seconds.labels(name).observe(seconds)
        return seconds

    def digest(self, state: str) -> None:
        """A digest was tried; ``state`` is its day's in the ledger."""
        self._digests.labels(state).inc()

    def backup(self, outcome: str) -> None:
        """A backup was tried."""
        self._backups.labels(outcome).inc()


def name_of(interaction: discord.Interaction[Any]) -> str:
    """A command's whole name; ``button`` for buttons and menus of messages."""
    command = interaction.command
    return command.qualified_name if command else "button"
