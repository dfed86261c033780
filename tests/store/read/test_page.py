"""Web pages of several generations, each with all that stands around an article."""

from __future__ import annotations

import json

import pytest
from ferry import BODY, HEADLINE, LINKS

from store.clean import clean
from store.model import Article, Draft, Unreadable
from store.read import read_bytes
from store.read.html import page_draft

CAPTION = "The last boat of the day leaves the harbor of Ostrey"
PARAGRAPHS = BODY.split("\n\n")
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BREAKS = "<br><br>\n".join(PARAGRAPHS)
ITEMS = "".join(f"<li><a href='/a/{n}'>{link}</a></li>" for n, link in enumerate(LINKS * 3))
MENU = "".join(f"<a href='/{word}'>{word}</a> " for word in ("Home", "USA", "Africa", "Asia"))
TEASERS = "".join(
    f"<div class='entry'><h3><a href='/{n}'>{LINKS[0]}</a></h3><span class='date'>May {n}, 2024</span>"
    "<p>The bridge will be shut for a month, the council said, because its bolts have to be changed.</p></div>"
    for n in range(1, 6)
)

TABLES = f"""<HTML><HEAD><TITLE>VOA News - {HEADLINE} - 2009-03-12</TITLE></HEAD><BODY><TABLE><TR><TD COLSPAN=2>
<IMG SRC=logo.gif> Friday, 24 January 2025</TD></TR><TR><TD>{MENU}<P>Languages<BR>Albanian<BR>Amharic</TD><TD><FONT SIZE=4>
<B>{HEADLINE}</B></FONT><BR><FONT>Jo Hale<BR>Ostrey<BR>12 Mar 2009 14:30 UTC</FONT><BR><A HREF=/p>Printer Friendly Version</A> |
<A HREF=/m>E-mail this article to a friend</A><P><TABLE ALIGN=right><TR><TD><IMG SRC=b.jpg><BR>{CAPTION}</TD></TR></TABLE>
<FONT FACE=Arial>{BREAKS}</FONT><P><A HREF="#top">Back to top</A><P><B>Related Stories</B><UL>{ITEMS}</UL></TD></TR></TABLE>"""

ZOOM = f"""<html><head><title>{HEADLINE}</title></head><body><div class=nav>{MENU}</div><h2 class="sitetitle">News / Africa</h2>
<div id="article"><h1>{HEADLINE}</h1><div class="toplinks">Print Comment</div><div class="articleLeftContainer">
<div class="contentImage"><img src=b.jpg><p>{CAPTION}</p></div><div class="dateblock"><div class="author">Jo Hale</div>
<p class="article_date">March 12, 2009</p></div><h4>Related Articles</h4><ul>{ITEMS}</ul></div>
<div class="articleContent"><div class="zoomMe"><span class="dateline">OSTREY &#8212; </span>{TEXT}</div></div>
<div class="article_comments"><p>by: Bo from: Tarn</p><p>I never liked that boat, and I have told the company so since it came.</p></div>
</div><div class="footerlinks"><ul>{ITEMS}</ul></div></body></html>"""

_LD = json.dumps(
    {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2009-03-13 02:30:00Z",
     "author": {"@type": "Person", "name": "VOA Learning English"}}
)  # fmt: skip
WSW = f"""<!DOCTYPE html><html><head><title>{HEADLINE}</title><meta property="og:title" content="{HEADLINE}">
<script type="application/ld+json">{_LD}</script></head><body><nav>{MENU}</nav><main><h1 class="title pg-title">
{HEADLINE}</h1><div class="published"><time pubdate="pubdate" datetime="2009-03-12T22:30:00-04:00">March 12, 2009 10:30 PM</time></div>
<div class="links"><ul><li class="links__item">By <a href="/author">Jo Hale</a></li></ul></div><figure><img src=b><figcaption>
FILE - {CAPTION}.</figcaption></figure><div id="article-content"><div class="wsw"><div class="wsw__embed"><div class="c-mmp">
<h6>{HEADLINE}</h6><p>No media source currently available</p><div>0:00 0:02:02 0:00</div></div></div><p>OSTREY — {PARAGRAPHS[0]}</p>
<div class="media-block also-read"><a href=/r>SEE ALSO: <h4>{LINKS[0]}</h4></a></div><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>
<p>Jo Hale wrote this story from Reuters reports.</p><h2>Words in This Story</h2><p><strong>ferry</strong> – n. a boat</p></div></div>
<div class="media-block-wrap"><h2>Related</h2><ul>{ITEMS}</ul></div></main><footer>Follow Us</footer></body></html>"""

