"""Events as they may be printed: without the literal secrets that an estate should not hold, and may."""

from typing import Final

import msgspec

from routecfg.disclosure import masked, without_secrets
from routecfg.engine import Asked, Event, Placeholder, Saved
from routecfg.engine.events import SECRET
from routecfg.pipeline.written_places import path_of

_MARK: Final = "{{ secrets.x }}"
"""What the rules of literal secrets leave alone."""

_OURS: Final = ("event", "place", "from", "at", "entries", "by", "bound", "disconnection_cause")
"""Fields that hold words of the language itself, or pointers: a place with an odd name makes no secret of them."""


def printable(event: Event) -> Event:
    """The event without literal secrets, judged by where they stand and how they look."""
    path = path_of(event.place)
    if isinstance(event, Asked):
        headers = {
            name: _masked(text, [each for each in event.placeholders if each.header == name], (*path, "headers", name))
            for name, text in event.headers.items()
        }
        in_url = [each for each in event.placeholders if not each.header]
        return msgspec.structs.replace(event, url=_masked(event.url, in_url, (*path, "url")), headers=headers)
    if isinstance(event, Saved):
        return msgspec.structs.replace(event, value=without_secrets(event.value, path))
    values = msgspec.to_builtins(event)
    kept = {key: values.pop(key) for key in _OURS if key in values}
    others = {key: without_secrets(value, (*path, key)) for key, value in values.items()}
    return msgspec.convert({**others, **kept}, type(event))


def printable_address(text: str) -> str:
    """An address as somebody wrote it, with `SECRET` where a secret stands, without literal ones."""
    return masked(text.replace(SECRET, _MARK), ("url",)).replace(_MARK, SECRET)


def _masked(text: str, placeholders: list[Placeholder], path: tuple[str | int, ...]) -> str:
    """A filled-in text: where a secret will be put in is not one yet, and stays."""
    for each in reversed(placeholders):
        text = text[: each.start] + _MARK + text[each.start + len(SECRET) :]
    return masked(text, path).replace(_MARK, SECRET)
