"""Which words of a question are misspelt here, and what they are read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tantivy import Occur, Query

from store.model import Correction, Question, QuestionKind
from store.search.candidates import term
from store.search.compounds import joined, split
from store.search.forms import other_forms
from store.search.held import held
from store.search.index import View
from store.search.kinds import understood
from store.search.query import plain, read_words
from store.search.spelling import SHORTEST, Reading, Vocabulary
from store.search.text import FUNCTION_WORDS, folded, stem_of

COMPANY = 0.6
"""Edits that being found together with the other words of the question is worth: a reading that is so much
likelier than the next needs none."""
MOST_DOUBTED = 12
MOST_READINGS = 5
MOST_RATED = 12
RARE, RARE_SHARE = 3, 0.02
"""In so many of the index's groups of articles, or such a share, a word may itself be a slip."""
PRINTED = -0.1
"""Edits that a word counts as which is printed: another must be far likelier."""
FAR_COMMONER = 8
"""How many times more frequent a reading of a rare word must be to be thought of."""
ANOTHER_FORM = 0.35
"""Edits that a word counts as which is not printed, but of which another form is."""
ANSWERED = frozenset(
    (
        QuestionKind.HOW_MANY,
        QuestionKind.HOW_MUCH,
        QuestionKind.WHEN,
        QuestionKind.WHERE,
        QuestionKind.WHO,
        QuestionKind.WHY,
    )
)
"""Kinds that one misspelt word may hide ("How meny", "What yaer")."""
MOST_COMPANY, LEAST_TELLING, MOST_TELLING = 4, 500, 10_000
"""Other words that are looked for beside a reading: how many, and in how many passages at the most."""


def corrected(question: Question, view: View, vocabulary: Vocabulary) -> Question:
    """The question with each word that the archive does not have read as a near one that it has."""
    torn = joined(folded(plain(question.text)), view) if len(question.words) > 1 else {}
    parts = {part for pair in torn for part in pair}
    words = [word for word in question.words if word not in parts] + list(torn.values())
    doubtful = [word for word in words if not known(word, view)][:MOST_DOUBTED]
    if not doubtful and not torn:
        return question
    others = [word for word in words if word not in doubtful]
    read: dict[str, str] = {}
    for word in doubtful:
        chosen = _read(word, others, view, vocabulary)
        if chosen != word:
            read[word] = chosen
        others += chosen.split()
    if not read and not torn:
        return question
    spelt = _as_typed(question.text)
    final = (part for word in words for part in read.get(word, word).split())
    return _understood_anew(
        replace(
            question,
            words=tuple(
                dict.fromkeys(part for part in final if part not in FUNCTION_WORDS or part in words)
            ),
            corrections=(
                *question.corrections,
                *(Correction(" ".join(pair), whole) for pair, whole in torn.items()),
                *(Correction(spelt.get(word, word), chosen) for word, chosen in read.items()),
            ),
        )
    )


def _understood_anew(question: Question) -> Question:
    """With the kind that the corrected words ask for, where those that were typed told none."""
    if question.kind not in (QuestionKind.OTHER, QuestionKind.WHICH):
        return question
    again = understood(" ".join(read_words(question)) + "?")
    if again.kind not in ANSWERED:
        return question
    words = tuple(word for word in question.words if word in again.words)
    return replace(question, kind=again.kind, words=words or question.words)


def known(word: str, view: View) -> bool:
    """Whether the archive prints the word often enough that it is no slip."""
    groups = view.searcher.doc_freq("kind", "words")
    return view.searcher.doc_freq("words", word) > max(RARE, RARE_SHARE * groups)


def _read(word: str, others: Sequence[str], view: View, vocabulary: Vocabulary) -> str:
    """What a word that is rare or not printed at all is read as: mostly itself, where it is printed."""
    if any(view.searcher.doc_freq("text", form) for form in other_forms(stem_of(word))):
        return word
    near = [each for each in vocabulary.near(word) if not _is_another_word(each.word, word)]
    # The vocabulary may have words of articles that were corrected since.
    rated = (_rated(each, view) for each in near[:MOST_RATED])
    readings = [each for each in rated if each.frequency]
    itself = _rated(Reading(word, 0.0, 0), view)
    if itself.frequency:
        least = FAR_COMMONER * itself.frequency
        readings = [
            each
            for each in readings
            if each.frequency >= least and stem_of(each.word) != stem_of(word)
        ]
        printed = view.searcher.doc_freq("words", word)
        readings.append(replace(itself, cost=PRINTED if printed else ANOTHER_FORM))
    elif two := split(word, view):
        readings.append(two)
    readings.sort(key=lambda reading: (reading.value, reading.word))
    return _likeliest(readings, others, view) if readings else word


def _is_another_word(read: str, word: str) -> bool:
    """Whether so short a word is too far from a function word to be a slip of it.

    "teh" and "wht" are slips, "buy" is none of "but".
    """
    if len(word) > SHORTEST or read not in FUNCTION_WORDS or sorted(read) == sorted(word):
        return False
    letters = iter(read)
    return not all(letter in letters for letter in word)


def _rated(reading: Reading, view: View) -> Reading:
    """With the passages that hold the word as its frequency."""
    return replace(reading, frequency=held(reading.word, view))


def _likeliest(readings: Sequence[Reading], others: Sequence[str], view: View) -> str:
    near = [
        reading
        for reading in readings[:MOST_READINGS]
        if reading.value - readings[0].value < COMPANY
    ]
    telling = _telling(others, view)
    if len(near) == 1 or not telling:
        return near[0].word
    company = [_company(reading.word, telling, view) for reading in near]
    most = max(company) or 1.0
    scored = zip(near, company, strict=True)
    return min(scored, key=lambda pair: pair[0].value - COMPANY * pair[1] / most)[0].word


def _telling(others: Sequence[str], view: View) -> list[str]:
    """The stems of the rarest other words: company that is everywhere tells nothing, and takes long."""
    most = min(MOST_TELLING, max(LEAST_TELLING, view.searcher.num_docs // 20))
    stems = dict.fromkeys(stem_of(other) for other in others)
    frequency = {stem: view.searcher.doc_freq("text", stem) for stem in stems}
    rare = [stem for stem in stems if 0 < frequency[stem] <= most]
    return sorted(rare, key=lambda stem: frequency[stem])[:MOST_COMPANY]


def _company(word: str, telling: Sequence[str], view: View) -> float:
    """How well the best passage that has the word matches the other words."""
    either = Query.boolean_query([(Occur.Should, term(view, "text", stem)) for stem in telling])
    parts = [
        (Occur.Must, Query.const_score_query(term(view, "text", stem_of(part)), 0.0))
        for part in word.split()
    ]
    query = Query.boolean_query([*parts, (Occur.Must, either)])
    hits = view.searcher.search(query, limit=1, count=False).hits
    return float(hits[0][0]) if hits else 0.0


def _as_typed(text: str) -> dict[str, str]:
    """Folded word → the word as it stands in the question."""
    return {
        words[0]: piece.strip("?!.,;:'\"()“”‘’")
        for piece in text[:2_000].split()
        if len(words := folded(piece)) == 1
    }
