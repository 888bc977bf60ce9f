"""`routecfg rollback`: go back to what an earlier release gave customers."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from routecfg.cli.apply import WhoOption, WhyOption, YesOption, ask, release_now, repair
from routecfg.cli.clock import refuse_odd_clock
from routecfg.cli.completion import release
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.outcome import announce, show
from routecfg.cli.terminal import note
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun

if TYPE_CHECKING:
    from routecfg.releases import Record

_REMINDER: Final = (
    "the routing files still say what they said: mend them, or the next 'routecfg apply' releases what was rolled back"
)

_FAULT: Final = "the release stands; the exit status is 3 because a part of routecfg failed, as is said above"


def _number(text: str | int) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a release: write its number, such as 12") from None


def rollback(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="NUMBER",
            help="The release to go back to. Default: the one before the live one.",
            parser=_number,
            show_default=False,
            autocompletion=release,
        ),
    ] = None,
    yes: YesOption = False,
    message: WhyOption = "",
    who: WhoOption = None,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Release what an earlier release held.

    The history only grows: going back is a new release with the old content, validated again. The routing files stay
    as they are, so mend them before the next 'apply'. A fault inside routecfg does not stand in the way: it is
    reported, and the exit status is 3.
    """
    from routecfg.cli.releasing import print_findings, sound_production
    from routecfg.deploy import propose_rollback
    from routecfg.diagnostics import Diagnostic
    from routecfg.pipeline import any_broken
    from routecfg.pipeline.check import check_again
    from routecfg.workspace.git import nothing_under_way

    refuse_odd_clock()
    workspace = Workspace(project, cached=False)
    nothing_under_way(workspace)
    store = workspace.store
    production = sound_production(store, workspace, contents=True)
    if production is None:
        return Exit.FOUND
    if production.head is None:
        raise CannotRun("nothing was ever released, so there is nothing to go back to")
    target = number if number is not None else _before(production.log.records)
    proposal = propose_rollback(store, production, target, workspace.today)
    if isinstance(proposal, Diagnostic):
        print_findings([proposal], workspace)
        return Exit.FOUND
    if proposal.nothing:
        words = f"nothing to release: customers already get what release {target} gave them"
        announce(words, None, proposal, format_)
        return repair(store, production)
    found = check_again(*proposal.model, workspace.today)
    if found:
        print_findings(found, workspace)
        if not all(any_broken([each]) for each in found):
            raise CannotRun(
                f"release {target} has errors by today's rules", "mend the routing files and 'routecfg apply' them"
            )
    show(proposal, format_)
    if not yes:
        ask(f"Go back to release {target}, as release {production.head.number + 1}?")
    status = release_now(workspace, store, proposal, production, who, message, None, format_)
    if status is not Exit.FOUND:
        note(_REMINDER)
    if status is Exit.CLEAN and (found or proposal.account_failed):
        note(_FAULT)
        return Exit.FAULT
    return status


def _before(records: "tuple[Record, ...]") -> int:
    """What going back means without a number: the release before the live one; after a rollback, the one before
    the release that it went back to, so that going back twice goes back two steps."""
    live = records[-1]
    standing = live.rollback_of or live.number
    if standing == 1:
        raise CannotRun("this is the first release: there is nothing before it", "'routecfg history' lists all")
    return standing - 1
