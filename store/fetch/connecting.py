"""Connections to public addresses alone: DNS answers are checked, and each address again as it is dialled."""

from __future__ import annotations

import socket

from aiohappyeyeballs import AddrInfoType
from aiohttp import TCPConnector, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from store.fetch.addresses import refusal


class AddressRefused(OSError):
    """What an address is refused for; aiohttp hands it on as the cause of its own error."""


class PublicResolver(AbstractResolver):
    """Refuses a name with a single answer that is not public, whatever its other answers are."""

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The answers of the resolver behind this one. Raises AddressRefused or OSError."""
        answers = await self._resolver.resolve(host, port, family)
        for answer in answers:
            if reason := refusal(answer["host"]):
                raise AddressRefused(f"{host} leads to an address that is refused: {reason}")
        return answers

    async def close(self) -> None:
        await self._resolver.close()


def connector(*, allow_private: bool, resolver: AbstractResolver | None = None) -> TCPConnector:
    """A pool of connections. ``resolver``: who answers for names, by default the system.

    To be made within a running event loop.
    """
    names = resolver or ThreadedResolver()
    return TCPConnector(
        resolver=names if allow_private else PublicResolver(names),
        # An answer is used for the one connection that it was checked for.
        use_dns_cache=False,
        socket_factory=None if allow_private else _public_socket,
        limit=32,
    )


def _public_socket(info: AddrInfoType) -> socket.socket:
    family, kind, protocol, _, address = info
    if reason := refusal(str(address[0])):
        raise AddressRefused(reason)
    return socket.socket(family=family, type=kind, proto=protocol)
