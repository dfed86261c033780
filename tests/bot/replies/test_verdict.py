"""What each verdict says, in one sentence that never says that something is false."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.languages import language_named
from bot.replies.verdict import explained
from bot.replies.words import said
from store.model import (
    Citation,
    Claim,
    Edit,
    EditKind,
    Fragment,
    Grounds,
    Passage,
    QuoteKind,
    Speaker,
    SpeakerKind,
    Verdict,
    VerdictKind,
)

PRINTED = "We had no choice at all"
PASSAGE = Passage(
    (Fragment(PRINTED, 0, 23),),
    Citation(7, "Harbour shut", "2021-03-04", 2, 0, 23),
    speaker=Speaker("Mara Oss", SpeakerKind.PERSON, named=True),
    kind=QuoteKind.DIRECT,
)
NOBODYS = replace(PASSAGE, speaker=None)
TO_ILSE, TO_NOBODY = Claim(PRINTED, 0, 23, speaker="Ilse Tarrant"), Claim(PRINTED, 0, 23)
EDITS = (
    Edit(EditKind.KEPT, "We had "),
    Edit(EditKind.DELETED, "no"),
    Edit(EditKind.INSERTED, "a"),
    Edit(EditKind.KEPT, " choice"),
    Edit(EditKind.DELETED, " at all"),
)
QUOTED, CREDITED = Grounds(is_quoted=True), Grounds(is_quoted=True, is_credited=True)
OF_ANOTHER = replace(CREDITED, is_of_another=True)
VERBATIM, ALTERED = VerdictKind.VERBATIM, VerdictKind.ALTERED
NOT_FOUND, PARAPHRASE = VerdictKind.NOT_FOUND, VerdictKind.PARAPHRASE
OTHER = VerdictKind.OTHER_SPEAKER

VERDICTS = [
    (
        Verdict(TO_NOBODY, VERBATIM, CREDITED, PASSAGE),
        "Printed word for word as the words of Mara Oss.",
        "Wort für Wort gedruckt, als Worte von Mara Oss.",
    ),
    (
        Verdict(TO_ILSE, VERBATIM, replace(CREDITED, is_abridged=True), NOBODYS),
        "Printed word for word but for what is marked or passed over; the article does not say whose"
        " words they are; whether that is Ilse Tarrant can't be told.",
        "Wort für Wort gedruckt, bis auf das, was gekennzeichnet oder ausgelassen ist; der Artikel sagt"
        " nicht, wessen Worte es sind; ob das Ilse Tarrant ist, lässt sich nicht sagen.",
    ),
    (
        Verdict(TO_ILSE, VERBATIM, Grounds(), replace(NOBODYS, kind=None)),
        "Printed word for word, as the article's own text and nobody's quotation, while the message"
        " gives them to Ilse Tarrant.",
        "Wort für Wort gedruckt, als Text des Artikels selbst und nicht als Zitat; die Nachricht"
        " schreibt sie dagegen Ilse Tarrant zu.",
    ),
    (
        Verdict(
            TO_NOBODY,
            VERBATIM,
            Grounds(is_credited=True),
            replace(NOBODYS, kind=QuoteKind.INDIRECT),
        ),
        "Printed word for word, as the article's report of what somebody said, not between quotation"
        " marks.",
        "Wort für Wort gedruckt, als indirekte Rede: Der Artikel gibt ohne Anführungszeichen wieder, was"
        " jemand gesagt hat.",
    ),
    (
        Verdict(TO_ILSE, ALTERED, OF_ANOTHER, PASSAGE, EDITS, speaker_agrees=False),
        "Not quite as printed: “no” became a; “at all” was left out; and the archive gives the words to"
        " Mara Oss, not to Ilse Tarrant.",
        "Nicht ganz wie gedruckt: aus „no“ wurde a; „at all“ fehlt; und das Archiv schreibt die Worte"
        " Mara Oss zu, nicht Ilse Tarrant.",
    ),
    (
        Verdict(TO_ILSE, ALTERED, QUOTED, NOBODYS, EDITS[:4], speaker_agrees=False),
        "Not quite as printed: “no” became a; and Ilse Tarrant is not named with it.",
        "Nicht ganz wie gedruckt: aus „no“ wurde a; und Ilse Tarrant ist dabei nicht genannt.",
    ),
    (
        Verdict(TO_ILSE, OTHER, OF_ANOTHER, PASSAGE, speaker_agrees=False),
        "The words are printed, but as those of Mara Oss, not of Ilse Tarrant.",
        "Die Worte sind gedruckt, aber als die von Mara Oss, nicht von Ilse Tarrant.",
    ),
    (
        Verdict(TO_ILSE, OTHER, QUOTED, NOBODYS, speaker_agrees=False),
        "The words are printed as a quotation, and Ilse Tarrant is not named with it.",
        "Die Worte sind als Zitat gedruckt, und Ilse Tarrant ist dabei nicht genannt.",
    ),
    (
        Verdict(TO_ILSE, PARAPHRASE, Grounds(), PASSAGE),
        "Not printed in these words; Mara Oss is reported with much the same in others, whom the message"
        " does not name: Ilse Tarrant is not found with it.",
        "In diesen Worten nicht gedruckt; Mara Oss wird mit fast demselben in anderen Worten"
        " wiedergegeben. Die Nachricht nennt jemand anderen: Ilse Tarrant findet sich damit nicht.",
    ),
    (
        Verdict(TO_ILSE, NOT_FOUND, Grounds(), PASSAGE),
        "The archive prints neither these words nor anything near them, which does not mean that Ilse"
        " Tarrant never said them; the nearest it has is shown.",
        "Im Archiv stehen weder diese Worte noch etwas Ähnliches; das heißt nicht, dass Ilse Tarrant sie"
        " nie gesagt hat. Gezeigt ist, was am nächsten kommt.",
    ),
    (
        Verdict(TO_ILSE, NOT_FOUND, OF_ANOTHER, PASSAGE, speaker_agrees=False),
        "The archive has these words from others and not from Ilse Tarrant; they are too few and too"
        " common to say more.",
        "Diese Worte stehen im Archiv von anderen und nicht von Ilse Tarrant; es sind zu wenige und zu"
        " alltägliche, um mehr zu sagen.",
    ),
]


@pytest.mark.parametrize(("verdict", "english", "german"), VERDICTS)
def test_a_verdict_in_one_sentence(verdict: Verdict, english: str, german: str) -> None:
    told = explained(verdict)
    assert (told, said(told, language_named("de"))) == (english, german)


def test_only_some_of_many_changes_are_told() -> None:
    change = (Edit(EditKind.DELETED, "no"), Edit(EditKind.KEPT, " and "))
    told = explained(Verdict(TO_NOBODY, ALTERED, CREDITED, PASSAGE, change * 5))
    assert told.endswith("“no” was left out; 1 more change.")
    assert told.count("left out") == 4
