"""Whatever is registered with Discord is complete: a test, a README row, a description in each language.

Each failure says what to add.
"""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location
from translations import catalogue_of, entry, of_commands, of_sentences

from bot.client import commands, menus
from bot.languages import ENGLISH, LANGUAGES
from bot.manual import leaves
from bot.replies.limits import CHOICE_TEXT, CHOICES

HERE = Path(__file__).parent
README = (HERE.parent.parent / "README.md").read_text("utf-8")
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
FILLED = re.compile(r"\{\w+\}")
NAMES = (Location.command_name, Location.group_name, Location.parameter_name)


def tree() -> app_commands.CommandTree:
    made = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    for command in (*commands(), *menus()):
        made.add_command(command)
    return made


LEAVES = list(leaves(tree()))


def called(command) -> str:
    is_menu = isinstance(command, app_commands.ContextMenu)
    return command.name if is_menu else f"/{command.qualified_name}"


@pytest.mark.parametrize("command", LEAVES, ids=called)
def test_it_has_a_test(command) -> None:
    if isinstance(command, app_commands.ContextMenu):
        folder, pattern = HERE / "menus", "test_*.py"
    else:
        folder = HERE / "commands"
        pattern = f"test_{command.qualified_name.split()[0].replace('-', '_')}.py"
    written = "".join(path.read_text("utf-8") for path in folder.glob(pattern))
    named = command.qualified_name.split()[-1]
    is_run = re.search(rf'["\' ]{re.escape(named)}["\']', written) is not None
    assert is_run, f"{called(command)} is run by no test: write one in {folder.name}/{pattern}"


@pytest.mark.parametrize("command", LEAVES, ids=called)
def test_it_has_a_row_in_the_readme(command) -> None:
    rows = [line for line in README.splitlines() if line.startswith("| ")]
    root, *sub = called(command).split(" ") if called(command)[0] == "/" else [called(command)]
    fitting = [row for row in rows if re.search(rf"[`*]{re.escape(root)}(?![-\w])", row)]
    has_row = any(re.search(rf"\b{each}\b", row) for row in fitting for each in sub or [""])
    assert has_row, (
        f"{called(command)} is in no row of README.md: add one to the table of slash commands"
    )


@pytest.mark.parametrize("command", LEAVES, ids=called)
def test_its_example_fills_in_what_it_needs(command) -> None:
    if isinstance(command, app_commands.ContextMenu):
        return
    example = command.extras.get("example", {})
    known = {each.name: each.required for each in command.parameters}
    assert set(example) <= set(known)
    missing = [name for name, required in known.items() if required and name not in example]
    assert not missing, (
        f"/help has no example of {called(command)}: add extras="
        f'{{"example": {{"{missing[0]}": "…"}}}} to its decorator'
    )


@pytest.mark.parametrize("language", OTHERS)
async def test_its_texts_are_there_in_each_language(language) -> None:
    known = catalogue_of(language)
    missing = [text for text in await of_commands(tree()) if text not in known]
    assert not missing, f"add to bot/languages/{language}.po and translate:\n\n" + "\n".join(
        entry(*text) for text in missing
    )


@pytest.mark.parametrize("language", OTHERS)
def test_the_bots_own_sentences_are_there_in_each_language(language) -> None:
    known, sentences = catalogue_of(language), of_sentences()
    missing = [text for text in sorted(sentences) if text not in known]
    assert not missing, f"add to bot/languages/{language}.po and translate:\n\n" + "\n".join(
        entry(*text, sentences[text]) for text in missing
    )


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_things(language) -> None:
    sentences = of_sentences()
    for text, forms in catalogue_of(language).items():
        _, one = text
        many = sentences.get(text, "")
        assert bool(many) == (len(forms) > 1), f"{one!r} is about one thing or about many"
        may = set(FILLED.findall(one + many))
        for form in forms:
            filled = set(FILLED.findall(form))
            # One thing need not be counted: "the last character".
            assert may - {"{count}"} <= filled <= may, (
                f"{form!r} fills in other things than {one!r}"
            )
        if many:
            assert set(FILLED.findall(forms[-1])) == may, f"{forms[-1]!r} does not count"


@pytest.mark.parametrize("language", OTHERS)
async def test_nothing_is_translated_that_is_not_there(language) -> None:
    there = {*await of_commands(tree()), *of_sentences()}
    gone = [text for text in catalogue_of(language) if text not in there]
    assert not gone, f"remove from bot/languages/{language}.po: {gone}"


@pytest.mark.parametrize("language", list(LANGUAGES))
async def test_names_and_descriptions_are_as_discord_takes_them(language) -> None:
    known = {} if language == ENGLISH else catalogue_of(language)
    siblings = set()
    for (context, english), location in (await of_commands(tree())).items():
        (text,) = known.get((context, english), (english,))
        if "of the menu" in context or location is Location.choice_name:
            assert 1 <= len(text) <= CHOICE_TEXT, text
        elif location in NAMES:
            # Discord's ^[-_'\p{L}\p{N}]{1,32}$
            assert 1 <= len(text) <= 32 and text == text.lower(), text
            assert all(ch in "-_'" or ch.isalpha() or ch.isnumeric() for ch in text), text
            place = context.rpartition(" ")[0], text
            assert place not in siblings, f"two are called {text} in {language}"
            siblings.add(place)
        else:
            assert 1 <= len(text) <= 100, text


async def test_discord_is_told_the_names_in_each_language(stage) -> None:
    (put,) = [each for each in stage.env.http_requests if each.method == "PUT"]
    ask = next(each for each in put.json if each["name"] == "ask")
    assert ask["name_localizations"] == {"de": "frag"}
    assert ask["options"][0]["description_localizations"]["de"].startswith("Zum Beispiel")
    menu = next(each for each in put.json if each["name"] == "Check quotes")
    assert menu["name_localizations"] == {"de": "Zitate prüfen"}


async def test_where_commands_are_offered(stage) -> None:
    (put,) = [each for each in stage.env.http_requests if each.method == "PUT"]
    for command in put.json:
        where = command["contexts"], command["integration_types"]
        if command["default_member_permissions"] is not None:
            assert where == ([0], [0]), f"{command['name']} is for admins: make it guild_only"
    asked = {each["name"]: (each["contexts"], each["integration_types"]) for each in put.json}
    for name in ("ask", "who-said", "said", "search", "article", "speaker", "Check quotes"):
        assert asked[name] == ([0, 1, 2], [0, 1])


COMPLETED = [
    (each.qualified_name, option.name)
    for each in LEAVES
    if isinstance(each, app_commands.Command)
    for option in each.parameters
    if option.autocomplete
]


@pytest.mark.parametrize(("name", "option"), COMPLETED)
async def test_completions_stay_within_discords_limits(stage, desks, name, option) -> None:
    desks.crowd()
    for typed in ("", "a", "member", "zzzz", "x" * 100, "💥@everyone `'\""):
        before = len(stage.env.http_requests)
        await stage.admin.autocomplete(stage.channel, name, option, typed)
        (sent,) = [
            each.json["data"]["choices"]
            for each in stage.env.http_requests[before:]
            if each.path.endswith("/callback") and each.json["type"] == 8
        ]
        assert len(sent) <= CHOICES
        assert all(1 <= len(choice["name"]) <= CHOICE_TEXT for choice in sent)
        assert all(1 <= len(str(choice["value"])) <= CHOICE_TEXT for choice in sent)
