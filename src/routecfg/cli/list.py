"""`routecfg list`: what is there."""

from typing import Annotated

import typer

from routecfg.cli.completion import kind as kinds
from routecfg.cli.exit_status import Exit
from routecfg.cli.lookup import kind_meant
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import say, screen
from routecfg.cli.workspace import Workspace


def list_objects(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND", help="Only this kind, such as queues.", show_default=False, autocompletion=kinds
        ),
    ] = None,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """List the objects of the sandbox: kind, name, title and file.

    Exit status: 0; 1 a file could not be read, so its objects are missing.
    """
    from routecfg.report.objects import listed_as_json, listed_as_text

    wanted = kind_meant(kind) if kind is not None else None
    workspace = Workspace(project)
    assembly = workspace.objects()
    if format_ == "json":
        say(listed_as_json(assembly, wanted, workspace.prefix))
    else:
        say(listed_as_text(assembly, wanted, workspace.prefix, screen()))
    return Exit.FOUND if assembly.unread else Exit.CLEAN
