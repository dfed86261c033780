from __future__ import annotations

import json

import pytest

from store.model import Draft, Unreadable
from store.read import read_bytes
from store.read.entry import printed_day
from store.read.feed import entries

ITEMS = """<item><title>Ferry &amp;amp; pier</title><link>https://wire.example/1</link>
<guid isPermaLink="false">id-1</guid><dc:creator>Ada Obe</dc:creator>
<pubDate>Mon, 03 May 2004 23:30:00 -0500</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>The ferry &#8220;Ilse&#8221; stopped.</p><script>alert(1)</script>
<figure><img src="x"><figcaption>A ferry</figcaption></figure><p>Nobody was hurt,<br>he said.</p>
<p>The post <a href="/1">Ferry</a> appeared first on <a href="/">The Wire</a>.</p>]]></content:encoded></item>
<item><title>Only a summary</title><guid>id-2</guid><author>desk@wire.example (Jo Hale)</author>
<description>&lt;p&gt;The pier was shut.&lt;/p&gt; &lt;p&gt;Read more&lt;/p&gt;</description></item>
<item><title>Nothing</title><link>https://wire.example/3</link></item>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title>
{ITEMS}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>
<id>tag:wire.example,2004:1</id><title type="html">Fish &lt;b&gt;prices&lt;/b&gt; fall</title>
<link rel="alternate" href="https://wire.example/fish"/><updated>2004-05-06T01:00:00Z</updated>
<published>2004-05-03T23:30:00-05:00</published><author><name>Ada Obe</name></author>
<author><name>Jo Hale</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Fish fell.</p><p>So did eels.</p></div></content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Wire",
    "items": [
        {
            "id": 7,
            "url": "https://wire.example/7",
            "title": "Eels",
            "content_html": "<p>Eels rose.</p><p>Then they fell.</p>",
            "date_published": "2004-05-03T00:30:00+09:00",
            "authors": [{"name": "Ada Obe"}, {"name": "Jo Hale"}],
        },
        {
            "id": "8",
            "content_text": "No title, no date.\n\nTwo paragraphs.",
            "author": {"name": "X"},
        },
    ],
}


def records(data: str | bytes, **options: str) -> list[Draft | Unreadable]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_bytes(data, name="feed.xml", **options))


def drafts(data: str | bytes) -> list[Draft]:
    return [one for one in records(data) if isinstance(one, Draft)]


def test_an_item_of_rss_is_an_article() -> None:
    first, second = drafts(RSS)
    assert first == Draft(
        source="feed.xml#https://wire.example/1",
        text="The ferry “Ilse” stopped.\n\nNobody was hurt,\nhe said.",
        title="Ferry & pier",
        date="2004-05-03",
        byline="Ada Obe",
        url="https://wire.example/1",
        doc_id="id-1",
        form="feed",
        clean=True,
    )
    assert (second.source, second.text, second.byline, second.date) == (
        "feed.xml#id-2",
        "The pier was shut.",
        "Jo Hale",
        "",
    )
    (bad,) = (one for one in records(RSS) if isinstance(one, Unreadable))
    assert bad.source == "feed.xml#https://wire.example/3"
    assert "without text" in bad.reason


def test_an_entry_of_atom_is_an_article_of_the_day_that_it_prints() -> None:
    (found,) = drafts(ATOM)
    assert (found.title, found.date, found.byline) == (
        "Fish prices fall",
        "2004-05-03",
        "Ada Obe, Jo Hale",
    )
    assert found.text == "Fish fell.\n\nSo did eels."
    assert found.doc_id == "tag:wire.example,2004:1"
    assert found.source == "feed.xml#https://wire.example/fish"


@pytest.mark.parametrize("data", [json.dumps(JSON_FEED), json.dumps(JSON_FEED, indent=2)])
def test_an_item_of_json_feed_is_an_article(data: str) -> None:
    first, second = drafts(data)
    assert (first.source, first.doc_id, first.date) == (
        "feed.xml#https://wire.example/7",
        "7",
        "2004-05-03",
    )
    assert (first.text, first.byline) == ("Eels rose.\n\nThen they fell.", "Ada Obe, Jo Hale")
    assert (second.title, second.date, second.byline) == ("", "", "X")
    assert second.text == "No title, no date.\n\nTwo paragraphs."


def test_only_a_content_that_is_not_cut_off_is_whole() -> None:
    assert [one.whole for one in entries(RSS.encode())] == [True, False, False]
    cut = RSS.replace("he said.</p>", "he said [&#8230;]</p>")
    assert not entries(cut.encode())[0].whole


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Mon, 03 May 2004 23:30:00 -0500", "2004-05-03"),
        ("Tue, 04 May 2004 04:30:00 GMT", "2004-05-04"),
        ("3 May 04 10:00 EST", "2004-05-03"),
        ("2004-05-03T23:30-05:00", "2004-05-03"),
        ("2004-05-03 23:30:00", "2004-05-03"),
        ("2004-05", "2004-05"),
        ("Mon, 31 Feb 2004 10:00:00 GMT", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_the_day_that_is_printed(printed: str, day: str) -> None:
    assert printed_day(printed) == day


def test_items_that_share_a_link_keep_names_of_their_own() -> None:
    item = "<item><link>https://wire.example/</link><description>Words {0}.</description></item>"
    feed = f'<rss version="2.0"><channel>{item.format(1)}{item.format(2)}{item.format(3)}</channel></rss>'
    names = [one.source for one in drafts(feed)]
    assert names[0] == "feed.xml#https://wire.example/"
    assert len(set(names)) == 3
    assert names == [one.source for one in drafts(feed)]


def test_a_feed_that_is_not_well_formed_gives_what_it_has() -> None:
    broken = RSS.replace("&amp;amp;", "&").partition("<item><title>Nothing")[0]
    assert [one.title for one in drafts(broken)] == ["Ferry & pier", "Only a summary"]


def test_entities_bring_in_nothing() -> None:
    bomb = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    declared = (
        f'<!DOCTYPE r [<!ENTITY a "lollollollol">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    feed = RSS.replace("<rss", declared + "<rss", 1).replace("stopped.", "stopped. &j; &x;")
    found = " ".join(one.text + one.title for one in drafts(feed))
    assert "ferry" in found
    assert "lollollollollol" not in found
    assert "root:" not in found


@pytest.mark.parametrize(
    ("data", "form", "reason"),
    [
        ('<rss version="2.0"><channel><title>f</title></channel></rss>', "", "without items"),
        ("<html><body><h1>503 Service Unavailable</h1></body></html>", "feed", "no feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "", "without items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"id": ', "", "cut short"),
        ('{"version": "https://jsonfeed.org/version/1"}', "", "no list of items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 50_000, "", "deeply"),
        ('<?xml version="1.0"?><sitemap><loc>x</loc></sitemap>', "", "XML that is no feed"),
    ],
)
def test_what_is_no_feed_says_so(data: str, form: str, reason: str) -> None:
    (bad,) = records(data, format_name=form)
    assert isinstance(bad, Unreadable)
    assert reason in bad.reason


def test_bytes_that_name_a_file_are_no_file(tmp_path, monkeypatch) -> None:
    (tmp_path / "secret.xml").write_text(RSS)
    monkeypatch.chdir(tmp_path)
    (bad,) = records(b"secret.xml", format_name="feed")
    assert isinstance(bad, Unreadable)


@pytest.mark.parametrize(
    "hostile",
    [
        "<item><author>" + "a." * 50_000 + "</author><description>w</description></item>",
        "<item>"
        + "".join(f"<category>c{n}</category>" for n in range(20_000))
        + "<description>w</description></item>",
    ],
)
def test_hostile_items_are_read_in_time_of_their_length(hostile: str) -> None:
    """As feedparser is, each of them takes half a minute."""
    (found,) = drafts(f'<rss version="2.0"><channel>{hostile}</channel></rss>')
    assert found.text == "w"
    assert len(found.byline) <= 500
