"""Who is who across articles: rules that join speakers, the evidence for each join, and people's own decisions.

An article's speakers are rows of their own (``speakers``); a link says that two of them are the same, or
that they are not, and a row of ``people`` is what links hold together. Nothing is moved when speakers are
joined, so that a join can be taken back exactly.
"""
