import gzip
import json
from pathlib import Path

import pytest

from store.model import Draft, Unreadable
from store.read import files_under, formats, read
from store.read.registry import UnknownFormat

PAGE = """<!DOCTYPE html><html><head><title>Harbour Shut - The Wire</title>
<meta property="article:published_time" content="2021-03-04T09:00:00Z">
</head><body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Harbour Shut</h1>
<p>The harbour of Varnholt was shut on Thursday after a barge ran aground in the fog, the port said.</p>
<p>“Nobody is hurt,” said Ilse Marrow, who runs the port. “We will open when the fog lifts.”</p>
<p>The barge carried two hundred tonnes of gravel and no passengers, according to its owner.</p>
</article><footer>All rights reserved</footer></body></html>"""


def drafts(path: Path, **options: str) -> list[Draft | Unreadable]:
    return list(read(path, name=path.name, **options))


def test_the_formats_are_the_modules_of_the_folder() -> None:
    assert [one.name for one in formats()] == (
        "csv feed html json jsonfeed jsonl tar text warc zip".split()
    )


def test_a_format_is_found_by_content_and_not_by_name(tmp_path: Path) -> None:
    record = {"id": "a1", "title": "T", "date": "2021-03-04", "text": "Words.", "byline": "A B"}
    for name, content, form in (
        ("page.txt", PAGE, "html"),
        ("dump.html", "Headline - 2021-03-04\n\nWords of it.", "text"),
        ("records.txt", json.dumps(record), "jsonl"),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        (draft,) = drafts(path)
        assert isinstance(draft, Draft)
        assert draft.form == form


def test_a_web_page_gives_its_article_without_the_menus(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (draft,) = drafts(path)
    assert isinstance(draft, Draft)
    assert draft.title == "Harbour Shut"
    assert draft.date == "2021-03-04"
    assert "“Nobody is hurt,” said Ilse Marrow" in draft.text
    assert "Home" not in draft.text
    assert "rights reserved" not in draft.text


def test_gzip_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write('{"id": 7, "text": "Seven."}\n')
    (draft,) = drafts(path)
    assert isinstance(draft, Draft)
    assert (draft.doc_id, draft.text) == ("7", "Seven.")


def test_a_record_is_called_after_its_id_or_else_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        '{"id": "a-1", "text": "One."}\n{"id": 1, "Headline": "T", "Body": "<p>Two.</p>",'
        ' "authors": ["A B", "C D"]}\n{"text": "Three."}\n'
    )
    one, two, three = drafts(path)
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert isinstance(three, Draft)
    assert (one.source, one.doc_id) == ("r.jsonl#a-1", "a-1")
    assert (two.source, two.doc_id) == ("r.jsonl#2", "1")  # "#1" would be another line's
    assert (two.title, two.text, two.byline) == ("T", "Two.", "A B, C D")
    assert (three.source, three.doc_id) == ("r.jsonl#3", "r.jsonl#3")


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": "a", "title": "A", "content": "One."}, {"headline": "B", "text": "Two."}]',
        '[\n  {\n    "id": "a", "title": "A", "text": "One."\n  },\n {"title": "B", "text": "Two."}\n]',
        '{"status": "ok", "articles": [{"id": "a", "title": "A", "content": "One."},'
        ' {"title": "B", "body": "Two."}]}',
        '{\n "tags": ["x"],\n "articles": [{"id": "a", "title": "A", "text": "One."},'
        '\n {"title": "B", "text": "Two."}]\n}',
    ],
)
def test_json_in_one_piece_is_a_list_of_articles(tmp_path: Path, content: str) -> None:
    path = tmp_path / "all.json"
    path.write_text(content)
    found = [one for one in drafts(path) if isinstance(one, Draft)]
    assert [(one.source, one.title, one.text) for one in found] == [
        ("all.json#a", "A", "One."),
        ("all.json#2", "B", "Two."),
    ]


def test_a_record_laid_out_over_lines_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text('{\n  "title": "A",\n  "text": "One."\n}\n')
    (found,) = drafts(path)
    assert isinstance(found, Draft)
    assert (found.title, found.text) == ("A", "One.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[{"text": "One."}, {"te', "not JSON"),
        ('[{"name": "x"}]', "no list of records"),
        ('{\n "name": "x"\n}', "no list of records"),
        ('[{"a": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_json_without_articles_says_so(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    (bad,) = drafts(path)
    assert isinstance(bad, Unreadable)
    assert reason in bad.reason


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"text": "One."}\n{"text": "' + "a" * 17_000_000 + '"}\n{"text": "Three."}\n')
    _, bad, last = drafts(path)
    assert isinstance(bad, Unreadable)
    assert bad.source == "r.jsonl#2"
    assert "16 MiB" in bad.reason
    assert isinstance(last, Draft)
    assert last.source == "r.jsonl#3"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "x", "text": ', "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"id": "x", "title": "no words"}', 'no "text"'),
        ('{"id": "x", "text": "a", "date": 5}', '"date" is not a string'),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_record_is_named_and_the_good_ones_are_kept(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(f'{{"text": "One."}}\n{line}\n\n{{"text": "Three."}}\n', encoding="utf-8")
    first, bad, last = drafts(path)
    assert isinstance(bad, Unreadable)
    assert bad.source == "records.jsonl#2"
    assert reason in bad.reason or "not JSON" in bad.reason
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert (first.text, last.text) == ("One.", "Three.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not an article"),
        (b'{"name": "x"}\n{"name": "y"}\n', 'no "text"'),
        (b"\x1f\x8b\x08" + b"\xff" * 40, "gzip is damaged"),
    ],
)
def test_a_file_that_gives_nothing_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    (bad,) = drafts(path)
    assert isinstance(bad, Unreadable)
    assert reason in bad.reason


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    (bad,) = drafts(tmp_path / "gone.txt")
    assert isinstance(bad, Unreadable)
    assert "no such file" in bad.reason


def test_a_format_can_be_forced_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (draft,) = drafts(path, format_name="text")
    assert isinstance(draft, Draft)
    assert draft.text.startswith("<!DOCTYPE")
    with pytest.raises(UnknownFormat, match="html, json, jsonfeed, jsonl"):
        drafts(path, format_name="pdf")


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", ".git/config", "a/.hidden"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    found = [file.relative_to(tmp_path).as_posix() for file in files_under(tmp_path)]
    assert found == ["a/1.txt", "b/2.txt"]
