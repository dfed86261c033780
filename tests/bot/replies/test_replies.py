"""What each reply says, from values of the store."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.replies import (
    Action,
    Block,
    BlockKind,
    Reply,
    about_reply,
    answer_reply,
    article_reply,
    context_reply,
    speaker_reply,
)
from bot.replies.article import article_pages
from bot.replies.markup import markdown
from bot.replies.paging import Lookup
from bot.replies.typed import asked_block
from store.model import (
    Answer,
    ArchiveStats,
    Article,
    ArticleView,
    Certainty,
    Citation,
    Correction,
    Fragment,
    Headline,
    Holder,
    Paragraph,
    Passage,
    Question,
    QuoteKind,
    Referent,
    RoleAt,
    Speaker,
    SpeakerKind,
    SpeakerProfile,
)

BODY = 'The harbour was shut on Monday.\n\n"We had no choice," said Mara Oss, the harbour master.\n\nIt opens again.'
HARBOUR = Article(
    headline="Harbour shut",
    body=BODY,
    paragraphs=(Paragraph(1, 0, 31), Paragraph(2, 33, 87), Paragraph(3, 89, len(BODY))),
    published="2021-03-04",
    url="https://wire.example/harbour",
    id=7,
)
CITATION = Citation(7, "Harbour shut", "2021-03-04", 2, 33, 52, url="https://wire.example/harbour")
MARA = Speaker("Mara Oss", SpeakerKind.PERSON, named=True, role="harbour master", place="Tarn")
QUOTE = Passage(
    (Fragment(BODY[33:52], 33, 52, emphasis=((8, 10),)),),
    CITATION,
    speaker=MARA,
    kind=QuoteKind.DIRECT,
)


def answered(*passages: Passage, **changes: object) -> Answer:
    answer = Answer(Question("why"), Certainty.FOUND, passages, total=len(passages))
    return replace(answer, **changes)  # type: ignore[arg-type]


def text(reply: Reply) -> str:
    return "\n".join(markdown(block) for block in reply.blocks)


def kinds(reply: Reply) -> list[BlockKind]:
    return [block.kind for block in reply.blocks]


def block(reply: Reply, kind: BlockKind) -> Block:
    return next(each for each in reply.blocks if each.kind is kind)


def test_a_quote_has_words_speaker_and_citation() -> None:
    reply = answer_reply(answered(QUOTE))
    assert kinds(reply) == [BlockKind.QUOTE, BlockKind.ATTRIBUTION, BlockKind.CITATION]
    assert block(reply, BlockKind.QUOTE).text == BODY[33:52]
    assert '> "We had **no** choice,"' in text(reply)
    assert block(reply, BlockKind.ATTRIBUTION).text == "— Mara Oss, harbour master, Tarn"
    cited = block(reply, BlockKind.CITATION)
    assert cited.text == "Harbour shut, 4 March 2021, ¶2 · open the page"
    assert cited.runs[-1].url == "https://wire.example/harbour#:~:text=We%20had%20no%20choice"
    assert cited.button is not None and cited.button.args == ("7", "33", "52")
    assert not reply.private


def test_an_unsure_attribution_is_called_probable() -> None:
    assert "probably" in text(answer_reply(answered(replace(QUOTE, confidence=0.79))))
    assert "probably" not in text(answer_reply(answered(replace(QUOTE, confidence=0.8))))


def test_an_unsure_attribution_says_why() -> None:
    why = "cue 'said' after, source 'she' = Mara Oss, ¶2"
    unsure = text(answer_reply(answered(replace(QUOTE, confidence=0.7, reason=why))))
    assert "Why: cue 'said' after, source 'she' = Mara Oss, ¶2" in unsure
    assert "Why:" not in text(answer_reply(answered(replace(QUOTE, reason=why))))


def test_a_source_without_a_name_is_said_to_have_none() -> None:
    source = Speaker("a customs officer", SpeakerKind.ANONYMOUS, named=False)
    reply = answer_reply(answered(replace(QUOTE, speaker=source)))
    assert block(reply, BlockKind.ATTRIBUTION).text == "— a customs officer (not named)"


def test_nobody_is_made_up_for_a_quote_without_a_speaker() -> None:
    reply = answer_reply(answered(replace(QUOTE, speaker=None)))
    assert block(reply, BlockKind.ATTRIBUTION).text == "— the article does not say who"


def test_reported_speech_is_called_so() -> None:
    reply = answer_reply(answered(replace(QUOTE, kind=QuoteKind.INDIRECT)))
    assert block(reply, BlockKind.ATTRIBUTION).text.endswith("reported speech")


def test_a_sentence_is_nobodys_quote() -> None:
    sentence = replace(QUOTE, fragments=(Fragment(BODY[0:31], 0, 31),), kind=None, speaker=None)
    reply = answer_reply(answered(sentence))
    assert kinds(reply) == [BlockKind.TEXT, BlockKind.CITATION]
    assert not text(reply).startswith(">")


def test_a_sentence_that_reports_somebody_is_the_articles_and_names_them() -> None:
    sentence = replace(QUOTE, fragments=(Fragment(BODY[0:31], 0, 31),), kind=None)
    reply = answer_reply(answered(sentence))
    assert kinds(reply) == [BlockKind.TEXT, BlockKind.ATTRIBUTION, BlockKind.CITATION]
    assert block(reply, BlockKind.ATTRIBUTION).text.startswith("— according to Mara Oss")


def test_a_body_has_a_name_even_where_it_is_a_common_word() -> None:
    body = Speaker("coast guard", SpeakerKind.BODY, named=False)
    reply = answer_reply(answered(replace(QUOTE, speaker=body)))
    assert block(reply, BlockKind.ATTRIBUTION).text == "— coast guard"


def test_fragments_stand_apart() -> None:
    two = replace(QUOTE, fragments=(Fragment('"We had', 33, 40), Fragment('choice,"', 44, 52)))
    assert block(answer_reply(answered(two)), BlockKind.QUOTE).text == '"We had … choice,"'


def test_other_articles_with_the_words_are_named_and_counted() -> None:
    others = tuple(replace(CITATION, article_id=n, headline=f"Other {n}") for n in (8, 9, 10))
    reply = answer_reply(answered(replace(QUOTE, also_in=others)))
    note = block(reply, BlockKind.NOTE).text
    assert note == "Also printed in: Other 8 (4 March 2021); Other 9 (4 March 2021); 1 more"


def test_corrections_come_first() -> None:
    question = Question("numbr", corrections=(Correction("numbr", "number"),))
    reply = answer_reply(answered(QUOTE, question=question))
    assert reply.blocks[0].text == "Showing results for number (typed: numbr)"


def test_the_closest_is_called_so() -> None:
    reply = answer_reply(answered(QUOTE, certainty=Certainty.CLOSEST))
    assert reply.blocks[0].text == "The closest I found:"


def test_sentences_that_nobody_speaks_in_are_not_taken_for_the_words_asked_for() -> None:
    asked = Question("What did Ada Oss say?", speaker="Ada Oss")
    silent = replace(QUOTE, speaker=None, kind=None)
    told = answer_reply(answered(silent, question=asked, certainty=Certainty.CLOSEST))
    assert told.blocks[0].text.startswith("I found no words of Ada Oss that answer this.")
    spoken = answer_reply(answered(QUOTE, question=asked, certainty=Certainty.CLOSEST))
    assert spoken.blocks[0].text == "The closest I found:"


def test_others_of_the_name_that_was_asked_for_are_told_first() -> None:
    reply = answer_reply(answered(QUOTE, namesakes=("Ada Oss", "Ivo Oss")))
    assert reply.blocks[0].text == "Also of that name: Ada Oss; Ivo Oss"
    assert "Also of" not in text(answer_reply(answered(QUOTE)))


def test_whom_a_sentence_means_is_told() -> None:
    words = "It opens again."
    at = BODY.index(words)
    span = (at, at + len(words))
    read = (Referent((0, 2), "Port of Tarn"), Referent((0, 2), "Port of Tarn"))
    passage = Passage((Fragment(words, *span),), CITATION, referents=read)
    shown = text(answer_reply(answered(passage)))
    assert shown.count("It: read as Port of Tarn") == 1


def test_whom_a_role_was_taken_to_mean_is_told() -> None:
    oss = Holder("Mara Oss", True, "mayor", "", "Lund", "2001-05", "2002-09-11")
    police = Holder("police", False, "", first="2001", last="2001")
    told = "Mara Oss (mayor, Lund, May 2001 to 11 September 2002); police (2001)"
    both = (oss, police)
    assert f"Taken to mean, as printed: {told}" in text(answer_reply(answered(QUOTE, holders=both)))
    closest = answered(QUOTE, holders=both, certainty=Certainty.CLOSEST)
    assert f"Who may be meant, as printed: {told}" in text(answer_reply(closest))
    nothing = Answer(Question("?"), Certainty.UNKNOWN, nearest=("Mara Oss",), holders=(oss,) * 8)
    assert "3 more hold that role" in text(answer_reply(nothing))
    assert "Nearest" not in text(answer_reply(nothing))
    assert "Mara Oss (mayor" in text(speaker_reply(None, nothing))


def test_what_is_unknown_is_said_in_private_with_what_is_near() -> None:
    answer = Answer(Question("?"), Certainty.UNKNOWN, nearest=("Mara Oss", "Harbour shut"))
    reply = answer_reply(answer, Lookup("ask", ("?",), 3))
    assert reply.private and not reply.buttons
    assert "does not know" in text(reply)
    assert "Nearest in the archive: Mara Oss; Harbour shut" in text(reply)


def test_only_the_archives_words_stand_between_quotation_marks() -> None:
    typed = '"never said this"'
    question = Question(typed, corrections=(Correction('"nevr"', "never"),))
    replies = (
        answer_reply(answered(QUOTE, question=question)),
        answer_reply(Answer(question, Certainty.UNKNOWN)),
        Reply((asked_block(typed, "“curly” «too»"),)),
    )
    for reply in replies:
        rest = text(reply).replace('"We had **no** choice,"', "")
        assert not re.search('["“”„«»]', rest)


def test_pages_lead_to_where_there_is_more() -> None:
    lookup = Lookup("said", ("Mara Oss", ""), 3)
    first = answer_reply(answered(QUOTE, QUOTE, QUOTE, total=7), lookup)
    assert [(b.label, b.args) for b in first.buttons] == [("Next", ("said", "3", "Mara Oss", ""))]
    last = answer_reply(answered(QUOTE, total=7, offset=6), lookup)
    assert [(b.label, b.args[1]) for b in last.buttons] == [("Previous", "3")]
    assert last.blocks[-1].text == "7 of 7"
    assert first.blocks[-1].text == "1 to 3 of 7"
    assert not answer_reply(answered(QUOTE), lookup).buttons


def profile() -> SpeakerProfile:
    return SpeakerProfile(
        "Mara Oss",
        SpeakerKind.PERSON,
        named=True,
        aliases=("Mara Oss", "Ms. Oss"),
        roles=(RoleAt("harbour master", "Port of Tarn", "Tarn", CITATION),),
        quotes=3,
        articles=1,
        first="2021-03-04",
        last="2021-03-04",
    )


def test_a_profile_says_what_the_articles_said() -> None:
    shown = text(speaker_reply(profile(), answered(QUOTE)))
    assert shown.startswith("### Mara Oss\n**harbour master, Port of Tarn** (4 March 2021, ¶2")
    assert "Also printed as: Ms. Oss" in shown
    assert "3 statements in 1 article, 4 March 2021" in shown
    assert '"We had **no** choice,"' in shown


def test_a_profile_without_statements_is_still_one() -> None:
    nothing = Answer(Question("Mara Oss"), Certainty.UNKNOWN)
    assert not speaker_reply(profile(), nothing).private
    assert speaker_reply(None, replace(nothing, nearest=("Mara Oss",))).private


def test_who_is_shows_the_profile() -> None:
    reply = answer_reply(answered(profile=profile()))
    assert reply.blocks[0].kind is BlockKind.HEADING and not reply.private


def test_an_article_is_shown_paragraph_by_paragraph() -> None:
    reply = article_reply(ArticleView(HARBOUR, revisions=1))
    texts = [each.text for each in reply.blocks if each.kind is BlockKind.TEXT]
    assert texts == BODY.split("\n\n")
    assert "corrected once" in reply.blocks[-1].text
    assert [each.label for each in reply.buttons] == ["Changes"]
    assert not article_reply(ArticleView(HARBOUR)).buttons


def test_context_marks_the_cited_words() -> None:
    reply = context_reply(ArticleView(HARBOUR), 33, 52)
    assert reply.private
    texts = [each.text for each in reply.blocks if each.kind is BlockKind.TEXT]
    assert texts == [f"¶{n} {part}" for n, part in enumerate(BODY.split("\n\n"), 1)]
    assert [r.text for b in reply.blocks for r in b.runs if r.bold] == [BODY[33:52]]
    assert [button.action for button in reply.buttons] == [Action.ARTICLE]


def test_pages_of_a_long_article_hold_all_of_it() -> None:
    parts = [f"Paragraph {n}. " + "Some *words* follow. " * (n % 7 * 40) for n in range(40)]
    body = "\n\n".join(parts)
    paragraphs, at = [], 0
    for ordinal, part in enumerate(parts, 1):
        paragraphs.append(Paragraph(ordinal, at, at + len(part)))
        at += len(part) + 2
    long = replace(HARBOUR, body=body, paragraphs=tuple(paragraphs))
    pages = article_pages(long)
    assert "".join(body[start:end] for start, end in pages).split() == body.split()
    shown: list[str] = []
    for number in range(len(pages)):
        reply = article_reply(ArticleView(long), number)
        assert len(text(reply)) < 4000
        shown += [each.text for each in reply.blocks if each.kind is BlockKind.TEXT]
        steps = [button.label for button in reply.buttons]
        assert steps == ["Previous"] * (number > 0) + ["Next"] * (number + 1 < len(pages))
    assert " ".join(shown).split() == body.split()


def test_an_article_without_text_is_still_a_reply() -> None:
    empty = replace(HARBOUR, body="", paragraphs=(), headline="")
    assert article_reply(ArticleView(empty), 3).blocks[0].text == "(no headline)"


def test_about_gives_sizes_dates_and_the_newest() -> None:
    newest = Headline(1, "Story 1", "2021-03-04")
    stats = ArchiveStats(1234, 5, 6, 7, "2001", "2021-03-04", newest, (("Mara Oss", 3),))
    shown = text(about_reply(stats))
    assert "**1,234 articles**" in shown and "2001 to 4 March 2021" in shown and "Story 1" in shown


def test_about_an_empty_archive() -> None:
    assert "**0 articles**" in text(about_reply(ArchiveStats(0, 0, 0, 0, "", "")))
