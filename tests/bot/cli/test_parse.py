from __future__ import annotations

import json
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result

from bot.__main__ import cli
from store.read import formats

TEXT = "Ferry Stops - 2021-03-01\n\nIt stopped."


def parse(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["parse", *map(str, args)])


def test_a_folder_of_everything_is_called_after_its_places(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(TEXT)
    (tmp_path / "a" / "table.csv").write_text("title,body\nEels,Eels fell.\n,\n")
    (tmp_path / "dump.jsonl").write_text('{"id": "x", "text": "Fish rose."}\n{"id": "y"}\n')
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/two.txt", TEXT)
    result = parse(tmp_path)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["source"] for row in rows if "error" not in row] == [
        "a/one.txt",
        "a/table.csv#1",
        "dump.jsonl#x",
        "z.zip#in/two.txt",
    ]
    assert [row["source"] for row in rows if "error" in row] == [
        f"{tmp_path}/a/table.csv#2",
        f"{tmp_path}/dump.jsonl#2",
    ]


def test_the_help_lists_every_format() -> None:
    shown = parse("--help").output
    for one in formats():
        assert f"  {one.name} " in shown
        assert one.about
        assert one.about.split(":")[0] in shown


def test_an_unknown_format_and_a_missing_path_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    result = parse(tmp_path, "--format", "pdf")
    assert result.exit_code == 1
    assert "use one of csv, feed, html" in str(result.exception)
    result = parse(tmp_path / "gone")
    assert result.exit_code == 1
    assert "no such file" in json.loads(result.stdout)["error"]
