"""The days of a number: where its chats go, minute by minute of the clock on the wall."""

from datetime import date, timedelta
from typing import Final

from routecfg.diagnostics import CannotRun
from routecfg.disclosure import harmless
from routecfg.graph import Hours, Stay, hours_of_line, stays
from routecfg.model import Destination
from routecfg.opening_hours import clock_changes, day_begins, number_of, wall_minutes
from routecfg.preview.answers import Band, Named, Share, Week, WeekDay
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import found_at, name, named, unknown, words

_DAYS: Final = 7
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2200
"""Of weeks that are shown."""


def week(opened: Opened, number: str, first: str) -> Week:
    """Seven days from one on. Raises LookupError if there is no such number or day."""
    path = found_at(opened, f"/inbound_routings/{number}")
    key = str(path[1])
    begins = _day(first)
    if key not in opened.estate.inbound_routings:
        raise CannotRun(f"the inbound routing '{name(key)}' has errors, so its hours are not known: see Findings")
    zone = opened.settings.timezone
    hours = hours_of_line(opened.estate, key, zone, begins, _DAYS, opened.graph)
    places = {to: place for place, to in enumerate(hours.seconds)}
    known = {to: _named(opened, to) for to in places}
    found = stays(hours.destinations)
    return Week(
        opened.version,
        name(key),
        words(hours.title),
        hours.zone,
        begins.isoformat(),
        tuple(_week_day(opened, hours, begins + timedelta(days=ahead), found, known, places) for ahead in range(_DAYS)),
        tuple(_share(opened, hours, to, known[to]) for to in hours.seconds),
    )


def _day(text: str) -> date:
    """The first day of a week. Raises LookupError if it is none, or too far away."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise LookupError(text) from None
    if not _FIRST_YEAR < day.year < _LAST_YEAR:
        raise LookupError(text)
    return day


def _named(opened: Opened, to: Destination) -> Named:
    path = (to.kind, to.name)
    return named(opened, path) if opened.is_there(path) else unknown(to.name)


def _share(opened: Opened, hours: Hours, to: Destination, at: Named) -> Share:
    errors = (to.kind, to.name) in opened.assembly.incomplete
    return Share(at, to in hours.open, hours.seconds[to] // 60, errors)


def _week_day(
    opened: Opened,
    hours: Hours,
    day: date,
    found: list[Stay],
    known: dict[Destination, Named],
    places: dict[Destination, int],
) -> WeekDay:
    changes = [str(change) for change in clock_changes(hours.zone, day, 1) if change.day == number_of(day)]
    notes = tuple(harmless(note) for note in (*hours.notes.get(day, ()), *changes))
    bands = tuple(
        Band(start, end, known[to], to in hours.open, places[to]) for start, end, to in _stretches(hours, day, found)
    )
    return WeekDay(day.isoformat(), notes, bands, day.isoformat() == opened.today)


def _stretches(hours: Hours, day: date, found: list[Stay]) -> list[tuple[int, int, Destination]]:
    """The stretches of a day, none over another. Of an hour that comes twice the first one is shown."""
    begin, finish = (day_begins(hours.zone, number_of(day) + more) for more in (0, 1))
    joined: list[tuple[int, int, Destination]] = []
    for stay in found:
        start, end = max(stay.start, begin), min(stay.end, finish)
        for first, last in wall_minutes(day, start, end, hours.zone) if start < end else ():
            first = max(first, joined[-1][1] if joined else 0)
            if joined and joined[-1][1:] == (first, stay.destination):
                joined[-1] = (joined[-1][0], max(last, first), stay.destination)
            elif first < last:
                joined.append((first, last, stay.destination))
    return joined
