"""Which addresses may be fetched."""

from __future__ import annotations

import pytest

from store.fetch import Refused, without_credentials
from store.fetch.addresses import checked, networks_of, refusal


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
    ],
)
def test_not_public(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::8.8.8.8"]
)
def test_public(address: str) -> None:
    assert refusal(address) == ""


def test_a_network_that_is_allowed() -> None:
    networks = networks_of("10.1.0.0/16, ::1,")
    assert refusal("10.1.2.3", networks) == refusal("::1", networks) == ""
    assert refusal("10.2.0.1", networks)
    assert refusal("127.0.0.1", networks)
    assert str(checked("http://10.1.2.3:8080/feed", networks)) == "http://10.1.2.3:8080/feed"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/feed",
        "//news.example/feed",
        "ftp://news.example/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "http://",
        "http:///feed",
        "http://news.example:22/",
        "http://news.example:6379/",
        "http://news.example:99999/",
        "http://news.example:0/",
        "http://news.example/a b",
        "http://news.example/\r\nX: y",
        "http://news.example/\x00",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::1",
        "http://①②⑦.⓪.⓪.①/",
        "http://127.0.0.1./",
        "http://user@127.0.0.1/",
        "http://news.example/" + "a" * 2000,
    ],
)
def test_what_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(Refused):
        checked(url)


def test_what_is_not() -> None:
    assert str(checked("HTTPS://News.Example:443/Feed?x=1#top")) == "https://news.example/Feed?x=1"
    assert str(checked("http://news.example:8080/")) == "http://news.example:8080/"
    assert checked("https://bücher.example/").host == "bücher.example"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ann:s3cret@news.example/feed", "https://news.example/feed"),
        ("https://ann@b@news.example?x=@", "https://news.example?x=@"),
        ("https://news.example/@ann", "https://news.example/@ann"),
        ("https://news.example", "https://news.example"),
        ("no address", "no address"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_an_error_shows_no_password() -> None:
    with pytest.raises(Refused) as caught:
        checked("http://ann:s3cret@127.0.0.1/")
    assert "s3cret" not in str(caught.value)
