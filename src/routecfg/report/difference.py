"""A difference as people read it on a terminal, as a pull request shows it, and as programs read it.

The JSON, stable: `version` (1), `empty`, `first` (nothing is in production yet), `summary` (how many objects are added,
removed, changed and renamed, and how many details there are), `objects` (each `change`, `kind`, `name`, `title`, `was`,
`follow`, `details`; each detail `change`, `path`, `before`, `after`, `follow`) and `derived` (lines).
"""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from routecfg.diagnostics import listed, plural
from routecfg.diff import FORMAT_VERSION, Detail, Difference, ObjectChange, What
from routecfg.model import ALL_KINDS, KIND_WORDS, spoken

SIGNS: Final[dict[What, str]] = {"added": "+", "removed": "-", "changed": "~", "renamed": "=", "moved": ">"}
"""What a line begins with."""

_COLOURS: Final[dict[What, str]] = {"added": "32", "removed": "31", "changed": "33", "renamed": "36", "moved": "35"}
_OBJECT_CHANGES: Final[tuple[What, ...]] = ("added", "changed", "renamed", "removed")
_MANY: Final = 3
_LONGEST_COMMENT: Final = 60_000  # GitHub refuses a comment of more than 65,536 characters

_NOTHING: Final = "Nothing to release: production is already like this."


def as_text(difference: Difference, *, colour: bool = False) -> str:
    """One block an object, one line a change; the last line ends with a line break."""
    if difference.empty:
        return _NOTHING + "\n"
    lines = [_summary(difference), ""]
    for one in difference.objects:
        for change, line in _object_lines(one):
            lines.append(f"\x1b[{_COLOURS[change]}m{line}\x1b[0m" if colour else line)
    if difference.derived:
        lines += ([""] if difference.objects else []) + [_one_line(line) for line in difference.derived]
    return "\n".join(lines) + "\n"


def as_json(difference: Difference) -> str:
    """The stable JSON form, with a final line break."""
    details = sum(len(one.details) for one in difference.objects)
    made: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "empty": difference.empty,
        "first": difference.first,
        "summary": {**_counts(difference), "details": details},
        "objects": [
            {**_all_fields(one), "details": [_all_fields(detail) for detail in one.details]}
            for one in difference.objects
        ],
        "derived": list(difference.derived),
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def as_markdown(difference: Difference) -> str:
    """A comment for a pull request: a table of counts, then each object's changes, folded.

    What users wrote stands in fenced code only, where no Markdown, link or mention is read. A comment that would be
    longer than code hosts accept says how many objects it leaves out.
    """
    if difference.empty:
        return f"### routecfg\n\n{_NOTHING}\n"
    parts = [f"### routecfg\n\n{_summary(difference)}\n", *_table(difference)]
    if difference.derived:
        parts.append(_fenced([_one_line(line) for line in difference.derived]))
    room = _LONGEST_COMMENT - sum(map(len, parts))
    for index, one in enumerate(difference.objects):
        block = _folded(one)
        room -= len(block) + 1
        if room < 0:
            left = plural(len(difference.objects) - index, "more object")
            parts.append(f"{left}: `routecfg diff` shows all.\n")
            break
        parts.append(block)
    return "\n".join(parts)


def sentence(detail: Detail) -> str:
    """One change inside an object, in one line: `answer '2, faq' now leads to queue 'support' (was queue 'sales')`."""
    path, part = ": ".join(detail.path), ": ".join(detail.path[:-1])
    leads = detail.path[-1] == "leads to"
    match detail.change:
        case "added" if leads:
            line = f"{part} now leads to {detail.after}"
        case "removed" if leads:
            line = f"{part} no longer leads to {detail.before}"
        case "added" | "removed":
            value = detail.after if detail.change == "added" else detail.before
            line = f"{path} {detail.change}" + (f": {value}" if value is not None else "")
        case "changed" if leads:
            line = f"{part} now leads to {detail.after} (was {detail.before})"
        case "changed":
            line = f"{path} changed to {detail.after} (was {detail.before})"
        case "moved":
            line = f"{path} moved: now {detail.after} (was {detail.before})"
        case "renamed":
            line = f"{path} renamed (was {detail.before})"
    if detail.follow:
        follows = "follows" if detail.follow == 1 else "follow"
        line += f"; {plural(detail.follow, 'place' if detail.change == 'renamed' else 'button')} {follows}"
    return _one_line(line)


