"""The fields of the index: one document a passage, one a quote, one a headline, one for the words of some
articles together, and one marker. Its text is written ``unaccented``."""

from __future__ import annotations

import tantivy

VERSION = 6
"""Of the fields and of how text is cut into words: an index of another version is built anew."""

STEMMED, FOLDED = "en_stem", "default"
"""tantivy's own analyzers: any that is put together costs a tenth more."""


def schema() -> tantivy.Schema:
    """The fields, each with what it is for."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name=STEMMED)  # of a passage
    builder.add_text_field("headline", tokenizer_name=STEMMED)  # of the passage's article
    # Of some articles together, for spelling: how many hold a word need not be known to the last one.
    builder.add_text_field("words", tokenizer_name=FOLDED, index_option="basic")
    builder.add_text_field("quote", tokenizer_name=STEMMED)  # the words of a quote
    # of an article, for choosing one by name
    builder.add_text_field("title", tokenizer_name=FOLDED, index_option="freq")
    # Words of the source and site of a passage or quote.
    builder.add_text_field("origin", tokenizer_name=FOLDED, index_option="basic")
    builder.add_unsigned_field("article", indexed=True, fast=True)
    builder.add_unsigned_field("row", fast=True)  # of the table passages, or quotes
    builder.add_unsigned_field("speaker", indexed=True, fast=True)
    builder.add_unsigned_field("first_day", fast=True)  # 20020911; of a year its first day
    builder.add_unsigned_field("last_day", fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")  # words or marker
    builder.add_text_field("marker", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def days(published: str) -> tuple[int, int]:
    """First and last day of an ISO date at its precision, as numbers: ``2002-09`` → 20020900, 20020999.

    A day that does not exist is never compared with a real one's equal, so 00 and 99 are safe bounds.
    ``(0, 0)`` where there is no date.
    """
    digits = published[:10].replace("-", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (4, 6, 8):
        return 0, 0
    return int(digits.ljust(8, "0")), int(digits.ljust(8, "9"))
