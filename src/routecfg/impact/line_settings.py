"""What changes by settings of a line and of the project: files that customers may send, and how long a chat lasts."""

from collections.abc import Iterator
from typing import Final

from routecfg.impact.chats import PHOTO, Given
from routecfg.impact.findings import Finding, Pair
from routecfg.impact.reaches import GREETING
from routecfg.impact.walk import Walk

_MOST_PLACES: Final = 20
"""Decisions that are tried, the nearest first."""


def by_line(walk: Walk, pair: Pair) -> Iterator[Finding]:
    """One finding for each setting that makes a difference wherever a chat waits: the nearest place shows it."""
    before, after = pair.before.side, pair.after.side
    old, new = before.estate.inbound_routings[pair.before.line], after.estate.inbound_routings[pair.after.line]
    if (old.allow_attachments == "none") != (new.allow_attachments == "none"):
        yield from _first(walk, pair, 0, "send", PHOTO)
    if before.loaded.silence != after.loaded.silence:
        yield from _first(walk, pair, min(before.loaded.silence, after.loaded.silence), "say", GREETING)


def _first(walk: Walk, pair: Pair, later: int, kind: str, text: str) -> Iterator[Finding]:
    for chat, instants in walk.waiting(_MOST_PLACES):
        given = Given(chat.steps[-1].at + later, kind, text)  # type: ignore[arg-type]  # it is one of the three kinds
        longer = chat._replace(steps=(*chat.steps, given))
        both = pair.run(longer)
        if both.differs and both.together:
            yield pair.finding(longer, both, instants)
            return
