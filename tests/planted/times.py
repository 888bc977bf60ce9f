"""Faults of time: groups that never or always hold, branches that nobody takes, dates that are over or cannot be."""

from collections.abc import Callable
from typing import Final

from planted.ground import Draft, Places, Planter, Values
from routecfg.model import TimeGroup

OVER: Final = (
    ["2024-12-24", "2025-12-24..2026-01-01"],
    ["2019-05-01"],
    ["2026-11-21", "2026-11-20"],
    ["2026-12-24", "2026-12-27..2027-01-01"],
)
"""Lists of dates that have ended, or end within sixty days."""

IMPOSSIBLE: Final = ("02-30", "2027-02-29", "0204-03-24", "1926-12-24", "2026-12-31..2026-12-24", "02-31..03-02")


def never(draft: Draft) -> Places:
    name = _group(draft)
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    group.pop("special", None)
    match draft.chance.randrange(3):
        case 0:
            group["include"] = []
        case 1:
            group["exclude"] = [*group.get("exclude", ()), {"hours": "00:00-24:00"}]
        case _:
            group["include"] = [{"days": "sat-sun", "hours": "08:00-12:00"}]
            group["exclude"] = [{"days": "sun-wed"}, {"days": "fri-sat"}]
    return (f"/time_groups/{name}",)


def always(draft: Draft) -> Places:
    name = _group(draft)
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    for part in ("special", "exclude"):
        group.pop(part, None)
    group["include"] = draft.chance.choice(
        [
            [{"hours": "00:00-24:00"}],
            [{"days": "mon-fri"}, {"days": "sat-sun"}],
            [{"hours": "08:00-20:00"}, {"hours": "20:00-08:00"}],
            [{"dates": "04-01..09-30"}, {"dates": "10-01..03-31"}],
        ]
    )
    return (f"/time_groups/{name}",)


def asked_twice(draft: Draft) -> Places:
    """Behind a branch, another condition asks the same group, or its opposite, again."""
    name = draft.one_of(
        "time_conditions",
        lambda item: (
            ("time_conditions", item) in draft.ground.linked
            and not draft.ground.tells("RC503", f"/time_conditions/{item}")
            and not _told(draft, draft.estate.time_conditions[item].time_group, "RC501", "RC502")
        ),
    )
    if name is None:
        return ()
    condition = draft.edit("time_conditions", name)
    asked = condition["time_group"]
    branches = ["if_time_matches", "if_time_does_not_match"]
    draft.chance.shuffle(branches)
    taken, other = branches
    impossible = other
    if draft.chance.random() < 0.5:
        zone = draft.estate.time_groups[asked].timezone
        opposite = {"title": "Planted", "include": [{"hours": "00:00-24:00"}], "exclude": [{"group": asked}]}
        draft.add("time_groups", "planted", {**opposite, **({"timezone": zone} if zone else {})})
        asked, impossible = "planted", taken
    again = {"title": "Planted", "time_group": asked, taken: condition[taken], other: draft.queue()}
    condition[taken] = {"time_condition": "planted"}
    return (f"{draft.add('time_conditions', 'planted', again)}/{impossible}",)


def same_on_both_branches(draft: Draft) -> Places:
    name = draft.one_of("time_conditions")
    if name is None:
        return ()
    condition = draft.edit("time_conditions", name)
    here, there = draft.chance.choice(
        [("if_time_matches", "if_time_does_not_match"), ("if_time_does_not_match", "if_time_matches")]
    )
    condition[here] = dict(condition[there])
    return f"/time_conditions/{name}/{here}", f"/time_conditions/{name}/{there}"


def list_that_ends(draft: Draft) -> Places:
    name = _group(draft, lambda item: not _dated(item))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    dates = draft.chance.choice(OVER)
    match draft.chance.choice(["include", "exclude", "special", "group"]):
        case "include":
            group["include"] = [{"dates": dates, "hours": "08:00-12:00"}]
            return (f"/time_groups/{name}/include/0/dates",)
        case "exclude":
            group["exclude"] = [{"dates": dates}]
            return (f"/time_groups/{name}/exclude/0/dates",)
        case "special":
            group["special"] = [{"dates": dates, "hours": "closed"}]
            return (f"/time_groups/{name}/special/0/dates",)
        case _:
            group["exclude"] = [*group.get("exclude", ()), {"group": "planted"}]
            days_off = draft.add("time_groups", "planted", {"title": "Planted", "include": [{"dates": dates}]})
            return (f"{days_off}/include/0/dates",)


