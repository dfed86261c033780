import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import iso_date


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2002-09-11", "2002-09-11"),
        ("2002-09", "2002-09"),
        ("2002", "2002"),
        ("2015-09-22T23:30:00-05:00", "2015-09-22"),
        ("May 02, 2013", "2013-05-02"),
        ("May 16, 2017 5:42 PM", "2017-05-16"),
        ("Tuesday, September 22, 2015", "2015-09-22"),
        ("11 September 2002", "2002-09-11"),
        ("Sept. 3, 2004", "2004-09-03"),
        ("8/29/2004", "2004-08-29"),
        ("September 2002", "2002-09"),
        ("May", ""),
        ("Wednesday", ""),
        ("May 12", ""),
        ("2002-13-40", ""),
        ("February 30, 2002", ""),
        ("10,000", ""),
        ("", ""),
    ],
)
def test_a_printed_date_keeps_its_precision(printed: str, date: str) -> None:
    assert iso_date(printed) == date


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert len(iso_date(text)) in (0, 4, 7, 10)
