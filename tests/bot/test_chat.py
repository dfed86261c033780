import pytest

from bot.chat import USAGES, BadLine, help_reply, parse_line


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
