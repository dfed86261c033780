"""How much it tells that some words are found together: as the likelihood that chance put them there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from store.check.align import Alignment, Step
from store.check.words import Word
from store.search.candidates import idf
from store.search.index import View
from store.search.text import stem_of

_TOGETHER = 1.0
"""Added for two words that stand side by side in both."""


def evidence(alignment: Alignment, claim: Sequence[Word], view: View) -> float:
    """Above 0 where fewer than one passage is to be expected that holds as many of the words, by chance.

    In nats: the inverse document frequencies of the words, as if each stood there on its own, less the
    logarithm of the number of documents.
    """
    held: dict[str, float] = {}
    together = 0
    before = -2
    for pair in alignment.pairs:
        if pair.step is not Step.SAME or pair.claimed is None:
            continue
        form = claim[pair.claimed].form
        held[form] = idf(view, "text", stem_of(form))
        together += pair.claimed == before + 1
        before = pair.claimed
    return sum(held.values()) + _TOGETHER * together - chance_of(view)


def chance_of(view: View) -> float:
    """What has to be exceeded: some words stand together somewhere in an archive of this size."""
    return math.log(view.searcher.num_docs + 1)
