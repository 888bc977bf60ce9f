"""`routecfg show`: one object, who leads to it and where it leads."""

from typing import Annotated

import typer

from routecfg.cli.completion import name_of
from routecfg.cli.exit_status import Exit
from routecfg.cli.inbound import by_number
from routecfg.cli.lookup import item_named
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A name, KIND/NAME where two kinds share it, TREE/DECISION, a title, or a phone number.",
            autocompletion=name_of(),
        ),
    ],
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Show an object or a decision: as YAML, with what uses it and what it uses.

    The YAML can be put into a routing file as it is; that of a decision under the 'decisions' of a tree.
    """
    from routecfg.report.objects import items, shown_as_json, shown_as_text

    workspace = Workspace(project)
    assembly = workspace.objects()
    name = by_number(assembly.estate, name) or name
    item = item_named(items(assembly), name, otherwise="'routecfg list' shows all names")
    if item.title is None:
        raise CannotRun(f"{item.address.words} has errors", "'routecfg validate' says which")
    say((shown_as_json if format_ == "json" else shown_as_text)(assembly, item, workspace.prefix))
    return Exit.CLEAN
