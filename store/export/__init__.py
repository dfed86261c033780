"""Out of the archive: articles as JSON Lines, quotes as CSV, new quotes as an RSS feed.

``selection`` says what is wanted, ``walk`` goes through it a page at a time, and each form is one file that
turns what is found into text.
"""
