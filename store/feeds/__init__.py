"""Feeds: which there are, when each is polled, and what comes of it. The database is the schedule."""
