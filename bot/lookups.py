"""A command and its arguments → the reply, from any offset: what every face shares.

Each function returns what to show and the value it was made of. Arguments are strings, for they travel
in buttons. Discord runs them on a thread of the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.replies import (
    Reply,
    about_reply,
    answer_reply,
    article_reply,
    changes_reply,
    check_reply,
    context_reply,
    digest_reply,
    facts_reply,
    on_this_day_reply,
    refused_reply,
    said_reply,
    speaker_reply,
    timeline_reply,
    unknown_reply,
)
from bot.replies.check import A_PAGE
from bot.replies.dates import in_words
from bot.replies.paging import Lookup
from bot.replies.pictures import articles_chart, statements_chart, with_picture
from bot.replies.typed import asked_block, typed_text
from bot.replies.words import words
from store.model import Answer, Certainty, Checked, Fault, FaultKind, VerdictKind
from store.overview.model import DayOfYears, SubjectFigures, Timeline

if TYPE_CHECKING:
    from store import Archive

ANSWERS = 3
"""Passages of one answer: enough to compare, short enough for a phone."""
LIST = 5
FIGURES = 4
"""Sentences with figures: what contradicts them stands with each."""
STEPS = 6
"""Statements of a timeline."""
_NEAREST = 5


Result = tuple[Reply, Any]


def ask(
    archive: Archive,
    text: str,
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
    limit: int = ANSWERS,
) -> Result:
    answer = archive.ask(
        text, limit=limit, offset=offset, after=after, before=before, today=date.today()
    )
    return answer_reply(answer, Lookup("ask", (text, after, before), limit)), answer


def who_said(
    archive: Archive,
    words: str,
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
    limit: int = ANSWERS,
) -> Result:
    answer = archive.who_said(
        words, limit=limit, offset=offset, after=after, before=before, today=date.today()
    )
    return answer_reply(answer, Lookup("who-said", (words, after, before), limit)), answer


def said(
    archive: Archive,
    name: str,
    about: str = "",
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
    limit: int = LIST,
) -> Result:
    answer = archive.said_by(
        name,
        about=about,
        after=after,
        before=before,
        limit=limit,
        offset=offset,
        today=date.today(),
    )
    return said_reply(answer, Lookup("said", (name, about, after, before), limit)), answer


def search(
    archive: Archive,
    words: str,
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
    limit: int = LIST,
) -> Result:
    answer = archive.search(
        words, limit=limit, offset=offset, after=after, before=before, today=date.today()
    )
    return answer_reply(answer, Lookup("search", (words, after, before), limit)), answer


def speaker(archive: Archive, name: str, *, offset: int = 0, limit: int = ANSWERS) -> Result:
    answer = archive.said_by(name, limit=limit, offset=offset)
    who = name
    if answer.holders:
        # A role that several hold has no profile: they are listed.
        who = answer.holders[0].name if len(answer.holders) == 1 else ""
    profile = archive.speaker(who) if who else None
    reply = speaker_reply(profile, answer, Lookup("speaker", (name,), limit))
    if profile is not None and not offset:
        reply = with_picture(reply, statements_chart(profile.name, archive.activity(who)))
    return reply, profile


def check(
    archive: Archive,
    text: str,
    speaker: str = "",
    *,
    offset: int = 0,
    limit: int | None = A_PAGE,
) -> Result:
    """Each quote of a message beside what is printed; ``limit`` None shows all at once."""
    found = archive.check_quotes(text, speaker=speaker)
    lookup = Lookup("check", (text, speaker), limit) if limit else None
    return check_reply(found, offset, lookup), found


def article(archive: Archive, named: str, *, offset: int = 0) -> Result:
    """An article by its number, its source's id or its headline; ``offset`` is the page."""
    view = archive.article_named(named)
    if view is None:
        if not any(map(str.isalnum, named)):
            return refused_reply((Fault(FaultKind.NO_WORDS),)), None
        near = [each.label for each in archive.suggest_headlines(named, _NEAREST)]
        return unknown_reply(near), None
    return article_reply(view, offset), view


def changes(archive: Archive, named: str, *, offset: int = 0) -> Result:
    """What was corrected in an article; ``offset`` is the correction, 0 for the newest."""
    view = archive.article_named(named)
    found = archive.changes(view.article.id) if view else None
    if found is None:
        return article(archive, named)
    return changes_reply(found, offset), found


