"""Texts at scale, made by ``gen_scale.py`` of the development sets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def generate(
    shared: Path,
    articles: int,
    texts: Path,
    *,
    plant: bool,
    seed: int = 7,
    names: Path | None = None,
) -> None:
    """Run the generator and turn its columns into the JSON Lines that ``dateline ingest`` reads."""
    columns = texts.with_suffix(".tsv")
    command = [sys.executable, str(shared / "eval" / "search" / "gen_scale.py"), str(articles)]
    command += [str(columns), "--seed", str(seed), *(["--plant"] if plant else [])]
    command += ["--names", str(names)] if names else []
    if subprocess.run(command, check=False).returncode:
        sys.exit("The texts could not be made: `pip install names`, whose people they name.")
    unfinished = texts.with_suffix(".part")
    with columns.open(encoding="utf-8") as lines, unfinished.open("w", encoding="utf-8") as out:
        for line in lines:
            number, date, title, _, text = line.rstrip("\n").split("\t")
            row = {"id": number, "title": title, "date": date, "text": text}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.rename(texts)
    columns.unlink()
