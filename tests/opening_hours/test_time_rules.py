"""The rules about time together: one fault is told once, and what is not known is not judged."""

from datetime import date

import pytest

from estates import checked

REST = """
time_conditions:
  hours:
    title: Open or closed
    time_group: hours
    if_time_matches: {queue: support}
    if_time_does_not_match: {terminate: closed}
inbound_routings:
  shop:
    title: Shop
    api_token: {env: SHOP_TOKEN}
    channel_id: "6487021345678901"
    next_destination: {time_condition: hours}
terminates:
  closed: {title: Closed, disconnection_cause: out_of_time}
queues:
  support: {title: Support}
"""
WEEK = '{days: mon-fri, hours: "08:00-18:00"}'


def found(groups: dict[str, str], today: date = date(2026, 11, 22)) -> list[tuple[str, str]]:
    """Codes and pointers of the findings about time groups, of groups written `include: [...], exclude: [...]`."""
    text = (
        "time_groups:\n" + "".join(f"  {name}: {{title: A group, {group}}}\n" for name, group in groups.items()) + REST
    )
    result = checked({"routing/all.yaml": text}, today=today).result
    return [
        (diagnostic.code, diagnostic.place.pointer)
        for diagnostic in result.diagnostics
        if diagnostic.place.pointer.startswith("/time_groups/")
    ]


def test_ordinary_hours_are_silent() -> None:
    assert found({"hours": f"include: [{WEEK}], exclude: [{{holidays: CZ}}]"}) == []


def test_an_ended_list_of_holidays_is_told_once_and_neither_as_never_nor_as_redundant() -> None:
    assert found(
        {
            "hours": f"include: [{WEEK}], exclude: [{{group: days-off}}, {{group: more}}]",
            "days-off": "include: [{dates: [2025-12-24, 2025-12-25]}]",
            "more": "include: [{group: days-off}]",
        }
    ) == [("RC505", "/time_groups/days-off/include/0/dates/1")]


def test_an_odd_year_is_told_beside_the_ended_list_that_it_stands_in() -> None:
    assert sorted(
        found(
            {
                "hours": f"include: [{WEEK}], exclude: [{{group: days-off}}]",
                "days-off": "include: [{dates: [2025-12-24, 0205-12-25]}]",
            }
        )
    ) == [
        ("RC505", "/time_groups/days-off/include/0/dates/0"),
        ("RC506", "/time_groups/days-off/include/0/dates/1"),
    ]


def test_a_list_of_nothing_but_odd_years_is_not_called_ended() -> None:
    assert found({"hours": f"include: [{WEEK}], exclude: [{{dates: [0205-12-24]}}]"}) == [
        ("RC506", "/time_groups/hours/exclude/0/dates/0")
    ]


def test_a_group_that_never_holds_because_of_impossible_hours_is_reported_once_as_such() -> None:
    hours = 'include: [{hours: "08:00-08:00"}, {hours: "09:00-09:00"}], exclude: [{days: sun}]'
    assert found({"hours": hours}) == [
        ("RC501", "/time_groups/hours"),
        ("RC506", "/time_groups/hours/include/0/hours"),
        ("RC506", "/time_groups/hours/include/1/hours"),
    ]


def test_holidays_that_ended_do_not_explain_that_a_group_never_holds() -> None:
    groups = {
        "hours": f"include: [{WEEK}], exclude: [{{days: mon-fri}}, {{group: days-off}}]",
        "days-off": "include: [{dates: 2025-12-24}]",
    }
    assert sorted(found(groups)) == [
        ("RC501", "/time_groups/hours"),
        ("RC505", "/time_groups/days-off/include/0/dates"),
    ]


def test_openings_that_ended_do_not_explain_that_a_group_always_holds() -> None:
    groups = {
        "hours": 'include: [{hours: "00:00-24:00"}, {group: fair}]',
        "fair": "include: [{dates: 2025-05-01}]",
    }
    assert ("RC502", "/time_groups/hours") in found(groups)


