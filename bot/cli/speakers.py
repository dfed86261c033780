"""``dateline speakers``: who is who across articles, why, and how to decide otherwise."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from bot.cli._options import (
    archive_option,
    archive_path,
    json_option,
    limit_option,
    one_line,
    to_json,
)

if TYPE_CHECKING:
    from store.people.decisions import Decision
    from store.people.register import Appearance, Link, Person, Register


@click.group(
    "speakers",
    short_help="See and correct who is who across articles.",
    epilog="""\b
Examples:
  dateline speakers list kang              who goes by the name, in which articles, and why they are one
  dateline speakers merges                 every join of different names, with its evidence
  dateline speakers merge 120 84           120 is the same as 84
  dateline speakers split 120 131          these two are not whom they were taken for
  dateline speakers undo 17                takes back a join or a split
""",
)
def command() -> None:
    """See and correct who is who across articles.

    Each article's speakers have numbers. Those that rules, one name or a person joined are one. Whatever
    you decide holds for articles that come later, and can be taken back.
    """


@command.command(
    "list",
    short_help="Show who goes by a name.",
    epilog="""\b
Examples:
  dateline speakers list
  dateline speakers list "Erica Kang"
  dateline speakers list kang --json
""",
)
@click.argument("name", nargs=-1, metavar="[NAME]")
@limit_option(10)
@json_option
@archive_option
def list_(name: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Show who goes by a name, a line for each article with its number; without NAME the most quoted."""
    with _register() as register:
        typed = " ".join(name)
        found = register.find(typed, limit) if typed else register.most_quoted(limit)
    if as_json:
        click.echo(to_json([dataclasses.asdict(person) for person in found], indent=2))
    elif typed:
        click.echo("\n\n".join(_in_full(person) for person in found))
    else:
        click.echo("\n".join(_heading(person) for person in found))
    if not found:
        click.echo(
            f"Nobody is known as {typed!r}." if typed else "There are no speakers.", err=True
        )
        click.get_current_context().exit(1)


@command.command(
    short_help="Show which speakers were joined, and why.",
    epilog="""\b
Examples:
  dateline speakers merges
  dateline speakers merges --all --limit 200
""",
)
@click.option("--all", "same_name", is_flag=True, help="Those of one and the same name too.")
@limit_option(50)
@json_option
@archive_option
def merges(same_name: bool, limit: int, as_json: bool) -> None:
    """Show the joins of different names, and what was decided by hand, with the evidence; latest first."""
    with _register() as register:
        found = register.merges(limit, same_name=same_name)
    if as_json:
        click.echo(to_json([dataclasses.asdict(link) for link in found], indent=2))
    elif found:
        click.echo("\n".join(_of_link(link) for link in found))
    else:
        click.echo("No speakers of different names are joined (--all shows those of one name).")


@command.command(
    short_help="Say that two speakers are the same.",
    epilog="""\b
Examples:
  dateline speakers merge 120 84
  dateline speakers merge "Erika Kang" "Erica Kang"
""",
)
@click.argument("one", metavar="NUMBER|NAME")
@click.argument("other", metavar="NUMBER|NAME")
@json_option
@archive_option
def merge(one: str, other: str, as_json: bool) -> None:
    """Say that two speakers are the same: with all that each was joined to. A number or a whole name."""
    from store.people.decisions import Decisions

    with _register() as register:
        numbers = [_number(register, typed) for typed in (one, other)]
    with Decisions(archive_path()) as decisions:
        decided = decisions.merge(*numbers)
    _show_decision(decided, as_json)


@command.command(
    short_help="Say that speakers are not whom they were joined to.",
    epilog="""\b
Examples:
  dateline speakers list "John Smith"      shows the numbers
  dateline speakers split 120 131
""",
)
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@json_option
@archive_option
def split(numbers: tuple[int, ...], as_json: bool) -> None:
    """Take speakers of some articles out of the person they were joined to: they are one of their own."""
    from store.people.decisions import Decisions

    with Decisions(archive_path()) as decisions:
        decided = decisions.split(numbers)
    _show_decision(decided, as_json)


@command.command(
    short_help="Take back a join or a split.",
    epilog="""\b
Examples:
  dateline speakers merges                 shows the numbers
  dateline speakers undo 17
""",
)
@click.argument("number", type=int)
@json_option
@archive_option
def undo(number: int, as_json: bool) -> None:
    """Take back a join or a split: all is as it was before. A rule does not join the two again."""
    from store.people.decisions import Decisions

    with Decisions(archive_path()) as decisions:
        decided = decisions.undo(number)
    _show_decision(decided, as_json)


def _register() -> Register:
    from store.people.register import Register

    return Register(archive_path())


def _number(register: Register, typed: str) -> int:
    """A speaker's number, typed or of the one person who has the name."""
    if typed.isdecimal() and len(typed) < 19:
        return int(typed)
    from store.people.decisions import CannotDecide

    found = register.find(typed, 6)
    exact = [person for person in found if typed.casefold() in _names(person)]
    if len(exact or found) != 1:
        near = "".join(f"\n  {_heading(person)}" for person in exact or found)
        said = f"{typed!r} may be any of these: give a number.{near}"
        raise CannotDecide(said if near else f"Nobody is known as {typed!r}.")
    return (exact or found)[0].number


def _names(person: Person) -> set[str]:
    return {person.name.casefold(), *(each.name.casefold() for each in person.appearances)}


def _show_decision(decided: Decision, as_json: bool) -> None:
    with _register() as register:
        found = register.people(decided.people)
    if as_json:
        value = {"number": decided.number, "people": [dataclasses.asdict(each) for each in found]}
        click.echo(to_json(value, indent=2))
    else:
        click.echo("\n\n".join(_in_full(person) for person in found))
    if decided.number:
        click.echo(f"To take it back: dateline speakers undo {decided.number}", err=True)


def _in_full(person: Person) -> str:
    return "\n".join([_heading(person), *(_of_article(each) for each in person.appearances)])


def _heading(person: Person) -> str:
    articles = len(person.appearances)
    kind = "" if person.kind == "person" else f"{person.kind}, "
    return one_line(
        f"{person.number:>6}  {person.name} ({kind}{articles} article{'s'[: articles != 1]},"
        f" {person.quotes} statement{'s'[: person.quotes != 1]})"
    )


def _of_article(each: Appearance) -> str:
    said = ", ".join(filter(None, (each.name, each.role, each.organisation, each.place)))
    text = f"{each.number:>10}  {each.published or 'undated':<10}  {said} — {each.headline}"
    if each.link:
        text += f"\n{'':>24}joined ({each.link}): {each.why}"
    return "\n".join(one_line(line) for line in text.split("\n"))


def _of_link(link: Link) -> str:
    joined = "same" if link.same else "apart"
    return one_line(
        f"{link.number:>6}  {joined:<5}  {link.why} (articles {link.article} and {link.other_article})"
    )
