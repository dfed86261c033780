from __future__ import annotations

import pytest

from store.model import Draft, Unreadable
from store.read import read_bytes

TEXT = "The ferry stopped on Monday, and “nobody was hurt”, the port said."


def records(data: str | bytes, name: str = "t.csv", **options: str) -> list[Draft | Unreadable]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_bytes(data, name=name, **options))


def test_a_row_is_an_article_whatever_its_columns_are_called() -> None:
    for header, row in (
        ("title,date,body,url,byline,id", f'Ferry,2004-05-03,"{TEXT}",https://w.example/1,Ada Obe,a1'),
        ("ID;Headline;Published At;Full Text;Link;Author", f'a1;Ferry;2004-05-03;"{TEXT}";https://w.example/1;Ada Obe'),
        ("id\tauthor\tlink\tcontent\tpublished\theadline", f"a1\tAda Obe\thttps://w.example/1\t{TEXT}\t2004-05-03\tFerry"),
    ):  # fmt: skip
        (found,) = records(f"{header}\n{row}\n", name="anything.txt")
        assert found == Draft(
            source="anything.txt#1",
            text=TEXT,
            title="Ferry",
            date="2004-05-03",
            byline="Ada Obe",
            url="https://w.example/1",
            doc_id="a1",
            form="csv",
            clean=True,
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    data = f'title,text{end}Zoë,"{TEXT}{end}{end}Second."{end}B,"{TEXT}"{end}'.encode(encoding)
    first, second = records(data)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.title, first.text) == ("Zoë", f"{TEXT}\n\nSecond.")
    assert (second.source, second.text) == ("t.csv#2", TEXT)


def test_rows_are_counted_without_the_blank_ones() -> None:
    found = records("text,title\nOne.,A\n\n,B\nThree.,C\n")
    assert [one.source for one in found] == ["t.csv#1", "t.csv#2", "t.csv#3"]
    assert isinstance(found[1], Unreadable)
    assert "no text" in found[1].reason


def test_both_ways_to_write_a_quotation_mark_within_a_cell() -> None:
    for written in ('"He said ""no"", twice."', '"He said \\"no\\", twice."'):
        (found,) = records(f"title,text\nA,{written}\n")
        assert isinstance(found, Draft)
        assert found.text == 'He said "no", twice.'


def test_html_in_cells_becomes_paragraphs() -> None:
    (found,) = records(
        "title,body\nA &amp; B,<p>One &#8220;two&#8221;.</p><script>alert(1)</script><p>Three.</p>\n"
    )
    assert isinstance(found, Draft)
    assert (found.title, found.text) == ("A & B", "One “two”.\n\nThree.")


def test_a_cell_may_be_large() -> None:
    (found,) = records(f'title,text\nA,"{"word " * 100_000}"\n')
    assert isinstance(found, Draft)
    assert len(found.text) == 500_000


def test_a_table_without_a_column_of_text_says_which_it_has() -> None:
    (bad,) = records("title,date,price\nA,2004-05-03,5\n")
    assert isinstance(bad, Unreadable)
    assert "title, date, price" in bad.reason
    assert "body" in bad.reason
    (bad,) = records("a,b\n1,2\n", format_name="csv")
    assert isinstance(bad, Unreadable)
    assert bad.reason.startswith("no column holds the text")


def test_a_quotation_mark_that_is_not_closed_costs_its_own_row() -> None:
    found = records(
        f'title,date,text\nA,2004-05-03,{TEXT}\n"B,2004-05-03,{TEXT}\nC,2004-05-04,{TEXT}\n'
    )
    assert [one.title for one in found if isinstance(one, Draft)] == ["A", "C"]
    assert [one.source for one in found if isinstance(one, Unreadable)] == ["t.csv#2"]
    (bad,) = records('title,date,body\n"Never closed,2004-05-03,Words.\n')
    assert isinstance(bad, Unreadable)
    assert "quotation marks" in bad.reason


def test_prose_with_commas_is_no_table() -> None:
    (found,) = records("Date, text and title\n\nThe title, the text, and the date.", name="a.txt")
    assert isinstance(found, Draft)
    assert found.form == "text"
