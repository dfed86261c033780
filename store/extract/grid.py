"""Quotation marks and sentences laid over the tokens of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from store.extract.marks import Marked
from store.extract.sentences import Tokens, sentence_starts
from store.extract.titles import is_name
from store.model import Paragraph

_MARKS = "\"'”’»“‘„« "
_ENDS = frozenset(".,!?…—-")
_STOPS = frozenset(".!?")
_LONGEST_TAG = 12
"""Tokens of a reporting clause between two halves of a sentence."""


class Grid:
    """Marked stretches laid over the tokens of a Doc."""

    def __init__(self, doc: Doc, marked: Sequence[Marked], paragraphs: Sequence[Paragraph]) -> None:
        self.doc = doc
        self.text = doc.text
        self.marked = marked
        self.starts = sentence_starts(doc, paragraphs)
        self._sentences = [i for i, starts in enumerate(self.starts) if starts]
        self._units = [t.i for t in doc if t.i == 0 or t.is_sent_start]
        self.small = {token.text for token in doc if token.text.islower()}
        """Words that the article also prints in small letters: a capital on them says nothing."""
        self.begins = [token.idx for token in doc]
        self.tokens: list[Tokens] = [self.over(m.start, m.end) for m in marked]
        self._opens = [m.start for m in marked]
        self._ends = [m.end for m in marked]
        self.outside = [True] * len(doc)
        before: Tokens | None = None
        for m, (start, end) in zip(marked, self.tokens, strict=True):
            if self._is_speech(m, start, end) or (m.single and self._resumes(before, (start, end))):
                before = (start, end)
                for i in range(start, end):
                    self.outside[i] = False

    def _is_speech(self, m: Marked, start: int, end: int) -> bool:
        """False for titles of works, nicknames and scare quotes (a few words without a stop, which the
        sentence flows through)."""
        if is_name(self.doc, start, end):
            return False
        if m.single:
            return self.is_sentence_like((start, end))
        words = sum(1 for t in self.doc[start:end] if not (t.is_punct or t.is_space))
        return words > 3 or self.text[m.start : m.end].rstrip(_MARKS)[-1:] in _ENDS

    def _resumes(self, before: Tokens | None, span: Tokens) -> bool:
        """Whether marked words go on with the speech ``before``: ``'A,' he said, 'and b.'``"""
        start, _ = span
        return (
            before is not None
            and start - before[1] <= _LONGEST_TAG
            and self.doc[start - 1].text == ","
            and _STOPS.isdisjoint(token.text for token in self.doc[before[1] : start - 1])
            and self._last_word(before)[-1:] == ","
            and self._last_word(span)[-1:] in _ENDS
        )

    def _last_word(self, span: Tokens) -> str:
        """The text of the last token of marked words that is no closing mark."""
        words = (token.text for token in reversed(self.doc[slice(*span)]))
        return next((word for word in words if word.strip(_MARKS)), "")

    def over(self, start: int, end: int) -> Tokens:
        """The tokens that overlap the characters ``[start, end)``."""
        first = bisect_right(self.begins, start) - 1
        return max(first, 0), bisect_left(self.begins, end)

    def touching(self, start: int, end: int) -> range:
        """Indices of the marked stretches that overlap the characters ``[start, end)``."""
        return range(bisect_right(self._ends, start), bisect_left(self._opens, end))

    def sentence(self, i: int) -> Tokens:
        """The printed sentence that holds token ``i``."""
        k = bisect_right(self._sentences, i)
        end = self._sentences[k] if k < len(self._sentences) else len(self.doc)
        return self._sentences[k - 1], end

    def unit(self, i: int) -> Tokens:
        """What the parser took for the sentence of token ``i``: a printed sentence or a part of one."""
        k = bisect_right(self._units, i)
        end = self._units[k] if k < len(self._units) else len(self.doc)
        return self._units[k - 1], end

    def last_word_mark(self, k: int) -> str:
        """The last character of stretch ``k`` before its closing marks: a comma where a cue follows."""
        m = self.marked[k]
        return self.text[m.start : m.end].rstrip(_MARKS)[-1:] or " "

    def is_sentence_like(self, span: Tokens) -> bool:
        """True for marked words that are whole sentences or their halves, not a name or a scare quote."""
        start, end = span
        words = [token for token in self.doc[start:end] if not (token.is_punct or token.is_space)]
        if len(words) < 2:
            return False
        return self._last_word(span)[-1:] in _ENDS and words[0].text[:1].isupper()
