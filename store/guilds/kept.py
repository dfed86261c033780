"""What ``bot.db`` keeps, of whom and how long: what ``/privacy`` says and what forgetting deletes.

Every table has its entry. A new table without one is refused by the tests.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.guilds.tables import Tables


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, for people."""

    table: str
    what: str
    until: str
    guild: str = ""
    """The column with the server that a row belongs to; "" where rows belong to none."""
    member: str = ""
    """The column with the member that a row is about; "" where rows are about nobody."""


KEPT = (
    Kept(
        "servers",
        "What a server chose in /setup: language, channels, roles, limits",
        "Until the bot leaves the server",
        guild="guild",
    ),
    Kept(
        "digests",
        "What a server chose for its daily post: channel, hour, time zone, topics",
        "Until /digest off, or the bot leaves the server",
        guild="guild",
    ),
    Kept(
        "posts",
        "On which days the daily post was sent, and its message's number",
        "Until the bot leaves the server",
        guild="guild",
    ),
    Kept(
        "feedback",
        "Your 👍 and 👎: your number in Discord, the answer and its question",
        "For a year, until /forget-me, or until the bot leaves the server",
        guild="guild",
        member="member",
    ),
    Kept(
        "follows",
        "What you follow, and where you are told of it",
        "Until /unfollow, /forget-me, or until the bot leaves the server",
        guild="guild",
        member="member",
    ),
    Kept(
        "follow_places",
        "Your language in direct messages, when you were last told what is new, and why you are not"
        " told any more",
        "Until you follow nothing there",
        guild="guild",
        member="member",
    ),
    Kept(
        "follow_matches",
        "Which articles bring news of what is followed, told or yet to be told",
        "For 90 days, and no longer than it is followed",
    ),
    Kept(
        "lookups",
        "Questions, and texts that were checked, for a button to repeat; not who asked",
        "For 90 days after they were last shown",
    ),
    Kept(
        "shown",
        "Which private answers were shown in the channel; not what they say, nor whose they are",
        "For 90 days, or until the bot leaves the server",
        guild="guild",
    ),
    Kept(
        "notes",
        "What the bot remembers about itself, such as which commands are registered",
        "Always",
    ),
)


class Forgetting(Tables):
    """Rows that go when somebody wants them to, or leaves."""

    def rows_of_member(self, member: int) -> dict[str, int]:
        """How many rows are about a member, by table; tables without any are left out."""
        with self._work() as db:
            counts = {
                each.table: int(
                    db.execute(
                        f"SELECT count(*) FROM [{each.table}] WHERE [{each.member}] = ?", [member]
                    ).fetchone()[0]
                )
                for each in KEPT
                if each.member
            }
        return {table: count for table, count in counts.items() if count}

    def forget_member(self, member: int) -> int:
        """Delete every row about a member; how many there were."""
        return self._delete([(each.table, each.member) for each in KEPT if each.member], member)

    def forget_guild(self, guild: int) -> int:
        """Delete every row that belongs to a server; how many there were."""
        return self._delete([(each.table, each.guild) for each in KEPT if each.guild], guild)

    def known_guilds(self) -> frozenset[int]:
        """Every server that a row belongs to."""
        with self._work() as db:
            return frozenset(
                int(row[0])
                for each in KEPT
                if each.guild
                for row in db.execute(f"SELECT DISTINCT [{each.guild}] FROM [{each.table}]")
                if row[0]
            )

    def _delete(self, columns: list[tuple[str, str]], whose: int) -> int:
        with self._work() as db:
            count = sum(
                int(db.execute(f"DELETE FROM [{table}] WHERE [{column}] = ?", [whose]).rowcount)
                for table, column in columns
            )
        self._empty_log()
        return count
