"""The clock of what is followed: each minute the archive's news are sighted, and told where it is time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.jobs.minutely import Minutely, clock_from
from bot.jobs.telling import Telling
from store import Archive
from store.guilds import Follow, Guilds, Place

_SCANS = 100
"""Looks at the archive's changes in one minute: what is left comes in the next."""


class FollowJob(Minutely):
    """Tells members and channels what is new of what they follow."""

    what = "news of what is followed"

    async def tick(self, now: datetime) -> None:
        """Sight what is new, and tell what is due at ``now`` (aware)."""
        desk = self._client.desk
        follows = await desk.keep(Guilds.scanned)
        if not follows:
            return
        await self._scan(follows, now)
        clock = clock_from(now)

        async def serve(place: Place) -> None:
            batch = await desk.keep(Guilds.begin, place, holder=self._holder, now=clock())
            if batch is not None:
                await Telling(self._client, batch, clock).run()

        due = await desk.keep(Guilds.places_due, now)
        await self._serve_all((place for place in due if self._is_here(place)), serve)

    async def _scan(self, follows: Sequence[Follow], now: datetime) -> None:
        desk = self._client.desk
        number = await desk.ask(Archive.change_number)
        newest = await desk.ask(Archive.newest_number)
        since = await desk.keep(Guilds.scan_from, number, newest)
        followed = tuple(dict.fromkeys(each.followed for each in follows))
        above = min(each.since for each in follows)
        for _ in range(_SCANS):
            if since >= number:
                return
            found = await desk.ask(Archive.scan, followed, since, above)
            taken = await desk.keep(Guilds.take_scan, since, found.until, found.sightings, now=now)
            if not taken:
                return
            since = found.until

    def _is_here(self, place: Place) -> bool:
        """Whether this process has the place's server; direct messages can be sent from any."""
        return not place.guild or self._has_guild(place.guild)
