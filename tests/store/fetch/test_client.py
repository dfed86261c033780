"""Fetching, against a real server: what is followed, what is cut off, and what is never asked."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from served import ALLOWED, Served, serving

from store.fetch import Fetcher, Policy, Refused, Response, RobotsForbid, TooLarge, Unreachable

POLICY = Policy(networks=ALLOWED, gap_seconds=0, seconds=20)


@pytest.fixture
def web_server() -> Iterator[Served]:
    with serving() as served:
        yield served


def policy(**changes: object) -> Policy:
    return replace(POLICY, **changes)


async def get(url: str, using: Policy = POLICY, **asked: object) -> Response:
    async with Fetcher(using) as fetcher:
        return await fetcher.get(url, **asked)


async def test_an_answer_has_what_the_next_request_needs(web_server: Served) -> None:
    url = web_server.give(
        "/feed", "news", ETag='"7"', Last_Modified="Sun, 01 Mar 2026 00:00:00 GMT"
    )
    answer = await get(url)
    assert (answer.status, answer.body, answer.url, answer.moved_to) == (200, b"news", url, "")
    again = await get(url, etag=answer.etag, last_modified=answer.last_modified)
    assert (again.status, again.body) == (304, b"")
    assert web_server.asked[1].headers["If-Modified-Since"] == "Sun, 01 Mar 2026 00:00:00 GMT"


async def test_a_request_says_who_asks(web_server: Served) -> None:
    await get(web_server.give("/", "x"), policy(contact="press@tarn.example"))
    agent = web_server.asked[0].headers["User-Agent"]
    assert agent.startswith("Dateline/")
    assert "press@tarn.example" in agent


async def test_permanent_moves_are_told_and_temporary_ones_are_not(web_server: Served) -> None:
    end = web_server.give("/end", "here")
    web_server.send("/c", end, 301)
    middle = web_server.send("/b", "/c", 307)
    web_server.send("/a", middle, 308)
    answer = await get(web_server.url("/a"))
    assert (answer.body, answer.url, answer.moved_to) == (b"here", end, middle)
    assert (await get(middle)).moved_to == ""


async def test_redirects_come_to_an_end(web_server: Served) -> None:
    web_server.send("/round", "/about")
    web_server.send("/about", "/round")
    with pytest.raises(Refused, match="circle"):
        await get(web_server.url("/round"))
    for number in range(20):
        web_server.send(f"/{number}", f"/{number + 1}", 301)
    web_server.asked.clear()
    with pytest.raises(Refused, match="more than 5 times"):
        await get(web_server.url("/0"))
    assert len(web_server.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://127.1:{port}/secret",
        "file:///etc/passwd",
        "ftp://127.0.0.1/secret",
        "http://169.254.169.254/secret",
        "http://[bad",
        "//",
    ],
)
async def test_each_hop_is_checked(web_server: Served, target: str) -> None:
    web_server.give("/secret", "secret")
    url = web_server.send("/", target.format(port=web_server.port))
    with pytest.raises(Refused):
        await get(url)
    assert web_server.paths() == ["/"]


class Names(AbstractResolver):
    """Answers for every name with the next of some lists of addresses."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = iter(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=each, port=port, family=socket.AF_INET, proto=0, flags=0
            )
            for each in next(self._answers)
        ]

    async def close(self) -> None:
        pass


async def test_a_name_is_as_good_as_all_its_addresses(web_server: Served) -> None:
    web_server.give("/feed", "news")
    names = Names(["127.0.0.1"], ["127.0.0.1", "127.0.0.2"], ["127.0.0.2"])
    # Between two requests the name changes what it stands for; no connection is kept open.
    web_server.routes["/feed"] = _closing
    async with Fetcher(POLICY, resolver=names) as fetcher:
        url = web_server.url("/feed", host="news.example")
        assert (await fetcher.get(url)).body == b"news"
        for _ in range(2):
            with pytest.raises(Refused, match=r"127\.0\.0\.2 is this machine"):
                await fetcher.get(url)
    assert len(web_server.asked) == 1


async def _closing(request: web.Request) -> web.Response:
    answer = web.Response(body=b"news")
    answer.force_close()
    return answer


async def test_passwords_stay_with_their_site(web_server: Served) -> None:
    web_server.give("/end", "here")
    web_server.send("/near", "/end")
    with_login = web_server.url("/near").replace("http://", "http://ann:s3cret@")
    answer = await get(with_login)
    assert "s3cret" not in answer.url
    assert all("Authorization" in each.headers for each in web_server.asked)
    web_server.asked.clear()
    with serving() as other:
        other.give("/end", "there")
        login = other.url("/end").replace("http://", "http://bob:hunter2@")
        web_server.send("/far", login)
        answer = await get(web_server.url("/far").replace("http://", "http://ann:s3cret@"))
        assert answer.body == b"there"
        assert "Authorization" not in other.asked[0].headers
        assert "hunter2" not in answer.url


