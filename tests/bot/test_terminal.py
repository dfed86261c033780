import io

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.terminal import as_text, print_reply

REPLY = Reply(
    (
        Block(
            BlockKind.QUOTE,
            (Run("Some "), Run("40 people", bold=True), Run(" waited.\nThen left.")),
        ),
        Block(BlockKind.ATTRIBUTION, (Run("Ada Obe", bold=True), Run(", owner"))),
        Block(BlockKind.CITATION, (Run("Ferry Stops", url="https://wire.example/1"), Run(", ¶3"))),
        Block(BlockKind.NOTE, (Run("1 of 2"),)),
    )
)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_marks_instead_of_colours() -> None:
    assert as_text(REPLY) == (
        "> Some **40 people** waited.\n> Then left.\n**Ada Obe**, owner\n"
        "Ferry Stops <https://wire.example/1>, ¶3\n\n1 of 2"
    )
    pipe = io.StringIO()
    print_reply(REPLY, pipe)
    assert pipe.getvalue() == as_text(REPLY) + "\n"


def test_a_screen_shows_the_same_words() -> None:
    screen = Screen()
    print_reply(REPLY, screen)
    for words in ("40 people", "Ada Obe", "Ferry Stops", "¶3"):
        assert words in screen.getvalue()


def test_nothing_in_an_article_acts_on_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J[bold red]x[/]\u202e\x9b31m"
    reply = Reply(
        tuple(Block(kind, (Run(hostile, url="https://a.example/\x1b[2J"),)) for kind in BlockKind)
    )
    for file in (io.StringIO(), Screen()):
        print_reply(reply, file)
        shown = file.getvalue()
        assert "\x1b[2J" not in shown
        assert "\x1b]0;" not in shown
        assert "\x9b" not in shown
        assert "\u202e" not in shown
        assert "[bold red]x[/]" in shown
