"""Whatever a member sees is said in a language that has it: nothing stays English but the archive's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from handmade import article
from pseudo import CODE, forgotten, shown_in, write_catalogue
from translations import of_commands, of_sentences

from bot import languages, weekdays
from bot.manual import leaves
from bot.replies.markup import escape
from store.guilds import DigestSettings, ServerSettings
from store.model import (
    Extraction,
    Fact,
    FactKind,
    Quote,
    QuoteKind,
    Reason,
    Speaker,
    SpeakerKind,
)
from store.write import Writer

QARA = Speaker(
    "Qara Qoss",
    SpeakerKind.PERSON,
    named=True,
    role="qarbour qaster",
    organisation="Qort qof Qarn",
    aliases=("Qs. Qoss",),
)
QEER = Speaker("qa quarrelsome qofficer", SpeakerKind.ANONYMOUS, named=False)
QODY = Speaker("Qort Qauthority", SpeakerKind.BODY, named=True)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SAID = "Qerth qeven qof qarbour qays qosed quntil qane qis qepaired"
_CACHES = (
    languages.language_named,
    languages.catalogue,
    weekdays._phrases,
    weekdays._connectors,
    weekdays._names,
)


def stories(first: int, count: int, year: int = 2021) -> Iterator[tuple]:
    """Articles in a language of words that begin with q, with all that can be found in one."""
    for number in range(first, first + count):
        qumber = "q" + "abcdefghijklmnopqrstuvwxyz"[number % 26] * 3
        body = (
            f'"{SAID} {qumber}," qaid Qara Qoss.',
            f"Qirst {number}0 qips qere qaiting qear {qumber} qand qa qofficer qarned qof qorms.",
            f"“Qumps {qumber} qere qever qested,” qaid qa quarrelsome qofficer.",
            f"Qort Qauthority qeckoned qat {number + 500} qips qere qaiting qear {qumber}.",
        )
        one = article(
            "\n\n".join(body),
            headline=f"Qosure qenters qeek {qumber}",
            source=f"qire-{number}",
            published=f"{year}-03-{number % 28 + 1:02}",
            byline="Qy Qilse Qarrant",
            url=f"https://wire.example/{number}",
        )
        text = one.body

        def span(words: str, text: str = text) -> tuple[int, int]:
            return text.index(words), text.index(words) + len(words)

        quotes = (
            Quote(QuoteKind.DIRECT, (span(f'"{SAID} {qumber},"'),), speaker=QARA),
            Quote(
                QuoteKind.INDIRECT,
                (span("qa qofficer qarned qof qorms"),),
                speaker=QEER,
                paragraph=2,
                confidence=0.7,
                reason=str(Reason(2, "qarned", source="qa qofficer", heard=QEER.name)),
            ),
            Quote(QuoteKind.DIRECT, (span(f"“Qumps {qumber} qere qever qested,”"),), paragraph=3),
            Quote(
                QuoteKind.INDIRECT, (span(f"{number + 500} qips qere"),), speaker=QODY, paragraph=4
            ),
        )
        facts = (
            Fact(
                FactKind.COUNT,
                span(f"{number}0 qips"),
                float(f"{number}0"),
                what="qips",
                paragraph=2,
            ),
            Fact(
                FactKind.COUNT,
                span(f"{number + 500} qips"),
                number + 500.0,
                what="qips",
                says=QODY.name,
                paragraph=4,
            ),
        )
        yield one, Extraction(quotes, (QARA, QEER, QODY), facts)


@pytest.fixture(scope="module")
def wire_archive(tmp_path_factory):
    """In the place of the other tests' archive."""
    path = tmp_path_factory.mktemp("q") / "archive.db"
    with Writer(path) as writer:
        writer.add("qire.txt", list(stories(1, 40)), now="2021-06-01T00:00:00+00:00")
        corrected = [
            (replace(one, body=one.body.replace("qested", "qamined")), found)
            for one, found in stories(3, 1)
        ]
        writer.add("qire.txt", corrected, now="2021-07-01T00:00:00+00:00")
        writer.add("qire.txt", list(stories(50, 20, 2020)), now="2021-08-01T00:00:00+00:00")
    return path


@pytest.fixture
async def pseudo(stage, desks, tmp_path, monkeypatch, discord_in):
    """A server, and members, in a language of which every text can be known."""
    folder = tmp_path / "languages"
    folder.mkdir()
    write_catalogue(folder, await of_commands(stage.env.bot.tree), of_sentences())
    (folder / "de.po").write_bytes((languages.FOLDER / "de.po").read_bytes())
    monkeypatch.setattr(languages, "FOLDER", folder)
    monkeypatch.setitem(languages.LANGUAGES, CODE, "⟦Ελληνικά⟧")
    discord_in(CODE)
    for cache in _CACHES:
        cache.cache_clear()
    stage.env.settle_timeout = 20
    await stage.env.restart_bot(desks.client(adding="admins", archive=desks.folder / "archive.db"))
    await stage.env.bot.servers.save(
        ServerSettings(stage.guild.id, language=CODE, member_uses=0, server_uses=0)
    )
    stage.seen = len(stage.env.http_requests)
    yield stage
    for cache in _CACHES:
        cache.cache_clear()


