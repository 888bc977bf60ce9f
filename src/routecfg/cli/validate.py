"""`routecfg validate`: is the estate right?"""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
import typer

from routecfg.cache import decoded
from routecfg.cli.baseline import read_baseline, without_known, write_baseline
from routecfg.cli.completion import rule
from routecfg.cli.exit_status import FAULT, Exit
from routecfg.cli.options import ProjectOption, TodayOption, day
from routecfg.cli.terminal import given, note, say, screen
from routecfg.cli.workspace import STDIN, Workspace
from routecfg.diagnostics import CannotRun, Severity
from routecfg.limits import LARGEST_FILE
from routecfg.project import printable
from routecfg.report import Format
from routecfg.screen import PLAIN, Screen

if TYPE_CHECKING:
    from routecfg.pipeline import Result
    from routecfg.policy import Selection

_FOR_CODE_HOSTS: Final = ("sarif", "github", "gitlab", "junit")
"""Forms that are read by who looks for files from the top of the repository."""


class Options(msgspec.Struct, frozen=True):
    """Everything that the user chose and that changes what is printed."""

    format: Format
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    quiet: bool
    reported: tuple[str, ...] | None
    screen: Screen
    prefix: str
    baseline: bytes | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a run prints and how it ends: what the cache keeps of it."""

    stdout: str
    stderr: str
    status: int


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS|-",
            help="Report on these files or folders only; all others of their project are read all the same. '-' reads"
            " one more routing file from standard input and reports on that.",
            show_default=False,
        ),
    ] = None,
    project: ProjectOption = None,
    format_: Annotated[
        Format,
        typer.Option("--format", metavar="FORMAT", help="text, concise, json, sarif, github, gitlab or junit."),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES", help="Only these rules: codes, names, or how codes begin (RC3).", autocompletion=rule
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULES", help="All but these rules.", autocompletion=rule)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count like errors for the exit status.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when nothing is found.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read everything again.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="PATH",
            help="The file that '-' stands in for, such as the one in an editor.",
            show_default=False,
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend in the files what has one right mend, then report what is left.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --fix: show what would change, and write nothing.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Report only what this file does not know.", show_default=False
        ),
    ] = None,
    write_baseline_: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now into the file of --baseline.")
    ] = False,
    today: TodayOption = None,
) -> int:
    """Check everything: syntax, names, loops, dead ends, hours.

    Exit status: 0 clean; 1 an error, with --strict also a warning; 2 could not run; 3 a rule failed inside
    routecfg.
    """
    named = [path for path in paths or () if path != STDIN]
    near = stdin_filename or next(iter(named), None)
    workspace = Workspace(project, day(today, "--today"), near, cached=not no_cache)
    if STDIN not in (paths or ()) and stdin_filename is not None:
        raise CannotRun("--stdin-filename names the file that '-' stands in for, and there is no '-'")
    if STDIN in (paths or ()):
        workspace.stand_in(given(LARGEST_FILE), stdin_filename)
    reported = workspace.reported(paths or [])
    if fix or diff:
        from routecfg.cli.fixing import mend, show_mends

        if not fix or STDIN in (paths or ()):
            raise CannotRun("--diff belongs to --fix, which mends files and not standard input")
        selection = _split(select), _split(ignore)
        if diff:
            return Exit.FOUND if show_mends(workspace, *selection, reported) else Exit.CLEAN
        mend(workspace, *selection, reported)
        workspace = Workspace(project, day(today, "--today"), near, cached=not no_cache)
    if write_baseline_:
        return _baseline_written(workspace, baseline, _split(select), _split(ignore))
    options = Options(
        format_,
        _split(select),
        _split(ignore),
        strict,
        quiet,
        reported,
        screen() if format_ == "text" else PLAIN,
        workspace.prefix_in_repository if format_ in _FOR_CODE_HOSTS else workspace.prefix,
        read_baseline(baseline) if baseline is not None else None,
    )
    answer = answered(workspace, options)
    say(answer.stdout)
    if answer.stderr:
        note(answer.stderr)
    with contextlib.suppress(CannotRun):  # an error in the project file is reported already
        for path in workspace.unread(named):
            from routecfg.disclosure import harmless, quoted  # here, as in `terminal.note`

            named_path = harmless(quoted(path))
            note(f"{named_path} is not a routing file of this project, and contains none: nothing in it was checked")
    return answer.status


def _baseline_written(
    workspace: Workspace, path: Path | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Exit:
    from routecfg.policy import Selection

    if path is None:
        raise CannotRun("--write-baseline needs to know where: name the file with --baseline")
    result = _found(workspace, Selection(select, ignore))
    note(write_baseline(path, result))
    if result.broken:
        note(FAULT)
        return Exit.FAULT
    return Exit.CLEAN


_ANSWER: Final = msgspec.msgpack.Decoder(Answer)


def answered(workspace: Workspace, options: Options) -> Answer:
    """The answer to an unchanged question out of the cache, any other one worked out anew."""
    scenarios = [(file.path, file.digest) for file in workspace.scenario_files]
    question = msgspec.msgpack.encode((options, scenarios) if scenarios else options)
    known = decoded(workspace.known(question), _ANSWER)
    if known is not None:
        return known
    answer = _worked_out(workspace, options)
    workspace.learn(question, msgspec.msgpack.encode(answer))
    return answer


def _worked_out(workspace: Workspace, options: Options) -> Answer:
    from routecfg.catalogue import CATALOGUE
    from routecfg.disclosure import harmless
    from routecfg.policy import Selection
    from routecfg.report import render

    whole = _found(workspace, Selection(options.select, options.ignore))
    known = ""
    if options.baseline is not None:
        everything = not (options.select or options.ignore)
        whole, known = without_known(whole, options.baseline, whole=everything)
    result = whole.only(options.reported).under(options.prefix)
    failing = not result.ok or (options.strict and result.count(Severity.WARNING) > 0)
    silent = options.quiet and not result.diagnostics and options.format in ("text", "concise")
    stdout = "" if silent else render(result, options.format, screen=options.screen, rules=CATALOGUE)
    waiting = "" if options.format == "text" else "\n".join(map(harmless, result.waiting))  # the text says it itself
    fault = FAULT if whole.broken and options.format != "text" else ""  # likewise
    notes = "\n".join(filter(None, (waiting, known, fault)))
    return Answer(stdout, notes, Exit.FAULT if whole.broken else Exit.FOUND if failing else Exit.CLEAN)


def _found(workspace: Workspace, selection: "Selection") -> "Result":
    """What is wrong with the project, its scenarios included."""
    from routecfg.pipeline import Result
    from routecfg.workspace.scenario_findings import with_scenarios

    checked = workspace.check(selection, keep_objects=bool(workspace.scenario_files))
    return checked if isinstance(checked, Result) else with_scenarios(checked, workspace, selection)


def _split(rules: list[str] | None) -> tuple[str, ...]:
    return tuple(printable(part.strip()) for words in rules or () for part in words.split(",") if part.strip())
