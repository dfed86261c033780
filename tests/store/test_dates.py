import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import ending_date, is_update, iso_date, printed_date


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
        ("September 11, 2002 at 2:30 p.m. EDT", "2002-09-11"),
        ("Wednesday, 11 September 2002, 14:30 UTC", "2002-09-11"),
        ("Wed, 11 Sep 2002 14:30:00 GMT", "2002-09-11"),
        ("1430 UTC 11 September 2002", "2002-09-11"),
        ("11th of September, 2002", "2002-09-11"),
        ("SEPTEMBER 11 2002", "2002-09-11"),
        ("11-Sep-2002", "2002-09-11"),
        ("Sept. 11, ’02", "2002-09-11"),
        ("11.09.2002", "2002-09-11"),
        ("2002/09/11 14:30", "2002-09-11"),
        ("20020911", "2002-09-11"),
        ("13/9/2002", "2002-09-13"),
        ("11/22/98", "1998-11-22"),
        ("11/22/03", "2003-11-22"),
        ("DATE=8/29/2004", "2004-08-29"),
        ("Last Updated on: May 16, 2017 5:42 PM", "2017-05-16"),
        ("Last updated (GMT/UTC): 02.05.2013 10:34", "2013-05-02"),
        ("Posted: 2 May 2013 | 10:15 GMT", "2013-05-02"),
        ("1031754600", "2002-09-11"),
        ("11/31/2002", ""),
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


@pytest.mark.parametrize(
    ("line", "before", "date"),
    [
        ("Jo Hale, 12 March 2009", "Jo Hale,", "2009-03-12"),
        ("By Jo Hale | Updated: May 2, 2013 5:42 PM", "By Jo Hale |", "2013-05-02"),
        ("The bridge, 09 Mar 2007", "The bridge,", "2007-03-09"),
        ("Room 101", "Room 101", ""),
    ],
)
def test_a_date_is_told_from_what_stands_before_it(line: str, before: str, date: str) -> None:
    assert ending_date(line) == (before, date)


def test_a_year_alone_is_no_date_line() -> None:
    assert printed_date("2002") == ""
    assert iso_date("2002") == "2002"


def test_the_day_of_a_change_is_told_from_the_day_of_publication() -> None:
    assert is_update("Last updated: May 2, 2013")
    assert not is_update("Published: May 2, 2013")
