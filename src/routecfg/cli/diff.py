"""`routecfg diff`: what a release of the sandbox would change."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from routecfg.cli.clock import refuse_odd_clock
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.terminal import note, say, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun
from routecfg.disclosure import shell_word

if TYPE_CHECKING:
    from routecfg.deploy import Proposal
    from routecfg.draw import Diagram


def diff(
    format_: Annotated[
        Literal["text", "json", "markdown", "svg", "mermaid"],
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json for programs, markdown for a pull request, or the ways that change as a picture: svg,"
            " mermaid.",
        ),
    ] = "text",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PLAN", help="Save what was shown as a plan for 'apply'.", show_default=False),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is a difference.")] = False,
    project: ProjectOption = None,
) -> int:
    """Show what a release would change for customers.

    The routing files are compared with what is live, by what they mean: formatting, comments, the order of fields,
    moves between files and another way to write the same hours are no difference. Exit status: 0; 1 errors in the
    routing files or in production, with --exit-code also a difference.
    """
    from routecfg.cli.releasing import sound_estate, sound_production
    from routecfg.deploy import propose
    from routecfg.disclosure import harmless
    from routecfg.report.difference import as_json, as_text

    if out is not None:
        refuse_odd_clock()
    workspace = Workspace(project, cached=out is None)
    sound = sound_estate(workspace)
    if isinstance(sound, Exit):
        return sound
    production = sound_production(workspace.store, workspace)
    if production is None:
        return Exit.FOUND
    proposal = propose(sound.estate, sound.settings, production, workspace.today)
    difference = proposal.difference
    match format_:
        case "json":
            say(as_json(difference, proposal.account))
        case "markdown":
            from routecfg.report.comment import as_markdown

            say(as_markdown(difference, proposal.account, sound.written, partial(_picture, proposal)))
        case "svg":
            from routecfg.draw import as_svg

            say(as_svg(_picture(proposal), "What changes: before and after"))
        case "mermaid":
            _say_mermaid(proposal)
        case _:
            say(as_text(difference, proposal.account, screen(), sound.written))
    for reason in difference.large:
        note(f"'routecfg apply' will refuse this, unless --allow-large-change says why it is meant: {harmless(reason)}")
    if out is not None:
        _save(out, proposal, workspace, as_json(difference, proposal.account))
        where = f" --project {shell_word(project)}" if project is not None else ""
        note(f"saved as {out}: 'routecfg apply {shell_word(out)}{where}' releases just this")
    return Exit.FOUND if exit_code and not proposal.nothing else Exit.CLEAN


def _say_mermaid(proposal: "Proposal") -> None:
    """The picture with a box for each tree where it would be too large otherwise."""
    from routecfg.draw import as_mermaid, is_drawn

    for fold in (None, True):
        drawing = _picture(proposal, fold)
        text = as_mermaid(drawing)
        if is_drawn(drawing, text):
            break
    else:
        note("Mermaid shows an error instead of so large a picture, unless your site allows more")
        note("help: use --format svg")
    say(text)


def _picture(proposal: "Proposal", fold: bool | None = None) -> "Diagram":
    from routecfg.draw import change_diagram_of

    live = proposal.live.estate if proposal.live is not None else None
    return change_diagram_of(live, proposal.bundle.estate, proposal.difference, fold)


def _save(out: Path, proposal: "Proposal", workspace: Workspace, difference: str) -> None:
    import msgspec

    from routecfg.cli.output_file import save
    from routecfg.deploy import LARGEST_PLAN, is_plan, plan_of

    plan = msgspec.json.encode(plan_of(proposal, workspace.project_name, msgspec.json.decode(difference))) + b"\n"
    if len(plan) > LARGEST_PLAN:
        raise CannotRun(
            f"the plan would have {len(plan) / 1e6:,.0f} MB, and no more than {LARGEST_PLAN / 1e6:,.0f} MB are read",
            "release the change in several steps",
        )
    save(out, plan, "the plan", is_plan)
