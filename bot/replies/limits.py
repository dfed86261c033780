"""Discord's numbers, each once (https://docs.discord.com/developers, checked against 2026-08)."""

from __future__ import annotations

ACKNOWLEDGE_SECONDS = 3.0
"""An interaction's first answer is due this long after it was dispatched."""
LAYOUT_TEXT = 4000
"""Characters over all text displays of one message."""
LAYOUT_COMPONENTS = 40
"""Components of one message, nested ones counted."""
ROW_BUTTONS = 5
BUTTON_LABEL = 80
"""Characters."""
SELECT_OPTIONS = 25
"""Options of a select menu, and channels or roles that may be chosen in one."""
CUSTOM_ID = 100
CHOICES = 25
"""Autocomplete choices."""
CHOICE_TEXT = 100
"""Characters of a choice's name, and of its value."""
NONCE = 25
"""Characters of a message's nonce."""
ALT_TEXT = 1024
"""Characters of a picture's description."""
LINK = 512
"""The longest link that a reply carries; Discord has no number for links in text."""
