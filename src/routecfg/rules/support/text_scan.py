"""The texts of an object at which the rules about texts need to look. Most texts are plain, and are passed over."""

from typing import Final, NamedTuple

from routecfg.model import Object
from routecfg.templates import Place, Use, texts_as_written, texts_of

QUOTES: Final = frozenset('"“”„‟«»‘’‚')

_ALWAYS: Final = frozenset((Use.IF, Use.EACH, Use.ADDRESS, Use.BOT))
_ODD_AT_START: Final = QUOTES | frozenset(" \t\n")


class TextScan(NamedTuple):
    """Expressions, addresses, and texts with a brace, or with a quote or a blank at one of their ends.

    `filled`: what is filled in. `as_written`: what is not.
    """

    filled: tuple[Place, ...]
    as_written: tuple[Place, ...]


class _Last:
    """The scan of the object that was asked for last: the rules ask for one object after the other."""

    one: Object | None = None
    scan: TextScan = TextScan((), ())


def scanned(item: Object) -> TextScan:
    """The scan of an object."""
    if _Last.one is not item:
        _Last.one, _Last.scan = item, TextScan(tuple(texts_of(item, _is_odd)), tuple(texts_as_written(item, _is_odd)))
    return _Last.scan


def _is_odd(use: Use, text: str) -> bool:
    return "{" in text or text[-1:] in QUOTES or text[:1] in _ODD_AT_START or "}}" in text or use in _ALWAYS
