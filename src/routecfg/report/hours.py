"""What a number does over some days: a picture for people, exact intervals for programs.

A block means the same on every number: the line is open, chats get to people.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Final

from routecfg.colours import CLOSED, OPEN
from routecfg.disclosure import harmless, masked, without_tokens
from routecfg.graph import Hours, Stay, stays
from routecfg.model import Destination, spoken
from routecfg.opening_hours import (
    clock_changes,
    day_begins,
    number_of,
    offset_at,
    rfc3339,
    wall_minutes,
    wall_time,
)
from routecfg.report.json_document import json_document
from routecfg.screen import PLAIN, Screen, cells

_OPEN: Final = "█▓▒░"
"""Destinations at which the line is open, in the order of the branches."""
_CLOSED: Final = "·-~="
"""All others; the one that chats get most of the time comes first."""
_COLOURS: Final = dict(zip(_OPEN, OPEN, strict=True))

_LABEL: Final = 12
"""Cells in front of the picture."""
_NARROW: Final = _LABEL + 48
"""Cells that a picture needs with a sign for every half hour; on a narrower screen it has one for every hour."""

_TIED: Final = "\xa0"
"""A space at which no line is broken."""

_FIRST: Final = f"{_TIED}(first{_TIED}time)"
_SECOND: Final = f"{_TIED}(second{_TIED}time)"

_DAY: Final = 86_400
_DAY_MINUTES: Final = 1_440


def hours_as_text(hours: Hours, screen: Screen = PLAIN) -> str:
    """A row a day with a sign for every half hour, the exact times beside it, and what the signs mean.

    A half hour shows where most of its chats go, of equal shares what comes first, and nothing where a clock change
    skips it. A number without time conditions needs no picture, and one that leads nowhere known has none: a line
    says so.
    """
    heading = screen.wrap(f"{without_tokens(hours.inbound_routing)}: {harmless(masked(hours.title))}")
    title = "\n".join(screen.paint(line, "bold") for line in heading)
    first = next(iter(hours.destinations), None)
    if first is None:
        unknown = "nothing can be said: a name or a time group on the way is not known; 'routecfg validate' says which"
        return "\n".join([title, *screen.wrap(unknown)]) + "\n"
    if len(hours.destinations) == 1 and not first.conditions:
        always = f"chats go to {_spoken(first.destination)} at any time: no time condition is on the way"
        return "\n".join([title, *screen.wrap(always)]) + "\n"
    picture = _Picture(hours, screen)
    last = hours.first + timedelta(days=hours.days - 1)
    rows = [
        title,
        *screen.wrap(
            f"{short_day(hours.first)} {hours.first.year} to {short_day(last)} {last.year}, {hours.zone} time"
        ),
        "",
        picture.scale,
        *(row for number in range(hours.days) for row in picture.rows(hours.first + timedelta(days=number))),
        "",
        *picture.legend,
    ]
    return "\n".join(rows) + "\n"


def hours_as_json(hours: Hours) -> str:
    """Intervals without gap or overlap, in order, each with its destination and the time conditions on the way.

    `open` says that chats get to people there.
    """
    return json_document(
        {
            "version": 1,
            "inbound_routing": without_tokens(hours.inbound_routing),
            "timezone": hours.zone,
            "first": hours.first.isoformat(),
            "days": hours.days,
            "intervals": [
                {
                    "from": rfc3339(stay.start, hours.zone),
                    "to": rfc3339(stay.end, hours.zone),
                    "destination": {stay.destination.field: without_tokens(stay.destination.name)},
                    "open": stay.destination in hours.open,
                    "time_conditions": list(map(without_tokens, stay.first.conditions)),
                }
                for stay in stays(hours.destinations)
            ],
            "notes": {day.isoformat(): list(notes) for day, notes in sorted(hours.notes.items()) if notes},
        }
    )


class _Picture:
    """The rows of the picture for one screen."""

    def __init__(self, hours: Hours, screen: Screen) -> None:
        self._hours = hours
        self._screen = screen
        self._stays = stays(hours.destinations)
        self._seconds = hours.seconds
        self._changes = clock_changes(hours.zone, hours.first, hours.days)
        self._cell = 30 if screen.fits(_NARROW) else 60

    @cached_property
    def _signs(self) -> dict[Destination, str]:
        """A sign for each destination, the open ones first."""
        open_ = [destination for destination in self._seconds if destination in self._hours.open]
        closed = [destination for destination in self._seconds if destination not in self._hours.open]
        return {
            destination: signs[min(index, len(signs) - 1)]
            for signs, destinations in ((_OPEN, open_), (_CLOSED, closed))
            for index, destination in enumerate(destinations)
        }

    @cached_property
    def _untimed(self) -> Destination | None:
        """The destination whose times are not written out: of the closed ones, if there are any, the usual one."""
        closed = [destination for destination in self._signs if destination not in self._hours.open]
        return max(closed or self._signs, key=lambda destination: self._seconds[destination], default=None)

    @property
    def scale(self) -> str:
        """The hours above the picture."""
        width = 3 * 60 // self._cell
        return " " * _LABEL + "".join(f"{hour:<{width}}" for hour in range(0, 24, 3)) + "24"

    @property
    def legend(self) -> list[str]:
        """What each sign stands for, and for how long chats go there in all."""
        names = {destination: _spoken(destination) for destination in self._signs}
        width = max(map(cells, names.values()), default=0)
        lines = []
        for destination, sign in self._signs.items():
            name = names[destination] + " " * (width - cells(names[destination]))
            first, *more = self._screen.wrap(f"{sign}  {name}  {_duration(self._seconds[destination])}", "   ")
            lines += [self._paint(sign) + first[1:], *more]
        return lines

    def rows(self, day: date) -> list[str]:
        """One day: its picture, the exact times, why it is not like any other; in further lines what does not fit."""
        begin, finish = (day_begins(self._hours.zone, number_of(day) + more) for more in (0, 1))
        stays = [
            Stay(max(stay.start, begin), min(stay.end, finish), stay.first)
            for stay in self._stays
            if max(stay.start, begin) < min(stay.end, finish)
        ]
        times = [
            (self._signs[stay.destination], self._time(stay)) for stay in stays if stay.destination != self._untimed
        ]
        several = len(self._signs) > 2
        changes = [str(change) for change in self._changes if change.day == number_of(day)]
        notes = "; ".join([*self._hours.notes.get(day, ()), *changes])
        shown = f"({harmless(notes)})" if notes else ""
        beside = [
            ", ".join(f"{sign}{_TIED}{time}" if several else time for sign, time in times),
            shown.replace(" ", _TIED) if self._screen.fits(_LABEL + cells(shown)) else shown,
        ]
        picture = self._signs_of(day, stays)
        label = f"{short_day(day):<{_LABEL}}"
        first, *more = self._screen.wrap("  ".join([label + picture, *filter(None, beside)]), " " * _LABEL)
        painted = label + "".join(self._paint("".join(run)) for _, run in groupby(picture))
        return [line.replace(_TIED, " ").rstrip() for line in (painted + first[len(label + picture) :], *more)]

    def _signs_of(self, day: date, stays: Sequence[Stay]) -> str:
        """The picture: for each cell the sign of what it shows for most minutes."""
        shares: list[dict[str, int]] = [{} for _ in range(_DAY_MINUTES // self._cell)]
        for stay in stays:
            sign = self._signs[stay.destination]
            for first, last in wall_minutes(day, stay.start, stay.end, self._hours.zone):
                for index in range(first // self._cell, -(-last // self._cell)):
                    held = min(last, (index + 1) * self._cell) - max(first, index * self._cell)
                    shares[index][sign] = shares[index].get(sign, 0) + held
        return "".join(max(share, key=share.__getitem__, default=" ") for share in shares)

    def _time(self, stay: Stay) -> str:
        """`08:00-18:00`; where a clock change repeats an hour, which of the two is meant."""
        start = wall_time(stay.start + offset_at(self._hours.zone, stay.start))
        # The end is excluded: the clock that is right just before it says when it comes.
        end = wall_time(stay.end + offset_at(self._hours.zone, stay.end - 1), end=True)
        which, until = self._repeated(stay.start), self._repeated(stay.end - 1)
        if which == until:
            return f"{start}-{end}{which}"
        if until == _SECOND and not self._repeated(stay.end):  # the repeated time is over: no doubt which end is meant
            until = ""
        return f"{start}{which}-{end}{until}"

    def _repeated(self, instant: int) -> str:
        """Which of the two is meant, if a clock change repeats the local time of an instant."""
        for change in self._changes:
            repeated = change.before - change.after
            if repeated > 0 and change.instant - repeated <= instant < change.instant + repeated:
                return _FIRST if instant < change.instant else _SECOND
        return ""

    def _paint(self, signs: str) -> str:
        return self._screen.paint(signs, _COLOURS.get(signs[:1], CLOSED))


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours:,} h {minutes:02} min" if minutes else f"{hours:,} h"


def short_day(day: date) -> str:
    """`Thu 24 Dec`."""
    return f"{day:%a} {day.day:>2} {day:%b}"


def _spoken(destination: Destination) -> str:
    return spoken(destination.kind, destination.name)
