"""What the commands are and what Discord has of them: the difference, in words and before it is acted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_KINDS = {1: "/{name}", 2: "{name} (user menu)", 3: "{name} (message menu)"}
_SETS = frozenset({"contexts", "integration_types", "channel_types"})
"""Lists whose order says nothing."""
_NOT_COMPARED = frozenset({"options", "dm_permission", "default_permission"})
"""Options are compared one by one; the others Discord derives from what else is sent."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What registering would do."""

    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A command and what of it: ``description``, ``hour: choices``."""
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        lines = [f"+ {name}" for name in self.added]
        lines += [f"~ {name}: {', '.join(what)}" for name, what in self.changed]
        lines += [f"- {name}" for name in self.removed]
        lines.append(f"{self.unchanged} unchanged")
        return "\n".join(lines)


def difference(
    wanted: Sequence[Mapping[str, Any]], there: Sequence[Mapping[str, Any]]
) -> Difference:
    """Compare commands' payloads as they would be sent with those that Discord gave.

    Only what would be sent is compared: Discord adds ids, versions and defaults of its own.
    """
    ours, theirs = _by_name(wanted), _by_name(there)
    changed = {name: tuple(_changes(ours[name], theirs[name])) for name in ours if name in theirs}
    return Difference(
        tuple(name for name in ours if name not in theirs),
        tuple((name, what) for name, what in changed.items() if what),
        tuple(name for name in theirs if name not in ours),
        sum(not what for what in changed.values()),
    )


def _by_name(payloads: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    named = (
        (_KINDS.get(each.get("type", 1), "{name}").format(name=each["name"]), each)
        for each in payloads
    )
    return dict(sorted(named))


def _changes(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The names of what differs; an option's behind its own name."""
    found = [
        key
        for key in ours.keys() - _NOT_COMPARED
        if _plain(key, ours[key]) != _plain(key, theirs.get(key))
    ]
    mine = {each["name"]: each for each in ours.get("options") or ()}
    other = {each["name"]: each for each in theirs.get("options") or ()}
    for name in mine.keys() | other.keys():
        if name not in other:
            found.append(f"{name} added")
        elif name not in mine:
            found.append(f"{name} removed")
        else:
            found += [f"{name}: {what}" for what in _changes(mine[name], other[name])]
    if list(mine) != list(other) and mine.keys() == other.keys():
        found.append("order of options")
    return sorted(found)


def _plain(key: str, value: Any) -> Any:
    """A value such that what means the same is equal: left out, null, false and empty are one."""
    if key in _SETS:
        return sorted(value or ())
    if key == "default_member_permissions":
        return None if value is None else int(value)
    if isinstance(value, Mapping):
        cleaned = {each: _plain(each, held) for each, held in value.items()}
        return {each: held for each, held in cleaned.items() if held is not None} or None
    if isinstance(value, (list, tuple)):
        return [_plain("", each) for each in value] or None
    # By identity: 0 is a value that a choice may have.
    return None if value is None or value is False or value == "" else value
