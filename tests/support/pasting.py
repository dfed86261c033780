"""Messages with a quote whose verdict is known, made from the articles of an archive by chance.

Of every kind: printed words with other marks, spaces and line breaks; with one to three words replaced,
left out or put in; given to somebody else; and words that are not in the archive. An alteration is right
if it is found and the edits give back the printed words and the pasted ones with no more words changed
than were.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hand_checked import archive_with_speakers

from store import Archive
from store.check.words import words_of
from store.model import Article, EditKind, Verdict, VerdictKind
from store.sample import articles_folder

STYLES = [
    '"{}"',
    "“{}”",
    "«{}»",
    "„{}“",
    '“{}"',
    '"{}”',
    "‘{}’",
    "'{}'",
    "« {} »",
    "``{}''",
    "> {}",
    "{}",
]
SIGNED = [
    "{q} - {n}",
    "{q} — {n}",
    "{n}: {q}",
    "{q}, said {n}.",
    "{n} said {q}",
    "According to {n}, {q}",
    "{q} ({n})",
    "{n} once said: {q}",
    "{q}\n— {n}",
    "Did {n} really say {q}?",
    "{q} {n} told reporters.",
    "As {n} put it, {q}",
]
LEADS = ["", "", "", "Is this real? ", "lol look at this: ", "From the article: ", "he said "]
SPELT = {"—": ["--", "–", " - "], "–": ["-", "—"], " - ": [" – ", " — "], "--": ["—"]}
OTHER_WORDS = "rarely table green harbour seven never always quickly window against million morning strange river nobody under older copper".split()
NAME = r"(?:(?:Dr|Mr|Ms|Mrs|Professor|President)\.? )?[A-Z][a-z]+(?:[- ][A-Z]\.?[a-z]*){1,3}"
TELLS = r"(?:said|says|told|explains|explained|added|adds|noted|asks|asked)"
AFTER = re.compile(rf"[”\"]\s+(?:{TELLS}\s+({NAME})|({NAME})\s+{TELLS})\b")
BEFORE = re.compile(rf"({NAME})\s+{TELLS}[^.“”\"\n]{{0,40}}[,:]\s*$")
QUOTED = re.compile(r"“([^“”\"]{20,900})”|\"([^“”\"\n]{20,900})\"")


@dataclass(frozen=True)
class Quoted:
    """Words between marks of an article, and who said them where that is plain."""

    article: int
    text: str
    speaker: str


@dataclass(frozen=True)
class Case:
    kind: VerdictKind
    message: str
    printed: str
    changed: int = 0
    """Words left out and put in."""


def is_right(case: Case, verdict: Verdict) -> bool:
    if verdict.kind is not case.kind:
        return False
    if case.kind is not VerdictKind.ALTERED:
        return True
    printed = [e.text for e in verdict.edits if e.kind is not EditKind.INSERTED]
    pasted = [e.text for e in verdict.edits if e.kind is not EditKind.DELETED]
    changed = [e.text for e in verdict.edits if e.kind is not EditKind.KEPT]
    return (
        _forms(" ".join(printed)) == _forms(case.printed)
        and _forms(" ".join(pasted)) == _forms(verdict.claim.text)
        and len(_forms(" ".join(changed))) <= case.changed
    )


def _forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


def cases(seed: int, each: int, quoted: Sequence[Quoted], others: Sequence[str]) -> Iterator[Case]:
    """``each`` of every kind; ``others``: sentences that the archive does not hold."""
    chance = random.Random(seed)
    names = sorted({one.speaker for one in quoted if one.speaker})
    spoken = [one for one in quoted if one.speaker]
    made: list[Callable[[], Case | None]] = [
        lambda: _verbatim(chance, chance.choice(quoted)),
        lambda: _altered(chance, chance.choice(quoted)),
        lambda: _given_away(chance, chance.choice(spoken), spoken, names),
        lambda: _nowhere(chance, chance.choice(others), names),
    ]
    for make in made:
        count = 0
        while count < each:
            case = make()
            if case is not None:
                count += 1
                yield case


def _verbatim(chance: random.Random, one: Quoted) -> Case:
    words = _excerpt(chance, one.text)
    if chance.random() < 0.15 and len(words.split()) > 12:
        parts = words.split()
        at = chance.randrange(3, len(parts) - 6)
        words = " ".join(
            [
                *parts[:at],
                chance.choice(["…", "...", "[...]", ". . ."]),
                *parts[at + chance.randrange(1, 4) :],
            ]
        )
    speaker = one.speaker if chance.random() < 0.6 else ""
    return Case(
        VerdictKind.VERBATIM,
        _message(chance, _retyped(chance, words), _shorter(chance, speaker)),
        words,
    )


def _altered(chance: random.Random, one: Quoted) -> Case | None:
    printed = _excerpt(chance, one.text, fewest=5)
    parts = printed.split()
    if len(parts) < 5 or any(not _forms(part) for part in parts):
        return None
    pasted: list[str | None] = list(parts)
    changed = 0
    known = set(_forms(one.text))
    fresh = [word for word in OTHER_WORDS if word not in known]
    times = chance.randrange(1, 4) if len(parts) >= 9 else 1
    places = chance.sample(range(len(parts)), times)
    chance.shuffle(fresh)
    for at in places:
        how = chance.choice(["replace", "replace", "drop", "add"])
        if how == "drop" and (
            at in (0, len(parts) - 1) or parts[at] in (parts[at - 1], parts[at + 1])
        ):
            how = "replace"
        if how == "replace":
            pasted[at] = fresh.pop()
            changed += 1 + len(_forms(parts[at]))
        elif how == "drop":
            pasted[at] = None
            changed += len(_forms(parts[at]))
        else:
            pasted[at] = (
                f"{parts[at]} {fresh.pop()}"
                if at < len(parts) - 1
                else f"{fresh.pop()} {parts[at]}"
            )
            changed += 1
    text = " ".join(word for word in pasted if word is not None)
    speaker = one.speaker if chance.random() < 0.5 else ""
    return Case(
        VerdictKind.ALTERED,
        _message(chance, _retyped(chance, text, breaks=False), _shorter(chance, speaker)),
        printed,
        changed,
    )


def _given_away(
    chance: random.Random, one: Quoted, spoken: Sequence[Quoted], names: Sequence[str]
) -> Case | None:
    beside = sorted({other.speaker for other in spoken if other.article == one.article})
    name = chance.choice(beside if chance.random() < 0.5 and len(beside) > 1 else names)
    if _may_be_one(name, one.speaker):
        return None
    words = _excerpt(chance, one.text, fewest=5)
    if len(words.split()) < 5:
        return None
    return Case(
        VerdictKind.OTHER_SPEAKER,
        _message(chance, _retyped(chance, words), _shorter(chance, name)),
        f"{words} | {one.speaker}",
    )


def _nowhere(chance: random.Random, text: str, names: Sequence[str]) -> Case | None:
    words = _excerpt(chance, text)
    if len(words.split()) < 4:
        return None
    name = chance.choice(names) if chance.random() < 0.5 else ""
    return Case(
        VerdictKind.NOT_FOUND,
        _message(chance, _retyped(chance, words), _shorter(chance, name)),
        words,
    )


def _excerpt(chance: random.Random, text: str, fewest: int = 4) -> str:
    """The whole, some sentences of it, or some words in a row."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    how = chance.random()
    if how < 0.25:
        return text.strip()
    if how < 0.7:
        long = [at for at, sentence in enumerate(sentences) if len(sentence.split()) >= fewest]
        if long:
            at = chance.choice(long)
            return " ".join(sentences[at : at + chance.choice([1, 1, 2])])
    words = text.split()
    length = chance.choice([4, 5, 6, 8, 10, 15])
    length = max(fewest, length)
    if len(words) <= length:
        return text.strip()
    at = chance.randrange(len(words) - length)
    return " ".join(words[at : at + length])


