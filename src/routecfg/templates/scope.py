"""The names that a chat has by itself, and the keys below them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

SECRETS: Final = "secrets"
"""Below it stand the project's secrets, in addresses and headers of requests only."""

BUILT_IN: Final[Mapping[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "text": (),
        "attachments": None,
        "message": ("name", "time_created", "direction"),
        "interaction": ("name", "title", "time"),
        "interactionHash": (),
        "contact": ("name", "number", "language"),
        "inbound": ("name", "title", "number"),
        "config": ("callback",),
        SECRETS: None,
    }
)
"""By name, the keys below it; None if these are not known beforehand.

What is saved under one of these names is never read: the chat's own value is.
"""


def is_own_value(parts: Sequence[str]) -> bool:
    """Whether a path leads to a value that a chat has by itself, and that any text may show: not so for secrets."""
    root, *below = parts
    if root not in BUILT_IN or root == SECRETS:
        return False
    keys = BUILT_IN[root]
    return keys is None or (len(below) == 1 and below[0] in keys if keys else not below)


WRITTEN_BY_CUSTOMERS: Final = frozenset({("text",), ("contact", "name"), ("attachments",)})
"""What may hold any characters, since customers choose them."""
