"""A bot on a small real archive, written here with the statements that its articles hold.

The archive is made without the parser, so that these tests don't depend on what it finds. The people
and places do not exist.
"""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
from watchdog import Watchdog

from bot.client import DatelineClient
from bot.desk import Desk
from bot.settings import Settings
from store import Archive
from store.guilds import Guilds
from store.model import Article, Extraction, Paragraph, Quote, QuoteKind, Speaker, SpeakerKind
from store.write import Writer

MARA = Speaker(
    "Mara Oss",
    SpeakerKind.PERSON,
    named=True,
    role="harbour master",
    organisation="Port of Tarn",
    aliases=("Ms. Oss", "Oss"),
)
OFFICER = Speaker("a customs officer", SpeakerKind.ANONYMOUS, named=False)
ENGINEER = Speaker(
    "an engineer of the port, who asked not to be named because she may not speak to reporters",
    SpeakerKind.ANONYMOUS,
    named=False,
)
HOSTILE = "@everyone **Tarn** [click](https://evil.example) <@1> ||ferry||"
LONG_HEADLINE = "Inquiry into the ferry publishes every word of its findings"


def article(number: int, headline: str, published: str, *paragraphs: str) -> Article:
    body = "\n\n".join(paragraphs)
    placed, at = [], 0
    for ordinal, text in enumerate(paragraphs, 1):
        placed.append(Paragraph(ordinal, at, at + len(text)))
        at += len(text) + 2
    return Article(
        headline,
        body,
        tuple(placed),
        published=published,
        byline="By Ilse Tarrant",
        url=f"https://wire.example/{number}",
        doc_id=f"wire-{number}",
        source=f"wire.txt#{number}",
    )


def quotes(written: Article, *said: tuple[str, Speaker]) -> tuple[Article, Extraction]:
    """The article with statements; each text must stand in its body."""
    found = []
    for words, speaker in said:
        start = written.body.index(words)
        found.append(
            Quote(
                QuoteKind.DIRECT,
                ((start, start + len(words)),),
                speaker=speaker,
                paragraph=written.paragraph_at(start),
            )
        )
    return written, Extraction(tuple(found), tuple(dict.fromkeys(s for _, s in said)))


def wire() -> list[tuple[Article, Extraction]]:
    """Enough for pages, hostile text, and a very long article."""
    stories = []
    for number in range(1, 8):
        words = f'"Berth {number} of the harbour stays closed until the crane is repaired,"'
        story = article(
            number,
            f"Harbour closure enters week {number}",
            f"2021-03-0{number}",
            "TARN — The harbour was quiet on Monday.",
            f"{words} said Mara Oss, the harbour master.",
            f"At least {number}0 ships are waiting outside the breakwater.",
        )
        stories.append(quotes(story, (words, MARA)))
    hostile = '"Nobody told **us** about the `fire` @everyone,"'
    doubts = [f'"Pump {n} was never tested in all the years I worked there,"' for n in range(1, 8)]
    burned = article(
        8,
        HOSTILE,
        "2021-04-01",
        f"{hostile} a customs officer said.",
        "The ferry burned.",
        *(f"{doubt} said {ENGINEER.name}." for doubt in doubts),
    )
    stories.append(quotes(burned, (hostile, OFFICER), *((doubt, ENGINEER) for doubt in doubts)))
    findings = [f"Finding {n}. " + "The pumps had not been tested. " * 12 for n in range(1, 31)]
    stories.append((article(9, LONG_HEADLINE, "2021-05-01", *findings), Extraction()))
    return stories


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[Watchdog]:
    """No test of the bot may keep the event loop from its turn."""
    watchdog = Watchdog()
    watchdog.start()
    yield watchdog
    watchdog.stop()
    assert not watchdog.blocked, "the event loop was blocked here:\n" + watchdog.blocked[0]


@pytest.fixture(scope="session")
def wire_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wire") / "archive.db"
    with Writer(path) as writer:
        writer.add("wire.txt", wire(), now="2021-06-01T00:00:00+00:00")
    Archive.open(path).close()
    return path


