"""The page's own lines: gone by form and place, and nothing of the article with them."""

from __future__ import annotations

import pytest
from ferry import BODY, HEADLINE, LINKS, article, dump, result

from store.clean.furniture import is_caption, is_furniture, is_page_only
from store.model import Article, Unreadable

PARAGRAPHS = BODY.split("\n\n")
LANGUAGES = ("Afan Oromo", "Albanian", "Amharic", "Armenian", "Azerbaijani", "Bambara", "Bangla")


def between(*lines: str) -> str:
    return dump(
        HEADLINE, "March 12, 2009", body="\n\n".join([PARAGRAPHS[0], *lines, *PARAGRAPHS[1:]])
    )


@pytest.mark.parametrize(
    "line",
    [
        "Accessibility links", "Skip to main content", "TEXT SIZE - +", "No media source currently available",
        "0:00 0:02:02 0:00", "64 kbps | MP3", "The code has been copied to your clipboard.", "Embed share",
        "Listen to Hale report (RealAudio)", "Hale report - Download (MP3)", "Print | E-mail | Share",
        "E-mail this article to a friend", "See comments (12)", "____________________",
    ],
)  # fmt: skip
def test_what_only_pages_say_goes_wherever_it_stands(line: str) -> None:
    assert is_page_only(line)
    assert article(between(line)).body == BODY


@pytest.mark.parametrize(
    "line", ["Print", "News", "Live", "Next", "Comments", "Languages", "Share"]
)
def test_a_menu_word_between_two_paragraphs_stays(line: str) -> None:
    assert is_furniture(line)
    kept = article(between(line))
    assert kept.body.split("\n\n") == [PARAGRAPHS[0], line, *PARAGRAPHS[1:]]
    assert article(dump(HEADLINE, line, "March 12, 2009", foot=(line,))).body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "He said the print was too small to read, and that nobody had read it.",
        "Share prices fell.",
        "Live music returns to the harbor",
        "News of the vote reached Ostrey late",
        "“Comment?” she asked.",
    ],
)
def test_a_sentence_with_such_a_word_is_the_article(line: str) -> None:
    assert not is_furniture(line)
    assert line in article(between(line)).body


@pytest.mark.parametrize(
    "foot",
    [
        ("Back to top", "Related Articles", *LINKS, "Sites by Language", *LANGUAGES),
        ("You May Like", *LINKS, "Follow Us", "Facebook", "Twitter"),
        ("Comments", "This forum has been closed.", "by: Bo from: Tarn", "I never liked that boat at all."),
        ("Related", *LINKS, "© 2025 The Harbor Post. All rights reserved."),
        ("Voice of America", "Listen to report (RealAudio)"),
    ],
)  # fmt: skip
def test_the_foot_of_a_page_goes(foot: tuple[str, ...]) -> None:
    found = article(dump(HEADLINE, "March 12, 2009", foot=foot))
    assert found.body == BODY


def test_links_between_paragraphs_go_and_a_heading_there_stays() -> None:
    assert article(between("SEE ALSO:", LINKS[0])).body == BODY
    assert article(between("Related Articles", *LINKS)).body == BODY
    assert "Related Articles" in article(between("Related Articles")).body


def test_captions_are_told_by_label_credit_or_day() -> None:
    assert is_caption("FILE - Boats lie in the harbor of Ostrey, May 2, 2013.")
    assert is_caption("Boats lie in the harbor of Ostrey (AP Photo/Jo Hale)")
    assert is_caption("Boats lie in the harbor of Ostrey, 09 Mar 2007")
    assert not is_caption("Boats have lain in the harbor since 9 March 2007.")


@pytest.mark.parametrize(
    "text",
    [
        "Accessibility links\n\nBreaking News\n\nHome\n\nAfrica\n\nPrint",
        "\n".join(["Accessibility links", "Africa", *LINKS, *LINKS, "Back to top"]),
        "404 Not Found\n\nThe page you asked for could not be found.",
        "Please enable JavaScript and cookies\n\nThis site needs them to run.",
    ],
)
def test_a_page_that_says_nothing_has_no_article(text: str) -> None:
    assert isinstance(result(text), Unreadable)


def test_hostile_texts_end() -> None:
    for text in (
        "word " * 400_000, "a" * 2_000_000, " - " * 400_000, "Al Bo, " * 200_000, "Print\n" * 50_000,
        "May 2, 2013\n" * 20_000, "DATE=1/1/2004\nTITLE=x\nSLUG=y\n" + "/// a " * 200_000,
        ("word " * 30 + "\n") * 20_000, "(((" * 300_000, "A. " * 300_000,
    ):  # fmt: skip
        assert isinstance(result(text), Article | Unreadable)
