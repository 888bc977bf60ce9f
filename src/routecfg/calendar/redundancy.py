"""Entries without which a time group would hold at the same instants."""

from collections import Counter
from typing import Literal, NamedTuple

from routecfg.calendar.endings import Part
from routecfg.calendar.groups import Calendar, Parts
from routecfg.calendar.instants import Instants


class Redundant(NamedTuple):
    """An entry that changes nothing within the horizon, and why.

    `never`: no instant of the horizon is in it. `covered`: the other entries of its part say the same.
    `beside`: it touches nothing: an inclusion that is cut again, an exclusion where nothing is included, special
    days that are usual.
    """

    part: Part
    entry: int
    why: Literal["never", "covered", "beside"]


def redundant(calendar: Calendar, name: str) -> tuple[Redundant, ...]:
    """The redundant entries of a group, each being so while those before it in the list stay. None if unknown.

    Of two entries that say the same the later one is redundant.
    """
    parts = calendar.parts(name)
    if parts is None:
        return ()
    special = Instants.union(parts.special)
    included = Instants.union(parts.include) - special
    excluded = Instants.union(parts.exclude)
    return (
        *_in_list("include", parts.include, [one - excluded - special for one in parts.include]),
        *_in_list("exclude", parts.exclude, [one & included for one in parts.exclude]),
        *_special(calendar, name, parts, excluded),
    )


def _in_list(part: Part, entries: tuple[Instants, ...], effects: list[Instants]) -> list[Redundant]:
    """The entries whose effect lies in that of the others; the last of the list goes first."""
    before = [Instants()]
    for effect in effects[:-1]:
        before.append(before[-1] | effect)
    found: list[Redundant] = []
    kept = Instants()
    for index in range(len(effects) - 1, -1, -1):
        effect = effects[index]
        if not entries[index]:
            found.append(Redundant(part, index, "never"))
        elif not effect:
            found.append(Redundant(part, index, "beside"))
        elif effect <= before[index] or effect <= before[index] | kept:
            found.append(Redundant(part, index, "covered"))
        else:
            kept = kept | effect
    return found[::-1]


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
