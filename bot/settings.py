"""The one reader of the environment and of ``.env``.

Every setting is a field here and a paragraph in ``.env.example``. A real variable of the environment
wins over the file. A secret may stand in a file of its own instead, which another setting names.
"""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.secret_files import SecretError, read_secret
from bot.shards import Shards, shards_from

PREFIX = "DATELINE_"


class SettingsError(Exception):
    """One or more settings are missing or wrong. The message names each of them, a line each."""


class _Secrets(BaseSettings):
    """What nobody else may know, each itself or in a file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    # Each file before its secret: fields are validated in this order.
    token_file: Path | None = None
    token: SecretStr = Field(default=SecretStr(""), validate_default=True)
    proxy_file: Path | None = None
    proxy: SecretStr = Field(default=SecretStr(""), validate_default=True)

    @field_validator("token", "proxy")
    @classmethod
    def _of_its_file(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        of_file = f"{info.field_name}_file"
        file = info.data.get(of_file)
        if file is None:
            return value
        if value.get_secret_value():
            raise ValueError(f"is given itself and by {_variable(of_file)}: keep one of them")
        try:
            return SecretStr(read_secret(file))
        except SecretError as error:
            raise ValueError(f"{_variable(of_file)} names {file}, which {error}") from None

    @field_validator("token")
    @classmethod
    def _bare_token(cls, value: SecretStr) -> SecretStr:
        if any(ch.isspace() for ch in value.get_secret_value()):
            raise ValueError("has a space or a line break in it: copy the bare token")
        return value

    @field_validator("proxy")
    @classmethod
    def _proxy_address(cls, value: SecretStr) -> SecretStr:
        # Nothing of it in the message: it may hold a password.
        address = value.get_secret_value()
        if address and not _is_address(address, "http"):
            raise ValueError("is no address that begins with http://")
        return value


class Settings(_Secrets):
    """How the program is to run."""

    archive: Path = Path("archive.db")
    bot_db: Path = Path("bot.db")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    sync: bool = True
    dev_guild: int | None = Field(default=None, gt=0)
    log_format: Literal["text", "json"] = "text"
    heartbeat: Path | None = None
    status_port: int | None = Field(default=None, gt=0, lt=65536)
    metrics: bool = False
    shards: str = ""
    api: str = ""
    semantic: bool = False
    feeds: bool = True
    feed_minutes: int = Field(default=60, ge=5, le=7 * 24 * 60)
    feed_pages: bool = True
    adding: Literal["owner", "admins"] = "owner"
    backup_dir: Path | None = None
    backup_hours: int = Field(default=24, ge=1, le=31 * 24)
    backup_keep: int = Field(default=7, ge=1, le=1000)
    private_networks: str = ""
    contact: str = Field(default="", max_length=200)

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("shards")
    @classmethod
    def _readable(cls, value: str) -> str:
        shards_from(value)
        return value

    @field_validator("api")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not _is_address(value, "http", "https"):
            raise ValueError("is no address that begins with http:// or https://")
        return value.rstrip("/")

    @property
    def backup_days(self) -> int:
        """About how long a backup is kept; 0 where none is made."""
        return -(-self.backup_hours * self.backup_keep // 24) if self.backup_dir else 0

    @property
    def serves(self) -> Shards:
        """What of Discord this process serves."""
        return shards_from(self.shards)

    @field_validator("private_networks")
    @classmethod
    def _networks(cls, value: str) -> str:
        for each in filter(None, map(str.strip, value.split(","))):
            ip_network(each)
        return value

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, value: str) -> str:
        if not value.isascii() or not value.isprintable() or set("()\\") & set(value):
            raise ValueError(
                "has a character that a User-Agent can't hold: plain ASCII, no brackets"
            )
        return value.strip()


_MEANINGS = {
    "token": "the bot's token, from the Bot page of the Discord developer portal",
    "token_file": "the path of a file that holds the token",
    "archive": "the path of the archive",
    "bot_db": "the path of the bot's own database",
    "log_level": "one of DEBUG, INFO, WARNING, ERROR",
    "sync": "true or false",
    "dev_guild": "the number of a server",
    "log_format": "text or json",
    "heartbeat": "the path of a file",
    "status_port": "a port, from 1 to 65535",
    "metrics": "true or false",
    "shards": "shards of this process and how many there are, like 0-3/16",
    "proxy": "the address of an HTTP proxy",
    "proxy_file": "the path of a file that holds the proxy's address",
    "api": "the address of Discord's API",
    "semantic": "true or false",
    "feeds": "true or false",
    "feed_minutes": "minutes, from 5 to 10080",
    "feed_pages": "true or false",
    "adding": "owner or admins",
    "backup_dir": "the path of a folder",
    "backup_hours": "hours, from 1 to 744",
    "backup_keep": "a number, from 1 to 1000",
    "private_networks": "addresses or networks, separated by commas",
    "contact": "an e-mail address or a page",
}


_NO_SECRETS: dict[str, Any] = {"token": "", "token_file": None, "proxy": "", "proxy_file": None}


def load(*, need_token: bool = False, env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings. Raises SettingsError, which names every missing or wrong one at once.

    Where no token is needed no secret is read: they are empty.
    """
    problems: list[str] = []
    settings: Settings | None = None
    try:
        settings = Settings(**_reading(env_file), **({} if need_token else _NO_SECRETS))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            name = str(problem["loc"][0]) if problem["loc"] else ""
            said = str(problem["msg"]).removeprefix("Value error, ")
            problems.append(f"{_variable(name)} ({_meaning(name)}): {said}")
    except UnicodeDecodeError as error:
        problems.append(f"{env_file} is not UTF-8 text ({error.reason} at byte {error.start})")
    except OSError as error:
        problems.append(f"{env_file} can't be read: {error.strerror}")
    token_named = any(problem.startswith(_variable("token")) for problem in problems)
    if need_token and not token_named and not _token_given(settings, env_file):
        problems.append(
            f"{_variable('token')} ({_meaning('token')}) is missing, or {_variable('token_file')}"
            f" ({_meaning('token_file')})"
        )
    if settings is None or problems:
        listed = "".join(f"\n  {problem}" for problem in problems)
        raise SettingsError(
            f"Set these in the environment or in a file named .env (see .env.example):{listed}"
        )
    return settings


def _is_address(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _token_given(settings: Settings | None, env_file: Path | None) -> bool:
    """Whether there is a token, also where another setting is wrong."""
    if settings is not None:
        return bool(settings.token.get_secret_value())
    try:
        return bool(_Secrets(**_reading(env_file)).token.get_secret_value())
    except (ValidationError, UnicodeDecodeError, OSError):
        return False


def _reading(env_file: Path | None) -> dict[str, Any]:
    return {"_env_file": env_file}


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _meaning(name: str) -> str:
    return _MEANINGS.get(name, "a setting")
