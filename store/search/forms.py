"""Forms of one word that the stemmer keeps apart: irregular verbs and nouns, and nouns of such verbs."""

from __future__ import annotations

from store.search.text import stem_of

_FAMILIES = """
arise arose arisen / bear bore borne birth / beat beaten / become became / begin began begun
/ behavior behaviour / believe belief / bend bent / bind bound / bite bit bitten / blow blew blown
/ break broke broken / breed bred / bring brought / build built / burn burnt / buy bought
/ catch caught / center centre / child children / choose chose chosen choice / color colour
/ come came / creep crept / deal dealt / deep depth / defend defence defense / die dead death
/ dig dug / draw drew drawn / dream dreamt / drink drank drunk / drive drove driven
/ eat ate eaten / fall fell fallen / feed fed food / feel felt / fight fought / find found
/ flee fled flight / fly flew flown flight / foot feet / forbid forbade forbidden
/ forget forgot forgotten / forgive forgave / freeze froze frozen / get got gotten
/ give gave given gift / go went gone / grow grew grown growth / hang hung / hear heard
/ hide hid hidden / high height / hold held / keep kept / know knew known knowledge / labor labour
/ lay laid / lead led / lean leant / learn learnt / leave left / lend lent loan / lie lay lain
/ light lit / live life lives / long length / lose lost loss / make made / man men
/ marry marriage / mean meant / meet met / mouse mice / pay paid / person people
/ prove proof / ride rode ridden / ring rang rung / rise rose risen / run ran / say said / see saw seen
/ seek sought / sell sold sale / send sent / shake shook shaken / shine shone / shoot shot
/ show shown / shrink shrank shrunk / sing sang sung song / sink sank sunk / sit sat / sleep slept
/ slide slid / speak spoke spoken speech / spend spent / spin spun / spring sprang sprung
/ stand stood / steal stole stolen theft / stick stuck / sting stung / strike struck
/ strong strength / succeed success / swear swore sworn / sweep swept / swim swam swum
/ swing swung / take took taken / teach taught / tear tore torn / tell told / think thought
/ throw threw thrown / tooth teeth / understand understood / wake woke woken / wear wore worn
/ weave wove woven / wide width / win won / withdraw withdrew withdrawn / woman women
/ write wrote written
"""


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family in _FAMILIES.split("/"):
        forms = {stem_of(word) for word in family.split()}
        for stem in forms:
            found.setdefault(stem, set()).update(forms - {stem})
    return {stem: frozenset(others) for stem, others in found.items() if others}


_OTHERS = _by_stem()


def other_forms(stem: str) -> frozenset[str]:
    """The stems of the other forms of a word, none where the stemmer brings all together."""
    return _OTHERS.get(stem, frozenset())
