"""Estates of one odd shape each, at any size: they show how the time of a rule grows.

Each function writes a project into a folder. What it holds may be at fault (a ring is): only time counts here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from benchmarks.estate import write_file, write_project

Writer: TypeAlias = Callable[[Path, int], None]

DECISIONS_A_TREE: Final = 1000  # a ring of 100,000 in one file would pass the reader's limit for one file


def conditions_on_one_group(folder: Path, size: int) -> None:
    """Numbers, each with its own time condition, all of which ask the same time group."""
    _write(folder, size, lambda _: "hours", lambda _: {"terminate": "closed"}, {"hours": _group(0)}, size)


def chained_conditions(folder: Path, size: int) -> None:
    """One number and a chain of time conditions, each of which leads on to the next outside its hours."""
    groups = {f"hours-{group}": _group(group) for group in range(7)}

    def otherwise(place: int) -> dict[str, str]:
        return {"time_condition": f"open-{place + 1}"} if place + 1 < size else {"terminate": "closed"}

    _write(folder, size, lambda place: f"hours-{place % 7}", otherwise, groups, 1)


def years_of_groups(folder: Path, size: int) -> None:
    """Time groups that each fill a year: weeks, holidays, special days, and another group; each is in use."""
    groups = {f"hours-{group}": _group(group, full=True) for group in range(size)}
    _write(folder, size, lambda place: f"hours-{place}", lambda _: {"terminate": "closed"}, groups, size)


def ring_of_decisions(folder: Path, size: int) -> None:
    """Decisions that lead to one another at once and in a circle, over as many trees as it takes."""
    _write(folder, 0, str, lambda _: {}, {}, 1, first={"decision_tree": "tree-0"})
    trees = max(1, size // DECISIONS_A_TREE)
    for tree in range(trees):
        last = {"decision_tree": f"tree-{(tree + 1) % trees}"}
        ways = [{"decision": f"step-{step + 1}"} for step in range(min(size, DECISIONS_A_TREE) - 1)]
        decisions = {
            f"step-{step}": {"title": f"Step {step}", "targets": [{"to": to}]} for step, to in enumerate([*ways, last])
        }
        body = {f"tree-{tree}": {"title": f"Tree {tree}", "decisions": decisions}}
        write_file(folder / f"routing/tree-{tree:04}.yaml", {"decision_trees": body})


SCALES: Final[tuple[tuple[str, Writer, int], ...]] = (
    ("conditions on one group", conditions_on_one_group, 4000),  # a thousand take too little time to judge
    ("chained conditions", chained_conditions, 1000),
    ("time groups that fill a year", years_of_groups, 200),
    ("decisions in a ring", ring_of_decisions, 100_000),
)
"""What to grow, and the size that is doubled."""


def _write(
    folder: Path,
    conditions: int,
    group_of: Callable[[int], str],
    otherwise: Callable[[int], dict[str, str]],
    groups: dict[str, Any],
    lines: int,
    first: dict[str, str] | None = None,
) -> None:
    """A project of numbers, time conditions and time groups."""
    write_project(folder)
    values = {
        "inbound_routings": {
            f"line-{line}": _line(line, first or {"time_condition": f"open-{line}"}) for line in range(lines)
        },
    }
    if groups:
        values["time_groups"] = groups
    if conditions:
        values["queues"] = {"support": {"title": "Support"}}
        values["terminates"] = {"closed": {"title": "Closed", "disconnection_cause": "out_of_time"}}
        values["time_conditions"] = {
            f"open-{place}": {
                "title": f"Open {place}",
                "time_group": group_of(place),
                "if_time_matches": {"queue": "support"},
                "if_time_does_not_match": otherwise(place),
            }
            for place in range(conditions)
        }
    write_file(folder / "routing/all.yaml", values)


def _line(line: int, first: dict[str, str]) -> dict[str, Any]:
    return {
        "title": f"Line {line}",
        "api_token": {"env": f"AMIO_TOKEN_{line}"},
        "channel_id": str(6487021340000000000 + line),
        "next_destination": first,
    }


def _group(number: int, full: bool = False) -> dict[str, Any]:
    """Opening hours; full ones with holidays, half an hour's break a month, and days that are special."""
    start = 6 + number % 5
    group: dict[str, Any] = {
        "title": f"Hours {number}",
        "include": [{"days": "mon-fri", "hours": f"{start:02}:00-{start + 10:02}:{number % 6}0"}],
    }
    if not full:
        return group
    months = [
        {"dates": f"{month:02}-{1 + number % 28:02}", "hours": "12:00-12:30"} for month in (1, 2, 3, 4, 5, 6, 9, 10, 11)
    ]
    other = (
        [{"group": f"hours-{number - 1}", "days": "sat"}] if number % 3 else [{"days": "sat", "hours": "09:00-12:00"}]
    )
    return {
        **group,
        "timezone": ("Europe/Prague", "Europe/London", "America/New_York")[number % 3],
        "include": [*group["include"], *other, {"days": "sun", "hours": "22:00-06:00"}],
        "exclude": [{"holidays": ("CZ", "GB", "US")[number % 3]}, *months],
        "special": [{"dates": "12-24..12-26", "hours": "closed"}, {"dates": "07-01..08-31", "hours": "08:00-14:00"}],
    }
