"""A Discord on a local port: what the bot sends to it is checked against what Discord documents."""
