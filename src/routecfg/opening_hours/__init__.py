"""Time groups as exact sets of instants, over any horizon.

`Calendar` works groups out (`groups` says what they mean), `Instants` is the algebra, `notation` reads the texts of
entries, `zones` and `public_holidays` are the data. No clock is read here: callers pass the horizon.
"""

from routecfg.opening_hours.date_lists import Ending, endings
from routecfg.opening_hours.day_notes import day_notes
from routecfg.opening_hours.entries import ReadEntry, read_entry, weekly_minutes
from routecfg.opening_hours.group_links import GroupLinks, groups_named
from routecfg.opening_hours.groups import Calendar, Parts
from routecfg.opening_hours.horizon import Horizon, horizon_from
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.normal_form import (
    may_share_dates,
    monday_first,
    normal_form,
    spans_kept_apart,
)
from routecfg.opening_hours.notation import (
    CENTURY,
    DAY_MINUTES,
    DateRange,
    Fault,
    Flaw,
    date_of,
    exists,
    number_of,
    read_dates,
    read_days,
    read_hours,
    written_texts,
)
from routecfg.opening_hours.public_holidays import (
    HolidayDates,
    further_holidays,
    holiday_dates,
    known_country,
    known_subdivision,
    last_year,
    nearest_country,
    nearest_subdivision,
)
from routecfg.opening_hours.reasons import EntryPlace, Reason, deciding_instants, reason
from routecfg.opening_hours.redundancy import Redundant, redundant
from routecfg.opening_hours.same_meaning import same_together
from routecfg.opening_hours.versions import data_versions
from routecfg.opening_hours.wall_clock import ClockChange, clock_changes, wall_minutes, wall_time
from routecfg.opening_hours.wording import clock_time, spoken_day
from routecfg.opening_hours.zones import (
    DAY,
    LocalDay,
    day_at,
    day_begins,
    instant_of,
    known_zone,
    nearest_zone,
    offset_at,
    only_zone,
    rfc3339,
    segments,
)

__all__ = [
    "CENTURY",
    "DAY",
    "DAY_MINUTES",
    "Calendar",
    "ClockChange",
    "DateRange",
    "Ending",
    "EntryPlace",
    "Fault",
    "Flaw",
    "GroupLinks",
    "HolidayDates",
    "Horizon",
    "Instants",
    "LocalDay",
    "Parts",
    "ReadEntry",
    "Reason",
    "Redundant",
    "clock_changes",
    "clock_time",
    "data_versions",
    "date_of",
    "day_at",
    "day_begins",
    "day_notes",
    "deciding_instants",
    "endings",
    "exists",
    "further_holidays",
    "groups_named",
    "holiday_dates",
    "horizon_from",
    "instant_of",
    "known_country",
    "known_subdivision",
    "known_zone",
    "last_year",
    "may_share_dates",
    "monday_first",
    "nearest_country",
    "nearest_subdivision",
    "nearest_zone",
    "normal_form",
    "number_of",
    "offset_at",
    "only_zone",
    "read_dates",
    "read_days",
    "read_entry",
    "read_hours",
    "reason",
    "redundant",
    "rfc3339",
    "same_together",
    "segments",
    "spans_kept_apart",
    "spoken_day",
    "wall_minutes",
    "wall_time",
    "weekly_minutes",
    "written_texts",
]
