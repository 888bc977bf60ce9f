"""What a message may quote: nothing long, and nothing that could be a secret in the wrong place."""

from typing import Final

from routecfg.diagnostics import plain
from routecfg.shape.schemas import Trail
from routecfg.shape.violations import LONGEST_KEY

_LONGEST_TEXT: Final = 40


def quotable(trail: Trail, text: str) -> str | None:
    """A text in quotes as a message may show it; None if it must not be shown."""
    if private(trail) or len(text) > _LONGEST_TEXT or "://" in text or "=" in text or _like_a_token(text):
        return None
    return f"'{plain(text)}'"


def quotable_key(trail: Trail, key: str) -> str | None:
    """The same for a key below a place, where its writer may have put a secret."""
    if any(step.definition == "secret" for step in trail.steps) or len(key) > LONGEST_KEY:
        return None
    if len(key) >= 20 and _like_a_token(key) and key != key.lower():
        return None
    return f"'{plain(key)}'"


def private(trail: Trail) -> bool:
    """Whether what stands here is a secret, or may hold one: a reference to one, a header, a web address."""
    return any(step.definition == "secret" or step.key in ("headers", "url", "chatbot_url") for step in trail.steps)


def _like_a_token(text: str) -> bool:
    return len(text) >= 16 and " " not in text and any(map(str.isdigit, text)) and any(map(str.isalpha, text))
