"""What findings of band 5 say of chats: when a time group holds, and where a time condition leads."""

import re
from datetime import datetime, timedelta

import msgspec

from engine.trying import Case, any_time, is_within
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    ConditionAsked,
    Went,
)


def condition_comes_out(case: Case, finding: Diagnostic, holds: bool) -> bool:
    """A time group holds never, or always."""
    users = [name for name, each in case.estate.time_conditions.items() if each.time_group == finding.place.path[1]]
    asked = [event for event in case.events if isinstance(event, ConditionAsked) and event.time_condition in users]
    assert all(event.holds is holds for event in asked), finding.message
    return bool(asked)


def both_ways_are_one(case: Case, finding: Diagnostic) -> bool:
    """A time condition leads to one place, whether it holds or not."""
    name = finding.place.path[1]
    ways = [e for e in case.events if isinstance(e, Went) and is_within(e.place, f"/time_conditions/{name}")]
    assert len({str(event.to) for event in ways}) <= 1, finding.message
    return len({event.place for event in ways}) == 2


def the_entry_changes_nothing(case: Case, finding: Diagnostic) -> bool:
    """A time group without one of its entries holds at the same times."""
    _, name, part, index = finding.place.path[:4]
    group = case.estate.time_groups[str(name)]
    entries = list(getattr(group, str(part)))
    del entries[int(index)]
    less = msgspec.structs.replace(group, **{str(part): tuple(entries)})
    changed = case.load(msgspec.structs.replace(case.estate, time_groups={**case.estate.time_groups, str(name): less}))
    for _ in range(60):
        at = int(any_time(case.random).timestamp())
        assert case.loaded.clock.reason(str(name), at)[0] == changed.clock.reason(str(name), at)[0], finding.message
    return True


def the_entry_decides_less(case: Case, finding: Diagnostic) -> bool:
    """A special entry is not used on a date that the finding names."""
    found = re.search(r"(?:first being|not used on) ([0-9]+ [A-Z][a-z]+ [0-9]{4})", finding.message)
    assert found is not None, finding.message
    noon = datetime.strptime(f"{found[1]} 12:00 +0100", "%d %B %Y %H:%M %z")
    _, name, part, index = finding.place.path[:4]
    reason = case.loaded.clock.reason(str(name), int(noon.timestamp()))
    assert (str(part), index) not in list(map(tuple, reason.entries)), finding.message
    return True


def it_is_open_on_the_holiday(case: Case, finding: Diagnostic) -> bool:
    """A special entry opens the time group on a public holiday."""
    found = re.search(r": ([0-9]+ [A-Z][a-z]+ [0-9]{4}) \(", finding.message)
    assert found is not None, finding.message
    midnight = datetime.strptime(f"{found[1]} +0100", "%d %B %Y %z")
    hours = [int((midnight + timedelta(minutes=30 * half)).timestamp()) for half in range(48)]
    assert any(case.loaded.clock.reason(str(finding.place.path[1]), at)[0] for at in hours), finding.message
    return True


def it_does_not_hold_any_more(case: Case, finding: Diagnostic) -> bool | None:
    """After its last date a time group holds no more, or holds as if the dates were not there."""
    if finding.witness is None or finding.witness.instant is None:
        return None  # it speaks of what is not known
    begins = int(datetime.fromisoformat(finding.witness.instant).timestamp())
    name = str(finding.place.path[1])
    if "never holds" in finding.message:
        times = [begins + case.random.randrange(700 * 86_400) for _ in range(100)]
        assert not any(case.loaded.clock.reason(name, at)[0] for at in times), finding.message
    return True


def the_minute_is_on_the_other_side(case: Case, finding: Diagnostic) -> bool | None:
    """At the minute that is named customers are routed otherwise than at the minute before."""
    said = re.search(r"who writes at ([0-9:]{5}) is routed as (within|outside)", finding.message)
    if said is None:
        return None  # hours of a minute or two
    name, within = str(finding.place.path[1]), said[2] == "within"
    first = datetime.fromisoformat(f"2026-11-23T{said[1]}:30+01:00")
    minutes = [int((first + timedelta(days=day)).timestamp()) for day in range(400)]
    reasons = [(case.loaded.clock.reason(name, at - 60)[0], case.loaded.clock.reason(name, at)[0]) for at in minutes]
    assert (not within, within) in reasons, finding.message
    return True
