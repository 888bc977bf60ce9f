"""Spans: what the entries of a time group open, each span with the day on which it begins.

A span that runs past midnight belongs to the day on which it begins. That day decides whether the span counts, so it
stays with the span when hours are cut from it, and when another group includes it.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from routecfg.opening_hours.entries import ReadEntry
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.zones import DAY, Segment, to_utc


class Span(NamedTuple):
    """One span in UTC.

    `day` is its beginning day on the clock of its group, `begin` the first instant that it had before anything was
    cut from it, `instants` what is left of it: in several pieces if hours were cut out, or if the clock was put back.
    """

    day: int
    begin: int
    instants: Instants


class Clock(msgspec.Struct, frozen=True):
    """A time zone's wall clock over a stretch of UTC: its segments of equal offset, and the local days in it."""

    zone: str
    segments: tuple[Segment, ...]
    days: range

    def in_utc(self, local: Instants) -> Instants:
        """Local seconds to UTC."""
        return to_utc(local, self.segments)

    def day_of(self, instant: int) -> int:
        """The local day at an instant; before the first segment and after the last one their offsets count."""
        index = bisect_right(self.segments, instant, key=lambda segment: segment.start) - 1
        return (instant + self.segments[max(index, 0)].offset) // DAY


class Spans(Protocol):
    """Spans of one entry."""

    def on(self, days: Collection[int]) -> Instants:
        """The instants of the spans that begin on these days."""

    def all(self) -> Instants:
        """The instants of all spans."""

    def __iter__(self) -> Iterator[Span]:
        """The spans, one by one."""


class EntrySpans:
    """The hours of an entry on the days on which they begin."""

    def __init__(self, entry: ReadEntry, days: Sequence[int], clock: Clock) -> None:
        """`days` are in order."""
        self._entry = entry
        self._days = days
        self._clock = clock

    def on(self, days: Collection[int]) -> Instants:
        """The instants of the spans that begin on these days."""
        return self._clock.in_utc(self._entry.on(sorted(frozenset(days).intersection(self._days))))

    def all(self) -> Instants:
        """The instants of all spans."""
        return self._clock.in_utc(self._entry.on(self._days))

    def __iter__(self) -> Iterator[Span]:
        """The spans, one by one; those that the clock skips completely are left out."""
        for day in self._days:
            for local in self._entry.each_on(day):
                instants = self._clock.in_utc(local)
                if instants.first is not None:
                    yield Span(day, instants.first, instants)


class GroupSpans:
    """The spans of another group, chosen and cut by an entry that names it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = tuple(spans)

    def on(self, days: Collection[int]) -> Instants:
        """The instants of the spans that begin on these days."""
        return Instants.union(span.instants for span in self._spans if span.day in days)

    def all(self) -> Instants:
        """The instants of all spans."""
        return Instants.union(span.instants for span in self._spans)

    def __iter__(self) -> Iterator[Span]:
        """The spans, one by one."""
        return iter(self._spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order of their beginnings, those of one beginning and day as one.

    So a group that includes another one many times over has no more spans than that one has beginnings.
    """
    pieces: dict[tuple[int, int], list[Instants]] = {}
    for span in spans:
        pieces.setdefault((span.begin, span.day), []).append(span.instants)
    return tuple(Span(day, begin, Instants.union(found)) for (begin, day), found in sorted(pieces.items()))
