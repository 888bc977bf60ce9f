"""What a number does over some days: a picture for people, exact intervals for programs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import msgspec

from routecfg.disclosure import harmless, masked
from routecfg.graph import FirstDestination
from routecfg.model import Destination, spoken
from routecfg.opening_hours import day_begins, number_of, offset_at, rfc3339, segments
from routecfg.report.json_document import json_document

_GLYPHS = "█▓▒░#=+~"
"""The first destination that is open and the ones after it; what chats get most of the time is a row of dots."""

_CELL = 30
"""Minutes that one character of the picture stands for."""

_DAY = 86_400


class Hours(msgspec.Struct, frozen=True):
    """What one inbound routing does from midnight of `first` for some days, in the local time of `zone`.

    `notes` says for a local date why it is not like any other.
    """

    inbound_routing: str
    title: str
    zone: str
    first: date
    days: int
    lines: tuple[FirstDestination, ...]
    notes: Mapping[date, tuple[str, ...]]


class _Stay(NamedTuple):
    """A stretch of instants (UTC seconds) that goes to one line."""

    start: int
    end: int
    line: FirstDestination


def hours_as_text(hours: Hours) -> str:
    """A row a day with a character for every half hour, the exact times beside it, and what the characters mean.

    A half hour shows where most of its chats go, of equal shares what comes first, and nothing where a clock change
    skips it. A number without time conditions needs no picture: one line says it.
    """
    title = f"{hours.inbound_routing}: {harmless(masked(hours.title))}"
    if len(hours.lines) == 1 and not hours.lines[0].conditions:
        return (
            f"{title}\nchats go to {_spoken(hours.lines[0].destination)} at any time: no time condition is on the way\n"
        )
    stays = _stays(hours.lines)
    usual, glyphs = _glyphs(hours.lines)
    last = hours.first + timedelta(days=hours.days - 1)
    rows = [
        title,
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


def _stays(lines: Sequence[FirstDestination]) -> list[_Stay]:
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


def _glyphs(lines: Sequence[FirstDestination]) -> tuple[Destination | None, dict[Destination, str]]:
    """What chats get most of the time, and a character for each destination, in the order of the lines."""
    seconds: dict[Destination, int] = {}
    for line in lines:
        seconds[line.destination] = seconds.get(line.destination, 0) + line.instants.seconds
    usual = max(seconds, key=lambda one: seconds[one], default=None)
    others = [one for one in seconds if one != usual]
    glyphs = {one: _GLYPHS[min(index, len(_GLYPHS) - 1)] for index, one in enumerate(others)}
    return usual, {**glyphs, **({usual: "·"} if usual is not None else {})}


def _legend(lines: Sequence[FirstDestination], glyphs: Mapping[Destination, str]) -> list[str]:
    """What each character stands for, and for how long chats go there in all."""
    names = {one: _spoken(one) for one in glyphs}
    width = max(map(len, names.values()), default=0)
    totals = {one: sum(line.instants.seconds for line in lines if line.destination == one) for one in glyphs}
    return [f"{glyph}  {names[one]:<{width}}  {_duration(totals[one])}" for one, glyph in glyphs.items()]


def _row(
    day: date, stays: Sequence[_Stay], usual: Destination | None, glyphs: Mapping[Destination, str], hours: Hours
) -> str:
    cells: list[dict[str, int]] = [{} for _ in range(24 * 60 // _CELL)]
    times = []
    begin, finish = _bounds(day, hours.zone)
    for stay in stays:
        start, end = max(stay.start, begin), min(stay.end, finish)
        if start >= end:
            continue
        glyph = glyphs[stay.line.destination]
        for first, last in _shown(day, start, end, hours.zone):
            for index in range(first // _CELL, -(-last // _CELL)):
                held = min(last, (index + 1) * _CELL) - max(first, index * _CELL)
                cells[index][glyph] = cells[index].get(glyph, 0) + held
        if stay.line.destination != usual:
            until = "24:00" if end == finish else _clock(end, hours.zone)
            times.append((glyph, f"{_clock(start, hours.zone)}-{until}"))
    several = len(glyphs) > 2
    told = ", ".join(f"{glyph} {time}" if several else time for glyph, time in times)
    notes = "; ".join([*hours.notes.get(day, ()), *_clock_changes(day, hours.zone)])
    beside = "  ".join(part for part in (told, f"({harmless(notes)})" if notes else "") if part)
    picture = "".join(max(cell, key=cell.__getitem__, default=" ") for cell in cells)
    return f"{_day(day):<11} {picture}  {beside}".rstrip()


def _shown(day: date, start: int, end: int, zone: str) -> Iterator[tuple[int, int]]:
    """A stretch of instants in minutes of the day on the wall clock.

    What a clock change skips is left out, what it repeats comes twice.
    """
    midnight = number_of(day) * _DAY
    for part in segments(zone, start, end):
        first, last = ((edge + part.offset - midnight) // 60 for edge in (part.start, part.end))
        yield max(0, first), min(24 * 60, last)


def _bounds(day: date, zone: str) -> tuple[int, int]:
    """The instants with which a local date begins and ends."""
    number = number_of(day)
    return day_begins(zone, number), day_begins(zone, number + 1)


def _clock(instant: int, zone: str) -> str:
    return _wall(instant + offset_at(zone, instant))


def _wall(local: int) -> str:
    """The time of the day at a local time in seconds."""
    hour, minute = divmod(local % _DAY // 60, 60)
    return f"{hour:02}:{minute:02}"


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours:,} h {minutes:02} min" if minutes else f"{hours:,} h"


def _clock_changes(day: date, zone: str) -> Iterator[str]:
    begin, finish = _bounds(day, zone)
    for one, other in pairwise(segments(zone, begin - 1, finish)):
        way = "forward" if other.offset > one.offset else "back"
        yield f"clocks go {way} at {_wall(one.end + one.offset)}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day:>2} {day:%b}"


def _spoken(destination: Destination) -> str:
    return spoken(destination.kind, destination.name)
