"""`routecfg list`: what is there."""

from typing import Annotated

import typer

from routecfg.cli.completion import kind as kinds
from routecfg.cli.exit_status import Exit
from routecfg.cli.lookup import kind_named
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import say, screen
from routecfg.cli.workspace import Workspace
from routecfg.disclosure import harmless, masked_words_of


def list_objects(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="Only this kind, such as queues; or decisions.",
            show_default=False,
            autocompletion=kinds,
        ),
    ] = None,
    find: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Only those with this in their name or title, decisions too.",
            show_default=False,
        ),
    ] = None,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """List the objects of the routing files: kind, name, title and file.

    Exit status: 0; 1 a file could not be read, so its objects are missing.
    """
    from routecfg.report.objects import chosen, listed_as_json, listed_as_text

    wanted = kind_named(kind) if kind is not None else None
    workspace = Workspace(project)
    assembly = workspace.objects()
    items = chosen(assembly, wanted, find)
    if format_ == "json":
        say(listed_as_json(items, workspace.prefix))
    elif items:
        say(listed_as_text(items, workspace.prefix, screen()))
    elif not assembly.unread:
        sought = harmless(masked_words_of([find or ""], find or ""))
        say("nothing is defined yet" if find is None else f"nothing has '{sought}' in its name or title")
    return Exit.FOUND if assembly.unread else Exit.CLEAN
