from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest

from store.model import Draft, Unreadable
from store.read import Place, read

LINES = [
    json.dumps({"id": "a", "title": "Ferry stops", "text": "The ferry stopped."}),
    "",
    "{not json",
    json.dumps({"title": "Zoë's ferry", "text": "The «ferry» sailed."}, ensure_ascii=False),
    json.dumps({"id": "b", "title": "Ferry sails", "text": "It sailed again."}),
]


@pytest.fixture(params=["dump.jsonl", "dump.jsonl.gz"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    content = ("\n".join(LINES) + "\n").encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_a_reading_carries_on_after_any_record_as_if_it_had_not_stopped(dump: Path) -> None:
    whole = list(read(dump))
    assert [type(one) for one in whole] == [Draft, Unreadable, Draft, Draft]
    for stopped in range(len(whole) + 1):
        place = Place()
        before = list(islice(read(dump, place=place), stopped))
        carried_on = Place(place.records, place.number, place.offset)
        assert before + list(read(dump, place=carried_on)) == whole
        assert carried_on.records == len(whole)


def test_what_was_read_is_not_read_again(dump: Path) -> None:
    """The lines before the place are broken meanwhile: a second reading would trip over them."""
    place = Place()
    first = next(iter(read(dump, place=place)))
    assert isinstance(first, Draft)
    length = len(LINES[0].encode())
    content = b"#" * length + ("\n" + "\n".join(LINES[1:]) + "\n").encode()
    if dump.suffix == ".gz":
        content = gzip.compress(content)
    dump.write_bytes(content)
    rest = list(read(dump, format_name="jsonl", place=place))
    assert [type(one) for one in rest] == [Unreadable, Draft, Draft]


def test_a_form_that_can_not_start_amid_a_file_passes_over_what_it_gave(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Ferry stops\n\nThe ferry stopped in the harbor on Monday.\n")
    place = Place()
    assert len(list(read(path, place=place))) == 1
    assert list(read(path, place=Place(records=1))) == []
