"""What members think of answers: one judgement a member and answer, which they can change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from store.guilds.tables import Tables, instant

FEEDBACK_DAYS = 365
"""How long a judgement is kept."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A judgement: of the answer that begins with this citation, to this question."""

    member: int
    guild: int
    """0 for a direct message."""
    article: int
    start: int
    end: int
    """String indices into the article's body."""
    lookup: str
    """The key under which the question is kept (``Lookups.keep_lookup``)."""
    good: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer and how many found it good or poor."""

    article: int
    start: int
    end: int
    question: str
    """The command and its arguments as buttons carry them; "" where it is not kept any more."""
    good: int
    poor: int


class FeedbackBook(Tables):
    """Members' judgements."""

    def judge(self, feedback: Feedback, *, now: datetime) -> bool | None:
        """Store a judgement in the place of the member's earlier one on that answer.

        The earlier one (True: good); None if there was none.
        """
        row = {
            "member": feedback.member,
            "guild": feedback.guild,
            "article": feedback.article,
            "first": feedback.start,
            "last": feedback.end,
            "lookup": feedback.lookup,
            "good": int(feedback.good),
            "given": instant(now),
        }
        with self._work() as db:
            earlier = list(
                db.query(
                    "SELECT good FROM feedback WHERE member = :member AND article = :article"
                    " AND first = :first AND last = :last AND lookup = :lookup",
                    row,
                )
            )
            db.table("feedback").insert(row, replace=True)
            old = instant(now - timedelta(days=FEEDBACK_DAYS))
            db.execute("DELETE FROM feedback WHERE given < ?", [old])
        return bool(earlier[0]["good"]) if earlier else None

    def judgements(self, guild: int | None = None) -> tuple[int, int]:
        """How many found an answer good, and poor: in a server, or (None) everywhere."""
        with self._work() as db:
            (row,) = db.query(
                "SELECT count(*) FILTER (WHERE good) AS good, count(*) FILTER (WHERE NOT good) AS poor"
                " FROM feedback WHERE :guild IS NULL OR guild = :guild",
                {"guild": guild},
            )
        return row["good"], row["poor"]

    def judged(self, limit: int = 20) -> tuple[Judged, ...]:
        """The answers that most found poor, then those that most found good."""
        with self._work() as db:
            rows = db.query(
                "SELECT article, first, last, coalesce(lookups.lookup, '') AS question,"
                " sum(good) AS good, sum(1 - good) AS poor FROM feedback"
                " LEFT JOIN lookups ON lookups.key = feedback.lookup"
                " GROUP BY article, first, last, feedback.lookup"
                " ORDER BY poor DESC, good DESC, article, first LIMIT ?",
                [limit],
            )
            return tuple(
                Judged(
                    article=row["article"],
                    start=row["first"],
                    end=row["last"],
                    question=row["question"],
                    good=row["good"],
                    poor=row["poor"],
                )
                for row in rows
            )
