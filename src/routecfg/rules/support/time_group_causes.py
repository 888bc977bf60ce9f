"""Which time groups always hold, and for which of them a fault that is reported by itself may be the cause."""

from collections.abc import Iterator
from typing import TypeAlias

from routecfg.model import TimeGroup
from routecfg.opening_hours import Instants
from routecfg.rules.dates_run_out import running_out
from routecfg.rules.impossible_date import misread
from routecfg.rules.support.context import TimeContext

_Effect: TypeAlias = tuple[str, bool]
"""A group that holds too little (True) or too much (False)."""


def explained(context: TimeContext) -> frozenset[str]:
    """The groups that may always hold because of another fault.

    Such a fault is a date that cannot exist, a list that has ended, or a group below `include` that always holds. A
    group holds too much if it includes too much or excludes too little. So a list of holidays that has ended explains
    that a line is always open, and a list of opening days that has ended does not.
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
    return frozenset(name for name, little in found if not little)


def always(context: TimeContext) -> list[str]:
    """The groups that hold at every instant of the horizon."""
    horizon = context.calendar.horizon
    everything = Instants.between(horizon.start, horizon.end)
    return [name for name in context.estate.time_groups if context.calendar.of(name) == everything]


def _causes(context: TimeContext, group: TimeGroup, little: bool) -> Iterator[_Effect]:
    """What may be why a group holds too little, or too much. What is there too much must hold at some time."""
    for entries, wanted in ((group.include, little), (group.exclude, not little)):
        for entry in entries:
            if entry.group is not None and (wanted or context.calendar.of(entry.group)):
                yield entry.group, wanted
