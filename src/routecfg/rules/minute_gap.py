"""A gap or an opening of a minute or two.

The end of hours is not included: `08:00-11:59` ends when the clock shows 11:59. A customer who writes in the minute
before the next hours begin reads that you are closed.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: ["08:00-11:59", "12:00-17:00"]}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}

Good:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: ["08:00-12:00", "12:30-17:00"]}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterable, Iterator
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity, plural
from routecfg.model import TimeGroup
from routecfg.opening_hours import Calendar, clock_time, offset_at, read_hours, written_texts
from routecfg.rules.support.context import Need, TimeContext

RULE = Rule("RC511", "minute-gap", Severity.INFO, __doc__)

NEEDS = Need.NAMES

_SHORT: Final = 2
"""Minutes: such gaps and openings come of ends that were meant to be included."""

_DAY: Final = 1_440


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """The hours of every time group that leave a gap of a minute or two, or open for a minute or two."""
    calendar = context.calendar
    for name, group in context.estate.time_groups.items():
        gaps, openings = _gaps(calendar, name) if _may_have_gaps(calendar, group) else ({}, {})
        for part, index, entry in group.entries:
            excludes = part == "exclude"
            short = openings if excludes else gaps
            for item, text in written_texts(entry.hours) if entry.hours is not None else ():
                for start, end in read_hours(text)[0]:
                    path = ("time_groups", name, part, index, "hours", *(() if item is None else (item,)))
                    if end - start <= _SHORT and not excludes:
                        yield RULE.at(
                            path,
                            f"the hours {text} last for {plural(end - start, 'minute')} only",
                            help="write the end that was meant",
                        )
                    elif end % _DAY in short:
                        yield _gap(path, text, end, short[end % _DAY], excludes=excludes)


def _gap(path: tuple[str | int, ...], text: str, end: int, length: int, *, excludes: bool) -> Finding:
    midnight = (end + length) % _DAY == 0
    following = "midnight" if midnight else "the time group stops holding" if excludes else "the next ones begin"
    return RULE.at(
        path,
        f"the hours {text} end {plural(length, 'minute')} before {following}: the end is not included, so a customer "
        f"who writes at {clock_time(end)} is routed as {'within' if excludes else 'outside of'} the hours",
        help=f"did you mean '{text[:6]}{clock_time(end + length)}'?",
    )


def _may_have_gaps(calendar: Calendar, group: TimeGroup) -> bool:
    """Whether hours as written end shortly before others begin or end, or before midnight: most groups have no such."""
    spans = [span for *_, entry in group.entries for span in calendar.read(entry).spans]
    edges = {edge % _DAY for span in spans for edge in span}
    return any(
        end % _DAY >= _DAY - _SHORT or (end + length) % _DAY in edges for _, end in spans for length in (1, _SHORT)
    )


def _gaps(calendar: Calendar, name: str) -> tuple[dict[int, int], dict[int, int]]:
    """The gaps of a minute or two in which a group does not hold, and the openings of a minute or two in which it does.

    By their minute after midnight, with how long they last. A minute or two before midnight counts as one, whatever the
    next day brings.
    """
    instants = calendar.of(name)
    if not instants:
        return {}, {}
    edges = instants.edges
    gaps = zip(edges[1::2], (*edges[2::2], None), strict=True)
    openings = zip(edges[::2], edges[1::2], strict=True)
    zone = calendar.zone_of(name)
    return _short(gaps, zone), _short(openings, zone)


def _short(stretches: Iterable[tuple[int, int | None]], zone: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for start, end in stretches:
        local = (start + offset_at(zone, start)) // 60 % _DAY
        if end is not None and end - start <= _SHORT * 60:
            found[local] = (end - start) // 60
        elif _DAY - local <= _SHORT:
            found[local] = _DAY - local
    return found
