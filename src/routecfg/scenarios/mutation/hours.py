"""Changes of opening hours: an entry is left out, or begins or ends an hour off."""

from collections.abc import Iterator
from typing import Final

import msgspec

from routecfg.diff import entry_words
from routecfg.model import GROUP_PARTS, Entry, TimeGroup
from routecfg.opening_hours import DAY_MINUTES, clock_time, read_entry
from routecfg.scenarios.mutation.edits import Edit, with_item, without

_HOUR: Final = 60


def of_time_group(group: TimeGroup, place: str) -> Iterator[Edit[TimeGroup]]:
    """The changes of a time group, which stands at `place`."""
    for part in GROUP_PARTS:
        entries: tuple[Entry, ...] = getattr(group, part)
        for index, entry in enumerate(entries):
            here, said = f"{place}/{part}/{index}", f"the entry {entry_words(entry)} of '{part}'"
            left = msgspec.structs.replace(group, **{part: without(entries, index)})
            yield Edit("no-entry", here, f"{said} is dropped", left)
            for what, shifted in _shifted(entry):
                changed = msgspec.structs.replace(group, **{part: with_item(entries, index, shifted)})
                yield Edit("other-hour", here, f"{said} {what}", changed)


def _shifted(entry: Entry) -> Iterator[tuple[str, Entry]]:
    """The entry with each of its spans an hour shorter, at the beginning and at the end."""
    read = read_entry(entry)
    if not read.has_hours:
        return
    for index, (start, end) in enumerate(read.spans):
        if end - start <= _HOUR:
            continue
        later = f"begins at {clock_time(start + _HOUR)} instead of {clock_time(start)}", (start + _HOUR, end)
        earlier = f"ends at {clock_time(end - _HOUR)} instead of {clock_time(end)}", (start, end - _HOUR)
        for what, span in (later, earlier):
            if span[0] >= DAY_MINUTES:  # the hours would belong to the next day
                continue
            spans = with_item(read.spans, index, span)
            hours = tuple(f"{clock_time(first)}-{clock_time(last)}" for first, last in spans)
            yield what, msgspec.structs.replace(entry, hours=hours)
