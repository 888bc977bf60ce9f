"""Why a time group holds at an instant, or why it does not: in words, and by the entries that decide it."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from routecfg.opening_hours.day_notes import words_of
from routecfg.opening_hours.groups import Calendar, Parts
from routecfg.opening_hours.notation import date_of

UNKNOWN: Final = "the time group cannot be worked out"
OUTSIDE: Final = "outside the hours"

EntryPlace: TypeAlias = tuple[str, int]
"""A list of a time group (`exclude`), and a position in it."""


class Reason(NamedTuple):
    """Whether a time group holds, why in words, and the entries that decide it."""

    holds: bool
    because: str
    entries: tuple[EntryPlace, ...] = ()


def reason(calendar: Calendar, name: str, instant: int) -> Reason:
    """Why a group holds at an instant of the calendar's horizon, or does not.

    Where it holds, those entries decide whose spans the instant lies in. Where it does not, the special entry that
    decides the date, else what excludes the instant from a span of `include`; else nothing opens it. A group that is
    unknown holds never.
    """
    parts, instants = calendar.parts(name), calendar.of(name)
    if parts is None or instants is None:
        return Reason(False, UNKNOWN)
    day = calendar.day_of(name, instant)
    holds = instant in instants
    entries = tuple(_opening(parts, instant) if holds else _closing(parts, day, instant))
    if not entries:
        return Reason(holds, OUTSIDE)
    group = calendar.groups[name]
    first, index = entries[0]
    said = words_of(calendar.read(getattr(group, first)[index]), date_of(day))
    return Reason(holds, f"{_WORDS[first]}: {said}", entries)


_WORDS: Final = {"include": "included", "exclude": "excluded", "special": "special day"}


def _opening(parts: Parts, instant: int) -> Iterator[EntryPlace]:
    for index, spans in enumerate(parts.special):
        if instant in spans.all():
            yield "special", index
    excluded = parts.excluded_days
    if instant not in parts.cuts:
        for index, spans in enumerate(parts.include):
            if any(instant in span.instants for span in spans if span.day not in excluded):
                yield "include", index


def _closing(parts: Parts, day: int, instant: int) -> Iterator[EntryPlace]:
    deciding = [index for index, days in enumerate(parts.special_dates) if day in days]
    if deciding:
        yield "special", deciding[-1]
        return
    days = {span.day for spans in parts.include for span in spans if instant in span.instants}
    for index, exclusion in enumerate(parts.exclude):
        if days & exclusion.days or (days and instant in exclusion.instants):
            yield "exclude", index
