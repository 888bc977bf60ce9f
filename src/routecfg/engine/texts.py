"""Texts as they are filled in while a chat runs: in the chat's language, and without a single secret."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from routecfg.engine.events import SECRET, Placeholder
from routecfg.model import base_language
from routecfg.templates import Data, Expression, Filtered, Literal, Text, parse_text, secret_in, shown


class Words:
    """A text and its variants, of which a chat gets one. They are read when they are first needed."""

    def __init__(self, text: str, languages: Mapping[str, str], first: str) -> None:
        """`first` is the project's first language, that of the text itself."""
        self._first = first
        self._texts = {_ITSELF: text, **languages}
        self._read: dict[str, Text] = {}

    def of(self, language: str) -> "tuple[Text, str]":
        """The words for customers of a language, and which language these are in."""
        variant = language if language in self._texts else base_language(language)
        if variant not in self._texts:
            variant = _ITSELF
        found = self._read.get(variant)
        if found is None:
            found = self._read[variant] = parse_text(self._texts[variant])
        return found, variant or self._first


_ITSELF: Final = ""
"""Stands for no language: the text that those get who have no variant."""


class Open(NamedTuple):
    """A filled-in text, in which secrets are still to be put: each stands as `SECRET`."""

    text: str
    placeholders: tuple[Placeholder, ...]


def without_secrets(text: Text, value: Callable[[Expression], Data], header: str = "") -> Open:
    """An address or a header, filled in except for its secrets, which the sender puts in.

    `value` says what an expression comes to.
    """
    parts: list[str] = []
    placeholders: list[Placeholder] = []
    length = 0
    for segment in text.segments:
        if isinstance(segment, str):
            part = segment
        elif (name := secret_in(segment)) is not None:
            placeholders.append(Placeholder(name, length, header, _filters(segment)))
            part = SECRET
        else:
            part = shown(value(segment))
        parts.append(part)
        length += len(part)
    return Open("".join(parts), tuple(placeholders))


def _filters(segment: Expression) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The filters behind a secret. Arguments are texts and numbers; nothing else has a value before it is sent."""
    if not isinstance(segment, Filtered):
        return ()
    return tuple(
        (name, tuple(argument.literal if isinstance(argument, Literal) else None for argument in arguments))
        for name, arguments in segment.filters
    )
