"""A set of instants: half-open intervals on one line of seconds, with the algebra of sets.

The line is UTC (seconds since 1970) wherever a set leaves this room. Inside it the same type also holds local
wall-clock time, as seconds since 1970-01-01T00:00 on the wall: the algebra is the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import lt
from typing import Final

import msgspec

_EVER: Final = 1 << 62
"""Later than every second that is ever asked about."""


class Instants(msgspec.Struct, frozen=True):
    """`edges` are start, end, start, end...: strictly ascending, starts included, ends not.

    So two equal sets have equal edges, and `t` is in the set when an odd number of edges are not after it.
    An operation copies the edges of the larger operand in stretches, and looks only at those of the smaller one.
    """

    edges: tuple[int, ...] = ()

    @classmethod
    def between(cls, start: int, end: int) -> "Instants":
        """Every instant from `start` up to, but not including, `end`; nothing if that is empty."""
        return cls((start, end)) if start < end else cls()

    @classmethod
    def of(cls, intervals: Iterable[tuple[int, int]]) -> "Instants":
        """The union of intervals, in any order, overlapping or not; an empty interval adds nothing."""
        full = [interval for interval in intervals if interval[0] < interval[1]]
        return cls(_merged([start for start, _ in full], [end for _, end in full]))

    @classmethod
    def union(cls, many: Iterable["Instants"]) -> "Instants":
        """What is in any of the sets."""
        full = [instants.edges for instants in many if instants.edges]
        if len(full) < 2:
            return cls(*full)
        starts = [start for edges in full for start in edges[::2]]
        return cls(_merged(starts, [end for edges in full for end in edges[1::2]]))

    @property
    def intervals(self) -> Sequence[tuple[int, int]]:
        """The (start, end) pairs in order; between two of them there is always a gap."""
        return list(zip(self.edges[::2], self.edges[1::2], strict=True))

    @property
    def first(self) -> int | None:
        """The earliest instant; None of the empty set."""
        return self.edges[0] if self.edges else None

    @property
    def seconds(self) -> int:
        """How long the set lasts altogether."""
        return sum(self.edges[1::2]) - sum(self.edges[::2])

    def within(self, start: int, end: int) -> "Instants":
        """The part from `start` up to `end`."""
        return Instants(_part(self.edges, start, end))

    def __contains__(self, instant: int) -> bool:
        return bisect_right(self.edges, instant) % 2 == 1

    def __bool__(self) -> bool:
        return bool(self.edges)

    def __or__(self, other: "Instants") -> "Instants":
        if not (self.edges and other.edges):
            return self if self.edges else other
        return Instants(_common((-_EVER, *self.edges, _EVER), (-_EVER, *other.edges, _EVER))[1:-1])

    def __and__(self, other: "Instants") -> "Instants":
        return Instants(_common(self.edges, other.edges))

    def __sub__(self, other: "Instants") -> "Instants":
        if not other.edges:
            return self
        return Instants(_common(self.edges, (-_EVER, *other.edges, _EVER)))

    def __le__(self, other: "Instants") -> bool:
        """Whether every instant of this set is in the other."""
        return not self - other


def _merged(starts: list[int], ends: list[int]) -> tuple[int, ...]:
    """The edges of the union of intervals that are not empty, in any order.

    With the starts in order, and the ends too, there is a gap before a start if it lies behind the end at the place
    before: as many intervals have ended there as have begun.
    """
    starts.sort()
    ends.sort()
    if all(map(lt, ends, starts[1:])):  # gaps everywhere, as between most hours: no step of Python for each
        edges = starts + ends
        edges[::2], edges[1::2] = starts, ends
        return tuple(edges)
    inner = [edge for end, start in zip(ends, starts[1:], strict=False) if end < start for edge in (end, start)]
    return (starts[0], *inner, ends[-1])


def _part(edges: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    if start >= end:
        return ()
    first, last = bisect_right(edges, start), bisect_left(edges, end)
    part = edges[first:last]
    if first % 2:
        part = (start, *part)
    return (*part, end) if last % 2 else part


def _common(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    """The edges of the intersection: for each interval of the shorter list its part of the longer one."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    edges: list[int] = []
    for start, end in zip(few[::2], few[1::2], strict=True):
        edges += _part(many, start, end)
    return tuple(edges)
