"""The commands, and what `routecfg --help` says."""

from importlib import import_module
from typing import Annotated, Final

import typer

from routecfg import __version__

COMMANDS: Final = {
    "init": "init",
    "validate": "validate",
    "diff": "diff",
    "apply": "apply",
    "history": "history",
    "rollback": "rollback",
    "list": "list_objects",
    "show": "show",
    "graph": "graph",
    "hours": "hours",
    "rules": "rules",
    "explain": "explain",
    "schema": "schema",
}
"""The commands in the order of the help, each with its function in the module of the same name."""


def command_line(wanted: str | None = None) -> typer.Typer:
    """The command line; with only the command that is wanted, if there is one of that name.

    The rest would cost a tenth of the time of a run on an unchanged project.
    """
    line = typer.Typer(
        name="routecfg",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    line.callback()(_root)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        line.command(name)(getattr(import_module(f"routecfg.cli.{name}"), COMMANDS[name]))
    return line


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"routecfg {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """WhatsApp chat routing as code.

    Write your routing as YAML, let `validate` prove what it can, see with `diff` what a change does, and release it
    with `apply`. A first project: `routecfg init my-project`.

    Exit status: 0 clean; 1 found something; 2 could not run; 3 a fault of routecfg.
    """
