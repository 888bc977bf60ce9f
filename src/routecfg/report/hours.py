"""What a number does over some days: a picture for people, exact intervals for programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from routecfg.calendar import day_begins, offset_at, rfc3339
from routecfg.graph import Line
from routecfg.model import DESTINATION_KINDS, Destination, masked, spoken
from routecfg.report.characters import harmless, json_document

_GLYPHS = "█▓▒░#=+~"
"""The first destination that is open and the ones after it; what chats get most of the time is a row of dots."""

_CELL = 30
"""Minutes that one character of the picture stands for."""


_EPOCH = date(1970, 1, 1).toordinal()


class Hours(msgspec.Struct, frozen=True):
    """What one inbound routing does from midnight of `first` for some days, in the local time of `zone`.

    `notes` says for a local date why it is not like any other.
    """

    inbound_routing: str
    title: str
    zone: str
    first: date
    days: int
    lines: tuple[Line, ...]
    notes: Mapping[date, tuple[str, ...]]


class _Stay(NamedTuple):
    """A stretch of instants (UTC seconds) that goes to one line."""

    start: int
    end: int
    line: Line


def hours_as_text(hours: Hours) -> str:
    """A row a day with a character for every half hour, the exact times beside it, and what the characters mean."""
    stays = _stays(hours.lines)
    usual, glyphs = _glyphs(hours.lines)
    last = hours.first + timedelta(days=hours.days - 1)
    rows = [
        f"{hours.inbound_routing}: {harmless(masked(hours.title))}",
        f"{_day(hours.first)} {hours.first.year} to {_day(last)} {last.year}, {hours.zone} time",
        "",
        " " * 12 + "".join(f"{hour:<6}" for hour in range(0, 24, 3)) + "24",
    ]
    for number in range(hours.days):
        day = hours.first + timedelta(days=number)
        rows.append(_row(day, stays, usual, glyphs, hours))
    rows += ["", *_legend(hours.lines, glyphs)]
    if not hours.lines:
        rows.append(
            "nothing can be said: a name or a time group on the way is not known; 'routecfg validate' says which"
        )
    return "\n".join(rows) + "\n"


def hours_as_json(hours: Hours) -> str:
    """Intervals without gap or overlap, in order, each with its destination and the time conditions on the way."""
    return json_document(
        {
            "version": 1,
            "inbound_routing": hours.inbound_routing,
            "timezone": hours.zone,
            "first": hours.first.isoformat(),
            "days": hours.days,
            "intervals": [
                {
                    "from": rfc3339(stay.start, hours.zone),
                    "to": rfc3339(stay.end, hours.zone),
                    "destination": {stay.line.destination.field: stay.line.destination.name},
                    "time_conditions": list(stay.line.conditions),
                }
                for stay in _stays(hours.lines)
            ],
            "notes": {day.isoformat(): list(notes) for day, notes in sorted(hours.notes.items()) if notes},
        }
    )


def _stays(lines: Sequence[Line]) -> list[_Stay]:
    """Every line's intervals in the order of time, neighbours of one line joined."""
    stays = sorted(
        (_Stay(start, end, line) for line in lines for start, end in line.instants.intervals), key=lambda stay: stay[:2]
    )
    joined: list[_Stay] = []
    for stay in stays:
        if joined and joined[-1].end == stay.start and joined[-1].line[:2] == stay.line[:2]:
            stay = _Stay(joined[-1].start, stay.end, stay.line)
            joined.pop()
        joined.append(stay)
    return joined


def _glyphs(lines: Sequence[Line]) -> tuple[Destination | None, dict[Destination, str]]:
    """What chats get most of the time, and a character for each destination, in the order of the lines."""
    seconds: dict[Destination, int] = {}
    for line in lines:
        seconds[line.destination] = seconds.get(line.destination, 0) + line.instants.seconds
    usual = max(seconds, key=lambda one: seconds[one], default=None)
    others = [one for one in seconds if one != usual]
    glyphs = {one: _GLYPHS[min(index, len(_GLYPHS) - 1)] for index, one in enumerate(others)}
    return usual, {**glyphs, **({usual: "·"} if usual is not None else {})}


def _legend(lines: Sequence[Line], glyphs: Mapping[Destination, str]) -> list[str]:
    """What each character stands for, and for how long chats go there in all."""
    names = {one: _spoken(one) for one in glyphs}
    width = max(map(len, names.values()), default=0)
    totals = {one: sum(line.instants.seconds for line in lines if line.destination == one) for one in glyphs}
    return [f"{glyph}  {names[one]:<{width}}  {_duration(totals[one])}" for one, glyph in glyphs.items()]


def _row(
    day: date, stays: Sequence[_Stay], usual: Destination | None, glyphs: Mapping[Destination, str], hours: Hours
) -> str:
    longest = [0] * (24 * 60 // _CELL)
    cells = [" "] * len(longest)
    times = []
    for start, end, stay in _on(day, stays, hours.zone):
        for index in range(start // _CELL, -(-end // _CELL)):
            held = min(end, (index + 1) * _CELL) - max(start, index * _CELL)
            if held > longest[index]:
                longest[index], cells[index] = held, glyphs[stay.line.destination]
        if stay.line.destination != usual:
            times.append((start, end, glyphs[stay.line.destination]))
    several = len(glyphs) > 2
    told = ", ".join(f"{glyph + ' ' if several else ''}{_clock(start)}-{_clock(end)}" for start, end, glyph in times)
    notes = "; ".join([*hours.notes.get(day, ()), *_clock_change(day, hours.zone)])
    beside = "  ".join(part for part in (told, f"({harmless(notes)})" if notes else "") if part)
    return f"{_day(day):<11} {''.join(cells)}  {beside}".rstrip()


def _on(day: date, stays: Sequence[_Stay], zone: str) -> Iterator[tuple[int, int, _Stay]]:
    """The stays on a local date, in minutes of the wall clock; an hour that a clock change repeats comes twice."""
    number = day.toordinal() - _EPOCH
    begin, finish = day_begins(zone, number), day_begins(zone, number + 1)
    for stay in stays:
        start, end = max(stay.start, begin), min(stay.end, finish)
        if start < end:
            yield _minute(start, zone), 24 * 60 if end == finish else _minute(end, zone), stay


def _minute(instant: int, zone: str) -> int:
    """The minute of the day that the wall clock shows."""
    return (instant + offset_at(zone, instant)) % 86_400 // 60


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours:,} h {minutes:02} min" if minutes else f"{hours:,} h"


def _clock_change(day: date, zone: str) -> list[str]:
    number = day.toordinal() - _EPOCH
    before, after = (offset_at(zone, day_begins(zone, one)) for one in (number, number + 1))
    return [f"clocks go {'forward' if after > before else 'back'}"] if after != before else []


def _day(day: date) -> str:
    return f"{day:%a} {day.day:>2} {day:%b}"


def _spoken(destination: Destination) -> str:
    return spoken(DESTINATION_KINDS[destination.field], destination.name)
