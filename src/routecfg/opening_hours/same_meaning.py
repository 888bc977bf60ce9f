"""Whether two lists of entries of a time group mean the same, whatever the entries are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routecfg.model import Entry, GroupPart, Holidays
from routecfg.opening_hours.date_sets import DateSet, date_set
from routecfg.opening_hours.entries import read_entry
from routecfg.opening_hours.normal_form import joined
from routecfg.opening_hours.notation import Minutes


def same_together(part: GroupPart, one: Sequence[Entry], other: Sequence[Entry], *, apart: bool = False) -> bool:
    """Whether two lists of entries of a group mean the same, however it is divided among entries.

    `apart`: as for `normal_form`. A list may mean the same and not be known to: public holidays and other groups are
    only names here.
    """
    if part == "special":
        decided = _decided(one, apart=apart)
        return decided is not None and decided == _decided(other, apart=apart)
    return _together(part, one, apart=apart) == _together(part, other, apart=apart)


def _decided(special: Sequence[Entry], *, apart: bool) -> dict[tuple[str, int, int], tuple[Minutes, ...]] | None:
    """The spans of each special day, by weekday: the last entry that names it decides.

    None where that is not seen from the entries alone: holidays, days with a year beside the same ones of every year.
    """
    decided: dict[tuple[str, int, int], tuple[Minutes, ...]] = {}
    yearly, dated = set[int](), set[int]()
    for entry in special:
        read = read_entry(entry)
        named = date_set(entry.dates) if entry.dates is not None else None
        if read.flaws or read.holidays is not None or (named is None and read.names_dates):
            return None
        if named is not None:
            named = named.on_weekdays(read.weekdays)
            spans = joined(read.spans, apart=apart)
            decided |= {("yearly", day, weekday): spans for day in named.yearly for weekday in read.weekdays}
            decided |= {("dated", day, 0): spans for day in named.dated}
            yearly |= named.yearly
            dated |= named.dated
    mixed = DateSet(frozenset(yearly), frozenset()).meets(DateSet(frozenset(), frozenset(dated)))
    return None if mixed else decided


class _Choice(NamedTuple):
    """What chooses spans beside dates. An `exclude` without hours takes away whole spans, not the hours of a day."""

    weekday: int
    holidays: Holidays | None
    group: str | None
    whole_spans: bool


def _together(part: GroupPart, entries: Sequence[Entry], *, apart: bool) -> tuple[object, ...]:
    """The spans of each day that is named, by what chooses them; and the entries that mean nothing."""
    spans: dict[tuple[str, int], dict[_Choice, list[Minutes]]] = {}
    flawed: set[Entry] = set()
    for entry in entries:
        read = read_entry(entry)
        if read.flaws:
            flawed.add(entry)
            continue
        whole_spans = part == "exclude" and entry.group is None and not read.has_hours
        for day in _days_named(entry):
            chosen = spans.setdefault(day, {})
            for weekday in read.weekdays:
                choice = _Choice(weekday, read.holidays, read.group, whole_spans)
                chosen.setdefault(choice, []).extend(read.spans)
    by_day = {
        day: {choice: joined(found, apart=apart) for choice, found in chosen.items() if found}
        for day, chosen in spans.items()
    }
    return {day: chosen for day, chosen in by_day.items() if chosen}, flawed


def _days_named(entry: Entry) -> Iterator[tuple[str, int]]:
    named = date_set(entry.dates) if entry.dates is not None else None
    if named is None:
        yield "every day", 0
        return
    yield from (("yearly", day) for day in named.yearly)
    yield from (("dated", day) for day in named.dated)