def impossible_date(draft: Draft) -> Places:
    name = draft.one_of("time_groups")
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    part = draft.chance.choice(["include", "exclude", "special"])
    field = draft.chance.choice(["dates", "dates", "hours"])
    entry: Values = {"dates": draft.chance.choice(IMPOSSIBLE)} if field == "dates" else {"hours": "09:00-09:00"}
    if part == "special":
        entry = {"dates": "12-24", **entry}
    group[part] = [*group.get(part, ()), entry]
    return (f"/time_groups/{name}/{part}/{len(group[part]) - 1}/{field}",)


def impossible_date_in_a_list(draft: Draft) -> Places:
    """A slip of the finger in a date that stands there."""
    found = [
        (name, part, index, place)
        for name, group in sorted(draft.estate.time_groups.items())
        for part in ("include", "exclude", "special")
        for index, entry in enumerate(getattr(group, part))
        if isinstance(entry.dates, tuple)
        for place in range(len(entry.dates))
    ]
    if not found:
        return ()
    name, part, index, place = draft.chance.choice(found)
    dates = draft.edit("time_groups", name)[part][index]["dates"]
    dates[place] = draft.chance.choice(IMPOSSIBLE)
    return (f"/time_groups/{name}/{part}/{index}/dates/{place}",)


def chain(draft: Draft) -> Places:
    name = draft.one_of("time_conditions")
    if name is None:
        return ()
    other = draft.one_of("time_conditions", lambda item: item != name)
    if other is None or draft.chance.random() < 0.3:
        other = "planted"
        group = draft.chance.choice(sorted(draft.estate.time_groups))
        draft.add(
            "time_conditions",
            other,
            {
                "title": "Planted",
                "time_group": group,
                "if_time_matches": draft.queue(),
                "if_time_does_not_match": draft.queue(),
            },
        )
    branch = draft.chance.choice(["if_time_matches", "if_time_does_not_match"])
    draft.edit("time_conditions", name)[branch] = {"time_condition": other}
    return (f"/time_conditions/{name}/{branch}/time_condition",)


def entry_written_twice(draft: Draft) -> Places:
    """An entry again at the end of its list, whole or a part of its hours."""
    name = _group(draft, lambda item: not _dated(item))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    part = draft.chance.choice([part for part in ("include", "exclude") if group.get(part)])
    again = dict(draft.chance.choice(group[part]))
    if part == "include" and draft.chance.random() < 0.5:
        again = {"days": "tue", **again}
    group[part] = [*group[part], again]
    return (f"/time_groups/{name}/{part}/{len(group[part]) - 1}",)


def exclusion_at_closed_hours(draft: Draft) -> Places:
    """Something is excluded at hours at which nothing is included."""
    name = _group(draft, lambda item: bool(item.include) and all(_by_day(hours) for hours in _hours(item)))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    closed: Values = {"hours": "03:00-04:30"}
    if draft.chance.random() < 0.5:
        closed["days"] = draft.chance.choice(["mon-fri", "sun", ["tue", "thu"]])
    group["exclude"] = [*group.get("exclude", ()), closed]
    return (f"/time_groups/{name}/exclude/{len(group['exclude']) - 1}",)


def special_day_before_a_season(draft: Draft) -> Places:
    """A special entry for few dates, and behind it one for many that has other hours."""
    name = _group(draft, lambda group: not _dated(group))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    few: Values = {"dates": draft.chance.choice(["02-14", "2027-02-11", "02-10..02-12"]), "hours": "closed"}
    if draft.chance.random() < 0.3:
        few["hours"] = "03:00-04:00"
    group["special"] = [*group.get("special", ()), few, {"dates": "02-01..02-28", "hours": "10:00-11:00"}]
    return (f"/time_groups/{name}/special/{len(group['special']) - 2}",)


