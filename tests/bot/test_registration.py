"""What registering would change, of payloads as Discord gives them back."""

from __future__ import annotations

import pytest

from bot.registration import difference

HOUR = {"type": 4, "name": "hour", "description": "When", "required": True, "min_value": 0}
WEEK = {"type": 3, "name": "days", "description": "Which", "required": False}
ASK = {
    "type": 1,
    "name": "ask",
    "description": "Ask",
    "contexts": [0, 1],
    "default_member_permissions": 32,
    "dm_permission": True,
    "nsfw": False,
    "name_localizations": {"de": "frage"},
    "options": [HOUR, WEEK],
}
GIVEN = {
    **{key: value for key, value in ASK.items() if key not in ("dm_permission", "options")},
    "id": "1",
    "version": "2",
    "contexts": [1, 0],
    "default_member_permissions": "32",
    "options": [HOUR | {"name_localizations": None}, {k: WEEK[k] for k in WEEK if k != "required"}],
}


def test_what_discord_adds_is_no_change() -> None:
    found = difference([ASK], [GIVEN])
    assert not found
    assert str(found) == "1 unchanged"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"description": "Ask it"}, "description"),
        ({"contexts": [0]}, "contexts"),
        ({"default_member_permissions": None}, "default_member_permissions"),
        ({"name_localizations": {"de": "frage", "fr": "demande"}}, "name_localizations"),
        ({"options": [HOUR | {"min_value": 1}, WEEK]}, "hour: min_value"),
        ({"options": [HOUR]}, "days removed"),
        ({"options": [HOUR, WEEK, WEEK | {"name": "zone"}]}, "zone added"),
        ({"options": [WEEK, HOUR]}, "order of options"),
        ({"options": [HOUR, WEEK | {"required": True}]}, "days: required"),
    ],
)
def test_each_change_is_named(changed: dict, what: str) -> None:
    assert difference([ASK | changed], [GIVEN]).changed == (("/ask", (what,)),)


def test_a_menu_is_not_the_command_of_its_name() -> None:
    found = difference([{"type": 3, "name": "ask"}], [GIVEN])
    assert (found.added, found.removed) == (("ask (message menu)",), ("/ask",))
    assert str(found).splitlines() == ["+ ask (message menu)", "- /ask", "0 unchanged"]
