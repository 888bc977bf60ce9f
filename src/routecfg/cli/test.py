"""`routecfg test`: do chats end as their scenarios say?"""

from collections.abc import Sequence
from math import isnan
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.terminal import note, say, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.project import SCENARIOS
from routecfg.workspace.subject import sandbox

if TYPE_CHECKING:
    from routecfg.diagnostics import Path as Pointed
    from routecfg.project import SourceFile
    from routecfg.scenarios import NoDetectorError, Scenario

ResultFormat: TypeAlias = Literal["text", "json", "junit"]

_BEGIN: Final = f"'routecfg chat --record {SCENARIOS}/first.yaml' writes what you try as a scenario"


def test(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAMES", help="Run these scenarios only, or those of these files.", show_default=False),
    ] = None,
    containing: Annotated[
        str | None,
        typer.Option(
            "-k", metavar="WORDS", help="Run only scenarios with this in their name or title.", show_default=False
        ),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop after the first scenario that fails.")] = False,
    format_: Annotated[
        ResultFormat, typer.Option("--format", metavar="FORMAT", help="text, json for programs, or junit for CI.")
    ] = "text",
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say how much of the routing the scenarios try, and what they do not.")
    ] = False,
    coverage_lcov: Annotated[
        Path | None,
        typer.Option(
            "--coverage-lcov",
            metavar="FILE",
            help="Write that as an lcov file, for Codecov, genhtml and editors.",
            show_default=False,
        ),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="Change the routing in many small ways, and say what no scenario would notice."),
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            help="Make other changes.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Make no more changes after this time, such as 10m. Default: 60s.", show_default=False
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help="Fail if the scenarios try less than this; with --mutate, if they notice less.",
            show_default=False,
        ),
    ] = None,
    generate: Annotated[
        bool, typer.Option("--generate", help="Propose scenarios for what none of them tries, as YAML to review.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the proposed scenarios into a new file.", show_default=False),
    ] = None,
    project: ProjectOption = None,
) -> int:
    """Run the scenarios of the folder tests: chats with their expected end.

    Of each that fails you see the chat up to where it is not as expected, what was expected, and the path with files
    and lines. Nothing is sent anywhere: a scenario says what requests and chatbots answer, and no secret is looked up.

    Coverage counts what the scenarios that pass have tried: decisions, answers, actions, both branches of conditions,
    hours, texts in each language, what chatbots may do. What no chat can get to is left out.

    With --mutate each change is one mistake that could be made in the routing, such as an answer that leads somewhere
    else. A change that no scenario notices is shown with the chat that would. What nobody can notice is left out.

    With --generate nothing is reported of the scenarios: chats that try what they do not are looked for, and written as
    scenarios. Each was run and passes: it says what the routing does, and you say whether it should.

    Exit status: 0 all passed; 1 one failed, a file of scenarios is wrong, or too little is covered or noticed; 2 could
    not run.
    """
    from routecfg.cli.clock import now
    from routecfg.opening_hours import day_at
    from routecfg.report import render
    from routecfg.scenarios import Bundles, NoDetectorError, read_scenarios, run
    from routecfg.workspace.scenario_findings import found_in_scenarios
    from routecfg.world.language_detection import detector

    if fail_under is not None and isnan(fail_under):
        raise CannotRun("'--fail-under' needs a number", "write a percentage, such as 80")
    if out is not None and not generate:
        raise CannotRun("'--out' is for the scenarios that '--generate' proposes", "add '--generate'")
    if (seed is not None or time_limit is not None) and not mutate:
        raise CannotRun("'--seed' and '--time-limit' are for the changes of '--mutate'", "add '--mutate'")
    for name, given in (
        ("--coverage", coverage),
        ("--coverage-lcov", coverage_lcov is not None),
        ("--fail-under", fail_under is not None),
        ("--fail-fast", fail_fast),
        ("--mutate", mutate),
        ("--format", format_ != "text"),
    ):
        if given and generate:
            raise CannotRun(f"'{name}' and '--generate' cannot both be given", "run them one after the other")
    limit = 0
    if mutate:
        from routecfg.cli.mutation import limit_of

        limit = limit_of(time_limit)
    workspace = Workspace(project)
    zone = workspace.settings.timezone
    if not generate and not (workspace.root / SCENARIOS).is_dir():
        raise CannotRun(f"there are no scenarios: the project has no folder '{SCENARIOS}'", _BEGIN)
    files = workspace.scenario_files
    today = day_at(zone, int(now().timestamp())).day
    subject = sandbox(workspace, today)
    estate = subject.bundle.estate
    read = read_scenarios(files, subject.written or estate, zone)
    prefix = workspace.prefix_in_repository if format_ == "junit" else workspace.prefix
    result = found_in_scenarios(files, read, attrgetter("severity")).under(prefix)
    if not result.ok:
        say(render(result, format_, screen=screen()))
        return Exit.FOUND
    if result.diagnostics:
        note(render(result, "concise").rstrip("\n"))
    if not read.scenarios and not generate:
        raise CannotRun(f"there are no scenarios in '{SCENARIOS}'", _BEGIN)
    bundles = Bundles(subject.bundle, subject.written, detector)
    runs = []
    for scenario in _chosen(read.scenarios, names or (), containing, workspace.prefix) if read.scenarios else ():
        try:
            runs.append(run(scenario, bundles))
        except NoDetectorError as lacking:
            raise _without_detector(lacking) from None
        if fail_fast and runs[-1].difference is not None:
            break
    if generate:
        from routecfg.cli.generating import propose

        propose(runs, {each.name for each in read.scenarios}, bundles, subject, workspace, today, out)
        return Exit.CLEAN
    lines = _Lines(files)
    measured = None
    if coverage or coverage_lcov is not None or (fail_under is not None and not mutate):
        from routecfg.cli.coverage import measured_in

        measured = measured_in(runs, subject, workspace.settings, today)
    mutated = None
    if mutate:
        from routecfg.cli.mutation import mutated_in

        mutated = mutated_in(runs, bundles, subject, workspace.settings, today, seed, limit)
    from routecfg.report import scenario_results as report

    match format_:
        case "text":
            shown = report.scenarios_as_text(runs, prefix, lines, estate, subject.places, screen())
        case "json":
            values = {} if measured is None or not coverage else measured.values()
            values |= {} if mutated is None else mutated.values()
            shown = report.scenarios_as_json(runs, prefix, lines, values)
        case "junit":
            shown = report.scenarios_as_junit(runs, prefix, lines, estate, subject.places)
    if measured is not None and coverage and format_ == "text":
        shown += "\n" + measured.text(screen())
    if mutated is not None and format_ == "text":
        shown += "\n" + mutated.text(screen())
    say(shown)
    failed = any(each.difference is not None for each in runs)
    if measured is not None:
        if coverage and format_ == "junit":
            note(measured.share)
        if coverage_lcov is not None:
            measured.save_lcov(coverage_lcov, workspace)
        failed |= fail_under is not None and (coverage or not mutate) and measured.under(fail_under)
    if mutated is not None:
        if format_ == "junit":
            note(mutated.share)
        failed |= fail_under is not None and mutated.under(fail_under)
    return Exit.FOUND if failed else Exit.CLEAN


