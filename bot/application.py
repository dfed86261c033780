"""Which application a token belongs to."""

from __future__ import annotations

import asyncio
import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.api import proxy_of, use_api_of

if TYPE_CHECKING:
    from bot.settings import Settings

_SECONDS = 30.0


class NotAccepted(Exception):
    """Discord does not say whose a token is. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Application:
    """An application as Discord knows it."""

    number: int
    name: str


def number_in(token: str) -> int | None:
    """The number that a token begins with, in base 64; None where it has none.

    It is the bot's, which is the application's own for all but those of 2016 and before.
    """
    written = token.split(".")[0]
    try:
        decoded = base64.b64decode(
            written + "=" * (-len(written) % 4), altchars=b"-_", validate=True
        )
        text = decoded.decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(text) if text.isdecimal() and 15 <= len(text) <= 20 else None


def ask(settings: Settings) -> Application:
    """Log in with the token and ask whose it is. Raises NotAccepted."""
    try:
        return asyncio.run(_ask(settings))
    except discord.LoginFailure as error:
        raise NotAccepted(
            "the token is refused: copy it from the application's Bot page."
        ) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
        raise NotAccepted(f"it can't be reached: {error or 'no answer in time'}.") from error


async def _ask(settings: Settings) -> Application:
    use_api_of(settings)
    async with discord.Client(intents=discord.Intents.none(), **proxy_of(settings)) as client:
        async with asyncio.timeout(_SECONDS):
            await client.login(settings.token.get_secret_value())
        assert client.application is not None
        return Application(client.application.id, client.application.name)
