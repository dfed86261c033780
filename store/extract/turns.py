"""The turns of an interview or a transcript, by the labels that paragraphs open with ("Q:", "MR. EARNEST:").

Without a parse: what a list and a made-up dialogue have in common with them is told apart by the labels alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.model import Article, Span

_LABEL = re.compile(
    r"\s*(?P<mark>[\"“]?)[*_]{0,3}"
    r"(?P<label>(?:[QA](?=[.:]|[ \t\xa0]?[–—-][ \t\xa0])"
    r"|(?:[A-Z][\w.'’-]{0,24})(?:[ \t\xa0](?:[A-Z][\w.'’-]{0,24}|of|the|de|van|von)){0,4}))"
    r"(?:[ \t\xa0]?\([^)\n]{1,40}\))?[*_]{0,3}[ \t\xa0]?(?P<colon>[:.–—-])[*_]{0,3}[ \t\xa0]+(?=\S)"
)
_INSIDE = re.compile(
    r"(?<=[.?!…\"”’)])[ \t\xa0]+(?P<label>[QA]|Question|Answer)(?P<colon>[:.])[ \t\xa0]+(?=\S)"
)
QUESTION = frozenset(("q", "question", "interviewer"))
ANSWER = frozenset(("a", "answer", "interviewee", "guest"))
TALKING = frozenset("i we you me us my our your i'm i’m we're we’re".split())
ENDS = ".?!…—-–\"”’')]"
CLAUSES = 0.6
"""Share of the turns that have to be made of clauses."""
LONGEST_TURN = 6
"""Paragraphs that a turn may go on for."""
FEWEST_ANSWERS = 3
"""Labels of answers alone that make an interview."""
PAPERS = frozenset(
    "daily times post herald news radio tv tribune journal gazette observer magazine today weekly".split()
)
"""Last words of names that ask, and are nobody's."""
ASKERS = frozenset(
    "reporter correspondent journalist editor host presenter anchor interviewer columnist moderator"
    " broadcaster".split()
)
ANSWERS, ASKS = 4.0, -4.0
"""What a clause is worth that says who was asked, or who asked."""
SPEAKS, SPOKEN_TO = 1.0, 0.5
"""The same of "she spoke to", and of "they spoke to her": either may ask."""
IN_HEADLINE, MENTIONED = 1.5, 0.2
_LEAD = 0.5
"""How much likelier than the next one somebody must be for the answers to be theirs."""


@dataclass(frozen=True, slots=True)
class Turn:
    name: str
    label: Span
    colon: int
    paragraph: int
    """Index among the article's paragraphs."""
    start: int
    """Where the words start."""
    end: int
    """Where they end in that paragraph."""

    @property
    def key(self) -> str:
        """The label's last word: "Chris Matthews" and "Matthews" are one."""
        return self.name.split()[-1].lower()


def labelled(article: Article) -> list[Turn]:
    """The turns as they are labelled: at the start of a paragraph, and Q and A behind a sentence too."""
    turns: list[Turn] = []
    for n, paragraph in enumerate(article.paragraphs):
        match = _LABEL.match(article.body, paragraph.start, paragraph.end)
        if match is None or (match["colon"] != ":" and match["label"] not in ("Q", "A")):
            continue
        starts = [match]
        if match["label"].lower() in QUESTION | ANSWER:
            starts += _INSIDE.finditer(article.body, match.end(), paragraph.end)
        ends = [*(inside.start() for inside in starts[1:]), paragraph.end]
        turns += [
            Turn(found["label"], found.span("label"), found.start("colon"), n, found.end(), end)
            for found, end in zip(starts, ends, strict=True)
        ]
    return _with_answers(article, _with_questions(article, turns))


def _with_questions(article: Article, turns: list[Turn]) -> list[Turn]:
    """Where answers alone are labelled, the paragraph before each is the question, if most of them ask."""
    before = [article.paragraphs[turn.paragraph - 1] for turn in turns if turn.paragraph]
    asking = sum("?" in article.body[one.start : one.end] for one in before)
    if (
        len(turns) < FEWEST_ANSWERS
        or any(turn.key not in ANSWER for turn in turns)
        or 2 * asking < len(turns)
    ):
        return turns
    whole: list[Turn] = []
    last = -1
    for turn in turns:
        asked = turn.paragraph - 1
        if asked > last:
            one = article.paragraphs[asked]
            whole.append(Turn("Q", turn.label, turn.colon, asked, one.start, one.end))
        whole.append(turn)
        last = turn.paragraph
    return whole


def _with_answers(article: Article, turns: list[Turn]) -> list[Turn]:
    """Where questions alone are labelled, what follows each is the answer: its turn has the same label."""
    if len(turns) < 2 or any(turn.key not in QUESTION for turn in turns):
        return turns
    whole: list[Turn] = []
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        whole.append(turn)
        follows = turn.paragraph + 1
        if follows < (after.paragraph if after else len(article.paragraphs)):
            start, end = article.paragraphs[follows].start, article.paragraphs[follows].end
            whole.append(Turn("A", turn.label, turn.colon, follows, start, end))
    return whole


def is_exchange(article: Article, turns: Sequence[Turn]) -> bool:
    """Whether labels take turns as those of a conversation do."""
    keys = [turn.key for turn in turns]
    if any(len(key) == 1 and key not in ("q", "a") for key in keys) or len(set(keys)) < 2:
        return False
    if keys.count("a") and not keys.count("q"):
        return False
    back = any(a == c and a != b for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))
    asked = len(turns) == 2 and "?" in article.body[turns[0].start : turns[0].start + 300]
    asked = asked and turns[1].paragraph - turns[0].paragraph <= 1
    return back or asked or {"q", "a"} <= set(keys)


def likeliest(worth: Mapping[int, float]) -> int | None:
    """Who answers, by what speaks for each; None where nothing does, or for several as much."""
    best, *others = sorted(worth, key=lambda who: -worth[who]) or [-1]
    if worth.get(best, 0.0) <= 0 or (others and worth[best] - worth[others[0]] < _LEAD):
        return None
    return best


def trimmed(text: str, start: int, end: int) -> Span:
    """Without space, and without a closing mark that was opened before the label."""
    end = start + len(text[start:end].rstrip())
    start = end - len(text[start:end].lstrip())
    opens = text[start : start + 1] in ('"', "“")
    closes = text[end - 1 : end] in ('"', "”")
    inside = text[start + 1 : end - 1]
    if (
        closes
        and not opens
        and inside.count("“") <= inside.count("”")
        and not inside.count('"') % 2
    ):
        end -= 1
    return start, end