def stats(archive: Archive) -> Result:
    """How much the archive holds."""
    found = archive.stats()
    return with_picture(about_reply(found), articles_chart(archive.activity())), found


def facts(
    archive: Archive,
    subject: str,
    after: str = "",
    before: str = "",
    *,
    offset: int = 0,
    limit: int = FIGURES,
) -> Result:
    found = archive.facts(
        subject, after=after, before=before, limit=limit, offset=offset, today=date.today()
    )
    return facts_reply(found, Lookup("facts", (subject, after, before), limit)), found


def on_this_day(archive: Archive, day: str = "", *, offset: int = 0, limit: int = LIST) -> Result:
    """``day``: ``MM-DD``; "" for today's."""
    day = day or date.today().isoformat()[5:]
    found = archive.on_this_day(day, limit=limit, offset=offset)
    return on_this_day_reply(found, Lookup("on-this-day", (day,), limit)), found


def timeline(
    archive: Archive, speaker: str, topic: str = "", *, offset: int = 0, limit: int = STEPS
) -> Result:
    """A speaker's statements from first to last; there is but one page."""
    found = archive.timeline(speaker, topic, most=limit, today=date.today())
    return timeline_reply(found), found


def digest(
    archive: Archive,
    day: str = "",
    topics: Sequence[str] = (),
    speakers: Sequence[str] = (),
    since: str = "",
    length: str = "medium",
) -> Result:
    """The digest of ``day``, or of the archive's newest day; with ``since``, of all days from then on."""
    newest = day or archive.stats().last
    found = archive.digest(newest, after=since, topics=topics, speakers=speakers)
    return digest_reply(found, length), found


def context(archive: Archive, article_id: int, start: int, end: int) -> Reply:
    """The paragraphs around words that were cited."""
    view = archive.article(article_id)
    return unknown_reply(()) if view is None else context_reply(view, start, end)


def around(archive: Archive, article_id: str, start: str, end: str, *, offset: int = 0) -> Result:
    """The same by what a button carries, for whoever is to see it; there is but one page."""
    view = archive.article(int(article_id))
    if view is None:
        return unknown_reply(()), None
    return replace(context_reply(view, int(start), int(end)), private=False), view


def is_found(value: Any) -> bool:
    """Whether a command's value holds anything."""
    if isinstance(value, Answer):
        return value.certainty is not Certainty.UNKNOWN
    if isinstance(value, Checked):
        return any(each.kind is not VerdictKind.NOT_FOUND for each in value.verdicts)
    if isinstance(value, SubjectFigures):
        return bool(value.sentences)
    if isinstance(value, DayOfYears):
        return bool(value.stories)
    if isinstance(value, Timeline):
        return bool(value.steps)
    return value is not None


LOOKUPS: dict[str, Callable[..., Result]] = {
    "ask": ask,
    "who-said": who_said,
    "said": said,
    "search": search,
    "check": check,
    "speaker": speaker,
    "article": article,
    "changes": changes,
    "context": around,
    "facts": facts,
    "on-this-day": on_this_day,
    "timeline": timeline,
}
"""What a button may repeat: its command's name → the function."""


def _about(topic: str) -> str:
    return words("about {topic}", topic=typed_text(topic))


def _from(day: str) -> str:
    return words("from {day}", day=in_words(day))


def _until(day: str) -> str:
    return words("until {day}", day=in_words(day))


_ASKED: dict[str, tuple[Callable[[str], str], ...]] = {
    "ask": (str, _from, _until),
    "who-said": (str, _from, _until),
    "said": (str, _about, _from, _until),
    "search": (str, _from, _until),
    "facts": (str, _from, _until),
    "timeline": (str, _about),
}
"""How a question is repeated above its answer, argument by argument."""


def look_up(archive: Archive, command: str, arguments: Sequence[str], offset: int = 0) -> Reply:
    """The reply to a command, with the question above it where others in the channel see it.

    What is not for the asker alone by its nature carries what finds it again.
    """
    reply, _ = LOOKUPS[command](archive, *arguments, offset=offset)
    if reply.private:
        return reply
    reply = replace(reply, lookup=(command, str(offset), *arguments))
    told = _ASKED.get(command)
    if told is None:
        return reply
    parts = [tell(value) for tell, value in zip(told, arguments, strict=False) if value]
    return replace(reply, blocks=(asked_block(*parts), *reply.blocks))