def test_a_group_that_always_holds_is_reported_once_and_so_is_one_that_never_holds_by_it() -> None:
    groups = {
        "hours": f"include: [{WEEK}], exclude: [{{holidays: CZ}}, {{group: days-off}}]",
        "days-off": "include: [{days: mon-sun}]",
        "any-time": "include: [{group: days-off}]",
        "christmas": f"include: [{WEEK}], exclude: [{{group: days-off}}], special: [{{dates: 12-24}}]",
    }
    assert [item for item in found(groups) if item[0] != "RC203"] == [
        ("RC501", "/time_groups/hours"),
        ("RC502", "/time_groups/days-off"),
    ]


def test_an_always_open_line_whose_holidays_ended_is_told_of_the_holidays() -> None:
    assert found({"hours": "include: [{days: mon-sun}], exclude: [{dates: 2025-12-24}]"}) == [
        ("RC505", "/time_groups/hours/exclude/0/dates")
    ]


def test_other_redundant_entries_of_a_group_are_told_beside_the_ended_group_that_it_takes_in() -> None:
    assert found(
        {
            "hours": f"include: [{WEEK}, {{days: wed, hours: '09:00-10:00'}}], exclude: [{{group: days-off}}]",
            "days-off": "include: [{dates: 2025-12-24}]",
        }
    ) == [
        ("RC508", "/time_groups/hours/include/1"),
        ("RC505", "/time_groups/days-off/include/0/dates"),
    ]


@pytest.mark.parametrize(
    ("days", "told"),
    [("2026-11-21", True), ("2026-11-22", True), ("2027-01-21", True), ("2027-01-22", False), ("2027-06-01", False)],
)
def test_a_list_is_told_to_end_up_to_sixty_days_before(days: str, told: bool) -> None:
    assert bool(found({"hours": f"include: [{WEEK}], exclude: [{{dates: ['2026-05-01', '{days}']}}]"})) is told


@pytest.mark.parametrize(
    "exclude", ["{dates: [2025-12-24, 12-25]}", "{dates: 2025-12-24}, {holidays: CZ}", "{dates: 12-24}"]
)
def test_dates_without_a_year_and_holidays_never_run_out(exclude: str) -> None:
    assert "RC505" not in {code for code, _ in found({"hours": f"include: [{WEEK}], exclude: [{exclude}]"})}


def test_one_day_openings_beside_weekly_hours_may_pass() -> None:
    assert found({"hours": f"include: [{WEEK}, {{dates: 2025-12-06, hours: '08:00-12:00'}}]"}) == [
        ("RC508", "/time_groups/hours/include/1")
    ]


@pytest.mark.parametrize(
    "unknown",
    [
        "timezone: Europe/Praha, include: [{days: mon-sun}]",
        "include: [{holidays: XX}]",
        "include: [{group: hours}]",
        "include: [{days: mon-sun}, {group: nowhere}]",
    ],
)
def test_what_rests_on_something_unknown_is_not_judged(unknown: str) -> None:
    groups = {"hours": "include: [{group: other}, {group: other}]", "other": unknown}
    assert {code for code, _ in found(groups)} <= {"RC104", "RC201"}


def test_a_group_that_could_not_be_read_whole_is_not_judged_nor_what_rests_on_it() -> None:
    groups = {"hours": "include: [{group: other}], exclude: [{days: sun}]", "other": "include: [{hours: 8-18}]"}
    assert [code for code, _ in found(groups)] == ["RC104"]


def test_the_rules_run_on_any_day_that_a_user_may_name() -> None:
    groups = {"hours": f"include: [{WEEK}], exclude: [{{holidays: CZ}}, {{dates: 2026-12-24}}]"}
    for today in (date.min, date(2028, 2, 29), date.max):
        found(groups, today)
