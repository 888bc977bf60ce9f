"""Sets of instants as the comparison uses them: how a wait widens them, and into which classes groups divide them."""

from collections.abc import Iterable
from typing import Final

from routecfg.opening_hours import Instants

NEVER: Final = Instants()

MOST_CLASSES: Final = 32
"""Into so many classes the instants of one step are divided at most. An e-shop has 14, eight helplines 38 in all."""


def known_instants(instants: Instants | None) -> Instants:
    """The instants of a time group; none if they are not known: chats take it as never holding."""
    return NEVER if instants is None else instants


def answered(instants: Instants, silence: int, end: int) -> Instants:
    """When a customer may answer who was asked at these instants: until `silence` seconds are over, or at `end`."""
    return Instants.of((start, min(stop + silence - 1, end)) for start, stop in instants.intervals)


def divided(instants: Instants, groups: Iterable[Instants]) -> tuple[list[Instants], bool]:
    """The classes of instants by which of the groups hold, none of them empty; and whether that is all of them.

    Of more than `MOST_CLASSES` the others are left together.
    """
    classes = [instants] if instants else []
    for group in groups:
        if len(classes) > MOST_CLASSES:
            return classes, False
        classes = [part for each in classes for part in (each & group, each - group) if part]
    return classes, True


def asked_at(instants: Instants, instant: int, silence: int) -> int | None:
    """An instant of the set at which a chat may have been asked what is answered at `instant`, the latest one.

    None if there is none within `silence`.
    """
    if instant in instants:
        return instant
    before = instants.within(instant - silence + 1, instant).edges
    return before[-1] - 1 if before else None
