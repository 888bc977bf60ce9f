"""Sets of instants as the comparison uses them: how a wait widens them, and into which classes groups divide them."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from routecfg.opening_hours import Instants

NEVER: Final = Instants()

MOST_CLASSES: Final = 32
"""Into so many classes the instants of one step are divided at most. An e-shop has 14, eight helplines 38 in all."""


def known_instants(instants: Instants | None) -> Instants:
    """The instants of a time group; none if they are not known: chats take it as never holding."""
    return NEVER if instants is None else instants


class Moments:
    """The algebra of instants with a memory: few sets differ, and the same are put together at thousands of places.

    Sets that it gives are equal only if they are one object.
    """

    def __init__(self, silence: int, end: int) -> None:
        """`silence` is after how many seconds a chat is over, `end` where the years end that are looked at."""
        self.silence = silence
        self._end = end
        self._one: dict[tuple[int, ...], Instants] = {}
        self._known: dict[tuple[str, int, int], Instants] = {}

    def one(self, instants: Instants) -> Instants:
        """The one object for a set."""
        return self._one.setdefault(instants.edges, instants)

    def union(self, some: Instants, others: Instants) -> Instants:
        """What is in either set."""
        return self._remembered("or", some, others, Instants.__or__)

    def both(self, some: Instants, others: Instants) -> Instants:
        """What is in both sets."""
        return self._remembered("and", some, others, Instants.__and__)

    def without(self, some: Instants, others: Instants) -> Instants:
        """What is in the first set only."""
        return self._remembered("less", some, others, Instants.__sub__)

    def answered(self, asked: Instants) -> Instants:
        """When a customer may answer who was asked at these instants: before silence ends the chat."""
        return self._remembered("answered", asked, asked, self._answered)

    def _answered(self, asked: Instants, _others: Instants) -> Instants:
        return Instants.of((start, min(stop + self.silence - 1, self._end)) for start, stop in asked.intervals)

    def _remembered(
        self, what: str, some: Instants, others: Instants, made: Callable[[Instants, Instants], Instants]
    ) -> Instants:
        some, others = self.one(some), self.one(others)
        key = (what, id(some), id(others))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.one(made(some, others))
        return found


class InstantClass(NamedTuple):
    """Instants at which the same groups hold, and which these are, as bits."""

    instants: Instants
    holding: int = 0


def divided(instants: Instants, groups: Iterable[Instants]) -> tuple[list[InstantClass], bool]:
    """The classes of instants by which of the groups hold, none of them empty; and whether that is all of them.

    Of more than `MOST_CLASSES` the others are left together.
    """
    classes = [InstantClass(instants)] if instants else []
    for number, group in enumerate(groups):
        if len(classes) > MOST_CLASSES:
            return classes, False
        parts = [
            InstantClass(part, holding | bit)
            for those, holding in classes
            for part, bit in ((those & group, 1 << number), (those - group, 0))
        ]
        classes = [each for each in parts if each.instants]
    return classes, True


def asked_at(instants: Instants, instant: int, silence: int) -> int | None:
    """An instant of the set at which a chat may have been asked what is answered at `instant`, the latest one.

    None if there is none within `silence`.
    """
    if instant in instants:
        return instant
    before = instants.within(instant - silence + 1, instant).edges
    return before[-1] - 1 if before else None
