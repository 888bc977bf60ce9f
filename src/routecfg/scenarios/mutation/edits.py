"""One change to a part of an estate, and the same change seen from the part around it."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

import msgspec

from routecfg.disclosure import quoted
from routecfg.model import Destination, Estate

Operator: TypeAlias = Literal[
    "exchange",
    "no-target",
    "no-default",
    "no-variant",
    "no-button",
    "no-words",
    "elsewhere",
    "no-set",
    "no-action",
    "no-data",
    "negation",
    "other-hour",
    "no-entry",
    "exchange-sides",
    "no-files",
    "no-language",
    "no-transfer",
    "no-text",
]

_Inner = TypeVar("_Inner")
_Outer = TypeVar("_Outer")
_Item = TypeVar("_Item")
_Part_co = TypeVar("_Part_co", covariant=True)


class Edit(NamedTuple, Generic[_Part_co]):
    """A change: which kind it is, where in the estate as written, in words, and the part after it."""

    operator: Operator
    place: str
    what: str
    part: _Part_co


def inside(edits: Iterable[Edit[_Inner]], put: Callable[[_Inner], _Outer]) -> Iterator[Edit[_Outer]]:
    """The same changes of what is around the part; `put` puts a part into its place there."""
    for edit in edits:
        yield Edit(edit.operator, edit.place, edit.what, put(edit.part))


def with_item(items: tuple[_Item, ...], index: int, item: _Item) -> tuple[_Item, ...]:
    """The items with another one at a position."""
    return (*items[:index], item, *items[index + 1 :])


def without(items: tuple[_Item, ...], index: int) -> tuple[_Item, ...]:
    """The items but for that at a position."""
    return (*items[:index], *items[index + 1 :])


def without_key(items: dict[str, _Item], key: str) -> dict[str, _Item]:
    """The items but for that of a key."""
    return {name: item for name, item in items.items() if name != key}


def quoted_line(text: str) -> str:
    """A text of the estate in a sentence: without secrets, on one line, and not too long."""
    return quoted(" ".join(text.split()))


class Others:
    """Finds another place for a destination: another queue for a queue, another terminate for a terminate."""

    def __init__(self, written: Estate, random: Random) -> None:
        self._names = {"queue": sorted(written.queues), "terminate": sorted(written.terminates)}
        self._random = random

    def instead_of(self, to: Destination) -> Destination | None:
        """Another destination of the same kind; None if there is none, or it is of another kind."""
        names = [name for name in self._names.get(to.field, ()) if name != to.name]
        return msgspec.structs.replace(to, **{to.field: self._random.choice(names)}) if names else None
