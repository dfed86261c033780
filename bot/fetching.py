"""What the settings say of fetching, as the store takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.feeds.plan import Plan
    from store.fetch import Policy


def policy_of(settings: Settings) -> Policy:
    """Limits of every fetch."""
    from store.fetch import Policy

    return Policy(networks=settings.private_networks, contact=settings.contact)


def plan_of(settings: Settings) -> Plan:
    """How feeds are polled."""
    from store.feeds.plan import Plan

    return Plan(
        policy=policy_of(settings), minutes=settings.feed_minutes, pages=settings.feed_pages
    )
