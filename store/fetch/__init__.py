"""Fetching from the web, safely: public addresses alone, within limits of time and size, politely.

``download(url, to, *, policy, robots, progress)`` for one address into a file; ``Fetcher`` for coroutines.
"""

from __future__ import annotations

from store.fetch.addresses import without_credentials
from store.fetch.client import Fetcher, Response
from store.fetch.download import Downloaded, download
from store.fetch.errors import BadStatus, FetchError, Refused, RobotsForbid, TooLarge, Unreachable
from store.fetch.policy import Policy

__all__ = [
    "BadStatus",
    "Downloaded",
    "FetchError",
    "Fetcher",
    "Policy",
    "Refused",
    "Response",
    "RobotsForbid",
    "TooLarge",
    "Unreachable",
    "download",
    "without_credentials",
]
