"""The backups' clock: one whenever the newest is old enough, beside the bot, and what fails is told."""

from __future__ import annotations

import asyncio
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.backup import RETRY, BackupJob
from bot.jobs.status import Status
from bot.metrics import Metrics
from bot.settings import Settings
from store.backup import Folder, take
from store.backup.restore import find
from store.guilds import Guilds


@pytest.fixture
def settings(archive_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATELINE_TOKEN", "secret-of-the-bot")
    shutil.copy(archive_path, tmp_path / "archive.db")
    Guilds.open(tmp_path / "bot.db").close()
    return Settings(
        _env_file=None,
        archive=tmp_path / "archive.db",
        bot_db=tmp_path / "bot.db",
        backup_dir=tmp_path / "b",
        backup_hours=6,
        backup_keep=2,
    )


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def job(settings: Settings, metrics: Metrics) -> BackupJob:
    assert settings.backup_dir
    return BackupJob(settings.backup_dir, settings, metrics)


def numbers(settings: Settings) -> list[int]:
    assert settings.backup_dir
    return [each.manifest.number for each in Folder(settings.backup_dir).backups()]


def tried(metrics: Metrics, outcome: str) -> float:
    return metrics.registry.get_sample_value("dateline_backups_total", {"outcome": outcome}) or 0


async def test_one_is_made_when_the_newest_is_old_enough(
    job: BackupJob, settings: Settings, metrics: Metrics
) -> None:
    now = datetime.now(UTC)
    await job.tick(now)
    assert numbers(settings) == [1]
    assert settings.backup_dir and sorted(find(settings.backup_dir).files) == [
        "archive.db",
        "bot.db",
    ]
    await job.tick(now + timedelta(hours=5))
    assert numbers(settings) == [1]
    await job.tick(now + timedelta(hours=7))
    await job.tick(now + timedelta(hours=7))  # which the clock of that process does not know
    assert numbers(settings) == [3, 2]
    assert tried(metrics, "done") == 3
    newest = metrics.registry.get_sample_value("dateline_backup_newest_seconds")
    assert newest and job.state.newest and newest == job.state.newest.timestamp()


async def test_a_restart_makes_none(settings: Settings, metrics: Metrics) -> None:
    assert settings.backup_dir
    databases = {"archive.db": settings.archive, "bot.db": settings.bot_db}
    now = datetime.now(UTC)
    take(settings.backup_dir, databases, now=now)
    await BackupJob(settings.backup_dir, settings, metrics).tick(now)
    assert numbers(settings) == [1]


async def test_one_of_a_clock_that_ran_ahead_says_nothing(
    job: BackupJob, settings: Settings
) -> None:
    assert settings.backup_dir
    databases = {"archive.db": settings.archive, "bot.db": settings.bot_db}
    now = datetime.now(UTC)
    take(settings.backup_dir, databases, now=now + timedelta(days=700))
    await job.tick(now)
    await job.tick(now)
    assert numbers(settings) == [2, 1]


async def test_a_failure_is_told_and_tried_again_later(
    job: BackupJob, settings: Settings, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    assert settings.backup_dir
    settings.backup_dir.write_text("no folder")
    now = datetime.now(UTC)
    await job.tick(now)
    assert "Nothing can be written into" in job.state.problem
    assert "no backup was made" in caplog.text and "secret-of-the-bot" not in caplog.text
    settings.backup_dir.unlink()
    await job.tick(now + RETRY / 2)
    assert tried(metrics, "failed") == 1 and not numbers(settings)
    await job.tick(now + RETRY)
    assert numbers(settings) == [1] and not job.state.problem


async def test_the_end_of_the_bot_leaves_nothing_half(settings: Settings, metrics: Metrics) -> None:
    assert settings.backup_dir
    job = BackupJob(settings.backup_dir, settings, metrics)
    job.start()
    await asyncio.to_thread(wait_for_one, settings)
    await job.close()
    whole = [path.name for path in settings.backup_dir.glob("dateline-*")]
    assert len(whole) == len(numbers(settings))
    assert not list(settings.backup_dir.glob(".dateline-*.part"))


def wait_for_one(settings: Settings) -> None:
    """Until the first backup is being written."""
    assert settings.backup_dir
    while not list(settings.backup_dir.glob("*dateline-0*")):
        time.sleep(0.001)


async def test_health_tells_of_it(stage, settings: Settings, job: BackupJob) -> None:
    bot = stage.env.bot
    assert "backup" not in await Status(bot, 1, metrics=False).health()
    bot.backups = job
    await job.tick(datetime.now(UTC))
    told = await Status(bot, 1, metrics=False).health()
    assert job.state.newest
    assert told["backup"] == {"newest": job.state.newest.isoformat(), "problem": ""}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({}, True),
        ({"backup_dir": None}, False),
        ({"shards": "1-3/4"}, False),
        ({"shards": "0-1/4"}, True),
    ],
)
async def test_only_the_process_with_shard_0_makes_them(
    desks, settings: Settings, change: dict, made: bool
) -> None:
    client = desks.client(**{"backup_dir": settings.backup_dir, **change})
    assert (client.backups is not None) is made
