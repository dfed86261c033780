from hypothesis import given
from hypothesis import strategies as st

from store.model import Paragraph
from store.search.passages import FULL, LONGEST, cut


def paragraphs(*texts: str) -> tuple[str, tuple[Paragraph, ...]]:
    body, found = "", []
    for ordinal, text in enumerate(texts, 1):
        body += "\n\n" if body else ""
        found.append(Paragraph(ordinal, len(body), len(body) + len(text)))
        body += text
    return body, tuple(found)


def test_short_paragraphs_stand_together() -> None:
    body, parts = paragraphs("The ferry stopped.", "Nobody was hurt.", "It sails again on Friday.")
    (only,) = cut(body, parts)
    assert (only.ordinal, only.paragraph, body[only.start : only.end]) == (1, 1, body)


def test_a_new_passage_begins_with_a_paragraph_once_one_is_full() -> None:
    body, parts = paragraphs("a " * (FULL // 2), "The pumps failed.", "b " * (FULL // 2), "End.")
    assert [(p.ordinal, p.paragraph, p.start) for p in cut(body, parts)] == [
        (1, 1, 0),
        (2, 2, parts[1].start),
        (3, 4, parts[3].start),
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "Mr. Ruud of the U.S. office met No. 5 on the quay at noon. "
    body, parts = paragraphs((sentence * 60).strip())
    passages = cut(body, parts)
    assert len(passages) > 1
    for passage in passages:
        assert body[passage.start : passage.end].startswith("Mr. Ruud")
        assert body[passage.start : passage.end].endswith("noon.")


@given(st.lists(st.text(st.sampled_from("ab .\"'?!”\n\u2028é😀"), max_size=4_000), max_size=5))
def test_passages_are_in_order_within_bounds_and_leave_nothing_out(texts: list[str]) -> None:
    body, parts = paragraphs(*texts)
    passages = cut(body, parts)
    covered = set()
    reached = 0
    for ordinal, passage in enumerate(passages, 1):
        assert passage.ordinal == ordinal
        assert reached <= passage.start < passage.end <= len(body)
        assert passage.end - passage.start <= LONGEST
        reached = passage.end
        covered.update(range(passage.start, passage.end))
    for part in parts:
        for at in range(part.start, part.end):
            assert at in covered or body[at].isspace()
