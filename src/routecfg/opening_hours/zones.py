"""Time zones: local wall-clock time to UTC and back, exactly.

The data are those of the `tzdata` package and never the machine's own, so that a proof is the same everywhere.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.diagnostics import nearest, only_neighbour
from routecfg.opening_hours.instants import Instants

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY: Final = 86_400
_STEP: Final = 5 * DAY
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Segment(NamedTuple):
    """A stretch of UTC, end excluded, with one offset: local time is UTC plus `offset` seconds."""

    start: int
    end: int
    offset: int


@cache
def known_zones() -> frozenset[str]:
    """Every name in the time zone database: `Europe/Prague`, `UTC`, older names too."""
    from importlib import resources

    return frozenset((resources.files("tzdata") / "zones").read_text(encoding="utf-8").split())


def known_zone(name: str) -> bool:
    """Whether there is a time zone of that name, spelled so."""
    return name in known_zones()


def nearest_zone(name: str) -> str | None:
    """The time zone that was most likely meant: by its whole name, else by its city.

    Abbreviations mean too many, and an offset from UTC is a zone of no place.
    """
    wanted = name.strip().replace(" ", "_")
    names = {name.casefold(): name for name in known_zones()}
    cities = _cities()
    for word in (wanted, *wanted.split("/")):
        if found := names.get(word.casefold()) or cities.get(word.casefold()):
            return found
    if len(wanted) < 5 or any(char.isdigit() for char in wanted):  # of two offsets that look alike none is meant
        return None
    near = nearest(wanted.casefold(), names if "/" in wanted else cities)
    return None if near is None else names.get(near) or cities[near]


def only_zone(name: str) -> str | None:
    """The nearest time zone, if no other one is within a slip of the keyboard."""
    near = nearest_zone(name)
    return near if near is not None and only_neighbour(name.strip(), known_zones()) == near else None


def segments(zone: str, start: int, end: int) -> tuple[Segment, ...]:
    """The stretches of one offset that make up `start` to `end`, in order. The zone must be known.

    Offsets are looked up every few days, and where two differ the change is searched between them. No zone of the
    database has ever changed its offset twice within six days, so none is missed.
    """
    found: list[Segment] = []
    since, offset, at = start, offset_at(zone, start), start
    while at < end:
        then = min(at + _STEP, end)
        if (other := offset_at(zone, then)) != offset:
            before, after = at, then
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if offset_at(zone, middle) == offset else (before, middle)
            found.append(Segment(since, after, offset))
            since, offset = after, other
        at = then
    if since < end:
        found.append(Segment(since, end, offset))
    return tuple(found)


def to_utc(local: Instants, parts: tuple[Segment, ...]) -> Instants:
    """The instants, within the segments, at which the clock on the wall shows one of the local times.

    A local time that a clock change skips is shown by no instant, one that it repeats by two.
    """
    edges: list[int] = []
    for start, end, offset in parts if local.edges else ():
        if local.edges[-1] <= start + offset or local.edges[0] >= end + offset:
            continue
        shown = [edge - offset for edge in local.within(start + offset, end + offset).edges]
        if edges and shown and edges[-1] == shown[0]:
            edges.pop()
            del shown[0]
        edges += shown
    return Instants(tuple(edges))


def day_begins(zone: str, day: int) -> int:
    """The first instant at which the wall shows a day of this number, or a later one. The zone must be known."""
    midnight = day * DAY
    shown = to_utc(
        Instants.between(midnight, midnight + 3 * DAY), segments(zone, midnight - 2 * DAY, midnight + 3 * DAY)
    )
    return midnight if shown.first is None else shown.first


class LocalDay(NamedTuple):
    """A calendar day where it is one from `start` up to, but not including, `end` (UTC seconds)."""

    day: date
    start: int
    end: int


def day_at(zone: str, instant: int) -> LocalDay:
    """The day that the calendar on the wall shows at an instant. The zone must be known."""
    number = (instant + offset_at(zone, instant)) // DAY
    return LocalDay(
        date.fromordinal(number + _EPOCH.toordinal()), day_begins(zone, number), day_begins(zone, number + 1)
    )


def offset_at(zone: str, instant: int) -> int:
    """How many seconds local time is ahead of UTC at an instant. The zone must be known."""
    offset = (_EPOCH + timedelta(seconds=instant)).astimezone(_zone(zone)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def instant_of(zone: str, local: datetime) -> int | None:
    """The instant at which the clock of a zone shows a local time, the first of two; None if it never does.

    `local` has no offset, and its year is one that calendars know. The zone must be known.
    """
    shown = round((local.replace(tzinfo=UTC) - _EPOCH).total_seconds())
    return to_utc(Instants.between(shown, shown + 1), segments(zone, shown - 2 * DAY, shown + 2 * DAY)).first


def rfc3339(instant: int, zone: str | None) -> str:
    """An instant as `2026-12-24T09:00:00+01:00`, in the zone's local time; in UTC if the zone is not known."""
    moment = _EPOCH + timedelta(seconds=instant)
    if zone is not None and known_zone(zone):
        local = moment.astimezone(_zone(zone))
        offset = local.utcoffset()
        if offset is not None and offset.seconds % 60 == 0:  # others have no spelling in RFC 3339
            moment = local
    return moment.isoformat()


@cache
def _zone(name: str) -> "ZoneInfo":
    from importlib import resources
    from zoneinfo import ZoneInfo

    path = resources.files("tzdata") / "zoneinfo"
    if not known_zone(name):  # the name is a user's text: only listed names may become a path
        raise ValueError(f"no time zone {name}")
    for part in name.split("/"):
        path = path / part
    with path.open("rb") as data:
        return ZoneInfo.from_file(data, name)


@cache
def _cities() -> dict[str, str]:
    """The zones by the last word of their names, in lower case; of several the one with the shortest name."""
    names = sorted((name for name in known_zones() if "/" in name), key=lambda name: (-len(name), name))
    return {name.rpartition("/")[2].casefold(): name for name in names}