def _counts(difference: Difference) -> dict[str, int]:
    return {change: difference.count(change) for change in _OBJECT_CHANGES}


def _summary(difference: Difference) -> str:
    counts = [(change, count) for change, count in _counts(difference).items() if count]
    if difference.first:
        return f"First release: {plural(len(difference.objects), 'object')}."
    if not counts:
        return "Nobody changed an object, but what follows from the calendar's data is another."
    (change, count), *others = counts
    told = [f"{plural(count, 'object')} {change}", *(f"{count:,} {change}" for change, count in others)]
    return f"What changes in production: {listed(told, 'and')}."


def _object_lines(one: ObjectChange) -> Iterator[tuple[What, str]]:
    yield one.change, f"{SIGNS[one.change]} {_one_line(_heading(one))}"
    for change, line in _detail_lines(one.details):
        yield change, f"    {SIGNS[change]} {line}"


def _heading(one: ObjectChange) -> str:
    name = _called(one) + (f" ({one.title})" if one.title else "")
    if one.was is None:
        return name
    follows = f"; {plural(one.follow, 'place')} {'follows' if one.follow == 1 else 'follow'}" if one.follow else ""
    return f"{name} renamed (was '{one.was}'){follows}"


def _called(one: ObjectChange) -> str:
    return spoken(one.kind, one.name) if one.kind in KIND_WORDS else "the project's settings"


def _detail_lines(details: tuple[Detail, ...]) -> Iterator[tuple[What, str]]:
    """One line a change. What changes alike in several decisions, as an edited target set does, is told once."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for detail in details:
        alike.setdefault(_apart_from_decision(detail), []).append(detail.path[0])
    told: set[tuple[Any, ...]] = set()
    for detail in details:
        key = _apart_from_decision(detail)
        if len(detail.path) < 2 or len(alike[key]) < _MANY:
            yield detail.change, sentence(detail)
        elif key not in told:
            told.add(key)
            names = [name.removeprefix("decision ") for name in alike[key]]
            shown = listed(names if len(names) <= 5 else [*names[:4], f"{len(names) - 4:,} more"], "and")
            one = Detail(detail.change, (f"in {len(names):,} decisions ({shown})", *detail.path[1:]), *key[2:4])
            yield detail.change, sentence(one)


def _apart_from_decision(detail: Detail) -> tuple[Any, ...]:
    return detail.change, detail.path[1:], detail.before, detail.after, len(detail.path), detail.follow


def _all_fields(record: Detail | ObjectChange) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _table(difference: Difference) -> Iterator[str]:
    if not difference.objects:
        return
    lines = ["| | added | changed | renamed | removed |", "|---|---:|---:|---:|---:|"]
    for kind in ("project", *ALL_KINDS):
        of = [one.change for one in difference.objects if one.kind == kind]
        if of:
            counts = " | ".join(str(of.count(change) or "") for change in _OBJECT_CHANGES)
            lines.append(f"| {KIND_WORDS.get(kind, 'settings')} | {counts} |")
    yield "\n".join(lines) + "\n"


def _folded(one: ObjectChange) -> str:
    lines = [f"{SIGNS[change]} {line}" for change, line in _detail_lines(one.details)]
    heading = escape(_one_line(f"{SIGNS[one.change]} {_called(one)}: {one.change}"))
    if not lines:
        lines = [_one_line(f"{SIGNS[one.change]} {_heading(one)}")]
    elif one.was is not None or one.title:
        lines.insert(0, _one_line(_heading(one)))
    return f"<details><summary>{heading}</summary>\n\n{_fenced(lines)}\n</details>\n"


def _fenced(lines: list[str]) -> str:
    """Lines in a fence that is longer than any run of its characters in them."""
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}diff\n{text}\n{fence}\n"


def _one_line(text: str) -> str:
    """Text that neither breaks a line nor speaks to a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
