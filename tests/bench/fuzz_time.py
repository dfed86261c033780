"""How long hostile paragraphs take: marks, tokens and sentences of 1, 2 and 5 million characters.

    python tests/bench/fuzz_time.py [--sizes 1 2 5] [--parse] [--kinds NAME …]

One paragraph without an end of each kind goes through all that runs before the parser; with ``--parse``
through the whole extraction. Prints seconds of CPU time; work that grows with the text doubles with it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from store.extract import extract  # noqa: E402
from store.extract.grid import Grid  # noqa: E402
from store.extract.marks import find_marked  # noqa: E402
from store.extract.parser import load  # noqa: E402
from store.extract.sentences import mark_units  # noqa: E402
from store.extract.windows import tokenized  # noqa: E402
from store.model import Article, Paragraph  # noqa: E402

KINDS = {
    "all marks": '"',
    "all curly": "“",
    "all apostrophes": "'",
    "mixed marks": "“\"'‘«",
    "openings": ' "a',
    "cues": "said ",
    "alternating": '"No," she said. ',
    "one sentence": "the pier and ",
    "nested": "(“a ",
    "parentheses": "(",
    "one word": "a",
    "words and dashes": 'said—"x"—',
    "never closed": '"A b. ',
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 5])
    options.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    options.add_argument("--parse", action="store_true")
    chosen = options.parse_args()
    load()
    print("seconds" + " " * 13 + "".join(f"{size:>8g} MB" for size in chosen.sizes))
    for kind in chosen.kinds:
        print(f"{kind:<20}", end="", flush=True)
        for size in chosen.sizes:
            length = int(size * 1_000_000)
            body = (KINDS[kind] * (length // len(KINDS[kind]) + 1))[:length]
            article = Article("", body, (Paragraph(1, 0, length),))
            began = time.process_time()
            if chosen.parse:
                extract(article)
            else:
                _before_parsing(article)
            print(f"{time.process_time() - began:>11.2f}", end="", flush=True)
        print()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {most:,.0f} MB")


def _before_parsing(article: Article) -> None:
    marked = find_marked(article.body, article.paragraphs)
    doc = tokenized(load(), article.body)
    grid = Grid(doc, marked, article.paragraphs)
    doubles = [t for m, t in zip(marked, grid.tokens, strict=True) if not m.single]
    mark_units(doc, grid.starts, doubles)


if __name__ == "__main__":
    main()
