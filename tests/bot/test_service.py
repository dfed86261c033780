"""The README's recipe for systemd: systemd takes it, it gives little away, and it fits the program."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.__main__ import cli
from bot.jobs import minutely
from bot.settings import PREFIX, Settings
from bot.underway import GRACE_SECONDS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
EXPOSURE = 20
"""Tenths of systemd's points, of 100: what faces the network and is well locked in has about that."""


@pytest.fixture
def unit() -> str:
    (found,) = re.findall(r"```ini\n(\[Unit\]\n.*?)```", README, re.DOTALL)
    return found


@pytest.fixture
def values(unit: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in unit.splitlines() if "=" in line)


@pytest.mark.parametrize(
    "check", [("verify", "--man=no"), ("security", "--offline=true", f"--threshold={EXPOSURE}")]
)
def test_systemd_takes_it(unit: str, values: dict[str, str], tmp_path: Path, check) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine")
    file = tmp_path / "dateline.service"
    # Its own path is that of the recipe's installation.
    file.write_text(unit.replace(values["ExecStart"], "/bin/true"), "utf-8")
    done = subprocess.run(
        [analyze, "--no-pager", *check, file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr
    assert not done.stderr, done.stderr


def test_what_it_starts_is_a_command(values: dict[str, str]) -> None:
    program, command = values["ExecStart"].split(" ")
    assert program.endswith("/dateline") and command in cli.list_commands(None)


def test_settings_that_it_names_are_settings(unit: str, values: dict[str, str]) -> None:
    named = re.findall(rf"{PREFIX}(\w+)", unit)
    assert named and {name.lower() for name in named} <= set(Settings.model_fields)
    credential, _ = values["LoadCredential"].split(":")
    assert values["Environment"] == f"{PREFIX}TOKEN_FILE=%d/{credential}"


def test_what_the_program_writes_is_in_its_folder(values: dict[str, str]) -> None:
    folder = Path("/var/lib", values["StateDirectory"])
    assert values["WorkingDirectory"] == str(folder)
    for name in ("archive", "bot_db"):
        default = Settings.model_fields[name].default
        assert not default.is_absolute(), f"{name} would be outside of {folder}"
    assert f"`{folder / Settings.model_fields['archive'].default}`" in README


def test_it_is_not_killed_while_it_finishes_what_is_under_way(values: dict[str, str]) -> None:
    assert int(values["TimeoutStopSec"]) >= 2 * max(GRACE_SECONDS, minutely.GRACE_SECONDS)
