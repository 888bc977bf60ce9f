"""Time groups as sets of instants, over any horizon: what holds when, exactly.

`Calendar` works groups out (`groups` says what they mean), `Instants` is the algebra, `written` reads the texts of
entries, `zones` and `public_holidays` are the data. No clock is read here: whoever asks brings the horizon.
"""

from routecfg.calendar.endings import Ending, endings
from routecfg.calendar.entries import ReadEntry, read_entry, weekly_minutes
from routecfg.calendar.groups import Calendar, Parts, taken_in
from routecfg.calendar.horizon import Horizon, horizon_from
from routecfg.calendar.instants import Instants
from routecfg.calendar.notes import day_notes
from routecfg.calendar.public_holidays import (
    holiday_dates,
    known_country,
    known_subdivision,
    nearest_country,
    nearest_subdivision,
)
from routecfg.calendar.redundancy import Redundant, redundant
from routecfg.calendar.versions import data_versions
from routecfg.calendar.wording import spoken_day
from routecfg.calendar.written import (
    CENTURY,
    DateRange,
    Fault,
    Flaw,
    exists,
    number_of,
    read_dates,
    read_days,
    read_hours,
)
from routecfg.calendar.zones import day_begins, known_zone, nearest_zone, offset_at, rfc3339, segments

__all__ = [
    "CENTURY",
    "Calendar",
    "DateRange",
    "Ending",
    "Fault",
    "Flaw",
    "Horizon",
    "Instants",
    "Parts",
    "ReadEntry",
    "Redundant",
    "data_versions",
    "day_begins",
    "day_notes",
    "endings",
    "exists",
    "holiday_dates",
    "horizon_from",
    "known_country",
    "known_subdivision",
    "known_zone",
    "nearest_country",
    "nearest_subdivision",
    "nearest_zone",
    "number_of",
    "offset_at",
    "read_dates",
    "read_days",
    "read_entry",
    "read_hours",
    "redundant",
    "rfc3339",
    "segments",
    "spoken_day",
    "taken_in",
    "weekly_minutes",
]
