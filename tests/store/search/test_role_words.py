import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.role_words import phrasings, reads_as_role, role_of, says_what_somebody_is


@pytest.mark.parametrize(
    ("asked", "printed", "meant"),
    [
        ("the prime minister", "Prime Minister", True),
        ("PM", "outgoing prime minister", True),
        ("the transport minister", "minister of transport", True),
        ("minister of transport", "Norland Transport Minister", True),
        ("a spokeswoman", "spokesman", True),
        ("the union's chairman", "union chair", True),
        ("CEO", "chief executive", True),
        ("ministers", "Minister", True),
        ("Gov.", "governor", True),
        ("the prime minister", "former prime minister", False),
        ("former prime minister", "Prime Minister", False),
        ("the mayor", "deputy mayor", False),
        ("the minister", "adviser to the minister", False),
        ("the minister", "minister's brother", False),
        ("president", "vice president", False),
        ("prime minister", "transport minister", False),
        ("the report", "reporter", False),
        ("the office", "officer", False),
        ("the administration", "administrator", False),
        ("deputies", "deputy", True),
        ("policemen", "policeman", True),
    ],
)
def test_which_printed_role_is_meant(asked: str, printed: str, meant: bool) -> None:
    one, other = role_of(asked), role_of(printed)
    assert one and other
    assert other.is_meant_by(one) == meant


def test_the_body_and_the_place_that_are_printed_with_it_count() -> None:
    asked, mayor = role_of("the mayor of Lund"), role_of("mayor")
    assert asked and mayor
    assert mayor.is_meant_by(asked, frozenset({"lund"}))
    assert not mayor.is_meant_by(asked, frozenset({"velm"}))
    owned = role_of("Norland's prime minister")
    assert owned and owned.core == {"prime", "minister"}


@pytest.mark.parametrize(
    "text", ["the pilot", "mayor of Lund", "Lund's mayor", "PM", "police chief"]
)
def test_what_is_typed_as_a_role(text: str) -> None:
    assert reads_as_role(text)


@pytest.mark.parametrize("text", ["Ada Obe", "President Obe", "Mayor Ada Obe", "", "?!", "Lund"])
def test_what_is_typed_as_a_name(text: str) -> None:
    assert not reads_as_role(text)
    assert not says_what_somebody_is(text)


@pytest.mark.parametrize("text", ["the mayor of Lund", "Lund mayor", "Lund's mayor"])
def test_a_role_of_something_has_other_phrasings(text: str) -> None:
    found = set(phrasings(text))
    assert {("lund", "mayor"), ("lund", "s", "mayor"), ("mayor", "of", "lund")} <= found


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("the of 's mayor PM Lund -".split())).map(" ".join)
)
def test_any_text_is_read(text: str) -> None:
    role = role_of(text)
    assert role is None or role.head in role.core <= role.words
    phrasings(text)
    reads_as_role(text)