HOW = "how many qips since March 2021"
TYPED = (HOW, "since March 2021", "nonsense")
"""What members type in English's words."""

CALLS: list[tuple[str, dict]] = [
    ("about", {}),
    ("archive stats", {}),
    ("article", {"headline": "Qosure qenters qeek qddd"}),
    ("article", {"headline": "qxyz"}),
    ("ask", {"question": "qarbour qosed"}),
    ("ask", {"question": HOW}),
    ("ask", {"question": "qnever qheard qof"}),
    ("ask", {"question": "qarbour", "after": "nonsense"}),
    ("who-said", {"words": "qumps qever qested"}),
    ("said", {"speaker": "Qara Qoss"}),
    ("said", {"speaker": "Qara Qoss", "about": "qarbour", "after": "2020", "before": "2021-12-31"}),
    ("said", {"speaker": QEER.name}),
    ("said", {"speaker": "Qobody Qknown"}),
    ("search", {"words": "qumps"}),
    ("search", {"words": "qarbuor qepaired"}),
    ("speaker", {"name": "Qara Qoss"}),
    ("speaker", {"name": QEER.name}),
    ("speaker", {"name": QODY.name}),
    ("facts", {"subject": "qips"}),
    ("on-this-day", {"date": "03-05"}),
    ("on-this-day", {"date": "12-24"}),
    ("on-this-day", {"date": "nonsense"}),
    ("timeline", {"speaker": "Qara Qoss"}),
    ("timeline", {"speaker": "Qara Qoss", "topic": "qarbour"}),
    ("check quote", {"text": f"“{SAID}”", "speaker": "Qara Qoss"}),
    ("check quote", {"text": f"“{SAID.replace('qosed', 'qopen')}”", "speaker": "Qilse Qother"}),
    ("check quote", {"text": f"“{SAID}”", "speaker": "Qilse Qother"}),
    ("check quote", {"text": "“Qumps qaaa qere qever qested”"}),
    ("check quote", {"text": "“Qhatever qit qmay qbe”", "speaker": "Qara Qoss"}),
    ("check quote", {"text": "…"}),
    ("help", {}),
    ("help", {"command": "said"}),
    ("help", {"command": "qsai"}),
    ("privacy", {}),
    ("forget-me", {}),
    ("following", {}),
    ("unfollow", {"what": "qxyz"}),
    ("follow speaker", {"name": "Qara Qoss"}),
    ("follow speaker", {"name": "Qara Qoss"}),
    ("follow speaker", {"name": "Qara Qoss", "where": "here, for me", "when": "once a day"}),
    ("follow speaker", {"name": "Qobody Qknown"}),
    ("follow speaker", {"name": "Qara Qoss", "where": "here, for everyone"}),
    ("follow words", {"words": "qarbour qosed"}),
    ("follow words", {"words": "-"}),
    ("following", {}),
    ("unfollow", {"what": "qxyz"}),
    ("unfollow", {"what": "qarbour qosed"}),
    ("forget-me", {}),
    ("archive add", {}),
    ("feeds list", {}),
]
ADMINS: list[tuple[str, dict]] = [
    ("digest status", {}),
    ("digest setup", {}),
    ("digest setup", {"hour": 9, "zone": "nonsense"}),
    ("digest setup", {"hour": 9, "zone": "Europe/Berlin", "weekdays": "nonsense"}),
    ("digest setup", {"hour": 9, "zone": "Europe/Berlin", "tag": "qag"}),
    (
        "digest setup",
        {"hour": 9, "zone": "Europe/Berlin", "topics": "q,qa,qb,qc,qd,qe,qf,qg,qh,qi,qj"},
    ),
    ("digest setup", {"hour": 9, "zone": "Europe/Berlin", "speakers": "Qara"}),
    (
        "digest setup",
        {"hour": 9, "zone": "Europe/Berlin", "speakers": "Qara Qoss", "length": "long"},
    ),
    ("digest setup", {"weekdays": "mon-fri", "topics": "qarbour", "say_when_empty": True}),
    ("digest preview", {}),
    ("digest status", {}),
    ("digest pause", {}),
    ("digest pause", {}),
    ("digest status", {}),
    ("digest resume", {}),
    ("digest resume", {}),
    ("follow speaker", {"name": "Qara Qoss", "where": "here, for everyone", "when": "once a day"}),
    ("follow words", {"words": "qarbour", "where": "here, for everyone"}),
    ("digest now", {}),
    ("digest now", {}),
    ("digest status", {}),
    ("archive add", {}),
    ("feeds list", {}),
    ("following", {}),
    ("digest off", {}),
    ("following", {}),
    ("digest off", {}),
    ("setup", {}),
]
NOT_YET = {"feeds remove", "feeds poll", "feeds add"}
"""What is wrong with a feed is told in English to those who may add: not by the commands of members."""


