"""Names and roles by themselves: which can be one, and what that says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.identity import key_of_name
from store.model import SpeakerKind
from store.people.blocks import blocks, sought
from store.people.bodies import acronyms, is_generic, reordered, spelt_alike
from store.people.names import Likeness, likeness
from store.people.occupations import clash, same_role

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.BODY


def words(name: str, kind: SpeakerKind = PERSON) -> list[str]:
    return key_of_name(name, kind).split()


ALIKE = [
    ("Erica Kang", "Erika Kang", Likeness.SPELLING),
    ("Mohammed ElBaradei", "Muhammad el-Baradei", Likeness.SPELLING),
    ("Mohamed El Baradei", "Mohammed ElBaradei", Likeness.SPELLING),
    ("Muammar Gaddafi", "Moammar Kadafi", Likeness.SPELLING),
    ("Dmitry Medvedev", "Dimitri Medvedev", Likeness.SPELLING),
    ("J. Smith", "John Smith", Likeness.INITIAL),
    ("Bill Marsh", "William Marsh", Likeness.NICKNAME),
    ("George W. Bush", "George Bush", Likeness.MIDDLE),
    ("Henry Louis Gates Jr.", "Henry Gates", Likeness.MIDDLE),
    ("Kim Min-Woo", "Min-woo Kim", Likeness.ORDER),
    ("Dr. Hask", "Maren Hask", Likeness.PART),
]


@pytest.mark.parametrize(("one", "other", "how"), ALIKE)
def test_two_forms_of_one_name(one: str, other: str, how: Likeness) -> None:
    assert likeness(words(one), words(other)) is how
    assert likeness(words(other), words(one)) is how


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in ALIKE])
def test_forms_of_one_name_are_looked_for_together(one: str, other: str) -> None:
    for a, b in ((words(one), words(other)), (words(other), words(one))):
        known = {*blocks(a, PERSON, ()), f"n:{' '.join(a)}"}
        assert known & sought(b, PERSON, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Joan Smith"),
        ("Maria Rossi", "Mario Rossi"),
        ("George W. Bush", "George H. Bush"),
        ("Martin King Jr.", "Martin King Sr."),
        ("A. Smith", "John Smith"),
        ("Erica", "Erica Kang"),
        ("Sunniva Rook", "Sunniva Corley"),
        ("Tomas Velling", "Mara Velling"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_names_are_alike_both_ways(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) is likeness(words(other), words(one))
    for name in (one, other):
        for kind in (PERSON, BODY):
            assert all(blocks(words(name, kind), kind, (other,)))
            assert all(sought(words(name, kind), kind, (other,)))


def test_a_body_in_another_order_and_spelling() -> None:
    assert reordered(words("Ministry of Health", BODY), words("the Health Ministry", BODY))
    assert not reordered(words("University of York", BODY), words("York University", BODY))
    assert not reordered(words("Health Ministry", BODY), words("Finance Ministry", BODY))
    assert spelt_alike(words("Labour Council", BODY), words("Labor Council", BODY))
    assert not spelt_alike(words("Nordland Council", BODY), words("Sorland Council", BODY))
    assert not spelt_alike(words("Channel 4 News", BODY), words("Channel 5 News", BODY))


@pytest.mark.parametrize("name", ["police", "Police", "the finance ministry", "Ministry of Health"])
def test_a_name_that_every_place_has(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Kelmara Rail", "World Health Organization", "WHO", "Open Gate"])
def test_a_name_of_its_own(name: str) -> None:
    assert not is_generic(name)


def test_acronyms_where_both_are_printed() -> None:
    body = (
        "The World Health Organization (WHO) and the Organisation for the Prohibition of Chemical"
        " Weapons (OPCW) met (AP) in the town of Tarn (ABC). He (I) left."
    )
    assert acronyms(body) == {
        "WHO": "World Health Organization",
        "OPCW": "Organisation for the Prohibition of Chemical Weapons",
    }


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ("coordinator", "Coordinator", 2),
        ("U.S. President", "President", 2),
        ("vice president", "president", 1),
        ("teacher", "teacher", 1),
        ("piano tuner", "piano tuner", 2),
        ("senator", "fisherman", 0),
        ("", "", 0),
    ],
)
def test_how_much_a_shared_role_says(one: str, other: str, points: int) -> None:
    assert same_role(one, other) == same_role(other, one) == points


def test_roles_that_one_person_seldom_has() -> None:
    assert clash(["fisherman"], ["senator"])
    assert not clash(["governor"], ["former central bank director"])
    assert not clash(["fisherman"], [])
    assert not clash(["fisherman"], ["senator", "piano tuner"])
