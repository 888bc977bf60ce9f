"""Time conditions while chats run: whether a time group holds at an instant, and why."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from routecfg.bundle import Derived
from routecfg.model import TimeGroup
from routecfg.opening_hours import DAY, Calendar, Horizon, Reason, groups_named, reason, rfc3339

_STRETCH: Final = 14 * DAY
"""Groups are worked out for so long at once: chats of one time ask about one day."""

_MOST_STRETCHES: Final = 8

_EARLIEST: Final = int(datetime(1971, 1, 1, tzinfo=UTC).timestamp())
_LATEST: Final = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())


def seconds(at: datetime) -> int:
    """An instant in whole seconds since 1970, within the years that calendars know. Without an offset it is UTC."""
    moment = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return within_calendars(int(moment.timestamp() // 1))


def within_calendars(instant: int) -> int:
    """The nearest instant within the years that calendars know."""
    return min(max(instant, _EARLIEST), _LATEST)


class Clock:
    """The time groups of a bundle at any instant, by the holidays that the bundle itself has."""

    def __init__(self, groups: Mapping[str, TimeGroup], timezone: str, derived: Derived) -> None:
        """`timezone` is the project's."""
        self._groups = groups
        self.timezone = timezone
        self._holidays = {
            (each.country, each.subdivision): tuple(
                (date.fromisoformat(day), name) for day, name in sorted(each.dates.items())
            )
            for each in derived.holidays
        }
        self._stretches: dict[int, _Stretch] = {}
        self._written: tuple[int, str] = (-1, "")

    def reason(self, group: str, instant: int) -> Reason:
        """Whether a group holds at an instant, and why."""
        number = instant // _STRETCH
        stretch = self._stretches.get(number)
        if stretch is None:
            if len(self._stretches) >= _MOST_STRETCHES:
                del self._stretches[next(iter(self._stretches))]
            horizon = Horizon(number * _STRETCH, (number + 1) * _STRETCH)
            stretch = _Stretch(self.calendar(horizon))
            self._stretches[number] = stretch
        return stretch.reason(group, instant)

    def calendar(self, horizon: Horizon) -> Calendar:
        """The time groups over a horizon, as chats meet them."""
        return Calendar(self._groups, self.timezone, horizon, self._holiday_dates)

    def written(self, instant: int) -> str:
        """An instant as events have it: RFC 3339 on the project's clock."""
        if self._written[0] != instant:
            self._written = instant, rfc3339(within_calendars(instant), self.timezone)
        return self._written[1]

    def local(self, instant: int) -> str:
        """An instant as the contact centre writes it, `2026-11-26 10:00:00`: local time without an offset."""
        return self.written(instant)[:19].replace("T", " ")

    def _holiday_dates(self, country: str, subdivision: str | None, years: range) -> tuple[tuple[date, str], ...]:
        found = self._holidays.get((country, subdivision), ())
        return tuple((day, name) for day, name in found if day.year in years)


class _Stretch:
    """The time groups over some days, each cut where anything about it changes: between two cuts one reason holds."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._cuts: dict[str, list[int]] = {}
        self._clocks: dict[str, list[str]] = {}
        self._reasons: dict[tuple[str, int, tuple[int, ...]], Reason] = {}

    def reason(self, group: str, instant: int) -> Reason:
        cuts = self._cuts.get(group)
        if cuts is None:
            cuts = self._cuts[group] = self._cuts_of(group)
        if not cuts:
            return reason(self._calendar, group, instant)
        days = tuple([self._calendar.day_of(each, instant) for each in self._clocks[group]])
        key = (group, bisect_right(cuts, instant), days)
        found = self._reasons.get(key)
        if found is None:
            found = self._reasons[key] = reason(self._calendar, group, instant)
        return found

    def _cuts_of(self, group: str) -> list[int]:
        """Where anything changes about a group, or about those that it names; `_clocks` gets one of each time zone."""
        if self._calendar.parts(group) is None:
            return []
        behind = [group]
        for name in behind:
            behind += [
                other for other in dict.fromkeys(groups_named(self._calendar.groups[name])) if other not in behind
            ]
        by_zone = {self._calendar.zone_of(name): name for name in reversed(behind)}
        self._clocks[group] = list(by_zone.values())
        edges: set[int] = set()
        for parts in filter(None, map(self._calendar.parts, behind)):
            for each in (*parts.include, *parts.special):
                edges.update(each.all().edges)
            edges.update(*(exclusion.instants.edges for exclusion in parts.exclude))
        return sorted(edges)
