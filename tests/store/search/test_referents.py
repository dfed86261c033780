"""Questions about what somebody did, where the sentence that answers does not print the name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store import Archive, ingest

ARTICLES = {
    "minister": """Minister Out After Audit - 2021-03-19

Mikal Renn had been finance minister of Norland for six years when the auditors came.

They found that the ministry had paid for 40 cars which nobody could find.

He resigned on Monday. His deputy, Ada Holm, will run the ministry until June.""",
    "captain": """Court Frees Captain - 2022-02-03

Captain Oskar Lund was arrested in November after the ferry ran aground.

Prosecutors said the pumps had failed. The court heard 14 witnesses over three days.

The captain was acquitted on Thursday.""",
    "mayors": """Two Mayors, One Bridge - 2023-08-08

Mayor Greta Falk of Tarn and Mayor Jens Ode of Velm opened the bridge together.

Falk wore boots. She had refused to sign the contract in April because of the toll.

Ode brought a brass band. He paid for the fireworks himself.""",
    "skater": """Skater Wins in Velm - 2020-01-10

Lena Brandt arrived in Velm with a broken skate.

The 19-year-old skater trained on a flooded court. On Friday night the arena was sold out.

She won the gold medal in front of 9,000 spectators.""",
    "coach": """Coach Sacked After Seven Defeats - 2024-04-04

Halby United lost again on Saturday, for the seventh time in a row.

Manager Peter Venn watched the last ten minutes from the tunnel. The crowd sang.

He was sacked on Sunday evening. The club named Ruth Osk as caretaker.""",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("wire")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder.parent / "referents.db"
    ingest(path, [folder])
    with Archive.open(path) as archive:
        yield archive


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        ("Did Renn resign?", "He resigned on Monday.", "Mikal Renn"),
        ("When did Mikal Renn resign?", "He resigned on Monday.", "Mikal Renn"),
        ("When was Oskar Lund acquitted?", "The captain was acquitted on Thursday.", "Oskar Lund"),
        ("Did Jens Ode pay for the fireworks?", "He paid for the fireworks himself.", "Jens Ode"),
        (
            "What did Lena Brandt win?",
            "She won the gold medal in front of 9,000 spectators.",
            "Lena Brandt",
        ),
        ("When was Peter Venn sacked?", "He was sacked on Sunday evening.", "Peter Venn"),
    ],
)
def test_the_sentence_counts_as_naming_them(
    archive: Archive, question: str, sentence: str, name: str
) -> None:
    first = archive.ask(question).passages[0]
    assert first.fragments[0].text == sentence
    assert [one.name for one in first.referents] == [name]
    view = archive.article(first.citation.article_id)
    assert view is not None
    span = first.referents[0].span
    start = first.citation.start
    assert view.article.body[start + span[0] : start + span[1]] in ("He", "She", "The captain")


def test_who_is_not_asked_about_is_not_told_of(archive: Archive) -> None:
    first = archive.ask("Who paid for the fireworks?").passages[0]
    assert first.fragments[0].text == "He paid for the fireworks himself."
    assert first.referents == ()
