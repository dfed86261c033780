"""How text becomes words, the same for what is indexed, what is asked and what is shown.

A word is a run of letters and digits. A stem is its Snowball English stem, lower case, without accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import sentencex
import tantivy

from store.model import Span

LONGEST_WORD = 40
"""Bytes that a word has less of, in tantivy's own analyzers: a longer run is left out of the index."""

FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing done down during each few for from
    further had has have having he her here hers him his how i if in into is it its itself just me
    more most my no nor not now of off on once only or other our out over own same she should so
    some such than that the their theirs them then there these they this those through to too under
    until up upon us very was we were what when where whether which while who whom whose why will
    with would you your yours s t d ll m re ve don didn doesn isn wasn weren couldn wouldn shouldn
    hasn haven hadn aren""",
    )
)


def _analyzer(*, stem: bool) -> tantivy.TextAnalyzer:
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        # Small capitals fold to capitals, "ʟ" to "L": small letters come after.
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
    )
    return (builder.filter(tantivy.Filter.stemmer("english")) if stem else builder).build()


STEMMER = _analyzer(stem=True)
FOLDER = _analyzer(stem=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem and where it stands (string indices into that text)."""

    stem: str
    start: int
    end: int


def encodable(text: str) -> str:
    """``text`` with half a character (a lone surrogate, from a broken terminal or file name) as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def stems(text: str) -> list[str]:
    """The stems of ``text`` in order, function words included."""
    return list(STEMMER.analyze(text))


def folded(text: str) -> list[str]:
    """The words of ``text`` in order, lower case and without accents, not stemmed."""
    return list(FOLDER.analyze(text))


def tokens(text: str) -> list[Token]:
    """The words of ``text`` with their stems and offsets, in order."""
    return [
        Token(token.text, token.char_offset_from, token.char_offset_to)
        for token in STEMMER.pre_tokenize(text).tokens
    ]


def unaccented(text: str) -> str:
    """``text`` with letters and figures as the plain ones that they are folded to: "Café" → "Cafe".

    tantivy's own analyzers make of it what ``folded`` and ``stems`` make of ``text``, in nine tenths of
    the time of one that folds. Only a number printed as one character with its brackets or point ("⑴")
    stays another word to them.
    """
    if text.isascii():
        return text
    accented, plain = _accented()
    return accented.sub(lambda found: plain[found[0]], text)


@cache
def _accented() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a letter or figure that is folded, and what each of them is folded to.

    They are in the blocks of Latin letters, of figures and of their full-width and joined forms.
    """
    blocks = ((0x80, 0x2D00), (0xA700, 0xA800), (0xFB00, 0xFB07), (0xFF00, 0xFF60))
    letters = [chr(code) for first, end in blocks for code in range(first, end)]
    words = folded("\n".join(f"a{letter}" for letter in letters))
    plain = {
        letter: word[1:]
        for letter, word in zip(letters, words, strict=True)
        if word[1:].isascii() and word[1:].isalnum()
    }
    return re.compile(f"[{''.join(plain)}]"), plain


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """The stem of one word; "" for what is no word."""
    found = STEMMER.analyze(word)
    return str(found[0]) if found else ""


_SHORTENED = re.compile(r"(?:^|[\s(“\"'])(?:Ms|Gens|Sens|Reps|Ft|Wash|Mass|Atty|approx|est)\.\s*$")
"""What sentencex takes for the end of a sentence and news prints in the middle of one."""


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, without the white space around them."""
    found: list[Span] = []
    joined = False
    for boundary in sentencex.get_sentence_boundaries("en", text):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            continue
        if joined:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        joined = bool(_SHORTENED.search(piece, max(0, len(piece) - 12)))
    return found
