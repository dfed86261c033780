"""``dateline speakers`` over a real archive: what a person reads, what a script reads, exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from wire import body, named, number, rows, say

from bot.__main__ import cli
from store.people.decisions import CannotDecide


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "wire.db"
    say(path, named("Erica Kang", "coordinator", organisation="Good Friends"), source="a")
    say(path, named("Erika Kang", "founder", organisation="Good Friends"), source="b")
    say(path, named("John Smith", "fisherman"), source="c")
    say(path, named("John Smith", "senator"), source="d")
    say(path, body("police"), source="e")
    return path


@pytest.fixture
def run(path: Path):
    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(path), "speakers", *args])

    return run


def test_list_shows_each_article_and_why_it_is_the_same(run, path: Path) -> None:
    result = run("list", "kang")
    assert result.exit_code == 0, result.output
    first, second, third, why = result.stdout.splitlines()
    assert first.split() == f"{number(path, 'a', 'Erica Kang')} Erica Kang (2 articles, 2 statements)".split()  # fmt: skip
    assert "2021-03-01  Erica Kang, coordinator, Good Friends — Headline of a" in second
    assert second.split()[0] == str(number(path, "a", "Erica Kang"))
    assert "Erika Kang, founder, Good Friends — Headline of b" in third
    assert "another spelling; both of Good Friends" in why


def test_list_without_a_name_shows_the_most_quoted(run) -> None:
    assert len(run("list").stdout.splitlines()) == 4
    assert len(run("list", "--limit", "2").stdout.splitlines()) == 2
    found = json.loads(run("list", "john smith", "--json").stdout)
    assert [one["appearances"][0]["role"] for one in found] == ["fisherman", "senator"]


def test_list_of_nobody_ends_in_status_1(run) -> None:
    result = run("list", "Xyzzyqua")
    assert result.exit_code == 1
    assert "Nobody is known as 'Xyzzyqua'" in result.stderr


def test_merges_undo_and_undo_again(run, path: Path) -> None:
    (line,) = run("merges").stdout.splitlines()
    link, what = line.split()[:2]
    assert what == "same"
    before = run("list", "kang").stdout
    undone = run("undo", link)
    assert undone.exit_code == 0, undone.output
    assert "Erica Kang (1 article, 1 statement)" in undone.stdout
    assert "Erika Kang (1 article, 1 statement)" in undone.stdout
    (line,) = run("merges").stdout.splitlines()
    number_of_split, what = line.split()[:2]
    assert what == "apart"
    assert f"dateline speakers undo {number_of_split}" in undone.stderr
    assert run("undo", number_of_split).exit_code == 0
    assert run("list", "kang").stdout == before


def test_merge_by_name_and_by_number(run, path: Path) -> None:
    fisherman, senator = number(path, "c", "John Smith"), number(path, "d", "John Smith")
    result = run("merge", "John Smith", "police")
    assert result.exit_code == 1
    assert isinstance(result.exception, CannotDecide)
    assert str(fisherman) in str(result.exception)
    assert str(senator) in str(result.exception)
    result = run("merge", str(senator), str(fisherman), "--json")
    assert result.exit_code == 0, result.output
    decided = json.loads(result.stdout)
    assert [len(one["appearances"]) for one in decided["people"]] == [2]
    assert run("merge", "police", "Erica Kang").exit_code == 0
    assert rows(path, "SELECT count(*) FROM people") == [(2,)]
    assert run("merge", "Nobody Atall", "police").exit_code == 1


def test_split_takes_an_article_out(run, path: Path) -> None:
    result = run("split", str(number(path, "b", "Erika Kang")))
    assert result.exit_code == 0, result.output
    assert rows(path, "SELECT count(*) FROM people WHERE name LIKE '%Kang'") == [(2,)]
    assert run("split", "999").exit_code == 1
    assert run("split", "x").exit_code == 2


def test_speaker_tells_two_of_one_name_apart(run, path: Path) -> None:
    def shown(name: str) -> str:
        return CliRunner().invoke(cli, ["--archive", str(path), "speaker", name]).output

    assert "senator" in shown("John Smith (senator)")
    assert "fisherman" not in shown("John Smith (senator)")
    assert "fisherman" in shown("fisherman John Smith")


def test_nothing_of_an_article_acts_on_the_terminal(run, path: Path) -> None:
    say(path, named("Eve\x1b[31m Red", "hacker\u202e"), source="f")
    result = run("list", "eve")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_there_is_no_archive(tmp_path: Path) -> None:
    for args in (["list"], ["merges"], ["undo", "1"], ["split", "1"], ["merge", "1", "2"]):
        path = tmp_path / "none.db"
        result = CliRunner().invoke(cli, ["--archive", str(path), "speakers", *args])
        assert result.exit_code == 1
        assert "no archive" in str(result.exception)
        assert not path.exists()
