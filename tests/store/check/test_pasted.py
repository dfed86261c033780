"""Messages as members paste them, on the bundled archive: the verdict that each quote in them gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Archive
from store.model import VerdictKind, changed_words

VERBATIM, ALTERED = VerdictKind.VERBATIM, VerdictKind.ALTERED
OTHER, PARAPHRASE, NOWHERE = (
    VerdictKind.OTHER_SPEAKER,
    VerdictKind.PARAPHRASE,
    VerdictKind.NOT_FOUND,
)

PASTED = [
    # As it stands, however it is marked, signed, broken and shortened.
    ("“They do not miss it. It leaves before they arrive.” — Philippa Brack", [VERBATIM]),
    ('Mayor Brack: "It leaves before they arrive. That is a matter of opinion"', [VERBATIM]),
    ("> Insurance is not the same thing as fear.\n— Lionel Ashgrove, 2019", [VERBATIM]),
    (">>> one may own an umbrella\nin   sunshine", [VERBATIM]),
    ("**Ashgrove**: *«I do not propose to be scolded for not having jumped»* lol", [VERBATIM]),
    ("lmao ‘I would like to get off’ – Perrin Hallam, chief economist", [VERBATIM]),
    ("did Aske really say 'A postman sees things. He does not repeat them.'?", [VERBATIM]),
    ('as the bank\'s governor put it, "after this one"', [VERBATIM]),
    ("&quot;The fault is the older and the better organized&quot; (Dr. Eskeld)", [VERBATIM]),
    ('he said "I would rather be slow than wrong", and look where we are', [VERBATIM]),
    ('"I told you … that I would rather be slow than wrong" – Corwin Hale', [VERBATIM]),
    ('"[The minister] answered, which was decent" is what Ollander wrote me', [VERBATIM]),
    ('"[W]e put the question 12200 times," Hask said', [VERBATIM]),
    ("The speeches come second, if there is time.", [VERBATIM]),
    ("Mara Velling: For a year in which nobody has to learn my name", [VERBATIM]),
    ("The rule dated from 1961 and would be reviewed", [VERBATIM]),
    ('https://wire.example/a?q="x" <@123> "Applause is permitted." per Per Hallam', [VERBATIM]),
    # A word or three otherwise.
    ('"A minister has resigned. A window has not been explained" - Ilse Marrane', [ALTERED]),
    ("Per Hallam said: “She may be wrong, but she was outvoted”", [ALTERED]),
    ("'Insurance is the same thing as fear' — Ashgrove", [ALTERED]),
    ('"We were very cheerful, and it was raining," says Professor Quarme', [ALTERED]),
    ("> My colleague applauds on boarding\n> - Ms. Hallam", [ALTERED]),
    # Somebody else's.
    ('"The fault is the older and the better organized" - Lena Toft', [OTHER]),
    ("Osric Tallant told reporters: “I have now been both.”", [OTHER]),
    ('"Then it is 30 percent not their fault," said Aksel Rune.', [OTHER]),
    ("One may own an umbrella in sunshine\n— Ludo Averne", [OTHER]),
    # In other words.
    ("Ashgrove told the committee inflation would have its peak before summer", [PARAPHRASE]),
    # Of nobody here.
    ('"The moon is a harsh bureaucrat and keeps no receipts" - Lena Toft', [NOWHERE]),
    ("“I never liked purple cheese, and it never liked me.”", [NOWHERE]),
    ("> You miss every train that you wait for\n— Wayne Brack", [NOWHERE]),
    # Several at once.
    (
        '"Insurance is not the same thing as fear," Ashgrove said, and later:'
        ' "I do not intend to be scolded for not having jumped." Averne, he says,'
        ' "rings to tell them so". "Cheese is purple on Sundays," said Toft.',
        [VERBATIM, ALTERED, VERBATIM, NOWHERE],
    ),
    (
        'Ashgrove said "Insurance is not the same thing as fear" and Eskeld said "The fault is the older"',
        [VERBATIM, VERBATIM],
    ),
    ("- “Who gets them?”\n- “Out of courtesy to the sky.”", [VERBATIM, ALTERED]),
]


@pytest.fixture(scope="module")
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path) as opened:
        yield opened


@pytest.mark.parametrize(("message", "kinds"), PASTED, ids=[m[:40] for m, _ in PASTED])
def test_verdicts(archive: Archive, message: str, kinds: list[VerdictKind]) -> None:
    checked = archive.check_quotes(message)
    told = [f"{v.kind}: {v.grounds} ({v.claim.text!r})" for v in checked.verdicts]
    assert [verdict.kind for verdict in checked.verdicts] == kinds, told


@pytest.mark.parametrize("message", [m for m, _ in PASTED], ids=[m[:40] for m, _ in PASTED])
def test_what_is_shown_is_what_is_printed(archive: Archive, message: str) -> None:
    for verdict in archive.check_quotes(message).verdicts:
        assert message[verdict.claim.start : verdict.claim.end].strip()
        if verdict.passage is None:
            continue
        view = archive.article(verdict.passage.citation.article_id)
        assert view is not None
        for fragment in verdict.passage.fragments:
            assert view.article.body[fragment.start : fragment.end] == fragment.text
        start = verdict.passage.citation.start
        assert view.article.paragraph_at(start) == verdict.passage.citation.paragraph


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("A minister has resigned. A window has not been explained", [("door", "window")]),
        ("Insurance is the same thing as fear", [("not", "")]),
        ("We were very cheerful, and it was raining", [("", "very")]),
        ("I would rather be slow than right", [("wrong", "right")]),
        ('"We told you on Monday that I would rather be slow"', [("I", "We")]),
    ],
)
def test_the_words_that_differ(
    archive: Archive, message: str, changes: list[tuple[str, str]]
) -> None:
    verdict = archive.check_quotes(message).verdicts[0]
    assert verdict.kind is ALTERED, verdict.grounds
    assert list(changed_words(verdict.edits)) == changes


def test_a_speaker_given_apart(archive: Archive) -> None:
    said = "Then it is 30 percent not their fault"
    assert archive.check_quotes(said, speaker="Toft").verdicts[0].kind is VERBATIM
    assert archive.check_quotes(said, speaker="Aksel Rune").verdicts[0].kind is OTHER


def test_other_words_and_another_speaker_are_both_told(archive: Archive) -> None:
    verdict = archive.check_quotes(
        '"Insurance is not the same thing as cheese" - Lena Toft'
    ).verdicts[0]
    assert verdict.kind is ALTERED
    assert verdict.speaker_agrees is False
    assert verdict.grounds.is_of_another and verdict.passage is not None
    assert verdict.passage.speaker is not None and verdict.passage.speaker.name == "Lionel Ashgrove"


def test_more_quotes_than_are_judged_at_once(archive: Archive) -> None:
    checked = archive.check_quotes("“She has landed the aircraft.” " * 25)
    assert len(checked.verdicts) == 20
    assert checked.more == 5
    assert archive.check_quotes("a" * 20_007).unread == 7


@pytest.mark.parametrize(
    "message", ["", " \n", "?!", '""', "> ", "…", "https://wire.example/1", "\ud800"]
)
def test_nothing_to_check(archive: Archive, message: str) -> None:
    assert archive.check_quotes(message).verdicts == ()
