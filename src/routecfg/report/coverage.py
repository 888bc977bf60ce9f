"""What scenarios try of a routing: counts, what is left and where it is written, for people and for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from routecfg.colours import CLOSED, GOOD
from routecfg.diff import entry_words
from routecfg.disclosure import harmless
from routecfg.model import Estate, destination_words, spoken
from routecfg.pipeline.written_places import Written
from routecfg.report.json_document import encodable
from routecfg.report.table import table
from routecfg.scenarios.coverage import NOT_REACHED, Counted, Coverage, Goal, target_at
from routecfg.screen import PLAIN, Screen

_LISTED: Final = 200
"""Lines of what is left that a person may want to read: programs get all."""

_KINDS: Final = {
    "inbound_routings": "inbound routings",
    "decisions": "decisions",
    "targets": "targets",
    "defaults": "defaults",
    "not_understood": "not understood",
    "actions": "actions",
    "branches": "branches of conditions",
    "time_conditions": "sides of time conditions",
    "time_entries": "entries of time groups",
    "texts": "texts, each language",
    "chatbots": "outcomes of chatbots",
}
_ACTIONS: Final = {
    "send_message": "its message is never sent",
    "save_data": "it never saves these data",
    "request": "its request is never made",
    "create_ticket": "its ticket is never filed",
    "target": "its target among the actions is never taken",
    "loop": "its loop is never reached",
}
_OUTCOMES: Final = {
    "answered": "never answers",
    "transferred": "never hands over to a queue",
    "down": "is never down",
}


def percent(counted: Counted) -> str:
    """A share, for people."""
    return f"{counted.percent:.1f} %"


def coverage_as_text(coverage: Coverage, written: Estate, places: Written, screen: Screen = PLAIN) -> str:
    """A table of all counts, then what no scenario tries, then what is left out since no chat can get there."""
    total = coverage.total
    counts = table(
        ("coverage", "covered", "of", "percent"),
        [(_KINDS[kind], *_counts(counted)) for kind, counted in coverage.by_kind.items() if counted.goals],
        screen,
    )
    style = f"bold {GOOD if total.covered == total.goals else CLOSED}"
    share = f"{percent(total)} covered: {total.covered:,} of {total.goals:,}"
    parts = [counts + screen.paint(share, style) + "\n"]
    uncovered = [(goal, _said(goal, written) + more) for goal, more in _folded(coverage.uncovered, coverage)]
    if uncovered:
        advice = "'routecfg test --generate' proposes scenarios for these\n"
        parts.append(_listed(("where", "what no scenario tries"), _rows(uncovered, places), screen) + advice)
    left_out = [
        (goal, f"{_said(goal, written)}{more}: {coverage.unreachable.get(goal, NOT_REACHED)}")
        for goal, more in _folded(coverage.unreachable, coverage)
    ]
    if left_out:
        parts.append(_listed(("where", "left out of the count, and why"), _rows(left_out, places), screen))
    return "\n".join(parts)


def coverage_values(coverage: Coverage, places: Written) -> dict[str, Any]:
    """The same for programs, with nothing folded and nothing cut."""
    return {
        "percent": coverage.total.percent,
        **_numbers(coverage.total),
        "kinds": {
            kind: {"percent": counted.percent, **_numbers(counted)} for kind, counted in coverage.by_kind.items()
        },
        "uncovered": [_values(goal, places) for goal in coverage.uncovered],
        "unreachable": [{**_values(goal, places), "why": why} for goal, why in coverage.unreachable.items()],
    }


def line_of(goal: Goal, places: Written) -> tuple[str, int] | None:
    """The file and the line of a goal; None where it stands in no file."""
    return places(f"{goal.place}/if" if goal.kind == "branches" else goal.place)


def _counts(counted: Counted) -> tuple[str, str, str]:
    return f"{counted.covered:,}", f"{counted.goals:,}", percent(counted)


def _numbers(counted: Counted) -> dict[str, int]:
    return {"covered": counted.covered, "goals": counted.goals}


def _values(goal: Goal, places: Written) -> dict[str, Any]:
    file, line = line_of(goal, places) or (None, None)
    return {
        "kind": goal.kind,
        "place": encodable(goal.place),
        "which": encodable(goal.which) or None,
        "file": None if file is None else encodable(file),
        "line": line,
    }


def _folded(goals: Iterable[Goal], coverage: Coverage) -> Iterator[tuple[Goal, str]]:
    """The goals, each with a word on how many more it stands for: those inside a decision that is among them.

    A tree of which all decisions are among them stands for these; its place is that of the tree.
    """
    every = list(goals)
    decisions = Counter(_tree(goal.place) for goal in coverage.hits if goal.kind == "decisions")
    here = Counter(_tree(goal.place) for goal in every if goal.kind == "decisions")
    inside = {goal.place for goal in every if goal.kind == "decisions"}
    heads: dict[Goal, int] = {}
    for goal in every:
        tree, home = _tree(goal.place), _decision(goal.place)
        head = goal
        if tree and here[tree] == decisions[tree]:
            head = Goal("decisions", tree)
        elif home in inside:
            head = Goal("decisions", home)
        heads[head] = heads.get(head, -1) + 1
    for head, more in heads.items():
        yield head, f" ({more:,} more in it)" if more else ""


def _tree(place: str) -> str:
    """The decision tree in which a place lies; empty elsewhere."""
    parts = place.split("/")
    return "/".join(parts[:3]) if parts[1] == "decision_trees" else ""


def _decision(place: str) -> str:
    """The decision in which a place lies; the place itself elsewhere."""
    parts = place.split("/")
    return "/".join(parts[:5]) if parts[1] == "decision_trees" else place


def _rows(said: Iterable[tuple[Goal, str]], places: Written) -> list[tuple[str, str]]:
    """By file and line."""
    found = [(line_of(goal, places) or ("", 0), harmless(words)) for goal, words in said]
    return [(f"{harmless(file)}:{line}" if file else "", words) for (file, line), words in sorted(found)]


def _listed(header: tuple[str, str], rows: list[tuple[str, str]], screen: Screen) -> str:
    shown = table(header, rows[:_LISTED], screen, wrapping=header)
    left = len(rows) - _LISTED
    return shown + (f"and {left:,} more, all of which '--format json' lists\n" if left > 0 else "")


def _said(goal: Goal, written: Estate) -> str:
    """What is not tried, for people."""
    _, kind, name, *rest = goal.place.split("/")
    owner = spoken(kind, name)
    if kind == "decision_trees" and rest:
        owner = f"decision '{rest[1]}' of {owner}"
    match goal.kind:
        case "inbound_routings":
            return f"no chat begins at {owner}"
        case "decisions":
            return f"{owner} is never entered"
        case "targets":
            return f"{owner}: {_target(goal, written)}"
        case "defaults":
            return f"{owner}: its default is never taken"
        case "not_understood":
            return f"{owner}: nobody writes something that no answer fits"
        case "actions":
            return f"{owner}: {_ACTIONS[goal.place.rpartition('/')[2]]}"
        case "branches":
            return f"{owner}: its condition {'never' if goal.which == 'then' else 'always'} holds"
        case "time_conditions":
            return f"{owner} {'never' if goal.place.endswith('/if_time_matches') else 'always'} holds"
        case "time_entries":
            part, index = rest
            entry = getattr(written.time_groups[name], part)[int(index)]
            return f"{owner}: the entry {entry_words(entry)} of '{part}' never decides"
        case "texts":
            return f"{owner}: its text is never sent in '{goal.which}'"
    return f"{owner} {_OUTCOMES[goal.which]}"


def _target(goal: Goal, written: Estate) -> str:
    target, language = target_at(goal.place, written)
    if language:
        return f"nobody goes to {destination_words(target.languages[language])}, its variant for '{language}'"
    way = "this way is never taken" if target.immediate else "this answer is never chosen"
    return f"{way}, to {destination_words(target.to)}"
