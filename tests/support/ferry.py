"""An invented article for the cleaner's tests, and what cleaning makes of texts."""

from __future__ import annotations

from store.clean import clean
from store.model import Article, Draft, Unreadable

HEADLINE = "Ferry Line of Ostrey Stops"
BODY = (
    "The ferry line of Ostrey stopped on Monday after talks about its debts had failed, its owner said.\n\n"
    "“We had no choice,” said Ada Obe, who runs it. “The bank had none either.”\n\n"
    "About 3,000 people take the boats each day, and nobody could say how they would cross on Tuesday."
)
LINKS = ("Harbor Bridge Is Shut Again for Repairs", "Three Charts on the Price of Herring")


def dump(*head: str, body: str = BODY, foot: tuple[str, ...] = ()) -> str:
    return "\n\n".join([*head, body, *foot])


def result(text: str, **fields: str) -> Article | Unreadable:
    return clean(Draft(source="x.txt", text=text, doc_id="x", **fields))  # type: ignore[arg-type]


def article(text: str, **fields: str) -> Article:
    found = result(text, **fields)
    assert isinstance(found, Article), found
    return found
