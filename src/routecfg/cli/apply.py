"""`routecfg apply`: release the sandbox."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from routecfg.cli.clock import now, refuse_odd_clock
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.outcome import Format, announce, show
from routecfg.cli.terminal import agreed, can_ask, note
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.disclosure import shell_word
from routecfg.streams import CannotWriteError

if TYPE_CHECKING:
    from routecfg.cli.releasing import Sound
    from routecfg.deploy import Plan, Production, Proposal
    from routecfg.releases import Store

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
WhoOption = Annotated[
    str | None,
    typer.Option(
        "--who", metavar="NAME", help="Who releases. Default: the CI system's or this user.", show_default=False
    ),
]
WhyOption = Annotated[str, typer.Option("--message", "-m", metavar="TEXT", help="Why, for the history.")]


def apply(
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="PLAN", help="Release only what this saved plan shows.", show_default=False),
    ] = None,
    yes: YesOption = False,
    message: WhyOption = "",
    who: WhoOption = None,
    allow_large_change: Annotated[
        str | None,
        typer.Option("--allow-large-change", metavar="REASON", help="Release a large change; the reason is kept."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Release again what was rolled back.")] = False,
    first: Annotated[bool, typer.Option("--first", help="This is the first release; needed with --yes.")] = False,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Validate, show the difference, ask, and release it.

    What is released is one bundle, and nothing is half done: either the release is live, or nothing has changed.
    Exit status: 0 released, or nothing to release; 1 errors, or the plan no longer fits; 2 could not run, or not
    confirmed, or released without being able to say so.
    """
    from routecfg.cli.releasing import print_findings, sound_estate, sound_production
    from routecfg.deploy import guard, leads_to, propose, was_rolled_back
    from routecfg.workspace.git import nothing_under_way

    if allow_large_change is not None and not allow_large_change.strip():
        raise CannotRun("--allow-large-change needs a reason", "it is kept in the history, for whoever asks later")
    refuse_odd_clock()
    workspace = Workspace(project, cached=False)
    reviewed = _reviewed(plan) if plan is not None else None
    nothing_under_way(workspace)
    sound = sound_estate(workspace)
    if isinstance(sound, Exit):
        return sound
    store = workspace.store
    production = sound_production(store, workspace, contents=True)
    if production is None:
        return Exit.FOUND
    proposal = propose(sound.estate, sound.settings, production, workspace.today)
    if proposal.nothing and (reviewed is None or leads_to(reviewed, proposal)):
        wanted = "the routing files say" if plan is None else "the plan leads to"
        words = f"nothing to release: customers already get what {wanted}"
        announce(words, None, proposal, format_)
        return repair(store, production)
    if first and production.head is not None:
        raise CannotRun(
            f"this is not the first release: release {production.head.number} is live, so nothing was released",
            "leave out --first",
        )
    refused = [] if allow_large_change is not None else list(guard(proposal))
    if reviewed is not None:
        refused = _no_longer_reviewed(reviewed, workspace, sound, production, proposal) + refused
    show(proposal, format_, sound.written)
    if refused:
        print_findings(refused, workspace)
        announce("", None, proposal, format_)
        return Exit.FOUND
    undone = was_rolled_back(store, production, proposal)
    if undone is not None and not again:
        note(f"this is what release {undone} was, and it was rolled back")
        if not can_ask():
            raise CannotRun("nothing was released", "if it is meant this time, say so with --again")
        if not agreed(f"Release it again, as release {_number(proposal)}?"):
            raise CannotRun("nothing was released")
    elif production.head is None and not first:
        _ask_whether_first(workspace.settings.production, yes=yes)
    elif not yes:
        ask(f"Release this as number {_number(proposal)}?")
    return release_now(workspace, store, proposal, production, who, message, allow_large_change, format_)