async def test_a_body_that_is_too_large_is_cut_off(web_server: Served) -> None:
    url = web_server.give("/large", b"x" * 2000)
    with pytest.raises(TooLarge, match="1,999 bytes"):
        await get(url, policy(body_bytes=1999))
    assert len((await get(url, policy(body_bytes=2000))).body) == 2000
    assert (await get(url, limit=10, cut=True)).body == b"x" * 10
    with pytest.raises(TooLarge):
        await get(url, limit=10)


async def test_an_endless_body_is_cut_off(web_server: Served) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b"<item>" * 1000)

    web_server.routes["/"] = endless
    with pytest.raises(TooLarge):
        await get(web_server.url("/"), policy(body_bytes=100_000))


async def test_a_bomb_is_counted_as_it_unpacks(web_server: Served) -> None:
    packed = gzip.compress(b"\0" * 50_000_000, 9)
    assert len(packed) < 50_000
    url = web_server.give("/", packed, Content_Encoding="gzip")
    with pytest.raises(TooLarge):
        await get(url, policy(body_bytes=1_000_000))


async def test_who_sends_byte_by_byte_is_cut_off(web_server: Served) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b".")
            await asyncio.sleep(0.01)

    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return web.Response()

    web_server.routes |= {"/drip": drip, "/silent": silent}
    web_server.send("/redirected", "/drip")
    for path in ("/drip", "/silent", "/redirected"):
        with pytest.raises(Unreachable, match=r"within 0\.2 seconds"):
            await get(web_server.url(path), policy(seconds=0.2))
    with pytest.raises(Unreachable):
        await get(web_server.url("/silent"), policy(idle_seconds=0.1))


async def test_what_is_cut_short_is_no_answer(web_server: Served) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"half of")
        request.transport.close()
        return answer

    web_server.routes["/"] = cut
    with pytest.raises(Unreachable, match="ended before it was complete"):
        await get(web_server.url("/"))
    damaged = web_server.give("/gz", b"\x1f\x8bno gzip", Content_Encoding="gzip")
    with pytest.raises(Unreachable):
        await get(damaged)


async def test_nobody_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(Unreachable, match="can't be reached"):
        await get(f"http://127.0.0.1:{port}/")


async def test_one_request_at_a_time_and_a_pause(web_server: Served) -> None:
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.02)
        return web.Response(text="x")

    web_server.routes["/"] = slow
    async with Fetcher(policy(gap_seconds=0.05)) as fetcher:
        await asyncio.gather(*(fetcher.get(web_server.url("/")) for _ in range(4)))
    times = sorted((each.begun, each.ended) for each in web_server.asked)
    assert len(times) == 4
    for (_, ended), (begun, _) in pairwise(times):
        assert begun - ended >= 0.045


async def test_robots_are_asked_once_and_heeded(web_server: Served) -> None:
    web_server.give(
        "/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /no"
    )
    web_server.give("/yes", "x")
    web_server.give("/no", "x")
    web_server.send("/way", "/no")
    async with Fetcher(POLICY) as fetcher:
        for _ in range(2):
            assert (await fetcher.get(web_server.url("/yes"), obey_robots=True)).ok
        for path in ("/no", "/way"):
            with pytest.raises(RobotsForbid):
                await fetcher.get(web_server.url(path), obey_robots=True)
        assert (await fetcher.get(web_server.url("/no"))).ok
    assert web_server.paths() == ["/robots.txt", "/yes", "/yes", "/way", "/no"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_no_robots_file_forbids_nothing(web_server: Served, status: int) -> None:
    web_server.give("/robots.txt", "User-agent: *\nDisallow: /", status)
    assert (await get(web_server.give("/", "x"), obey_robots=True)).ok


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_robots_file_that_fails_means_not_now(web_server: Served, status: int) -> None:
    web_server.give("/robots.txt", "", status)
    url = web_server.give("/", "x")
    with pytest.raises(Unreachable, match=r"robots\.txt"):
        await get(url, obey_robots=True)
    assert web_server.paths() == ["/robots.txt"]


async def test_the_environment_puts_no_proxy_between(
    web_server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert (await get(web_server.give("/", "x"))).body == b"x"
