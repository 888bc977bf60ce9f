"""Entries without which a time group would hold at the same instants."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, Literal, NamedTuple

from routecfg.model import GroupPart
from routecfg.opening_hours.groups import Calendar, Parts
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.spans import Spans

_COMPARED: Final = 4_000_000
"""Entries of a group times edges of all of them: beyond that, comparing each with the others takes seconds."""

_NEAR: Final = 2
"""Days around a date whose spans can hold on it: a span lasts a day at most, in a zone up to a day away."""


class Redundant(NamedTuple):
    """An entry that changes nothing within the horizon, and why.

    `never`: no span begins on any day of the horizon. `covered`: the other entries of its part say the same.
    `beside`: it has no effect: an inclusion that is taken away again, an exclusion where nothing is included, special
    days that are usual. `overridden`: later special entries decide all dates that it names.
    """

    part: GroupPart
    entry: int
    why: Literal["never", "covered", "beside", "overridden"]


def redundant(calendar: Calendar, name: str) -> tuple[Redundant, ...]:
    """The redundant entries of a group, each being so while those before it in the list stay.

    Of two entries that say the same the later one is redundant; of two special ones, the earlier one is overridden.
    Nothing is said of a group that is unknown, or that has so many entries that comparing them would take minutes.
    """
    parts = calendar.parts(name)
    if parts is None:
        return ()
    usual = frozenset(parts.days) - parts.excluded_days
    special = [spans.all() for spans in parts.special]
    every = (*parts.included, *special, *(exclusion.instants for exclusion in parts.exclude))
    if len(every) * sum(len(instants.edges) for instants in every) > _COMPARED:
        return ()
    start, end = calendar.horizon.start, calendar.horizon.end
    cuts, apart = parts.cuts, Instants.union(special)
    effects = [(instants - cuts - apart).within(start, end) for instants in parts.included]
    return (
        *_include(parts.include, effects),
        *_exclude(parts, usual, Instants.union(parts.included), apart, calendar),
        *_special(parts, calendar, name),
    )


def _include(entries: Sequence[Spans], effects: list[Instants]) -> list[Redundant]:
    """The entries whose effect lies in that of the others; the last of the list goes first.

    Most entries have their first instant to themselves: they are seen to be needed without any union.
    """
    found: list[Redundant] = []
    standing = list(effects)
    for index in range(len(effects) - 1, -1, -1):
        effect = effects[index]
        others = any(
            effect.edges[0] in other for place, other in enumerate(standing) if place != index and effect.edges
        )
        if not effect:
            found.append(Redundant("include", index, "beside" if entries[index].all() else "never"))
        elif others and not _less(effect, (other for place, other in enumerate(standing) if place != index)):
            found.append(Redundant("include", index, "covered"))
            standing[index] = Instants()
    return found[::-1]


def _exclude(
    parts: Parts, usual: frozenset[int], included: Instants, special: Instants, calendar: Calendar
) -> list[Redundant]:
    """The entries without which nothing would come back; the last of the list goes first.

    `included` is what `include` opens on the `usual` days, on which nothing is excluded as a whole.
    """
    start, end = calendar.horizon.start, calendar.horizon.end
    times = Counter(day for exclusion in parts.exclude for day in exclusion.days)
    standing = [exclusion.instants for exclusion in parts.exclude]
    left = usual
    found: list[Redundant] = []
    for index in range(len(parts.exclude) - 1, -1, -1):
        exclusion = parts.exclude[index]
        others = [cut for place, cut in enumerate(standing) if place != index]
        freed = frozenset(day for day in exclusion.days if times[day] == 1)
        back = _on(parts.include, freed) - included if exclusion.days else included & exclusion.instants
        if _less(back, (*others, special)).within(start, end):
            continue
        if not (exclusion.days or exclusion.instants):
            found.append(Redundant("exclude", index, "never"))
        else:
            days = exclusion.days or parts.days
            taken = _on(parts.include, days) if exclusion.days else _on(parts.include, days) & exclusion.instants
            covered = bool((taken - special).within(start, end))
            found.append(Redundant("exclude", index, "covered" if covered else "beside"))
        times.subtract(exclusion.days)
        standing[index] = Instants()
        if freed:
            left |= freed
            included = _on(parts.include, left)
    return found[::-1]


def _special(parts: Parts, calendar: Calendar, name: str) -> list[Redundant]:
    """The entries that decide no date, and those without which their dates would have the same hours.

    Without an entry its dates fall to the last other entry that names them, or are usual ones again. Nothing can differ
    but what begins on these dates, so only the days around them are compared.
    """
    naming: dict[int, list[int]] = {}
    for index, dates in enumerate(parts.special_dates):
        for day in dates:
            naming.setdefault(day, []).append(index)
    deciding = {indexes[-1] for indexes in naming.values()}
    for day, indexes in naming.items():
        naming[day] = [index for index in indexes if index in deciding]
    found: list[Redundant] = []
    for index in range(len(parts.special) - 1, -1, -1):
        dates = parts.special_dates[index]
        decided = sorted(day for day in dates if naming[day][-1:] == [index])
        if not decided:
            found.append(Redundant("special", index, "overridden" if dates else "never"))
            continue
        before = {day: naming[day][-2] for day in decided if len(naming[day]) > 1}
        if _same_without(calendar, name, index, decided, before, naming):
            found.append(Redundant("special", index, "covered" if len(before) == len(decided) else "beside"))
            for day in decided:
                naming[day].pop()
    return found[::-1]


def _same_without(
    calendar: Calendar,
    name: str,
    index: int,
    decided: list[int],
    before: dict[int, int],
    naming: dict[int, list[int]],
) -> bool:
    """Whether the group holds at the same instants without special entry `index`: `before` decides its dates then."""

    def beginning(deciders: dict[int, int | None]) -> Instants:
        by_decider: dict[int | None, list[int]] = {}
        for day, decider in sorted(deciders.items()):
            by_decider.setdefault(decider, []).append(day)
        return Instants.union(
            calendar.usual_on(name, days) if decider is None else calendar.special_on(name, decider, days)
            for decider, days in by_decider.items()
        )

    start, end = calendar.horizon.start, calendar.horizon.end
    now = beginning(dict.fromkeys(decided, index)).within(start, end)
    then = beginning({day: before.get(day) for day in decided}).within(start, end)
    if now == then:
        return True
    near = {day + step for day in decided for step in range(-_NEAR, _NEAR + 1)}.difference(decided)
    rest = beginning({day: naming[day][-1] if naming.get(day) else None for day in near})
    return now <= then | rest and then <= now | rest


def _on(entries: Iterable[Spans], days: Collection[int]) -> Instants:
    return Instants.union(spans.on(days) for spans in entries)


def _less(instants: Instants, others: Iterable[Instants]) -> Instants:
    """What is left when the others are taken away one by one, which is soon nothing or nearly all."""
    for other in others:
        if not instants:
            break
        instants -= other
    return instants
