"""Which addresses may be fetched: public ones, over HTTP, on ports that serve it.

A name is safe only by the addresses it stands for at the moment of the connection, so those are checked
both as DNS answers and as a socket is made for them (against DNS rebinding). The blocks are those of
https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sibling, as Python knows them.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Sequence

from yarl import URL

from store.fetch.errors import Refused

Networks = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]

_LENGTH = 2_000
"""Characters of an address: no site needs more."""
_LOOPBACK = (ipaddress.IPv4Address("127.0.0.1"), ipaddress.IPv6Address("::1"))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS = frozenset({80, 443})
_NOT_HTTP = frozenset(
    {1719, 1720, 1723, 2049, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566}
    | {*range(6665, 6670), 6679, 6697, 9200, 10080, 11211, 27017}
)
"""Ports from 1024 on that other services are known by (https://fetch.spec.whatwg.org/#port-blocking,
and databases)."""


def checked(url: str, networks: Networks = ()) -> URL:
    """``url`` if it may be fetched as far as it can be told without asking DNS, its fragment left out.

    ``networks``: allowed though they are not public. Raises Refused.
    """
    shown = without_credentials(url)
    if len(url) > _LENGTH:
        raise Refused(f"The address {shown[:80]}… is longer than {_LENGTH} characters.")
    if not url.isprintable() or any(ch.isspace() for ch in url):
        raise Refused(f"The address {shown!r} has a space or a control character in it.")
    try:
        found = URL(url).with_fragment(None)
        port, host = found.port, found.host
    except (ValueError, UnicodeError) as error:
        raise Refused(f"{shown} is not an address of the web ({error}).") from error
    if found.scheme not in ("http", "https") or not host:
        raise Refused(
            f"{shown} is not an address of the web: it starts with https:// or http:// and a host."
        )
    if port not in _PORTS and (port is None or port < 1024 or port in _NOT_HTTP):
        raise Refused(f"{shown}: port {port} does not serve the web.")
    if _is_this_machine(host) and not any(ip in each for ip in _LOOPBACK for each in networks):
        raise Refused(f"{shown} is refused: {host} is this machine.")
    if reason := _literal_refusal(host, networks):
        raise Refused(f"{shown} is refused: {reason}.")
    return found


def _is_this_machine(host: str) -> bool:
    """Whether a name is one that never leaves this machine (RFC 6761), whatever DNS says of it."""
    name = unicodedata.normalize("NFKC", host).casefold().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def _literal_refusal(host: str, networks: Networks) -> str:
    bare = host.strip("[]")
    try:
        return refusal(bare, networks)
    except ValueError:
        # "127.1", "2130706433" and "0x7f.1" are read as addresses by some and as names by others.
        last = bare.rstrip(".").rpartition(".")[2]
        odd = last.isdigit() or (last[:2].lower() == "0x" and last[2:].isalnum())
        return f"{host} is neither a name nor a whole IP address" if odd else ""


def refusal(address: str, networks: Networks = ()) -> str:
    """Why an IP address is refused, "" for one that is public or in ``networks``.

    Raises ValueError where it is no IP address.
    """
    ip = ipaddress.ip_address(address)
    if any(ip in network for network in networks):
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return refusal(str(ipaddress.IPv4Address(ip.packed[-4:])), networks)
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo:
            return f"{address} hides an IPv4 address"
        if ip.is_site_local:
            return f"{address} is an address of a private network"
    if ip.is_loopback:
        return f"{address} is this machine"
    if ip.is_link_local:
        return f"{address} is an address of the local link"
    if ip.is_multicast:
        return f"{address} is a multicast address"
    if ip.is_private:
        return f"{address} is an address of a private network"
    if not ip.is_global or ip.is_reserved or ip.is_unspecified:
        return f"{address} is not a public address"
    return ""


def networks_of(text: str) -> Networks:
    """Networks from their notation, separated by commas: "10.1.0.0/16, ::1". Raises ValueError."""
    return tuple(ipaddress.ip_network(each.strip()) for each in text.split(",") if each.strip())


def without_credentials(url: str) -> str:
    """An address as it may be shown and stored: no name and password in it."""
    scheme, mark, rest = url.partition("://")
    authority = rest
    for end in "/?#\\":
        authority = authority.partition(end)[0]
    if not mark or "@" not in authority:
        return url
    return scheme + mark + authority.rpartition("@")[2] + rest[len(authority) :]
