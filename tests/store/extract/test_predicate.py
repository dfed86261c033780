"""What is said of those who are counted, and whom a count without a noun counts."""

from __future__ import annotations

import pytest

from store.extract.facts import find_facts
from store.extract.parser import load
from store.model import Article, FactKind, Paragraph


def counted(body: str) -> dict[str, tuple[str, str]]:
    """The figures as printed → what they count, and the predicate."""
    article = Article("Headline", body, (Paragraph(1, 0, len(body)),), published="2021-03-02")
    return {
        body[slice(*fact.span)]: (fact.what, fact.predicate)
        for fact in find_facts(load()(body), article, ())
        if fact.kind is FactKind.COUNT
    }


@pytest.mark.parametrize(
    ("body", "figure", "predicate"),
    [
        ("At least 80 people were killed by the storm.", "At least 80", "kill"),
        ("The storm killed 80 people.", "80", "kill"),
        ("The storm left nine people dead.", "nine", "dead"),
        ("Some 40 people were missing on Monday.", "Some 40", "missing"),
        ("He said 90 people were on board.", "90", "board"),
        ("Five people are confirmed dead.", "Five", "dead"),
        ("Thirty farmers have been allowed to leave the valley.", "Thirty", "leave"),
        ("A group of 21 farmers left the valley.", "21", "leave"),
        ("The party won 12 seats.", "12", "win them"),
        ("Sixty-three people had not been found.", "Sixty-three", "not find"),
        ("The strike would cost 40 workers their jobs.", "40", ""),
        ("The number of people known to have died rose to 21.", "21", "die"),
    ],
)
def test_the_predicate_of_a_count(body: str, figure: str, predicate: str) -> None:
    assert counted(body)[figure][1] == predicate


def test_the_number_of_people_counts_people() -> None:
    assert counted("The number of people known to have died rose to 21.")["21"][0] == "people"


@pytest.mark.parametrize(
    ("body", "figure", "what", "predicate"),
    [
        ("Seventy people were rescued and about 25 were missing.", "about 25", "people", "missing"),
        (
            "He pulled six sailors from the sea and four of them thanked him.",
            "four",
            "sailors",
            "thank",
        ),
        ("She said 117 people had sailed, 103 of them passengers.", "103", "passengers", ""),
        (
            "The police hold 12 students. The number is 15, the lawyer said.",
            "15",
            "students",
            "hold them",
        ),
        (
            "The brigade said 23 people had been killed. The ministry said 19.",
            "19",
            "people",
            "kill",
        ),
    ],
)
def test_a_count_without_a_noun_takes_the_one_before(
    body: str, figure: str, what: str, predicate: str
) -> None:
    assert counted(body)[figure] == (what, predicate)


def test_those_who_drown_are_not_the_ferries() -> None:
    assert counted("Two ferries sank near the island and 174 drowned.")["174"] == ("", "drown")


def test_the_other_two_are_counted() -> None:
    body = "Three people died in the quake. The other two had been fishing."
    assert counted(body)["two"][0] == "people"


@pytest.mark.parametrize(
    "body",
    ["Ada Obe, 42, left.", "She is 42.", "A man of 82 died.", "The victim was a boy of nine."],
)
def test_an_age_counts_nothing(body: str) -> None:
    assert counted(body) == {}


def test_a_bare_amount_has_the_currency_before_it() -> None:
    body = (
        "The union says the strike cost 12 million crowns. The company put the cost at 9.4 million."
    )
    article = Article("Headline", body, (Paragraph(1, 0, len(body)),))
    money = [fact for fact in find_facts(load()(body), article, ()) if fact.kind is FactKind.MONEY]
    assert [(fact.value, fact.unit, fact.what) for fact in money] == [
        (12e6, "crown", "strike"),
        (9.4e6, "crown", "cost"),
    ]


def test_who_gives_a_bare_figure_says_it() -> None:
    body = "The brigade found 23 bodies. The interior ministry said 19."
    article = Article("Headline", body, (Paragraph(1, 0, len(body)),))
    facts = find_facts(load()(body), article, ())
    assert [fact.says for fact in facts] == ["", "interior ministry"]


@pytest.mark.parametrize(
    ("body", "figure", "what"),
    [
        ("The court set a fine of 500 crowns.", "500 crowns", "fine"),
        ("It ended a strike of 15 days.", "15 days", "strike"),
        ("He slept for 14 hours.", "14 hours", "slept"),
        ("It took 17 percent of refugees.", "17 percent", "refugees"),
    ],
)
def test_durations_money_and_shares_say_of_what(body: str, figure: str, what: str) -> None:
    article = Article("Headline", body, (Paragraph(1, 0, len(body)),))
    found = {body[slice(*f.span)]: f.what for f in find_facts(load()(body), article, ())}
    assert found[figure] == what