def _retyped(chance: random.Random, words: str, *, breaks: bool = True) -> str:
    """The same words with other marks, spaces and ends."""
    text = words
    if chance.random() < 0.5:
        text = text.replace("’", "'").replace("‘", "'")
    if chance.random() < 0.3:
        text = text.replace("'", "’")
    for mark, others in SPELT.items():
        if mark in text and chance.random() < 0.5:
            text = text.replace(mark, chance.choice(others))
    if chance.random() < 0.4:
        text = re.sub(" ", lambda _: chance.choice([" ", " ", "  ", "\u00a0", "\u2009"]), text)
    if breaks and chance.random() < 0.2:
        text = re.sub(" ", lambda _: chance.choice([" "] * 6 + ["\n"]), text)
    if chance.random() < 0.4:
        text = text.rstrip(".,!?;: ")
    if chance.random() < 0.3:
        text = text[:1].swapcase() + text[1:]
    return text.strip()


def _message(chance: random.Random, words: str, name: str) -> str:
    style = chance.choice(STYLES)
    if style in ("{}", "> {}"):
        words = " ".join(words.split())
        marked = style.format(words)
        if not name:
            return marked
        return f"{marked}\n— {name}"
    if style in ("‘{}’", "'{}'") and re.search(r"['’‘]", words):
        style = "“{}”"
    if style in ('“{}"', '"{}”', '"{}"') and '"' in words:
        style = "“{}”"
    marked = style.format(words)
    if not name:
        return chance.choice(LEADS) + marked
    return chance.choice(SIGNED).format(q=marked, n=name)


