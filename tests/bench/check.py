"""Pasted quotes whose verdict is known, made from real articles, beside the verdicts that are given.

    python tests/bench/check.py [--shared ../shared] [--archive FILE] [--seeds 1 2 3] [--each 25] [--wrong]

Of every kind ``--each`` messages: printed words with other marks, spaces and line breaks; with one to three
words replaced, left out or put in; given to somebody else; and words that are not in the archive. An
alteration is right if it is found and the edits give back the printed words and the pasted ones with no
more words changed than were. ``--archive`` is an archive of the same articles that was made before.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from hand_checked import archive_with_speakers  # noqa: E402

from store import Archive, ingest  # noqa: E402
from store.check.words import words_of  # noqa: E402
from store.model import Article, EditKind, Verdict, VerdictKind  # noqa: E402
from store.sample import articles_folder  # noqa: E402

STYLES = [
    '"{}"',
    "“{}”",
    "«{}»",
    "„{}“",
    '“{}"',
    '"{}”',
    "‘{}’",
    "'{}'",
    "» {} «".replace("» {} «", "« {} »"),
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--archive", type=Path)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    options.add_argument("--each", type=int, default=25)
    options.add_argument("--wrong", action="store_true", help="list the wrong ones")
    chosen = options.parse_args()
    with _archive(chosen.shared, chosen.archive) as archive:
        articles = _articles(archive)
        quoted = [one for article in articles for one in _quoted(article)]
        quoted += list(_marked_by_hand(articles))
        elsewhere = list(_elsewhere(chosen.shared, articles))
        print(
            f"{len(quoted)} quotations, {sum(bool(q.speaker) for q in quoted)} with a speaker; {len(elsewhere)} others"
        )
        archive.check_quotes("warm up")
        print(
            f"{'seed':>6} {'verbatim':>9} {'altered':>9} {'speaker':>9} {'nowhere':>9} {'right':>7}  ms p50/p95"
        )
        for seed in chosen.seeds:
            _run(
                archive,
                seed,
                list(_cases(seed, chosen.each, articles, quoted, elsewhere)),
                chosen.wrong,
            )


def _run(archive: Archive, seed: int, cases: Sequence[Case], show: bool) -> None:
    right: dict[VerdictKind, int] = {}
    took = []
    for case in cases:
        began = time.perf_counter()
        verdicts = archive.check_quotes(case.message).verdicts
        took.append((time.perf_counter() - began) * 1000)
        fits = len(verdicts) == 1 and _is_right(case, verdicts[0])
        right[case.kind] = right.get(case.kind, 0) + fits
        if show and not fits:
            print(f"--- {case.kind} ---\n{case.message}\n  printed: {case.printed!r}")
            for verdict in verdicts:
                print(f"  => {verdict.kind}: {verdict.explanation} [{verdict.claim.speaker}]")
                print(
                    "    ",
                    [(str(e.kind), e.text) for e in verdict.edits if e.kind is not EditKind.KEPT],
                )
    kinds = (
        VerdictKind.VERBATIM,
        VerdictKind.ALTERED,
        VerdictKind.OTHER_SPEAKER,
        VerdictKind.NOT_FOUND,
    )
    took.sort()
    print(
        f"{seed:>6} "
        + " ".join(f"{right.get(kind, 0):>9}" for kind in kinds)
        + f" {sum(right.values()):>3}/{len(cases)}  {statistics.median(took):.0f}/{took[int(len(took) * 0.95)]:.0f}"
    )


def _is_right(case: Case, verdict: Verdict) -> bool:
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


def _cases(
    seed: int,
    each: int,
    articles: Sequence[Article],
    quoted: Sequence[Quoted],
    elsewhere: Sequence[str],
) -> Iterator[Case]:
    chance = random.Random(seed)
    names = sorted({one.speaker for one in quoted if one.speaker})
    spoken = [one for one in quoted if one.speaker]
    made: list[tuple[Callable[[], Case | None], VerdictKind]] = [
        (lambda: _verbatim(chance, chance.choice(quoted)), VerdictKind.VERBATIM),
        (lambda: _altered(chance, chance.choice(quoted)), VerdictKind.ALTERED),
        (
            lambda: _given_away(chance, chance.choice(spoken), spoken, names),
            VerdictKind.OTHER_SPEAKER,
        ),
        (lambda: _nowhere(chance, chance.choice(elsewhere), names), VerdictKind.NOT_FOUND),
    ]
    for make, _ in made:
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


def _quoted(article: Article) -> Iterator[Quoted]:
    for match in QUOTED.finditer(article.body):
        text = (match[1] or match[2]).strip()
        after = AFTER.match(article.body, match.end() - 1)
        before = BEFORE.search(article.body[max(0, match.start() - 90) : match.start()])
        name = (after[1] or after[2]) if after else before[1] if before else ""
        if name.split(" ")[0] in ("As", "But", "And", "When", "Then", "So"):
            name = ""
        if len(text.split()) >= 4:
            yield Quoted(article.id, text, name)


def _marked_by_hand(articles: Sequence[Article]) -> Iterator[Quoted]:
    for article, attributions in archive_with_speakers(articles):
        for one in attributions:
            text = article.body[one.content[0][0] : one.content[0][1]].strip('“”" ,')
            is_quoted = article.body[one.content[0][0]] in '“"'
            named = is_quoted and re.match(r"[A-Z]", one.speaker or "")
            if len(text.split()) >= 4 and not re.search(r"[“”\"]", text):
                yield Quoted(article.id, text, one.speaker or "" if named else "")


def _elsewhere(shared: Path, articles: Sequence[Article]) -> Iterator[str]:
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


def _articles(archive: Archive) -> list[Article]:
    found = []
    for number in range(1, archive.stats().articles + 1):
        view = archive.article(number)
        if view is not None:
            found.append(view.article)
    return found


@contextmanager
def _archive(shared: Path, made: Path | None) -> Iterator[Archive]:
    folder = shared / "archive-sample"
    if made is None and not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of real articles with --shared.")
    with tempfile.TemporaryDirectory() as scratch:
        path = made or Path(scratch) / "archive.db"
        if made is None:
            ingest(path, [folder])
        with Archive.open(path) as archive:
            yield archive


if __name__ == "__main__":
    main()
