"""Entries without which a time group would hold at the same instants."""

from collections import Counter
from typing import Final, Literal, NamedTuple

from routecfg.model import GroupPart
from routecfg.opening_hours.groups import Calendar, Parts
from routecfg.opening_hours.instants import Instants

_COMPARED: Final = 4_000_000
"""Entries of a group times edges of all of them: beyond that, comparing each with the others takes seconds."""


class Redundant(NamedTuple):
    """An entry that changes nothing within the horizon, and why.

    `never`: no instant of the horizon is in it. `covered`: the other entries of its part say the same.
    `beside`: it touches nothing: an inclusion that is cut again, an exclusion where nothing is included, special
    days that are usual.
    """

    part: GroupPart
    entry: int
    why: Literal["never", "covered", "beside"]


def redundant(calendar: Calendar, name: str) -> tuple[Redundant, ...]:
    """The redundant entries of a group, each being so while those before it in the list stay.

    Of two entries that say the same the later one is redundant. Nothing is said of a group that is unknown, or that has
    so many entries that nobody could wait for it.
    """
    parts = calendar.parts(name)
    if parts is None:
        return ()
    every = (*parts.include, *parts.exclude, *parts.special)
    if len(every) * sum(len(one.edges) for one in every) > _COMPARED:
        return ()
    special = Instants.union(parts.special)
    included = Instants.union(parts.include) - special
    excluded = Instants.union(parts.exclude)
    return (
        *_in_list("include", parts.include, [one - excluded - special for one in parts.include]),
        *_in_list("exclude", parts.exclude, [one & included for one in parts.exclude]),
        *_special(calendar, name, parts, excluded),
    )


def _in_list(part: GroupPart, entries: tuple[Instants, ...], effects: list[Instants]) -> list[Redundant]:
    """The entries whose effect lies in that of the others; the last of the list goes first.

    Most entries have their first instant to themselves: they are seen to be needed without any union.
    """
    found: list[Redundant] = []
    standing = list(effects)
    for index in range(len(effects) - 1, -1, -1):
        effect = effects[index]
        others = [
            one for place, one in enumerate(standing) if place != index and effect.edges and effect.edges[0] in one
        ]
        if not entries[index]:
            found.append(Redundant(part, index, "never"))
        elif not effect:
            found.append(Redundant(part, index, "beside"))
        elif others and _covered(effect, index, standing):
            found.append(Redundant(part, index, "covered"))
            standing[index] = Instants()
    return found[::-1]


def _covered(effect: Instants, index: int, standing: list[Instants]) -> bool:
    """Whether the other entries hold at all instants of one: each in turn takes its part away."""
    for place, one in enumerate(standing):
        if place != index:
            effect = effect - one
            if not effect:
                return True
    return False


def _special(calendar: Calendar, name: str, parts: Parts, excluded: Instants) -> list[Redundant]:
    """Without a special entry its spans are gone, and on dates that no other entry names the usual ones are back.

    Nothing can differ elsewhere, so only there it is compared.
    """
    dates = calendar.special_dates(name)
    times = Counter(day for days in dates for day in days)
    standing = set(range(len(dates)))
    found: list[Redundant] = []
    for index in range(len(dates) - 1, -1, -1):
        if not dates[index]:
            found.append(Redundant("special", index, "never"))
            continue
        freed = sorted(day for day in dates[index] if times[day] == 1)
        usual = calendar.included_on(name, freed)
        where = parts.special[index] | usual
        others = Instants.union(parts.special[one] & where for one in sorted(standing - {index}))
        include = Instants.union(one & where for one in parts.include)
        cut = excluded & where
        if others | parts.special[index] | (include - cut) == others | ((include | usual) - cut):
            standing.discard(index)
            times.subtract(dates[index])
            found.append(Redundant("special", index, "beside" if freed else "covered"))
    return found[::-1]
