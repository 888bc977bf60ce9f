"""Files of scenarios, read: the scenarios in them, and what is wrong with them."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from routecfg.diagnostics import Finding, Path, Related, listed
from routecfg.disclosure import quoted
from routecfg.model import Estate
from routecfg.pipeline.places import Sighting
from routecfg.project import SourceFile
from routecfg.scenarios.moments import NoMoment, moment
from routecfg.scenarios.names import helpful_names, trees_with, unknown_names
from routecfg.scenarios.scenario import ChatPlace, Scenario, as_written
from routecfg.shape import INVALID_VALUE, MISSING_FIELD, check_scenarios
from routecfg.source import misread, read

_NEEDED: Final = {
    "inbound": ("at which number the chat begins", "add it, for example inbound: eshop-cz"),
    "at": ("when the chat begins", "add it, for example at: 2026-12-24T11:50"),
}


class ReadScenarios(NamedTuple):
    """The scenarios in the order of files and lines, what was found in the files, and which could not be read."""

    scenarios: tuple[Scenario, ...]
    found: tuple[Sighting, ...]
    unreadable: frozenset[str] = frozenset()


def read_scenarios(files: Iterable[SourceFile], estate: Estate | None, zone: str) -> ReadScenarios:
    """Every scenario of these files. What they name must be in the estate, unless it is not known (None).

    `zone` is the project's clock.
    """
    scenarios: list[Scenario] = []
    found: list[Sighting] = []
    unreadable: set[str] = set()
    homes: dict[str, str] = {}
    complete = helpful_names(estate)
    for file in files:
        found += (Sighting(finding, file.path) for finding in file.findings)
        if file.digest is None:
            continue
        here, findings = _read(file, zone, estate)
        if here is None:
            unreadable.add(file.path)
        for scenario in here or ():
            findings += _again(scenario, homes.setdefault(scenario.name, file.path))
            findings += unknown_names(scenario, estate) if estate is not None else ()
        scenarios += here or ()
        found += (Sighting(complete(finding), file.path) for finding in dict.fromkeys(findings))
    return ReadScenarios(tuple(scenarios), tuple(found), frozenset(unreadable))


def _read(file: SourceFile, zone: str, estate: Estate | None) -> tuple[list[Scenario] | None, list[Finding]]:
    """The scenarios of a file, None if it cannot be read, and what is wrong with it."""
    data = file.read()
    reading = read(data)
    if reading.values is None and reading.findings:
        return None, list(reading.findings)
    shaped = check_scenarios(reading.values)
    if (reading.findings or shaped.found) and (cause := misread(data)) is not None:
        return None, [cause]
    findings = [*reading.findings, *shaped.found]
    if shaped.found or not isinstance(reading.values, dict):
        return [], findings
    scenarios = []
    for name, values in (reading.values.get("scenarios") or {}).items():
        for case, path, merged in _cases(name, values):
            missing = list(_missing(name, case, path, merged))
            findings += missing
            if not missing:
                own = frozenset(values["cases"][case - 1]) if case else frozenset[str]()
                scenario = Scenario(name, as_written(merged), file.path, path, case, own)
                scenarios.append(scenario)
                findings += _faults(scenario, zone, estate)
    return scenarios, findings


def _cases(name: str, values: dict[str, Any]) -> Iterator[tuple[int, Path, dict[str, Any]]]:
    """A scenario as it stands; of a table each case, with all that stands above it and that it does not say itself."""
    above = {key: value for key, value in values.items() if key != "cases"}
    path: Path = ("scenarios", name)
    if "cases" not in values:
        yield 0, path, above
    for number, case in enumerate(values.get("cases", ()), 1):
        yield number, (*path, "cases", number - 1), {**above, **case}


def _missing(name: str, case: int, path: Path, values: dict[str, Any]) -> Iterator[Finding]:
    for key, (what, help_) in _NEEDED.items():
        if key not in values:
            which = f"case {case} of scenario '{name}'" if case else f"scenario '{name}'"
            yield MISSING_FIELD.at(path, f"{which} does not say {what}", on_key=not case, help=help_)


def _again(scenario: Scenario, home: str) -> Iterator[Finding]:
    if home != scenario.file:
        yield INVALID_VALUE.at(
            scenario.path[:2],
            f"there are two scenarios '{scenario.name}', so nobody knows which of them a report means",
            on_key=True,
            help="give one of the two another name",
            related=(Related("the other one", scenario.path[:2], file=home, on_key=True),),
        )


def _faults(scenario: Scenario, zone: str, estate: Estate | None) -> Iterator[Finding]:
    """What the schema cannot say of a scenario."""
    yield from _of_instant(scenario.fields.at, scenario.place("at"), zone)
    yield from _of_place(scenario.fields.reaches, scenario.place("reaches"), estate)
    for index, step in enumerate(scenario.fields.chat):
        path = scenario.place("chat", index)
        if step.at is not None:
            yield from _of_instant(step.at, (*path, "at"), zone)
        if step.at is not None and step.later is not None:
            yield INVALID_VALUE.at(path, "a step has 'at' or 'later', not both", help="take one of the two out")
        acts = [key for key, done in (("press", step.press), ("closed", step.closed or None)) if done is not None]
        acts += ["send" if step.send is not None else "say"] if (step.send or step.say) is not None else []
        if len(acts) > 1:
            message = f"one step has '{acts[0]}' and '{acts[1]}', and nobody does both at once"
            yield INVALID_VALUE.at(path, message, help="make two steps of it")
        if step.new_chat and not {"press", "send", "say"} & set(acts):
            message = "only a message or a button opens a new chat, and this step has none"
            yield INVALID_VALUE.at(
                (*path, "new_chat"), message, help="add it, such as say: Hello, or take 'new_chat' out"
            )
        if step.expect is not None:
            yield from _of_place(step.expect.waits, (*path, "expect", "waits"), estate)


def _of_instant(text: str, path: Path, zone: str) -> Iterator[Finding]:
    found = moment(text, zone)
    if isinstance(found, NoMoment):
        yield INVALID_VALUE.at(path, f"{quoted(text, path)} {found.message}", help=found.help)


def _of_place(place: ChatPlace | None, path: Path, estate: Estate | None) -> Iterator[Finding]:
    if place is None:
        return
    named = [key for key in ("terminate", "queue", "decision_tree", "chatbot") if getattr(place, key) is not None]
    if len(named) > 1:
        message = f"a chat is at one place, and this names {len(named)}: {listed(named, 'and')}"
        yield INVALID_VALUE.at(path, message, help="take out all but one")
    elif place.decision is not None and place.decision_tree is None:
        trees = () if estate is None else trees_with(place.decision, estate)
        written = f"{{decision_tree: {trees[0] if trees else '...'}, decision: {place.decision}}}"
        yield INVALID_VALUE.at(path, "a decision is named without its decision tree", help=f"write {written}")
