"""Whose words they are: our speakers beside those that people read out of the same articles.

    python tests/bench/speakers.py [--shared ../shared] [--wrong]

Names under quoted fragments and behind pronouns of 20 development articles, and every quote that is shown
of 15 real articles and of the bundled archive. The marks are offsets and names in ``tests/data`` and
``store/sample/gold.jsonl``; ``--wrong`` lists what is not right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from hand_checked import (  # noqa: E402
    Tally,
    archive_with_speakers,
    article_of,
    attribution,
    count_fragments,
    count_pronouns,
    count_shown,
    news_with_speakers,
)

from store import ingest  # noqa: E402
from store.archive import Archive  # noqa: E402
from store.extract import extract_all  # noqa: E402
from store.model import ArticleView  # noqa: E402
from store.sample import articles_folder  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--wrong", action="store_true", help="list the wrong ones")
    chosen = options.parse_args()
    tallies = {name: Tally() for name in ("fragments", "pronouns", "real", "bundled")}
    if (chosen.shared / "eval" / "quotes").is_dir():
        known = list(news_with_speakers(chosen.shared))
        for (article, gold), found in zip(known, extract_all(a for a, _ in known), strict=True):
            count_fragments(article, gold, found.quotes, tallies["fragments"])
            count_pronouns(article, gold, found.quotes, tallies["pronouns"])
        views = _views(chosen.shared / "archive-sample")
        for article, gold in archive_with_speakers(view.article for view in views.values()):
            count_shown(article, gold, views[article.body].quotes, tallies["real"])
    views = _views(articles_folder())
    for line in files("store.sample").joinpath("gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = [attribution(quote) for quote in row["quotes"]]
        count_shown(article_of(row["body"]), gold, views[row["body"]].quotes, tallies["bundled"])
    for name, told in _TOLD.items():
        tally = tallies[name]
        if tally.seen:
            print(f"{told}: {100 * tally.share:.1f}% right of {tally.seen}")
            for wrong in tally.wrong if chosen.wrong else ():
                print(f"    {wrong}")


_TOLD = {
    "fragments": "names under quoted fragments, 20 news articles",
    "pronouns": "names behind pronouns whose span was found, the same",
    "real": "quotes shown of 15 real articles, speaker",
    "bundled": "quotes shown of the bundled archive, speaker",
}


def _views(source: Path) -> dict[str, ArticleView]:
    """The articles of a folder as the archive shows them, by their body."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        ingest(path, [source])
        with Archive.open(path) as archive:
            numbered = (archive.article(n) for n in range(1, archive.stats().articles + 1))
            return {view.article.body: view for view in numbered if view is not None}


if __name__ == "__main__":
    main()
