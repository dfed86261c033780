"""Any text fits: cut at a sentence, around the answer, within Discord's number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.cut import cut_runs, cut_text
from bot.replies.fit import fit
from bot.replies.limits import LAYOUT_TEXT
from bot.replies.markup import markdown


def length(reply: Reply) -> int:
    return sum(len(markdown(block)) + 1 for block in reply.blocks)


def test_cut_at_the_end_of_a_sentence() -> None:
    text = 'He said: "It is done." Then he left the room at 3.5 minutes past nine.'
    assert cut_text(text, 40) == 'He said: "It is done." …'


def test_cut_at_a_word_where_no_sentence_ends() -> None:
    assert cut_text("one two three four five", 15) == "one two three …"


def test_short_text_stays() -> None:
    assert cut_text("short", 5) == "short"


def test_the_answer_stays_in() -> None:
    runs = (
        Run("Filler words. " * 50),
        Run("At least 80", bold=True),
        Run(" came. " + "More. " * 50),
    )
    cut = cut_runs(runs, 200)
    text = "".join(run.text for run in cut)
    assert len(text) <= 200
    assert Run("At least 80", bold=True) in cut
    assert text.startswith("… ") and text.endswith(" …")


def test_a_reply_that_fits_is_untouched() -> None:
    reply = Reply((Block(BlockKind.TEXT, (Run("words"),)),))
    assert fit(reply) is reply


def test_short_blocks_stay_whole() -> None:
    short = Block(BlockKind.CITATION, (Run("Headline, 11 September 2002, ¶6"),))
    long = Block(BlockKind.QUOTE, (Run("A sentence with words. " * 400),))
    fitted = fit(Reply((long, short, long, short)))
    assert length(fitted) <= LAYOUT_TEXT
    assert fitted.blocks[1] == short and fitted.blocks[3] == short
    assert fitted.blocks[0].text.endswith("words. …")
    assert length(fitted) > LAYOUT_TEXT * 0.9


blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.lists(
        st.builds(
            Run,
            st.one_of(
                st.text(max_size=60), st.text("*_[]\n. a", max_size=40).map(lambda t: t * 60)
            ),
            bold=st.booleans(),
            url=st.sampled_from(["", "https://x.example/" + "a" * 400]),
        ),
        max_size=3,
    ).map(tuple),
)


@given(st.lists(blocks, max_size=40))
def test_everything_fits(many: list[Block]) -> None:
    fitted = fit(Reply(tuple(many)))
    assert length(fitted) <= LAYOUT_TEXT


@given(st.lists(st.builds(Run, st.text(), bold=st.booleans()), max_size=5), st.integers(8, 300))
def test_cut_runs_are_pieces_of_the_text(runs: list[Run], limit: int) -> None:
    text = "".join(run.text for run in runs)
    cut = "".join(run.text for run in cut_runs(runs, limit))
    assert len(cut) <= max(limit, 8)
    assert cut.removeprefix("… ").removesuffix(" …") in text
