"""What a checked message looks like, from values of the store."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Action, BlockKind, check_reply
from bot.replies.markup import markdown
from bot.replies.paging import Lookup
from bot.terminal import as_text
from store.model import (
    Checked,
    Citation,
    Claim,
    Edit,
    EditKind,
    Fragment,
    Grounds,
    Passage,
    QuoteKind,
    Speaker,
    SpeakerKind,
    Verdict,
    VerdictKind,
)

PRINTED = "We had no choice at all"
PASSAGE = Passage(
    (Fragment(PRINTED, 34, 57),),
    Citation(7, "Harbour shut", "2021-03-04", 2, 34, 57, url="https://wire.example/harbour"),
    speaker=Speaker("Mara Oss", SpeakerKind.PERSON, named=True, role="harbour master"),
    kind=QuoteKind.DIRECT,
)
CLAIM = Claim("We had a choice, at all", 1, 24, speaker="Ilse Tarrant")
ALTERED = Verdict(
    CLAIM,
    VerdictKind.ALTERED,
    Grounds(is_quoted=True, is_credited=True),
    PASSAGE,
    (
        Edit(EditKind.KEPT, "We had "),
        Edit(EditKind.DELETED, "no"),
        Edit(EditKind.INSERTED, "a"),
        Edit(EditKind.KEPT, " choice at all"),
    ),
)
NOWHERE = Verdict(CLAIM, VerdictKind.NOT_FOUND, Grounds())


def text(checked: Checked) -> str:
    return "\n".join(markdown(block) for block in check_reply(checked).blocks)


def test_marks_and_words_tell_what_was_changed() -> None:
    shown = text(Checked((ALTERED,)))
    assert "### ≠ Altered" in shown
    assert "> We had ~~no~~ **__a__** choice at all" in shown
    assert "“no” became a" in shown
    assert "~~like this~~ is printed and was left out" in shown


def test_a_terminal_shows_it_without_colours() -> None:
    assert "We had [-no-] {+**a**+} choice at all" in as_text(check_reply(Checked((ALTERED,))))


def test_pasted_words_never_stand_between_marks() -> None:
    claim = replace(CLAIM, text='We had "a choice", “at all”')
    blocks = check_reply(Checked((replace(ALTERED, claim=claim),))).blocks
    told = next(block.text for block in blocks if block.text.startswith("In the message"))
    assert told == "In the message: We had a choice, at all (given to Ilse Tarrant)"


def test_words_that_were_put_in_don_t_run_into_others() -> None:
    for edits, shown in (
        ((Edit(EditKind.INSERTED, "so"), Edit(EditKind.KEPT, "We had")), "so We had"),
        ((Edit(EditKind.KEPT, "We had"), Edit(EditKind.INSERTED, "so")), "We had so"),
        (
            (
                Edit(EditKind.KEPT, "We"),
                Edit(EditKind.INSERTED, "so"),
                Edit(EditKind.KEPT, ", we had"),
            ),
            "We so, we had",
        ),
    ):
        blocks = check_reply(Checked((replace(ALTERED, edits=edits),))).blocks
        assert next(b.text for b in blocks if b.kind is BlockKind.QUOTE) == shown


def test_long_words_around_a_change_are_left_out() -> None:
    long = "word " * 200
    edits = (
        Edit(EditKind.KEPT, long),
        Edit(EditKind.DELETED, "no"),
        Edit(EditKind.KEPT, " more" * 200),
    )
    blocks = check_reply(Checked((replace(ALTERED, edits=edits),))).blocks
    quote = next(b.text for b in blocks if b.kind is BlockKind.QUOTE)
    assert quote.startswith("… word") and quote.endswith("more …") and len(quote) < 400


def test_nothing_found_is_for_the_asker_alone() -> None:
    assert check_reply(Checked((NOWHERE,))).private
    assert not check_reply(Checked((NOWHERE, ALTERED))).private
    assert check_reply(Checked(())).private


def test_pages_and_what_is_left() -> None:
    lookup = Lookup("check", ("…", ""), 4)
    reply = check_reply(Checked((ALTERED,) * 6, more=3, unread=12), 4, lookup)
    shown = "\n".join(block.text for block in reply.blocks)
    assert "5. ≠ Altered" in shown and "6. ≠ Altered" in shown and "4. " not in shown
    assert "5 to 6 of 6" in shown and "not looked for: 3" in shown and "last 12 characters" in shown
    actions = [(button.label, button.action) for button in reply.buttons]
    assert actions == [("Previous", Action.PAGE), ("Article", Action.ARTICLE)]


def test_an_article_each() -> None:
    other = replace(PASSAGE, citation=replace(PASSAGE.citation, article_id=8, headline="Open"))
    reply = check_reply(Checked((ALTERED, replace(ALTERED, passage=other))))
    assert [button.label for button in reply.buttons] == ["Harbour shut", "Open"]
