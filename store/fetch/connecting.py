"""Connections to public addresses alone: DNS answers are checked, and each address again as it is dialled."""

from __future__ import annotations

import socket

from aiohappyeyeballs import AddrInfoType
from aiohttp import TCPConnector, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from store.fetch.addresses import Networks, refusal


class AddressRefused(OSError):
    """What an address is refused for; aiohttp hands it on as the cause of its own error."""


class PublicResolver(AbstractResolver):
    """Refuses a name with a single answer that is not public, whatever its other answers are."""

    def __init__(self, resolver: AbstractResolver, networks: Networks) -> None:
        self._resolver = resolver
        self._networks = networks

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The answers of the resolver behind this one. Raises AddressRefused or OSError."""
        answers = await self._resolver.resolve(host, port, family)
        for answer in answers:
            if reason := refusal(answer["host"], self._networks):
                raise AddressRefused(f"{host} leads to an address that is refused: {reason}")
        return answers

    async def close(self) -> None:
        await self._resolver.close()


def connector(networks: Networks, resolver: AbstractResolver | None = None) -> TCPConnector:
    """A pool of connections. ``networks``: allowed though not public; ``resolver``: who answers for names.

    To be made within a running event loop.
    """

    def make_socket(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if reason := refusal(str(address[0]), networks):
            raise AddressRefused(reason)
        return socket.socket(family=family, type=kind, proto=protocol)

    return TCPConnector(
        resolver=PublicResolver(resolver or ThreadedResolver(), networks),
        # An answer is used for the one connection that it was checked for.
        use_dns_cache=False,
        socket_factory=make_socket,
        limit=32,
    )
