"""Hostile strings in every field of the archive and as every question: nothing of them acts.

DATELINE_HOSTILE says how many (300; 100,000 by hand, an hour). Each string is asked in one of the ways that
there are, on an archive of hostile articles, and what comes of it is drawn for Discord and for a terminal.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterator

import pytest
from harmless import in_plain, in_request, in_terminal, is_hidden
from poisoned import poisoned

from bot import lookups
from bot.buttons.kept import is_too_long
from bot.cli._options import to_json
from bot.languages import language_named
from bot.layout import LayoutReply, button_id
from bot.replies import Reply, error_reply, notice_reply, unknown_reply
from bot.replies.limits import LAYOUT_COMPONENTS, LAYOUT_TEXT
from bot.replies.words import reply_said, words
from bot.suggest import choices
from bot.terminal import as_text, print_reply
from store import Archive
from tests.data.hostile import strings
from tests.discord_wire.spec import violations

COUNT = int(os.environ.get("DATELINE_HOSTILE", "300"))
SHARE = 10
"""One of so many strings stands in the archive."""
MESSAGES = "/channels/7/messages"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    poisoned(path, max(COUNT // SHARE, 600))
    with Archive.open(path) as opened:
        opened.prepare()
        yield opened


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def payload(reply: Reply) -> dict[str, object]:
    """The message as discord.py sends it."""
    keys = {each: "key" * 5 for each in reply.buttons if is_too_long(button_id(each))}
    view = LayoutReply(reply, keys)
    assert view.content_length() <= LAYOUT_TEXT
    assert view.total_children_count <= LAYOUT_COMPONENTS
    return {
        "flags": 1 << 15,
        "components": view.to_components(),
        "allowed_mentions": {"parse": []},
    }


def wrong_with(reply: Reply, *, screen: bool = False) -> list[str]:
    """What could act of a reply, on Discord in one of the languages and in a terminal."""
    sent = payload(reply_said(reply, language_named("en" if screen else "de")))
    found = [*in_request("POST", MESSAGES, sent), *violations("POST", MESSAGES, sent)]
    if acts := in_terminal(as_text(reply)):
        found.append(f"terminal: {acts}")
    if screen:
        drawn = Screen()
        print_reply(reply, drawn)
        if acts := in_terminal(STYLES.sub("", drawn.getvalue())):
            found.append(f"screen: {acts}")
    return found


ASKED: tuple[Callable[[Archive, str], tuple[Reply, object]], ...] = (
    lookups.ask,
    lookups.who_said,
    lookups.said,
    lambda archive, text: lookups.said(archive, "Kolb", text),
    lookups.search,
    lookups.speaker,
    lookups.check,
    lambda archive, text: lookups.check(archive, f"“the clerk of the ward wrote” - {text}"),
    lookups.article,
    lookups.changes,
    lookups.facts,
    lookups.timeline,
    lambda archive, text: lookups.timeline(archive, "Kolb", text),
    lambda archive, text: lookups.digest(archive, topics=[text[:500]]),
    lambda archive, text: lookups.digest(archive, speakers=[text[:500]]),
)
STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+;https?://[!-~]*|;)\x1b\\")
"""Colours and links as rich writes them."""


def assert_exact(value: object) -> None:
    """As JSON a value is one line, harmless on a terminal, and the value again when it is read."""
    line = to_json(value)
    assert len(line.splitlines()) == 1 and not any(map(is_hidden, set(line)))
    json.loads(line)


def test_what_is_asked_does_nothing_but_ask(archive: Archive) -> None:
    wrong: list[str] = []
    for number, text in enumerate(strings(COUNT)):
        reply, value = ASKED[number % len(ASKED)](archive, text)
        wrong += wrong_with(reply, screen=number % 10 == 0)
        assert_exact(value)
    assert wrong == []


def test_what_is_printed_does_nothing_but_stand_there(archive: Archive) -> None:
    wrong: list[str] = []
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        assert view is not None and view.revisions == 1
        quote = view.quotes[0]
        name = quote.speaker.name if quote.speaker else ""
        for command, *arguments in (
            ("article", str(number)),
            ("changes", str(number)),
            ("context", str(number), *map(str, quote.content[0])),
            ("said", name),
            ("speaker", name),
            ("timeline", name),
            ("facts", f"ward {number}"),
            ("on-this-day", view.article.published[5:]),
        ):
            wrong += wrong_with(lookups.look_up(archive, command, arguments), screen=True)
        digest, value = lookups.digest(archive, view.article.published)
        wrong += wrong_with(digest)
        assert_exact(value)
    wrong += wrong_with(lookups.stats(archive)[0])
    assert wrong == []


def test_what_is_told_of_it_does_nothing_either() -> None:
    wrong: list[str] = []
    for text in strings(COUNT):
        told = words("Followed from now on: {what}, {how}.", what=text, how=words("by {x}", x=text))
        for reply in (error_reply(text), notice_reply(text, told), unknown_reply([text])):
            wrong += wrong_with(reply)
        for label in choices([(text, "x")]):
            wrong += filter(None, [in_plain(label.name)])
    assert wrong == []
