"""One address into a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from served import ALLOWED, Served, page

from store import ingest
from store.fetch import BadStatus, Policy, Refused, RobotsForbid, TooLarge, download

POLICY = Policy(networks=ALLOWED, gap_seconds=0)


def test_a_page_becomes_an_article(served: Served, tmp_path: Path) -> None:
    text = "TARN — The ferry Gull was launched on Sunday before a crowd that filled both piers."
    served.give("/gull", page("Ferry launched", text, text.replace("Gull", "Tern")))
    url = served.send("/news", "/gull")
    sizes: list[int] = []
    got = download(url, tmp_path / "page", policy=POLICY, progress=sizes.append)
    assert (got.url, got.size) == (served.url("/gull"), (tmp_path / "page").stat().st_size)
    assert sizes[-1] == got.size
    assert ingest(tmp_path / "archive.db", [got.path]).added == 1


def test_nothing_is_left_of_what_failed(served: Served, tmp_path: Path) -> None:
    to = tmp_path / "page"
    with pytest.raises(BadStatus, match=r"is not there \(404\)") as caught:
        download(served.url("/none"), to, policy=POLICY)
    assert caught.value.status == 404
    with pytest.raises(TooLarge):
        download(served.give("/", "x" * 100), to, policy=Policy(networks=ALLOWED, body_bytes=99))
    with pytest.raises(Refused):
        download(served.url("/", host="127.0.0.2"), to, policy=POLICY)
    with pytest.raises(Refused):
        download(served.url("/"), to)
    assert not to.exists()


def test_robots_are_heeded_unless_told_otherwise(served: Served, tmp_path: Path) -> None:
    served.give("/robots.txt", "User-agent: *\nDisallow: /")
    url = served.give("/", "x")
    with pytest.raises(RobotsForbid, match=r"robots\.txt"):
        download(url, tmp_path / "page", policy=POLICY)
    assert download(url, tmp_path / "page", policy=POLICY, robots=False).size == 1