@dataclass
class Desks:
    """Clients on one pair of databases, as restarts of the bot would have them."""

    folder: Path
    opened: list[tuple[Archive, Guilds, Desk]] = field(default_factory=list)

    def client(self, **settings: Any) -> DatelineClient:
        archive = Archive.open(self.folder / "archive.db")
        guilds = Guilds.open(self.folder / "bot.db")
        desk = Desk(archive, guilds)
        self.opened.append((archive, guilds, desk))
        settings.setdefault("shards", "0/1")
        return DatelineClient(desk, Settings(_env_file=None, **settings))

    def publish(self, number: int) -> None:
        """A new article comes in while the bot runs."""
        words = f'"Ferry {number} is safe again and sails at six every morning from today,"'
        story = article(
            1000 + number,
            f"Ferry {number} sails again",
            "2025-12-31",
            f"{words} said Mara Oss, the harbour master.",
            f"It carries {number} crates.",
        )
        with Writer(self.folder / "archive.db") as writer:
            writer.add("wire.txt", [quotes(story, (words, MARA))], now="2026-01-01T00:00:00+00:00")

    def crowd(self) -> None:
        """More speakers and headlines come in than fit into a menu, and longer ones."""
        stories = []
        for number in range(30):
            name = f"a member who has held every office of the board of the port {'again ' * 9}{number}"
            words = f'"We have counted the members of the board {number} times,"'
            story = article(
                2000 + number, f"Headline of {name}", "2025-12-31", f"{words} {name} said."
            )
            stories.append(
                quotes(story, (words, Speaker(name, SpeakerKind.ANONYMOUS, named=False)))
            )
        with Writer(self.folder / "archive.db") as writer:
            writer.add("wire.txt", stories, now="2026-01-01T00:00:00+00:00")

    def correct(self, number: int, before: str, after: str) -> None:
        """An article is corrected while the bot runs."""
        one, found = wire()[number - 1]
        corrected = dataclasses.replace(one, body=one.body.replace(before, after))
        with Writer(self.folder / "archive.db") as writer:
            writer.add("wire.txt", [(corrected, found)], now="2026-01-01T00:00:00+00:00")

    @property
    def guilds(self) -> Guilds:
        return self.opened[-1][1]

    def close(self) -> None:
        for archive, guilds, desk in self.opened:
            asyncio.run(desk.close())
            archive.close()
            guilds.close()


@pytest.fixture
def desks(wire_archive: Path, tmp_path: Path) -> Iterator[Desks]:
    for found in wire_archive.parent.iterdir():
        copy = shutil.copytree if found.is_dir() else shutil.copy
        copy(found, tmp_path / found.name)
    opened = Desks(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def simcord_bot(desks: Desks) -> DatelineClient:
    return desks.client()


@dataclass
class Stage:
    """A server with a channel, a member, and an admin."""

    env: Any
    guild: Any
    channel: Any
    ann: Any
    admin: Any


@pytest.fixture
def stage(simcord_env: Any) -> Stage:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return Stage(
        simcord_env,
        guild,
        channel,
        guild.add_member(simcord_env.create_user("ann")),
        guild.add_member(simcord_env.create_user("admin"), roles=[managers]),
    )


@pytest.fixture
def discord_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the language of members' Discord, and of their servers, which simcord has no place for."""
    from simcord import interactions

    made = interactions.base_payload

    def chosen(locale: str) -> None:
        def payload(*args: Any, **kwargs: Any) -> Any:
            record, values = made(*args, **kwargs)
            return record, values | {
                name: locale for name in ("locale", "guild_locale") if name in values
            }

        monkeypatch.setattr(interactions, "base_payload", payload)

    return chosen


def components(message: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message's payload, nested ones too."""
    stack = list(reversed(message.components))
    while stack:
        component = stack.pop()
        if not isinstance(component, dict):
            component = component.to_dict()
        yield component
        inner = [*component.get("components", ()), *filter(None, [component.get("accessory")])]
        stack.extend(reversed(inner))


@pytest.fixture
def shown() -> Callable[[Any], str]:
    """The text of a message, as markdown."""

    def read(message: Any) -> str:
        assert message is not None
        return "\n".join(each["content"] for each in components(message) if each["type"] == 10)

    return read


@pytest.fixture
def labels() -> Callable[[Any], list[str]]:
    """The labels of a message's buttons, in order."""

    def read(message: Any) -> list[str]:
        return [each["label"] for each in components(message) if each["type"] == 2]

    return read


@pytest.fixture
def ids() -> Callable[[Any], list[str]]:
    """The custom ids of a message's buttons, in order."""

    def read(message: Any) -> list[str]:
        return [each["custom_id"] for each in components(message) if each["type"] == 2]

    return read


@pytest.fixture
def parts() -> Callable[[Any], list[dict[str, Any]]]:
    """The payloads of a message's components, nested ones too."""
    return lambda message: list(components(message))


@dataclass(frozen=True)
class Picture:
    """A picture as a message carries it."""

    name: str
    alt: str
    """Its attachment's description."""
    alt_in_gallery: str
    size: int
    is_png: bool


@pytest.fixture
def pictures(stage: Stage) -> Callable[[Any], list[Picture]]:
    """The pictures that a message shows: attached, and in a gallery that points to what is attached."""

    def read(message: Any) -> list[Picture]:
        attached = {each.url: each for each in message.attachments}
        shown = [
            item for each in components(message) if each["type"] == 12 for item in each["items"]
        ]
        assert [item["media"]["url"] for item in shown] == list(attached)
        found = []
        for item in shown:
            one = attached[item["media"]["url"]]
            data = stage.env.backend.cdn.get(one.url)
            alt, alt_in_gallery = one.description or "", item["description"] or ""
            is_png = data.startswith(b"\x89PNG") and len(data) == one.size
            found.append(Picture(one.filename, alt, alt_in_gallery, one.size, is_png))
        return found

    return read
