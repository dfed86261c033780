"""What an archive remembers of each wording, so that the same words and nearly the same are found again.

Near-duplicates: the MinHash of a text's runs of three words, cut into bands (Broder 1997, "On the
resemblance and containment of documents"; Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets",
ch. 3). Two texts that have a part ``s`` of their runs in common share a band with probability
``1 - (1 - s ** ROWS) ** BANDS``: 0.55 at one half, 0.96 at three quarters, 0.9996 at nine tenths. What is
found is compared in full.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from rensa import RMinHash

ROWS, BANDS = 3, 6
_SEED = 1
_BYTES = 6
"""Of a fingerprint: they are in no order, so each of a new article is on another page of the table."""
SHORTEST = 30
"""Words from which a text is compared with others: of shorter ones too few differ to tell events apart."""

_READ = 50_000
"""Characters of a text that near-duplicates are found by."""

VERSION = f"{RMinHash.ALGORITHM_VERSION}.{ROWS}.{BANDS}.{_SEED}.{_BYTES}.{_READ}"
"""Fingerprints of another version match none of this one's."""

_MARKS = tuple(
    [(mark, "'") for mark in "‘’‚‛‹›`´′"] + [(mark, '"') for mark in "“”„‟«»″"] + [("''", '"')]
)


def plain(text: str) -> str:
    """``text`` with one kind of quotation mark and of white space: what a correction leaves alone."""
    if not text.isascii() or "`" in text or "''" in text:
        for mark, usual in _MARKS:
            text = text.replace(mark, usual)
    return " ".join(text.split())


@lru_cache(4)
def wording(headline: str, body: str) -> str:
    """The same for two prints of the same words, whatever their white space and quotation marks."""
    return f"{plain(headline)}\n{plain(body)}"


def exact(wording: str) -> int:
    """The fingerprint of a wording. It is short, so whoever finds it again compares the words."""
    return _number(wording.encode(errors="surrogatepass"))


@lru_cache(4)  # one article is asked about, and then stored
def near(wording: str) -> tuple[int, ...]:
    """The fingerprints of which near-duplicates share one or more; none for a text that is too short."""
    body = wording.partition("\n")[2][:_READ].lower().split()
    if len(body) < SHORTEST:
        return ()
    return tuple(_bands(body))


def _bands(words: list[str]) -> Iterator[int]:
    sketch = RMinHash(num_perm=ROWS * BANDS, seed=_SEED)
    sketch.update([f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)])
    values = sketch.digest()
    for band in range(BANDS):
        yield _number(repr((band, values[band * ROWS : (band + 1) * ROWS])).encode())


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=_BYTES).digest())
