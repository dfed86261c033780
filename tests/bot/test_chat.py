import pytest

from bot.chat import USAGES, BadLine, help_reply, parse_line, run_line
from store import Archive


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("how many people?", ("ask", "how many people?", {})),
        ("/ask how many people?", ("ask", "how many people?", {})),
        ("/said Ada Obe", ("said", "Ada Obe", {})),
        (
            "/said Ada Obe about:the ferry after:2021-03",
            ("said", "Ada Obe", {"about": "the ferry", "after": "2021-03"}),
        ),
        ("/search speaker:Obe ferry", ("search", "speaker:Obe ferry", {})),
        ("/about", ("about", "", {})),
        ("/on-this-day 11 September", ("on-this-day", "11 September", {})),
        ("/timeline Ada Obe topic:the ferry", ("timeline", "Ada Obe", {"topic": "the ferry"})),
    ],
)
def test_a_line_is_a_command_an_argument_and_options(line: str, parsed: object) -> None:
    assert parse_line(line) == parsed


def test_a_command_there_is_not_names_the_nearest() -> None:
    with pytest.raises(BadLine, match="did you mean /search"):
        parse_line("/serach x")
    with pytest.raises(BadLine, match="/help"):
        parse_line("/qqqqqqqq")


def test_help_lists_every_command() -> None:
    shown = "\n".join(block.text for block in help_reply().blocks)
    for name in USAGES:
        assert f"/{name}" in shown


def test_overviews_are_shown_and_what_is_no_day_is_told(archive_path) -> None:
    with Archive.open(archive_path) as archive:
        assert run_line(archive, "/facts flood deaths after:2022")[1].sentences
        assert run_line(archive, "/timeline Ilse Marrane")[1].steps
        for line in ("/on-this-day 14 March", "/on-this-day date:03-14"):
            assert run_line(archive, line)[1].day == "03-14"
        assert run_line(archive, "/on-this-day")[1].day
        with pytest.raises(BadLine, match="not a day"):
            run_line(archive, "/on-this-day someday")
        with pytest.raises(BadLine, match="needs a subject"):
            run_line(archive, "/facts")