def texts(stage) -> Iterator[tuple[str, str]]:
    """What the bot has sent since the language was chosen: where to, and each text."""
    for each in stage.env.http_requests[stage.seen :]:
        if each.method in ("POST", "PATCH") and each.json:
            for text in shown_in(each.json):
                yield each.path, text


def check(stage) -> int:
    found = list(texts(stage))
    examples = [
        value
        for each in leaves(stage.env.bot.tree)
        for value in each.extras.get("example", {}).values()
    ]
    typed = sorted((*TYPED, *map(escape, examples)), key=len, reverse=True)
    wrong = {
        (path, text): left
        for path, text in found
        if text not in languages.LANGUAGES.values() and (left := forgotten(text, typed))
    }
    assert not wrong, "these are not said in the language:\n" + "\n\n".join(
        f"{left} in {text!r}" for (_, text), left in wrong.items()
    )
    return len(found)


async def drive(stage, who, calls, parts) -> None:
    """Carry out commands, and press what is below their answers, each kind of button once a command."""
    for name, options in calls:
        result = await who.slash(stage.channel, name, **options)
        below = {
            each["custom_id"].split(":")[0]: each["custom_id"]
            for each in (parts(result.response) if result.response else ())
            if each["type"] == 2 and "custom_id" in each
        }
        # Turning the page takes the other buttons away.
        for kind in sorted(below.keys() - {"forget1", "setup1"}, key=lambda kind: kind == "p1"):
            await who.click(result.response, custom_id=below[kind])
    stage.env.errors.clear()


async def test_members_commands_and_buttons(pseudo, parts) -> None:
    await drive(pseudo, pseudo.ann, CALLS, parts)
    assert check(pseudo) > 300
    assert any(
        text.startswith("⟦Bar chart.") for _, text in texts(pseudo)
    )  # a picture's description


async def test_admins_commands_and_the_posts_that_nobody_asked_for(pseudo, parts, desks) -> None:
    stage = pseudo
    await drive(stage, stage.admin, ADMINS, parts)
    with Writer(desks.folder / "archive.db") as writer:
        writer.add("qire.txt", list(stories(90, 6, 2026)), now="2026-01-01T00:00:00+00:00")
    await stage.ann.slash(stage.channel, "follow speaker", name="Qara Qoss")
    desks.guilds.set_digest(
        DigestSettings(stage.guild.id, stage.channel.id, 9, "Europe/Berlin", "2026-01-01", since=40)
    )
    with Writer(desks.folder / "archive.db") as writer:
        writer.add("qire.txt", list(stories(96, 6, 2026)), now="2026-01-01T00:00:00+00:00")
    await stage.env.bot.digests.tick(NOON)
    await stage.env.bot.follows.tick(NOON)
    told = "\n".join(text for _, text in texts(stage))
    for heading in (
        "### ⟦The archive on 1 Ιανουαρίου 2026⟧",
        "### ⟦News of what is followed here · ",
        "### ⟦News of what you follow · ",
    ):
        assert heading in told
    check(stage)


async def test_menus_refusals_and_what_is_completed(pseudo, parts) -> None:
    stage = pseudo
    message = await stage.admin.send(stage.channel, f"qook: “{SAID}” qaid Qilse Qother")
    await stage.ann.context_menu(stage.channel, "Check quotes", message)
    await stage.ann.context_menu(stage.channel, "Find in archive", message)
    await drive(stage, stage.ann, [("follow speaker", {"name": "Qara Qoss"})], parts)
    for name, option in (
        ("unfollow", "what"),
        ("help", "command"),
        ("said", "speaker"),
        ("article", "headline"),
        ("digest setup", "weekdays"),
        ("digest setup", "zone"),
    ):
        await stage.admin.autocomplete(stage.channel, name, option, "")
    await stage.ann.autocomplete(stage.channel, "unfollow", "what", "")
    role = stage.guild.create_role("Qembers")
    limited = ServerSettings(
        stage.guild.id, language=CODE, member_uses=1, roles={"ask": (role.id,)}
    )
    await stage.env.bot.servers.save(limited)
    await drive(
        stage, stage.ann, [("ask", {"question": "qarbour"}), ("about", {}), ("about", {})], parts
    )
    check(stage)


def test_every_command_is_driven(stage) -> None:
    driven = NOT_YET | {name for name, _ in (*CALLS, *ADMINS)} | {"Check quotes", "Find in archive"}
    left = {each.qualified_name for each in leaves(stage.env.bot.tree)} - driven
    assert not left, f"no test looks at what is said by {left}: add them to CALLS or ADMINS"
