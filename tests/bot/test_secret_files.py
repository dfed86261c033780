"""Secrets in files: read, told apart from those of the environment, and every mistake a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.secret_files import withhold
from bot.settings import Settings, SettingsError, load

SECRET = "s3cret.t0ken"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


def refusal() -> str:
    with pytest.raises(SettingsError) as caught:
        load(need_token=True)
    message = str(caught.value)
    assert "s3cret" not in message
    return message


@pytest.mark.parametrize("held", [SECRET, f"{SECRET}\n", f"\ufeff{SECRET}\r\n", f"  {SECRET}  "])
def test_a_token_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: str) -> None:
    (tmp_path / "token").write_bytes(held.encode())
    monkeypatch.setenv("DATELINE_TOKEN_FILE", "token")
    settings = load(need_token=True)
    assert settings.token.get_secret_value() == SECRET
    assert "s3cret" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_proxy_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "proxy").write_text("http://u:p4ss@proxy.example:3128\n", "utf-8")
    (tmp_path / ".env").write_text("DATELINE_PROXY_FILE=proxy\nDATELINE_TOKEN=t\n", "utf-8")
    settings = load(need_token=True)
    assert settings.proxy.get_secret_value() == "http://u:p4ss@proxy.example:3128"
    assert "p4ss" not in repr(settings)


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN_FILE", "no-such")
    message = refusal()
    assert "DATELINE_TOKEN_FILE names no-such, which can't be read: No such file" in message
    assert message.count("DATELINE_TOKEN ") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(SECRET, "utf-8")
    (tmp_path / "token").chmod(0)
    monkeypatch.setenv("DATELINE_TOKEN_FILE", "token")
    assert "names token, which can't be read: Permission denied" in refusal()


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xff\xfes3cret", "is not UTF-8 text"),
        (b"s3cret" * 10_000, "is too large for a secret"),
        (b"DATELINE_TOKEN=x\nOTHER=s3cret", "has a space or a line break in it"),
    ],
)
def test_a_file_without_a_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: bytes, why: str
) -> None:
    (tmp_path / "token").write_bytes(held)
    monkeypatch.setenv("DATELINE_TOKEN_FILE", "token")
    assert why in refusal()


def test_a_folder_is_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_TOKEN_FILE", str(tmp_path))
    assert "which can't be read: Is a directory" in refusal()


@pytest.mark.parametrize("secret", ["TOKEN", "PROXY"])
def test_both_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, secret: str) -> None:
    (tmp_path / "held").write_text("http://s3cret", "utf-8")
    monkeypatch.setenv("DATELINE_TOKEN", "a-token")
    monkeypatch.setenv(f"DATELINE_{secret}", "http://s3cret")
    monkeypatch.setenv(f"DATELINE_{secret}_FILE", "held")
    assert f"is given itself and by DATELINE_{secret}_FILE: keep one" in refusal()


def test_what_speaks_to_nobody_reads_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "s3cret")
    monkeypatch.setenv("DATELINE_PROXY_FILE", "no-such")
    settings = load()
    assert settings.token.get_secret_value() == settings.proxy.get_secret_value() == ""


def test_nothing_of_them_is_left_for_other_processes() -> None:
    secrets = {"DATELINE_TOKEN": "a", "DATELINE_PROXY": "b", "DATELINE_TOKEN_FILE": "c"}
    environment = {**secrets, "DATELINE_PROXY_FILE": "d", "DATELINE_ARCHIVE": "e", "PATH": "f"}
    withhold(environment)
    assert environment == {"DATELINE_ARCHIVE": "e", "PATH": "f"}