SECTIONS = f"""<!doctype html><html><head><title>{HEADLINE} - The Harbor Post</title><meta property="og:title" content="{HEADLINE[:16]}…">
<meta property="article:published_time" content="2009-03-12T08:00:00Z"></head><body><div class="cookies"><p>We use cookies to give you
the best experience of our website and to show you advertising that is relevant to you.</p></div><header><span>Friday, January 24, 2025
</span>{MENU}</header><main><h1>{HEADLINE}</h1><p class="byline">By <a rel="author" href="/x">Jo Hale</a></p>
<div class="article-body">{TEXT}<div class="newsletter-signup"><p>Sign up to receive our reporting every morning, free of charge.</p></div>
</div></main><section>{TEASERS}</section><footer>© 2025 The Harbor Post</footer></body></html>"""

PLAIN = f"""<html><head><title>The Harbor Post: {HEADLINE}</title></head><body><h1>The Harbor Post</h1><p>Friday, 24 January 2025</p>
<ul>{ITEMS}</ul><h2>{HEADLINE}</h2><p><i>Jo Hale | Ostrey, Last updated: March 12, 2009</i></p><div>{BREAKS}</div><p>Copyright 2025</p>"""


def article(page: str) -> Article:
    draft = page_draft(page, "page.html")
    assert isinstance(draft, Draft), draft
    found = clean(draft)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("page", [TABLES, ZOOM, WSW, PLAIN], ids=["tables", "zoom", "wsw", "plain"])
def test_each_generation_gives_the_same_article(page: str) -> None:
    found = article(page)
    assert found.headline == HEADLINE
    assert (found.published, found.byline) == ("2009-03-12", "Jo Hale")
    assert found.dateline.casefold() == "ostrey"
    assert found.body == BODY


def test_a_page_of_sections_gives_its_article() -> None:
    found = article(SECTIONS)
    assert (found.headline, found.published, found.byline) == (HEADLINE, "2009-03-12", "Jo Hale")
    assert found.body == BODY


def test_the_printed_day_counts_and_not_that_of_another_zone() -> None:
    assert "2009-03-13" in WSW
    assert article(WSW).published == "2009-03-12"
    only_time = WSW.replace("March 12, 2009 10:30 PM", "two hours ago")
    assert article(only_time).published == "2009-03-12"


def test_the_day_comes_from_no_masthead_side_or_foot() -> None:
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><div><div class=date>Friday, January 24, 2025</div></div>"
        f"<div><h1>{HEADLINE}</h1>{TEXT}</div><div>{TEASERS}</div><p>Copyright 2014 The Harbor Post</p></body></html>"
    )
    assert article(page).published == ""


def test_an_agency_and_a_newsroom_are_no_writers() -> None:
    page = WSW.replace('By <a href="/author">Jo Hale</a>', "By Reuters").replace(
        "Jo Hale wrote", "It wrote"
    )
    found = article(page)
    assert (found.byline, found.credit) == ("", "Reuters")


def test_a_heading_whose_id_is_made_of_its_words_stays() -> None:
    page = WSW.replace(
        f"<p>{PARAGRAPHS[2]}", f'<h2 id="related-social-share">A Bridge?</h2><p>{PARAGRAPHS[2]}'
    )
    assert "A Bridge?" in article(page).body


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>Africa</title></head><body><h1>Africa</h1><ul>{ITEMS}</ul></body></html>",
        f"<html><head><title>Africa News</title></head><body><h1>News of Africa</h1>{TEASERS}</body></html>",
        "<html><body><h1>503 Service Unavailable</h1><p>No server can answer. Try again later.</p></body></html>",
        "<html><head><title>404</title></head><body><h1>Page not found</h1><p>It may have been moved.</p></body></html>",
        f"<html><body>{MENU * 5}</body></html>",
        "<html></html>",
        "<div>" * 30_000 + "x" + "</div>" * 30_000,
    ],
)
def test_a_page_without_an_article_says_so(page: str) -> None:
    draft = page_draft(page, "page.html")
    found = clean(draft) if isinstance(draft, Draft) else draft
    assert isinstance(found, Unreadable)
    assert found.reason


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    word = "Łódź"
    page = SECTIONS.replace("Ostrey", word).replace(
        "<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
    )
    data = page.encode("iso-8859-2", errors="xmlcharrefreplace")
    (draft,) = read_bytes(data, name="page.html")
    assert isinstance(draft, Draft)
    assert word in draft.text
