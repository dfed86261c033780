"""Where Discord is, and the way there: its own address, or what the settings put in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

if TYPE_CHECKING:
    from bot.settings import Settings


class Proxy(TypedDict, total=False):
    """What a discord.Client takes of a proxy."""

    proxy: str
    proxy_auth: aiohttp.BasicAuth


def proxy_of(settings: Settings) -> Proxy:
    """The proxy for all that goes to Discord, if there is one."""
    written = settings.proxy.get_secret_value()
    if not written:
        return {}
    url = URL(written)
    if url.user is None:
        return {"proxy": written}
    password = aiohttp.BasicAuth(url.user, url.password or "", encoding="utf-8")
    return {"proxy": str(url.with_user(None)), "proxy_auth": password}


def use_api_of(settings: Settings) -> None:
    """Send requests to the API that the settings name: to one for the whole process."""
    if settings.api:
        Route.BASE = settings.api


async def use_gateway_of(client: discord.Client) -> None:
    """Connect to the gateway that this API names: discord.py knows Discord's own by heart."""
    _, gateway, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
