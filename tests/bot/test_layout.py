"""Any reply is a message that Discord takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.layout import LayoutReply
from bot.replies.blocks import Action, Block, BlockKind, Button, Reply, Run
from bot.replies.limits import CUSTOM_ID, LAYOUT_COMPONENTS, LAYOUT_TEXT

number = st.integers(0, 10**9 - 1).map(str)
contexts = st.builds(
    Button, st.just("Context"), st.just(Action.CONTEXT), st.tuples(number, number, number)
)
texts = st.one_of(st.text(max_size=80), st.text("*_[]<\n. a", max_size=30).map(lambda t: t * 99))
blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.lists(st.builds(Run, texts, bold=st.booleans()), max_size=3).map(tuple),
    st.one_of(st.none(), contexts),
)
pages = st.builds(
    Button,
    st.just("Next"),
    st.just(Action.PAGE),
    st.tuples(st.just("ask"), number, st.text("abc|%", max_size=40)),
)
buttons = st.one_of(
    contexts,
    pages,
    st.builds(Button, st.just("Article"), st.just(Action.ARTICLE), st.tuples(number)),
)


@settings(deadline=None)
@given(st.lists(blocks, min_size=1, max_size=40), st.lists(buttons, max_size=12))
async def test_every_reply_is_within_the_limits(many, row) -> None:
    view = LayoutReply(Reply(tuple(many), tuple(row)), {})
    assert view.total_children_count <= LAYOUT_COMPONENTS
    assert view.content_length() <= LAYOUT_TEXT
    ids = [each.custom_id for each in view.walk_children() if hasattr(each, "custom_id")]
    assert len(ids) == len(set(ids))
    assert all(0 < len(each) <= CUSTOM_ID for each in ids)
    view.to_components()


async def test_nothing_of_a_reply_has_to_be_kept() -> None:
    """discord.py keeps what is not finished: a private message with all that it holds, for 15 minutes."""
    view = LayoutReply(Reply((Block(BlockKind.TEXT, (Run("text"),)),)), {})
    assert view.is_finished()
