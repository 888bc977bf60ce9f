"""The commands, and what `routecfg --help` says."""

import inspect
from importlib import import_module
from typing import Annotated, Any, Final

import typer

from routecfg import __version__
from routecfg.cli.help import Command, Group

PANELS: Final = {
    "Check": ("validate", "test", "rules", "explain"),
    "Look": ("preview", "list", "show", "graph", "hours", "stats", "chat", "lsp"),
    "Release": ("diff", "apply", "history", "rollback"),
    "Project": ("init", "fmt", "schema"),
}
"""The commands in the order and the groups of the help, each in the module of the same name."""

COMMANDS: Final = {name: panel for panel, names in PANELS.items() for name in names}

_FUNCTIONS: Final = {"list": "list_objects"}
"""Functions that cannot have the name of their command."""


def command_line(wanted: str | None = None) -> typer.Typer:
    """The command line; with only the command that is wanted, if there is one of that name.

    The rest would cost a tenth of the time of a run on an unchanged project.
    """
    line = typer.Typer(
        name="routecfg",
        cls=Group,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    line.callback(help=_reflowed(_root))(_root)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        function = getattr(import_module(f"routecfg.cli.{name}"), _FUNCTIONS.get(name, name))
        text = _reflowed(function)
        first, _, _ = text.partition("\n\n")
        line.command(name, cls=Command, help=text, short_help=first, rich_help_panel=COMMANDS[name])(function)
    return line


def _reflowed(function: Any) -> str:
    """A docstring with a line a paragraph: it is broken again for the terminal."""
    paragraphs = inspect.cleandoc(function.__doc__).split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


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