def _shorter(chance: random.Random, name: str) -> str:
    last = name.split()[-1] if name else ""
    return last if last[:1].isupper() and chance.random() < 0.25 else name


def _may_be_one(one: str, other: str) -> bool:
    return bool(set(re.findall(r"\w{3,}", one.lower())) & set(re.findall(r"\w{3,}", other.lower())))


def quoted_in(article: Article) -> Iterator[Quoted]:
    for match in QUOTED.finditer(article.body):
        text = (match[1] or match[2]).strip()
        after = AFTER.match(article.body, match.end() - 1)
        before = BEFORE.search(article.body[max(0, match.start() - 90) : match.start()])
        name = (after[1] or after[2]) if after else before[1] if before else ""
        if name.split(" ")[0] in ("As", "But", "And", "When", "Then", "So"):
            name = ""
        if len(text.split()) >= 4:
            yield Quoted(article.id, text, name)


def marked_by_hand(articles: Sequence[Article]) -> Iterator[Quoted]:
    for article, attributions in archive_with_speakers(articles):
        for one in attributions:
            text = article.body[one.content[0][0] : one.content[0][1]].strip('“”" ,')
            is_quoted = article.body[one.content[0][0]] in '“"'
            named = is_quoted and re.match(r"[A-Z]", one.speaker or "")
            if len(text.split()) >= 4 and not re.search(r"[“”\"]", text):
                yield Quoted(article.id, text, one.speaker or "" if named else "")


def elsewhere(shared: Path, articles: Sequence[Article]) -> Iterator[str]:
    """Sentences and quotations of texts that the archive does not hold."""
    known = f" {' '.join(form for article in articles for form in _forms(article.body))} "
    texts = [path.read_text("utf-8") for path in sorted(articles_folder().rglob("*.txt"))]
    dev = shared / "eval" / "quotes" / "polnear_dev.jsonl.gz"
    if dev.is_file():
        with gzip.open(dev, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    for text in texts:
        for paragraph in text.split("\n"):
            quotations = [m[1] or m[2] for m in QUOTED.finditer(paragraph)]
            for words in quotations or re.split(r"(?<=[.!?])\s+", paragraph):
                few = _forms(words)
                if 4 <= len(few) <= 120 and not re.search(r"[“”\"]", words):
                    inside = any(
                        f" {' '.join(few[at : at + 4])} " in known for at in range(len(few) - 3)
                    )
                    if not inside:
                        yield words


def articles_of(archive: Archive) -> list[Article]:
    found = []
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        if view is not None:
            found.append(view.article)
    return found
