"""What one digest holds: the archive's news, and what is new of what its server follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.replies import Reply
from bot.replies.digest import digest_reply, is_empty
from store import Archive
from store.follows import News
from store.guilds import DigestSettings, Follow
from store.model import Digest


@dataclass(frozen=True, slots=True)
class Contents:
    digest: Digest
    news: tuple[News, ...]
    """Of what the server follows once a day."""

    @property
    def is_empty(self) -> bool:
        """True where neither brought anything."""
        return is_empty(self.digest) and not self.news

    def reply(self, length: str) -> Reply:
        """``length``: short, medium or long."""
        return digest_reply(self.digest, length, self.news)


def read_contents(
    archive: Archive,
    settings: DigestSettings,
    follows: Sequence[Follow],
    day: str,
    until: int | None = None,
) -> Contents:
    """What a server's digest of ``day`` holds, with what came in up to change ``until``.

    ``follows``: ``Guilds.followed_in_digest``.
    """
    since = settings.since
    digest = archive.digest(
        day, since=since, until=until, topics=settings.topics, speakers=settings.speakers
    )
    followed = {each.followed: each.since for each in follows}
    news = archive.news(followed, since=since, until=until) if followed else ()
    return Contents(digest, news)
