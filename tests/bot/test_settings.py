"""Settings: where they come from, and every problem named at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.fetching import plan_of
from bot.settings import Settings, SettingsError, load

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def test_nothing_is_needed_without_discord() -> None:
    settings = load()
    assert settings.archive == Path("archive.db")
    assert settings.token.get_secret_value() == ""


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path(".env").write_text("DATELINE_TOKEN=from-file\nDATELINE_ARCHIVE=other.db\n", "utf-8")
    monkeypatch.setenv("DATELINE_TOKEN", "from-environment")
    settings = load(need_token=True)
    assert settings.token.get_secret_value() == "from-environment"
    assert settings.archive == Path("other.db")


def test_every_problem_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "loud")
    monkeypatch.setenv("DATELINE_DEV_GUILD", "-5")
    with pytest.raises(SettingsError) as caught:
        load(need_token=True)
    message = str(caught.value)
    for name in ("DATELINE_LOG_LEVEL", "DATELINE_DEV_GUILD", "DATELINE_TOKEN"):
        assert name in message


def test_a_token_beside_another_problem_is_not_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "abc")
    monkeypatch.setenv("DATELINE_SYNC", "perhaps")
    with pytest.raises(SettingsError) as caught:
        load(need_token=True)
    assert "DATELINE_SYNC" in str(caught.value)
    assert "DATELINE_TOKEN" not in str(caught.value)


def test_a_wrong_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "Bot s3cret")
    with pytest.raises(SettingsError, match="DATELINE_TOKEN") as caught:
        load(need_token=True)
    assert "s3cret" not in str(caught.value)


def test_the_token_is_not_in_the_settings_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "s3cret")
    assert "s3cret" not in repr(load())


def test_an_empty_variable_is_an_absent_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DEV_GUILD", "")
    assert load().dev_guild is None


def test_a_level_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "debug")
    assert load().log_level == "DEBUG"


def test_a_file_that_is_no_text_is_a_sentence() -> None:
    Path(".env").write_bytes(b"DATELINE_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load()


def test_the_example_names_every_setting_and_loads() -> None:
    named = re.findall(r"^(DATELINE_\w+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(f"DATELINE_{name.upper()}" for name in Settings.model_fields)
    assert load(env_file=EXAMPLE) == load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FEED_MINUTES", "1"),
        ("FEED_MINUTES", "often"),
        ("PRIVATE_NETWORKS", "10.0.0.0/33"),
        ("PRIVATE_NETWORKS", "localhost"),
        ("CONTACT", "me\r\nX-Header: y"),
        ("CONTACT", "(me)"),
    ],
)
def test_what_can_not_be_fetched_with(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DATELINE_{name}", value)
    with pytest.raises(SettingsError, match=f"DATELINE_{name}"):
        load()


def test_fetching_as_the_settings_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_NETWORKS", "10.1.0.0/16, ::1")
    monkeypatch.setenv("DATELINE_CONTACT", "https://tarn.example/bot")
    monkeypatch.setenv("DATELINE_FEED_MINUTES", "15")
    monkeypatch.setenv("DATELINE_FEED_PAGES", "false")
    plan = plan_of(load())
    assert (plan.minutes, plan.pages) == (15, False)
    assert plan.policy.networks == "10.1.0.0/16, ::1"
    assert "https://tarn.example/bot" in plan.policy.user_agent