class _Lines:
    """The lines of places in files of scenarios. A file is looked at once, when it is first asked for."""

    def __init__(self, files: "Sequence[SourceFile]") -> None:
        from routecfg.source import Layout

        self._layout = Layout
        self._files = {file.path: file for file in files}
        self._known: dict[str, Layout] = {}

    def __call__(self, file: str, path: "Pointed") -> int:
        if file not in self._known:
            self._known[file] = self._layout(self._files[file].read())
        return self._known[file].span(path, on_key=isinstance(path[-1], str)).line


def _without_detector(lacking: "NoDetectorError") -> CannotRun:
    from routecfg.world.language_detection import INSTALL

    scenario = lacking.scenario
    return CannotRun(
        f"scenario '{scenario.label}' in '{scenario.file}' cannot run: it has 'language: detect', and nothing that"
        " detects languages is installed",
        f"{INSTALL} installs it; or write a language in its place, such as {lacking.languages[0]}",
    )


def _chosen(
    scenarios: "Sequence[Scenario]", names: Sequence[str], containing: str | None, prefix: str
) -> "list[Scenario]":
    """The scenarios that are meant, by their names or files. Raises CannotRun if there are none, or no such name."""
    names = [name.removeprefix("./") for name in names]
    known = {each.name for each in scenarios}
    files = {prefix + each.file for each in scenarios}
    for name in names:
        if name not in known and name not in files:
            advice = did_you_mean(nearest(name, known), "'-k' finds scenarios by a part of their name or title")
            raise CannotRun(f"no scenario is called '{name}'", advice)
    chosen = [each for each in scenarios if not names or each.name in names or prefix + each.file in names]
    if containing is not None:
        part = containing.casefold()
        chosen = [each for each in chosen if part in f"{each.name}\n{each.fields.title}".casefold()]
        if not chosen:
            raise CannotRun(f"no scenario has '{containing}' in its name or title")
    return chosen
