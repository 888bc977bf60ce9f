"""Why time groups never hold, or always do: for which of them a fault that is told by itself may be the cause."""

from collections.abc import Iterator
from typing import TypeAlias

from routecfg.model import TimeGroup
from routecfg.opening_hours import Instants
from routecfg.rules.dates_run_out import running_out
from routecfg.rules.impossible_date import misread
from routecfg.rules.support.context import Context

_Effect: TypeAlias = tuple[str, bool]
"""A group that holds too little (True) or too much (False)."""


def explained(context: Context, *, never: bool) -> frozenset[str]:
    """The groups of which another fault may be why they never hold, or else always.

    Such a fault is a date that cannot be, a list that has ended, or that a group which is taken in always holds. A
    group that never holds may include too little or exclude too much; one that always holds, the other way round. So a
    list of holidays that has ended explains that a line is always open, not that it never is.
    """
    takers: dict[_Effect, list[_Effect]] = {}
    for name, group in context.estate.time_groups.items():
        for little in (True, False):
            for cause in _causes(context, group, little):
                takers.setdefault(cause, []).append((name, little))
    odd = misread(context.estate)
    found = {(name, True) for name in odd | running_out(context, ("include", "special"))}
    found |= {(name, False) for name in odd | running_out(context, ("exclude", "special"))}
    waiting = [*found, *((name, False) for name in always(context))]
    for cause in waiting:
        fresh = [effect for effect in takers.get(cause, ()) if effect not in found]
        found.update(fresh)
        waiting += fresh
    return frozenset(name for name, little in found if little == never)


def always(context: Context) -> list[str]:
    """The groups that hold at every instant of the horizon."""
    horizon = context.calendar.horizon
    everything = Instants.between(horizon.start, horizon.end)
    return [name for name in context.estate.time_groups if context.calendar.of(name) == everything]


def _causes(context: Context, group: TimeGroup, little: bool) -> Iterator[_Effect]:
    """What may be why a group holds too little, or too much. What is there too much must hold at some time."""
    for entries, wanted in ((group.include, little), (group.exclude, not little)):
        for entry in entries:
            if entry.group is not None and (wanted or context.calendar.of(entry.group)):
                yield entry.group, wanted
