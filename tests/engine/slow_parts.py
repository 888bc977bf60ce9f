"""What the slow engine says of values, buttons and time groups, and how its events compare with the engine's."""

import json
import re
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from opening_hours.definition import Definition
from routecfg.model import TimeGroup

Expected: TypeAlias = dict[str, Any]
"""An event, with those of its fields that follow from the documents."""

LANGUAGE: Final = re.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")
SECRETS: Final = {"crm_key": "SECRET"}
"""What stands in an address in the place of a secret."""


def length(value: Any) -> int:
    """Bytes as JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def buttons_of(body: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The buttons that a chatbot offers: links and buttons, then quick replies."""
    return tuple((item.get("name", ""), item["text"]) for key in ("button", "quickreply") for item in body.get(key, ()))


class GroupsAt(NamedTuple):
    """Time groups at a minute, counted from 1970."""

    groups: dict[str, TimeGroup]
    minute: int

    def __hash__(self) -> int:
        return self.minute


@cache
def holds(at: GroupsAt, name: str) -> bool:
    """Whether a time group holds. Many chats ask the same, and working it out takes its time."""
    return at.minute in Definition(at.groups, at.minute - 3000, at.minute + 3000).minutes(name)


def like(event: dict[str, Any], expected: Expected) -> Expected:
    """Those fields of an event, as JSON, that the definition speaks of, in its form."""
    shown: Expected = {key: event.get(key, _DEFAULTS.get(type(value))) for key, value in expected.items()}
    if "attachments" in shown:
        shown["attachments"] = len(event.get("attachments", ()))
    if "to" in event and "to" in shown:
        shown["to"] = next((key, name) for key, name in event["to"].items() if name is not None)
    if "buttons" in shown:
        shown["buttons"] = tuple((button["id"], button["title"]) for button in event.get("buttons", ()))
    return shown


_DEFAULTS: Final[dict[type, Any]] = {str: "", bool: False, dict: {}}
