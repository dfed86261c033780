"""What stands beside a name becomes role, organisation and place, and nothing else does."""

from __future__ import annotations

import pytest
from quoting import article

from store.extract import extract

SAID = "The boats will stay in the harbour, {} said on Monday."


def roles(body: str) -> dict[str, tuple[str, str, str]]:
    found = extract(article(body))
    spoke = [q.speaker for q in found.quotes if q.speaker is not None]
    return {s.name: (s.role, s.organisation, s.place) for s in (*found.speakers, *spoke)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the head of the national rescue service", ("head", "national rescue service", "")),
        (
            "general secretary of the Federation of Harbor and Ferry Workers",
            ("general secretary", "Federation of Harbor and Ferry Workers", ""),
        ),
        (
            "the coordinator of the aid group Open Hands",
            ("coordinator", "Open Hands", ""),
        ),
        ("the mayor of Port Hallow", ("mayor", "", "Port Hallow")),
        ("a 52-year-old teacher from Port Hallow", ("teacher", "", "Port Hallow")),
        ("a former minister of agriculture", ("former minister of agriculture", "", "")),
        ("editor in chief of the Hallow Gazette", ("editor in chief", "Hallow Gazette", "")),
        (
            "the director of research at Osk University",
            ("director of research", "Osk University", ""),
        ),
        ("a lawyer who left the Osk Party", ("lawyer", "", "")),
        ("the mother of Karel Osk", ("mother of Karel Osk", "", "")),
    ],
)
def test_what_an_apposition_says(words: str, expected: tuple[str, str, str]) -> None:
    body = SAID.format(f"Ada Morrow, {words},")
    assert roles(body)["Ada Morrow"] == expected
    for part in filter(None, expected):
        assert part in body


@pytest.mark.parametrize(
    "sentence",
    [
        "His rival, Ada Morrow, said the boats would stay.",
        "If Ada Morrow is the leader, the boats will stay, Karel Osk said.",
        "Ada Morrow is not the leader, Karel Osk said.",
        "A new report, Ada Morrow, was on the table, Karel Osk said.",
    ],
)
def test_what_says_nothing_of_somebody_is_no_role(sentence: str) -> None:
    assert roles(sentence).get("Ada Morrow", ("", "", ""))[0] == ""


def test_a_relation_is_a_role_with_whose_it_is() -> None:
    said = roles("Karel Osk’s wife, Ada Morrow, said the boats would stay.")
    assert said["Ada Morrow"][0] == "Karel Osk’s wife"