def season_over_holidays(draft: Draft) -> Places:
    """A special range of dates over public holidays that the group excludes."""
    name = _group(draft, lambda group: not _dated(group))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    country, dates = draft.chance.choice([("CZ", "07-01..07-31"), ("FR", "05-01..05-10"), ("IT", "08-10..08-20")])
    group["exclude"] = [*group.get("exclude", ()), {"holidays": country}]
    group["special"] = [*group.get("special", ()), {"dates": dates, "hours": "08:00-12:00"}]
    return (f"/time_groups/{name}/special/{len(group['special']) - 1}",)


def minute_before_the_next_hours(draft: Draft) -> Places:
    """Hours of which the end was meant to count."""
    name = _group(draft, lambda group: not _dated(group))
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    group.pop("special", None)
    hours = draft.chance.choice([["08:00-11:59", "12:00-17:00"], ["00:00-23:59"], ["09:00-12:58", "13:00-14:00"]])
    group["include"] = [{"hours": hours}]
    return (f"/time_groups/{name}/include/0/hours/0",)


def holidays_of_a_country_with_parts(draft: Draft) -> Places:
    name = _group(draft)
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    country = draft.chance.choice(["DE", "GB", "US", "CH"])
    if any(
        entry.get("holidays") == country for part in ("include", "exclude", "special") for entry in group.get(part, ())
    ):
        return ()
    group["exclude"] = [*group.get("exclude", ()), {"holidays": country}]
    return (f"/time_groups/{name}/exclude/{len(group['exclude']) - 1}/holidays",)


def zone_without_summer_time(draft: Draft) -> Places:
    name = _group(draft)
    if name is None:
        return ()
    draft.edit("time_groups", name)["timezone"] = draft.chance.choice(["EST", "MST", "GMT", "Etc/GMT+5", "Etc/GMT-1"])
    return (f"/time_groups/{name}/timezone",)


def date_out_of_order(draft: Draft) -> Places:
    name = _group(draft)
    if name is None:
        return ()
    group = draft.edit("time_groups", name)
    dates = ["2027-03-01", "2027-04-02", "2026-05-03", "2027-06-04", "2027-07-05"]
    group["exclude"] = [*group.get("exclude", ()), {"dates": dates}]
    return (f"/time_groups/{name}/exclude/{len(group['exclude']) - 1}/dates/2",)


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC501", never),
    ("RC502", always),
    ("RC503", asked_twice),
    ("RC504", same_on_both_branches),
    ("RC505", list_that_ends),
    ("RC506", impossible_date),
    ("RC506", impossible_date_in_a_list),
    ("RC507", chain),
    ("RC508", entry_written_twice),
    ("RC508", exclusion_at_closed_hours),
    ("RC509", special_day_before_a_season),
    ("RC510", season_over_holidays),
    ("RC511", minute_before_the_next_hours),
    ("RC512", holidays_of_a_country_with_parts),
    ("RC513", zone_without_summer_time),
    ("RC513", date_out_of_order),
)


def _group(draft: Draft, fits: Callable[[TimeGroup], bool] = lambda _: True) -> str | None:
    """A group of which nothing is told yet."""
    return draft.one_of(
        "time_groups",
        lambda item: (
            fits(draft.estate.time_groups[item]) and not _told(draft, item, "RC501", "RC502", "RC505", "RC506", "RC508")
        ),
    )


def _told(draft: Draft, group: str, *codes: str) -> bool:
    return any(draft.ground.tells(code, f"/time_groups/{group}") for code in codes)


def _dated(group: TimeGroup) -> bool:
    """Whether a group is a list of dates, such as of holidays."""
    return all(entry.dates is not None for entry in group.include)


def _hours(group: TimeGroup) -> list[str]:
    """All hours that a group includes; of an entry without hours, the whole day."""
    found: list[str] = []
    for entry in group.include:
        found += (entry.hours,) if isinstance(entry.hours, str) else entry.hours or ("00:00-24:00",)
    return found


def _by_day(hours: str) -> bool:
    first, _, last = hours.partition("-")
    return "05:00" <= first < last
