import pytest

from store.read.markup import paragraphs, plain_line, unmarked


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br><br>Two.<br/>Three.", "One.\n\nTwo.\nThree."),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>So\n  <em>very</em>\n wide</p>", "So very wide"),
        ("<p>A<script>alert(1)</script><style>p{}</style>B</p><iframe>x</iframe>", "AB"),
        ("<p>A</p><figure><figcaption>C</figcaption></figure>tail<!-- no -->", "A\n\ntail"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("First <b>bold</b>.\n\nSecond &quot;q&quot;.", 'First bold.\n\nSecond "q".'),
        ('<?xml version="1.0" encoding="utf-8"?><p>Zoë</p>', "Zoë"),
        ("<p></p>", ""),
        ("<svg>", ""),
        ("", ""),
    ],
)
def test_markup_becomes_paragraphs(fragment: str, text: str) -> None:
    assert paragraphs(fragment) == text


def test_text_without_markup_is_left_as_it_is() -> None:
    for text in ("a < b > c\n\nd &amp; e", "<AMX.N> rose", "if <b>x</b>"):
        assert unmarked(text) == text
    assert unmarked("<p>One</p>Two") == "One\n\nTwo"


def test_a_headline_is_one_line() -> None:
    assert plain_line(" Fish &amp;\n <b>chips</b> ") == "Fish & chips"
    assert plain_line("Cats <3 dogs") == "Cats <3 dogs"


def test_deep_and_broken_markup_ends() -> None:
    assert "x" in paragraphs("<div>" * 200 + "x" + "</div>" * 100)
    for hostile in ("<div>" * 30_000 + "x", "<a " * 30_000, "&#x" * 30_000, "<!--" * 30_000):
        assert isinstance(paragraphs(hostile), str)
