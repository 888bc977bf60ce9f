"""Places of secrets: known by the names on the path, whatever value stands there.

A place is a path of keys and list positions from the top of a file: `("inbound_routings", "shop", "api_token", "env")`.
A secret belongs into an environment variable or a file, and only their names into the project.
"""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from routecfg.disclosure.looks import looks_secret
from routecfg.disclosure.names import is_secret_name
from routecfg.disclosure.values import is_name_of_a_place

Path: TypeAlias = Sequence[str | int]

FIELDS: Final = frozenset(
    ("title", "description", "api_token", "channel_id", "number", "languages", "next_destination", "allow_attachments",
     "timezone", "include", "exclude", "special", "time_group", "if_time_matches", "if_time_does_not_match", "targets",
     "also", "start", "decisions", "actions", "list_label", "chatbot_url", "fallback", "transfers",
     "send_start_message", "send_attachments", "send_custom_fields", "disconnection_cause", "queue", "auto_response",
     "answered", "id", "text")
)  # fmt: skip
"""The fields of objects and decisions."""

VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_FILE = re.compile(r"[\w ./\\~:@+$%{}-]+")
_CHOSEN = re.compile("[a-z0-9][a-z0-9_-]*")


def is_secret_place(path: Path) -> bool:
    """Whether a value at this path is a secret by the name of its place: its own key, or one that it stands below.

    The name of an object or of a decision is chosen by users: it says nothing of the fields that objects have. Any
    other field below it may be a setting that was written as one: `queues: {api_token: {value: ...}}`.
    """
    keys = [part for part in path if isinstance(part, str)]
    return bool(keys) and (is_secret_name(keys[-1]) or is_below_a_secret(keys))


def is_below_a_secret(keys: Sequence[str]) -> bool:
    """Whether one of the names above the last key says that what stands below it is a secret."""
    return any(not _is_chosen(keys, index) and is_secret_name(key) for index, key in enumerate(keys[:-1]))


def _is_chosen(keys: Sequence[str], index: int) -> bool:
    """Whether a key can be the name of an object or of a decision, and a field of one stands below it."""
    return (
        (index == 1 or keys[index - 1 : index] == ["decisions"])
        and _CHOSEN.fullmatch(keys[index]) is not None
        and keys[index + 1] in FIELDS
    )


def is_reference(keys: Sequence[str], text: str) -> bool:
    """Whether a text, the last key of which is `env` or `file`, names where a secret is kept and is none itself."""
    if keys[-1] == "env":
        return VARIABLE_NAME.fullmatch(text) is not None and not looks_secret(text) and is_name_of_a_place(text)
    if keys[-1] != "file" or _FILE.fullmatch(text) is None or any(looks_secret(part) for part in text.split("/")):
        return False
    return any(char in "./\\" for char in text) or is_name_of_a_place(text)
