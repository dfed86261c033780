"""What differs between two versions, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import ChangedParagraph, EditKind
from store.stories.changes import changed_paragraphs, edits
from store.stories.fingerprints import plain

MARKS = {EditKind.KEPT: "{}", EditKind.DELETED: "[-{}-]", EditKind.INSERTED: "{{+{}+}}"}
TWO = "The board closed the quay on Monday.\n\nNobody was hurt in the fall."


def drawn(paragraphs: tuple[ChangedParagraph, ...]) -> list[tuple[int, str]]:
    return [
        (each.ordinal, " ".join(MARKS[edit.kind].format(edit.text) for edit in each.edits))
        for each in paragraphs
    ]


def test_a_word_is_exchanged_and_a_sentence_added() -> None:
    after = TWO.replace("Monday.", "Sunday. It had been raining.")
    assert drawn(changed_paragraphs(TWO, after)) == [
        (1, "The board closed the quay on [-Monday.-] {+Sunday. It had been raining.+}")
    ]


def test_a_paragraph_comes_or_goes_whole() -> None:
    for place, where in ((0, 1), (1, 2), (2, 3)):
        lines = TWO.split("\n\n")
        lines.insert(place, "A crane stood on it.")
        three = "\n\n".join(lines)
        assert drawn(changed_paragraphs(TWO, three)) == [(where, "{+A crane stood on it.+}")]
        assert drawn(changed_paragraphs(three, TWO)) == [(0, "[-A crane stood on it.-]")]


def test_paragraphs_that_were_joined_keep_their_words() -> None:
    assert changed_paragraphs(TWO, TWO.replace("\n\n", " ")) == ()


def test_passages_written_anew_are_not_sewn_together_from_stray_words() -> None:
    before = "All that was said of the matter here came from one side."
    after = "Nobody from either camp would talk about the quarrel in public until later."
    assert drawn(changed_paragraphs(before, after)) == [(1, f"[-{before}-] {{+{after}+}}")]


def test_white_space_and_quotation_marks_are_no_change() -> None:
    before = '"We can\'t," she said.\nThen she left.'
    assert changed_paragraphs(before, "“We  can’t,” she said.\n\n\nThen she\u00a0left.") == ()


def test_a_headline_or_a_date() -> None:
    assert edits("14 Hurt", "14 Hurt") == ()
    assert [(each.kind, each.text) for each in edits("14 Hurt", "16 Hurt")] == [
        (EditKind.DELETED, "14"),
        (EditKind.INSERTED, "16"),
        (EditKind.KEPT, "Hurt"),
    ]
    assert [each.text for each in edits("", "2021-03-01")] == ["2021-03-01"]


def test_a_text_too_long_to_compare_is_shown_as_written_anew() -> None:
    before, after = (" ".join(f"{letter}{n} w{n}" for n in range(6_000)) for letter in "ab")
    (paragraph,) = changed_paragraphs(before, after)
    kinds = [edit.kind for edit in paragraph.edits]
    assert kinds == [EditKind.DELETED, EditKind.INSERTED, EditKind.KEPT]  # the last word


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d.", "\n", "“e”", "7"]), max_size=25).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_the_edits_hold_every_word_of_both(before: str, after: str) -> None:
    changed = changed_paragraphs(before, after)
    both = [plain(text).split() for text in (before, after)]
    for text, kind in zip(both, (EditKind.INSERTED, EditKind.DELETED), strict=True):
        shown = [
            word
            for paragraph in changed
            for edit in paragraph.edits
            if edit.kind is not kind
            for word in plain(edit.text).split()
        ]
        rest = iter(text)
        assert all(word in rest for word in shown)
    if both[0] != both[1]:
        assert changed
