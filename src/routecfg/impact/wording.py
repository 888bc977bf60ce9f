"""Times in words: what many intervals have in common, and those that are apart from it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from routecfg.diagnostics import listed, plural
from routecfg.opening_hours import spoken_day

_DAYS: Final = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_USUAL: Final = 10
"""From so many times on, in two years, hours of a day of the week are a pattern."""

_LONG: Final = timedelta(hours=16)
"""Of longer spans it is said on which day they end."""

_MOST_PARTS: Final = 4
_MOST_DATES: Final = 6

_Span: TypeAlias = tuple[datetime, datetime]


def times_in_words(windows: Sequence[tuple[str, str]]) -> str:
    """`Saturdays 12:00-13:00, first on 28 November 2026, 104 times in two years, and 24 December 2026 11:00-12:00`.

    `windows` are in the local time of the project, in order.
    """
    spans = [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in windows]
    parts = list(_parts(spans))
    shown = [words for words, _ in parts[:_MOST_PARTS]]
    left = sum(count for _, count in parts[_MOST_PARTS:])
    if left:
        shown.append(plural(left, "other time"))
    return listed(shown, "and") if len(shown) < 2 else f"{', '.join(shown[:-1])}, and {shown[-1]}"


def _parts(spans: Sequence[_Span]) -> Iterator[tuple[str, int]]:
    """Times that have their hours in common, in words, and how many they are: patterns first, the largest first."""
    by_hours: dict[str, dict[int, list[_Span]]] = {}
    for span in spans:
        by_hours.setdefault(_hours(span), {}).setdefault(span[0].weekday(), []).append(span)
    usual: list[tuple[int, str]] = []
    rare: dict[str, list[_Span]] = {}
    for hours, by_day in by_hours.items():
        days = [day for day in sorted(by_day) if len(by_day[day]) >= _USUAL and hours]
        if days:
            some = sorted(span for day in days for span in by_day[day])
            first, count = spoken_day(some[0][0].date()), plural(len(some), "time")
            usual.append((len(some), f"{_week(days)} {hours}, first on {first}, {count} in two years"))
        rare.setdefault(hours, []).extend(span for day in by_day if day not in days for span in by_day[day])
    yield from ((words, count) for count, words in sorted(usual, key=lambda each: -each[0]))
    for hours, some in sorted((each for each in rare.items() if each[1]), key=lambda each: min(each[1])):
        yield _dates(hours, sorted(some)), len(some)


def _dates(hours: str, spans: Sequence[_Span]) -> str:
    """Some days one by one; of many the first."""
    days = [spoken_day(start.date()) if hours else f"{_moment(start)} to {_moment(end)}" for start, end in spans]
    if len(days) > _MOST_DATES:
        days = [*days[:3], f"{len(days) - 3:,} more"]
    return f"{listed(days, 'and')} {hours}".rstrip()


def _week(days: Sequence[int]) -> str:
    if len(days) == len(_DAYS):
        return "every day"
    begins = [day for day in days if (day - 1) % len(_DAYS) not in days]
    if len(days) > 2 and len(begins) == 1:
        return f"{_DAYS[begins[0]]} to {_DAYS[(begins[0] + len(days) - 1) % len(_DAYS)]}"
    return listed([_DAYS[day] for day in days], "and")


def _hours(span: _Span) -> str:
    """The hours of a span; empty if it is longer than a week. One that ends with its day ends at 24:00."""
    start, end = span
    if end - start > timedelta(days=7):
        return ""
    if end - start > _LONG:
        return f"{start:%H:%M} to {_DAYS[end.weekday()][:-1]} {end:%H:%M}"
    return f"{start:%H:%M}-24:00" if (end.hour, end.minute) == (0, 0) else f"{start:%H:%M}-{end:%H:%M}"


def _moment(moment: datetime) -> str:
    return f"{spoken_day(moment.date())} {moment:%H:%M}"
