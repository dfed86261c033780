"""Forms of printed names that the tagger alone does not hold together, or apart from what stands before them."""

from __future__ import annotations

from spacy.tokens import Doc

from store.extract.callings import is_calling
from store.extract.names import BODY_WORDS, DEMONYMS, PLACES, TITLES, given_names

NAME_TAGS = ("NNP", "NNPS")
OF = ("of", "for", "on")
MARKS = ('"', "“", "”", "'", "‘", "’", "``", "''")


def is_nicknamed(doc: Doc, mark: int) -> bool:
    """True for the first mark of ``Clarence "Slim" Odum``: a nickname between given name and surname."""
    if not 0 < mark < len(doc) - 3:
        return False
    given, nick, closing, surname = doc[mark - 1], doc[mark + 1], doc[mark + 2], doc[mark + 3]
    return (
        doc[mark].text in MARKS
        and closing.text in MARKS
        and all(t.text.istitle() for t in (given, nick, surname))
        and surname.tag_ in NAME_TAGS
        and bool(given.whitespace_)
        and not doc[mark].whitespace_
    )


def is_given_in_two(doc: Doc, hyphen: int) -> bool:
    """True for the hyphen of "Min-jun Park": a given name of two syllables, its surname behind it."""
    if hyphen + 2 >= len(doc):
        return False
    first, second, surname = doc[hyphen - 1], doc[hyphen + 1], doc[hyphen + 2]
    return (
        first.text.istitle()
        and len(first) <= 5
        and len(second) <= 5
        and first.lower_ not in PLACES
        and first.lower_ not in DEMONYMS
        and second.tag_ in NAME_TAGS
        and surname.text.istitle()
        and surname.tag_ in NAME_TAGS
    )


def past_body(doc: Doc, start: int, end: int) -> int:
    """Behind the body in "head of the Refugee Council Ada Lund": where the name begins, or 0."""
    if not (start > 2 and doc[start - 1].lower_ == "the" and doc[start - 2].lower_ in OF):
        return 0
    body = next((k for k in range(end - 1, start - 1, -1) if doc[k].lower_ in BODY_WORDS), end)
    held = any(TITLES.get(token.lower_) for token in doc[max(0, start - 4) : start - 2])
    return body + 1 if held and end - body == 3 and doc[end - 1].is_title else 0


def is_called(doc: Doc, start: int, end: int) -> bool:
    """True for "Florist Ada Lund" and "Midfielder Osk": what opens the sentence is no part of the name."""
    word = doc[start].lower_
    return (
        end - start > 1
        and word not in given_names()
        and is_calling(word, whole_name=end - start > 2 and doc[start + 1].is_alpha)
    )
