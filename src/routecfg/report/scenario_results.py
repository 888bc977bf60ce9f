"""What came of scenarios: for people the chats that went wrong, for CI systems and programs every one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from routecfg.colours import CLOSED, GOOD
from routecfg.diagnostics import Path, listed, plural
from routecfg.disclosure import harmless
from routecfg.engine import Event
from routecfg.model import Estate
from routecfg.pipeline.written_places import Written
from routecfg.report.chat import chat_as_text, path_as_text
from routecfg.report.json_document import encodable, json_document
from routecfg.report.junit import junit_case, junit_document, junit_text, junit_value
from routecfg.scenarios import Run, RunStep
from routecfg.screen import PLAIN, Screen

Lines = Callable[[str, Path], int]
"""The line of a place in a file of scenarios."""

_FAILED: Final = "FAILED"
_MANY: Final = 5
"""Failures that people read one after another: of more, most have one cause."""


def scenarios_as_text(
    runs: Sequence[Run], prefix: str, lines: Lines, estate: Estate, written: Written, screen: Screen = PLAIN
) -> str:
    """Each failed scenario with its chat up to the first difference; then how many there are.

    `prefix` stands before the files of scenarios.
    """
    parts = [_failure(each, prefix, lines, estate, written, screen) for each in runs if each.difference is not None]
    unused = [f"{_at(each, prefix, lines)}: {_unused(each)}" for each in runs if each.unused]
    wrapped = "".join(f"{line}\n" for note in unused for line in screen.wrap(f"note: {note}", "  "))
    failed = len(parts)
    count = (
        f"{failed} of {plural(len(runs), 'scenario')} failed" if failed else f"{plural(len(runs), 'scenario')} passed"
    )
    summary = screen.paint(count, f"bold {CLOSED if failed else GOOD}")
    advice = "'--fail-fast' stops after the first: one fault can make many fail\n" if failed > _MANY else ""
    return "".join(f"{part}\n" for part in parts) + wrapped + f"{summary}\n{advice}"


def _unused(run: Run) -> str:
    names = [f"'{harmless(name)}'" for name in run.unused]
    return f"nothing asks for {listed(names, 'and')}"


def _failure(run: Run, prefix: str, lines: Lines, estate: Estate, written: Written, screen: Screen) -> str:
    title = f"{harmless(run.scenario.label)}: {harmless(run.scenario.fields.title)}"
    first, *more = screen.wrap(f"{_FAILED} {title}", "  ")
    head = [f"{screen.paint(_FAILED, f'bold {CLOSED}')}{screen.paint(first[len(_FAILED) :], 'bold')}", *more]
    found: list[str] = [*head, f"  at {_at(run, prefix, lines)}"]
    chat = "".join(_chat(run.steps, estate, screen))
    path = path_as_text(_last(run), written, screen)
    end = [line for label, text in _ends(run) for line in screen.wrap(f"{label}: {text}", "  ")]
    return "\n".join([*found, ""]) + chat + path + "".join(f"{line}\n" for line in end)


def _ends(run: Run) -> Iterator[tuple[str, str]]:
    if run.difference is not None:
        yield "expected", harmless(run.difference.expected)
        yield "but", harmless(run.difference.came)


def _chat(steps: Sequence[RunStep], estate: Estate, screen: Screen) -> Iterator[str]:
    for step in steps:
        if step.clock:
            yield f"-- it is {step.clock}\n"
        yield chat_as_text(step.events, estate, screen, echo=True)


def _last(run: Run) -> tuple[Event, ...]:
    return run.steps[-1].events if run.steps else ()


def _at(run: Run, prefix: str, lines: Lines) -> str:
    path = run.scenario.path if run.difference is None else run.difference.path
    return f"{harmless(prefix + run.scenario.file)}:{lines(run.scenario.file, path)}"


def scenarios_as_json(runs: Sequence[Run], prefix: str, lines: Lines, more: Mapping[str, Any]) -> str:
    """All scenarios as one JSON document; `more` are further fields of it."""
    failed = sum(run.difference is not None for run in runs)
    return json_document(
        {
            "version": 1,
            "ok": not failed,
            "summary": {"scenarios": len(runs), "passed": len(runs) - failed, "failed": failed},
            "scenarios": [_values(run, prefix, lines) for run in runs],
            "diagnostics": [],
            **more,
        }
    )


def _values(run: Run, prefix: str, lines: Lines) -> dict[str, Any]:
    scenario, different = run.scenario, run.difference
    return {
        "name": scenario.name,
        "case": scenario.case or None,
        "title": harmless(scenario.fields.title),
        "file": encodable(prefix + scenario.file),
        "line": lines(scenario.file, scenario.path),
        "passed": different is None,
        "difference": None
        if different is None
        else {
            "line": lines(scenario.file, different.path),
            "expected": harmless(different.expected),
            "came": harmless(different.came),
        },
        "unused": [harmless(name) for name in run.unused],
    }


def scenarios_as_junit(runs: Sequence[Run], prefix: str, lines: Lines, estate: Estate, written: Written) -> str:
    """One test a scenario, in the class of its file."""
    cases = []
    for run in runs:
        outcome = ""
        if run.difference is not None:
            words = f"expected: {run.difference.expected}, but: {run.difference.came}"
            shown = _failure(run, prefix, lines, estate, written, PLAIN)
            body = "\n".join(map(junit_text, shown.splitlines()))
            outcome = f'<failure type="difference" message={junit_value(words)}>{body}</failure>'
        file = prefix + run.scenario.file
        line = str(lines(run.scenario.file, run.scenario.path))
        more = f" file={junit_value(file)} line={junit_value(line)}"
        cases.append(junit_case(file, f"{run.scenario.label}: {run.scenario.fields.title}", outcome, more))
    return junit_document(cases, sum(run.difference is not None for run in runs))
