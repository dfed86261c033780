"""How servers want to be answered: what their admins chose in ``/setup``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from store.guilds.tables import Tables

MEMBER_USES = 30
SERVER_USES = 300
"""Uses a minute, where a server has chosen none."""
EVERY_COMMAND = ""
"""The key of ``ServerSettings.roles`` that stands for all commands without roles of their own."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's choices; the defaults are those of a server that has made none."""

    guild: int
    language: str = ""
    """Of the bot's own sentences: "en", "de"; "" for the one that the server has in Discord."""
    private: bool = False
    """Answers are for the asker alone until they are shown in the channel."""
    channels: tuple[int, ...] = ()
    """Where answers may be public, threads in them too; () for everywhere."""
    roles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """A command's name → the roles one of which its user needs; a command that is not in it is free."""
    member_uses: int = MEMBER_USES
    """Commands and buttons a minute of one member; 0 for no limit."""
    server_uses: int = SERVER_USES
    """Those of all members together."""

    def roles_for(self, command: str) -> tuple[int, ...]:
        """The roles one of which a command needs; () where everyone may use it."""
        return tuple(self.roles.get(command) or self.roles.get(EVERY_COMMAND) or ())


class Servers(Tables):
    """Servers' settings."""

    def server(self, guild: int) -> ServerSettings:
        """What a server chose; the defaults where it has chosen nothing."""
        with self._work() as db:
            rows = list(db.query("SELECT * FROM servers WHERE guild = ?", [guild]))
        if not rows:
            return ServerSettings(guild)
        row = rows[0]
        return ServerSettings(
            guild,
            language=row["language"],
            private=bool(row["private"]),
            channels=tuple(json.loads(row["channels"])),
            roles={name: tuple(roles) for name, roles in json.loads(row["roles"]).items()},
            member_uses=row["member_uses"],
            server_uses=row["server_uses"],
        )

    def set_server(self, settings: ServerSettings) -> None:
        """Store a server's choice in the place of the earlier one."""
        row = {
            "guild": settings.guild,
            "language": settings.language,
            "private": int(settings.private),
            "channels": json.dumps(settings.channels),
            "roles": json.dumps({name: roles for name, roles in settings.roles.items() if roles}),
            "member_uses": settings.member_uses,
            "server_uses": settings.server_uses,
        }
        with self._work() as db:
            db.table("servers").insert(row, pk="guild", replace=True)
