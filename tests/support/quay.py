"""One article, an update of it, and a way to store versions: for tests of what becomes of them."""

from __future__ import annotations

from pathlib import Path

from handmade import article, extraction

from store.model import Article
from store.write import Writer, Written

NOW = "2021-03-02T06:00:00+00:00"
DAY = "2021-03-01"

BODY = (
    "HESTERMOUTH — The harbour board closed the east quay on Monday after 14 metres of its wall slid"
    " into the basin.\n\nNobody was hurt. The crane driver, Ines Okoro, had left her cabin ten minutes"
    " before. “I heard it go like a train,” she said.\n\nThe board’s chairman, Piet Vasse, said repairs"
    " would cost 3.2 million crowns and take until August. Ferries to Skellan will leave from the mole"
    " until then."
)
QUAY = article(BODY, headline="Quay Wall Slides Into Basin", published=DAY)


def write(path: Path, *articles: Article) -> list[Written]:
    with Writer(path) as writer:
        return [writer.add("wire", [(one, extraction())], now=NOW)[0] for one in articles]


UPDATE = (
    BODY
    + "\n\nDivers went down at dusk and found two cracked piles under the wall.\n\nThe fishermen’s union"
    " asked for berths in the north basin. “We have eleven boats and no water,” its secretary, Dov Lund,"
    " said."
)
