"""What was corrected, as every face shows it."""

from __future__ import annotations

import io

from bot.replies import Action, article_reply, changes_reply
from bot.replies.markup import markdown
from bot.terminal import as_text, print_reply
from store.model import (
    Article,
    ArticleView,
    ChangedParagraph,
    Changes,
    Edit,
    EditKind,
    Headline,
    Revision,
)

KEPT, DELETED, INSERTED = EditKind
FAR = " ".join(f"word{n}" for n in range(40))
FIRST = Revision(
    "2021-03-02T06:00:00+00:00",
    headline=(Edit(DELETED, "14"), Edit(INSERTED, "16"), Edit(KEPT, "Hurt")),
    published=(),
    paragraphs=(
        ChangedParagraph(
            2, (Edit(KEPT, FAR), Edit(DELETED, "~~four~~"), Edit(INSERTED, "_five_ *"))
        ),
        ChangedParagraph(0, (Edit(DELETED, "Gone."),)),
    ),
    earlier=Article("14 Hurt", "…", ()),
)
SECOND = Revision(
    "2021-03-03T06:00:00+00:00",
    (),
    (Edit(DELETED, "2021-03-01"), Edit(INSERTED, "2021-03-02")),
    (),
    Article("16 Hurt", "…", ()),
)
BOTH = Changes(Headline(7, "16 Hurt", "2021-03-02"), (SECOND, FIRST))


def test_the_newest_correction_comes_first_with_a_way_to_the_others() -> None:
    newest, oldest = (changes_reply(BOTH, page) for page in (0, 1))
    assert "Correction 2 of 2 · taken in on 3 March 2021" in newest.blocks[1].text
    assert "Correction 1 of 2 · taken in on 2 March 2021" in oldest.blocks[1].text
    assert [each.label for each in newest.buttons] == ["Next", "Article"]
    assert [each.label for each in oldest.buttons] == ["Previous", "Article"]
    assert newest.buttons[0].args == ("changes", "1", "7")
    assert changes_reply(BOTH, 99) == oldest


def test_words_are_struck_and_underlined_and_nothing_in_them_is_markup() -> None:
    drawn = [markdown(block) for block in changes_reply(BOTH, 1).blocks]
    assert drawn[2] == "Headline: ~~14~~ __16__ Hurt"
    assert drawn[3].startswith("¶2 … word28 ")
    assert drawn[3].endswith(r"word39 ~~\~\~four\~\~~~ __\_five\_ \*__")
    assert drawn[4] == "gone: ~~Gone.~~"
    assert "~~like this~~ was printed before" in drawn[-1]


def test_a_terminal_marks_words_without_colour_too() -> None:
    assert "Headline: [-14-] {+16+} Hurt" in as_text(changes_reply(BOTH, 1))
    assert "Date: [-2021-03-01-] {+2021-03-02+}" in as_text(changes_reply(BOTH))

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    print_reply(changes_reply(BOTH, 1), screen)
    assert "[-14-]" in screen.getvalue() and "{+16+}" in screen.getvalue()


def test_an_article_that_was_never_corrected_says_so() -> None:
    reply = changes_reply(Changes(BOTH.article, ()))
    assert "no correction is known" in reply.blocks[1].text
    assert [each.action for each in reply.buttons] == [Action.ARTICLE]


def test_an_article_names_the_other_versions_of_its_story() -> None:
    others = tuple(Headline(n, f"Version {n}", "2021-03-02") for n in range(8, 16))
    view = ArticleView(Article("16 Hurt", "Text.", ()), versions=others)
    note = article_reply(view).blocks[-1].text
    assert note.startswith(
        "Other versions of this story: Version 8 (2 March 2021, article 8); Version 9 "
    )
    assert note.endswith("3 more")
