"""What a fetch may do, and who it says it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

PRODUCT = "Dateline"
"""The name that a robots.txt speaks to."""
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of every fetch."""

    networks: str = ""
    """Networks that may be fetched from though they are not public: "127.0.0.1, 10.1.0.0/16"."""
    contact: str = ""
    """A page or an address at which a site's owner reaches who runs this."""
    seconds: float = 30.0
    """For one address with its redirects, from the first byte sent to the last received."""
    connect_seconds: float = 10.0
    idle_seconds: float = 15.0
    """The longest silence within an answer."""
    body_bytes: int = 16 * _MIB
    """The largest body, decompressed."""
    redirects: int = 5
    gap_seconds: float = 1.0
    """From the end of one request to a host to the start of the next: there is never more than one."""

    def for_files(self) -> Policy:
        """The same for a large file that a person asked for, such as a WARC."""
        return replace(self, seconds=4 * 3600.0, body_bytes=4096 * _MIB)

    @property
    def user_agent(self) -> str:
        """As RFC 9110 has it: the product, then what it is in a comment."""
        about = "; ".join(filter(None, ("news archive and feed reader", self.contact)))
        return f"{PRODUCT}/{_version()} ({about})"


def _version() -> str:
    try:
        return version("dateline-bot")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
