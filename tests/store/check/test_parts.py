"""The parts of a check, each on its own: words, alignment, edits, claims, names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.check.agree import agrees
from store.check.align import Printed, align
from store.check.claims import claims_in
from store.check.differences import edits
from store.check.message import read_message
from store.check.places import Place
from store.check.said import Said
from store.check.stated import stated_of
from store.check.words import quoted_words, words_of
from store.model import Citation, Claim, Edit, EditKind, Quote, QuoteKind, Speaker, SpeakerKind

KEPT, DELETED, INSERTED = EditKind.KEPT, EditKind.DELETED, EditKind.INSERTED


def printed(text: str, *quoted: str) -> Printed:
    words = words_of(text)
    spans = [(text.index(each), text.index(each) + len(each)) for each in quoted]
    inside = [any(s <= word.start and word.end <= e for s, e in spans) for word in words]
    ends = [text[word.end : word.end + 1] in (".", '"', "") for word in words]
    return Printed(words, inside, ends, [text[w.end : w.end + 1] == "-" for w in words])


def differences(claimed: str, text: str, *quoted: str) -> tuple[Edit, ...]:
    claim, place = quoted_words(claimed), printed(text, *quoted)
    return edits(align(claim, place), claimed, claim, text, place.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’re  here” — now", "we're here - now"),
        ("in the U.S. and\u00a0the U.N.", "in the US and the UN"),
        ("1,200 crowns", "1200 crowns"),
        ("12%", "12 percent"),
        ("co-operate, naïve", "co operate naive"),
    ],
)
def test_marks_spaces_and_accents_are_no_words(one: str, other: str) -> None:
    assert [w.form for w in words_of(one)] == [w.form for w in words_of(other)]


def test_figures_and_money_are_words() -> None:
    assert [w.form for w in words_of("$3.5 or €3.5")] == ["$", "3.5", "or", "€", "3.5"]


def test_an_editors_marks() -> None:
    words = quoted_words("[T]hey said … the [port] clos[ed]")
    assert [w.form for w in words] == ["they", "said", "the", "port", "closed"]
    assert [w.free for w in words] == [True, False, False, True, True]
    assert [w.after_gap for w in words] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("claimed", "changed"),
    [
        ("the harbour was shut on Friday", [(DELETED, "Monday"), (INSERTED, "Friday")]),
        ("a harbour was shut on Monday", [(DELETED, "The"), (INSERTED, "a")]),
        ("the harbour was never shut on Monday", [(INSERTED, "never")]),
        ("the harbour was on Monday", [(DELETED, "shut")]),
        ("the harbour was shut on Monday again", [(INSERTED, "again")]),
        ("so the harbour was shut", [(INSERTED, "so")]),
        (
            "the harbor was shut late on Monday",
            [(DELETED, "harbour"), (INSERTED, "harbor"), (INSERTED, "late")],
        ),
        ("The harbour … on Monday", []),
        ("[It] was shut on Monday", []),
        ("the har bour was shut", []),
    ],
)
def test_what_differs(claimed: str, changed: list[tuple[EditKind, str]]) -> None:
    text = "Rain fell. The harbour was shut on Monday. The crane was idle."
    found = [(edit.kind, edit.text) for edit in differences(claimed, text) if edit.kind is not KEPT]
    assert found == changed


def test_a_reporting_clause_is_passed_over_and_other_words_are_not() -> None:
    text = '"We had no choice," said Oss, the harbour master. "The crane is broken."'
    parts = ('"We had no choice,"', '"The crane is broken."')
    assert not [
        e
        for e in differences("We had no choice. The crane is broken", text, *parts)
        if e.kind is not KEPT
    ]
    found = differences("We had choice. The crane is broken", text, *parts)
    assert [e.text for e in found if e.kind is not KEPT] == ["no"]


def test_a_part_of_a_hyphened_word_is_the_word() -> None:
    found = differences("freedom for the harbour", "Freedom for the East-Islander came late.")
    assert [e.text for e in found if e.kind is not KEPT] == ["East-Islander", "harbour"]


WORDS = st.lists(
    st.sampled_from("the port was shut by rain and no one came".split()), min_size=1, max_size=12
)


@given(WORDS, WORDS)
def test_edits_give_back_both_texts(claimed: list[str], text: list[str]) -> None:
    found = differences(" ".join(claimed), " ".join(text))
    pasted = [w for e in found if e.kind is not DELETED for w in e.text.split()]
    assert pasted == claimed or not found
    kept = " ".join(w for e in found if e.kind is not INSERTED for w in e.text.split())
    assert kept in " ".join(text)


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        ('"A b c," said Mara Oss. "D e f."', [("A b c,", "Mara Oss"), ("D e f.", "Mara Oss")]),
        ("As Mara Oss put it: «a b c»", [("a b c", "Mara Oss")]),
        ("> a b c\n— Mara Oss, harbour master", [("a b c", "Mara Oss")]),
        ("According to the activist Mara Oss, “a b c”", [("a b c", "the activist Mara Oss")]),
        (
            "Quotes from Mara Oss:\n- “a b c”\n- “d e f”",
            [("a b c", "Mara Oss"), ("d e f", "Mara Oss")],
        ),
        ("Kang. She left.\n“a b c” — Oss", [("a b c", "Oss")]),
        ('she said "a b c"', [("a b c", "")]),
        ("From the article: “a b c”", [("a b c", "")]),
        ("Officials: “a b c d”", [("a b c d", "Officials")]),
        (
            "‘Nobody told us a thing’ Mara Oss told reporters.",
            [("Nobody told us a thing", "Mara Oss")],
        ),
        ("“a b c\n\n“d e f” - Oss", [("a b c\n\n“d e f", "Oss")]),
        ('"a b\n\nc d e" - Oss', [("a b\n\nc d e", "Oss")]),
        ("Oss said the port is shut for good", [("the port is shut for good", "Oss")]),
        ("We think that the port is shut", [("We think that the port is shut", "")]),
    ],
)
def test_claims(message: str, claims: list[tuple[str, str]]) -> None:
    found, more = claims_in(message)
    assert [(claim.text, claim.speaker) for claim in found] == claims
    assert more == 0


def test_claims_stand_where_they_are_said_to() -> None:
    message = "hi <@1> **\u200b“a b c”** and > no, _“d e”_"
    found, _ = claims_in(message)
    assert [message[claim.start : claim.end] for claim in found] == ["a b c", "d e"]


@given(st.text(alphabet=st.sampled_from("ab \n\"“”'‘’«»>*_-—:.[]…@<\\`&;()"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    message = read_message(text)
    assert len(message.places) == len(message.text) + 1
    for claim in claims_in(text)[0]:
        assert 0 <= claim.start < claim.end <= len(text)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Dr. Mara Oss (Port of Tarn)", "Dr. Mara Oss"),
        ("Here's what Oss once said in 2002", "Oss"),
        ("President of Tarn Mara Oss", "President of Tarn Mara Oss"),
        ("Kang. She left", "Kang"),
        ("he", ""),
    ],
)
def test_names(phrase: str, name: str) -> None:
    stated = stated_of(phrase)
    assert stated is not None and stated.name == name


@pytest.mark.parametrize(
    "phrase", ["and then he left the room", "Note", "that is so true", "…", "lol"]
)
def test_no_names(phrase: str) -> None:
    assert stated_of(phrase) is None


OSS = Speaker(
    "Mara Oss", SpeakerKind.PERSON, named=True, role="harbour master", organisation="Port of Tarn"
)
OFFICER = Speaker("a customs officer at the port", SpeakerKind.ANONYMOUS, named=False)
UNION = Speaker("Tarn Dockers Union", SpeakerKind.BODY, named=True)


@pytest.mark.parametrize(
    ("stated", "names", "speaker", "agree"),
    [
        ("Oss", True, OSS, True),
        ("Ms. Oss", True, OSS, True),
        ("the harbour master Mara Oss", True, OSS, True),
        ("M. Oss", True, OSS, True),
        ("Mara Ost", True, OSS, False),
        ("Ilse Oss", True, OSS, False),
        ("Ilse Tarrant", True, OSS, False),
        ("the harbour master", False, OSS, True),
        ("Port of Tarn", True, OSS, True),
        ("officials", False, OSS, None),
        ("customs officer", False, OFFICER, True),
        ("a retired grain merchant", False, OFFICER, False),
        ("Mara Oss", True, OFFICER, False),
        ("the Dockers Union", True, UNION, True),
        ("TDU", True, UNION, True),
        ("Port of Skellan", True, UNION, False),
        ("", True, OSS, None),
    ],
)
def test_whether_speakers_agree(
    stated: str, names: bool, speaker: Speaker, agree: bool | None
) -> None:
    said = Said(Quote(QuoteKind.DIRECT, ((0, 1),), speaker=speaker), (speaker.name,))
    assert agrees(Claim("a", 0, 1, stated, names), said) is agree


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("'I wait until noon,' she said, 'and I have not slept.'", ["she", "said"]),
        ('"I wait until noon," she said, "and I have not slept."', ["she", "said"]),
        ("The boats' owner and the pilots' wives saw 'The Long Way' twice.", None),
    ],
)
def test_speech_in_single_marks_is_quoted_like_any_other(
    text: str, between: list[str] | None
) -> None:
    place = Place(text, 0, Citation(1, "", "", 1, 0, 0), "", "")
    outside = [w.form for w, q in zip(place.words, place.printed.quoted, strict=True) if not q]
    assert outside == (between if between is not None else [w.form for w in place.words])
