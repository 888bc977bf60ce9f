"""`routecfg show`: one object, who leads to it and where it leads."""

from typing import Annotated

import typer

from routecfg.cli.completion import name_of
from routecfg.cli.exit_status import Exit
from routecfg.cli.lookup import object_meant
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The object's name, or KIND/NAME where two kinds share it.",
            autocompletion=name_of(),
        ),
    ],
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Show one object: fields, what uses it and what it uses."""
    from routecfg.model import spoken
    from routecfg.report.objects import shown_as_json, shown_as_text

    workspace = Workspace(project)
    assembly = workspace.objects()
    found = object_meant(assembly.files, name, otherwise="'routecfg list' shows all names")
    if found in assembly.incomplete:
        raise CannotRun(f"{spoken(*found)} has errors", "'routecfg validate' says which")
    say((shown_as_json if format_ == "json" else shown_as_text)(assembly, found, workspace.prefix))
    return Exit.CLEAN
