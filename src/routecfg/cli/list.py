"""`routecfg list`: what is there."""

from typing import Annotated

import typer

from routecfg.cli.exits import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.terminal import say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, nearest


def list_objects(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="Only this kind, such as queues.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    project: ProjectOption = None,
) -> int:
    """List the objects of the sandbox: kind, name, title and file."""
    from routecfg.cli.workspace import readable_estate
    from routecfg.model import ALL_KINDS
    from routecfg.report.objects import listed_as_json, listed_as_text

    wanted = next((one for one in ALL_KINDS if kind in (one, one.removesuffix("s"))), None)
    if kind is not None and wanted is None:
        near = nearest(kind, ALL_KINDS)
        raise CannotRun(
            f"there is no kind '{kind}'", f"did you mean '{near}'?" if near else f"the kinds are {', '.join(ALL_KINDS)}"
        )
    workspace = Workspace(project)
    assembly = readable_estate(workspace)
    say((listed_as_json if as_json else listed_as_text)(assembly, wanted, workspace.prefix))
    return Exit.CLEAN
