"""Versions of one story: the same article corrected, and articles that tell the same in nearly the same words."""