def _reviewed(path: Path) -> "Plan":
    """A saved plan. Raises CannotRun if there is none under this name."""
    from routecfg.cli.output_file import read_named
    from routecfg.deploy import LARGEST_PLAN, read_plan

    data = read_named(path, LARGEST_PLAN, "the plan")
    if data is None:
        raise CannotRun(f"the plan '{path}' cannot be read: there is no such file")
    return read_plan(data, str(path))


def _no_longer_reviewed(
    plan: "Plan",
    workspace: Workspace,
    sound: "Sound",
    production: "Production",
    proposal: "Proposal",
) -> list[Diagnostic]:
    """RC902 if this release is not what the plan's reviewers saw: it is worked out again as they saw it."""
    import msgspec

    from routecfg.deploy import propose, stale
    from routecfg.report.difference import as_json

    shown = proposal if plan.day == workspace.today else propose(sound.estate, sound.settings, production, plan.day)
    difference = msgspec.json.decode(as_json(shown.difference, shown.account))
    finding = stale(plan, workspace.project_name, production, shown, difference, proposal)
    return [finding] if finding is not None else []


def ask(question: str) -> None:
    """Goes on only after a yes. Raises CannotRun otherwise, also without a terminal."""
    if not can_ask():
        raise CannotRun("there is no terminal to confirm on, so nothing was released", "confirm with --yes")
    if not agreed(question):
        raise CannotRun("nothing was released")


def _ask_whether_first(folder: str, *, yes: bool) -> None:
    """An empty log may have been deleted by mistake: a release would then replace content that nobody sees compared."""
    restore = f"`git restore {shell_word(folder)}` brings back a folder that was removed"
    if yes or not can_ask():
        raise CannotRun(
            f"there is no release in the folder '{folder}', so nothing was released",
            f"if this is the first release of the project, say so: --yes --first; if not: {restore}",
        )
    note(f"There is no release in the folder '{folder}' yet. If there should be one, answer no: {restore}.")
    if not agreed("Is this the first release of the project, to be released as number 1?"):
        raise CannotRun("nothing was released")


def release_now(
    workspace: Workspace,
    store: "Store",
    proposal: "Proposal",
    production: "Production",
    who: str | None,
    message: str,
    allowed: str | None,
    format_: Format,
) -> int:
    """Releases, and reports it only once it is safe on the disk."""
    from routecfg.cli.releasing import dated_before, print_findings, releaser
    from routecfg.deploy import release
    from routecfg.releases import Appended

    repair(store, production)
    when = now()
    if production.head is not None and when < production.head.when:
        note(f"warning: {dated_before(when, production.head.number, production.head.when)}")
    try:
        answer = release(store, production, proposal, who=releaser(who), when=when, why=message, allowed=allowed)
    except (KeyboardInterrupt, MemoryError):
        help_ = "'routecfg history' shows whether it is live; if it is not, run the command again"
        raise CannotRun("stopped in the middle of the release", help_) from None
    if not isinstance(answer, Appended):
        print_findings([answer], workspace)
        return Exit.FOUND
    if answer.warning is not None:
        note(f"warning: {answer.warning}")
    live = f"release {answer.record.number} is live"
    status = Exit.CLEAN
    try:
        announce(f"\n{live}", answer.record, proposal, format_)
    except CannotWriteError as error:  # it stays: who reads only the status must look, and not release once more
        note(f"{live}, though the result cannot be written to standard output: {error}")
        status = Exit.CANNOT_RUN
    note("commit and push the production folder now: others get it from there, and the next release stands on it")
    return status


def repair(store: "Store", production: "Production") -> int:
    """Repairs what an interrupted release left behind: an old bundle.json, and temporary files."""
    store.clear_leftovers()
    warning = store.bring_forward(production.log)
    if warning is not None:
        note(f"warning: {warning}")
    elif production.log.behind and production.head is not None:
        note(f"bundle.json was out of date, and is that of release {production.head.number} again: commit it")
    return Exit.CLEAN


def _number(proposal: "Proposal") -> int:
    return proposal.parent.number + 1 if proposal.parent is not None else 1
