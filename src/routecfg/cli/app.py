"""The commands, and what `routecfg --help` says."""

from typing import Annotated

import typer

from routecfg import __version__
from routecfg.cli.apply import apply
from routecfg.cli.diff import diff
from routecfg.cli.explain import explain
from routecfg.cli.graph import graph
from routecfg.cli.history import history
from routecfg.cli.hours import hours
from routecfg.cli.init import init
from routecfg.cli.list import list_objects
from routecfg.cli.rollback import rollback
from routecfg.cli.rules import rules
from routecfg.cli.schema import schema
from routecfg.cli.show import show
from routecfg.cli.validate import validate

app = typer.Typer(
    name="routecfg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"routecfg {__version__}")
        raise typer.Exit


@app.callback()
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


for _command, _name in (
    (init, "init"),
    (validate, "validate"),
    (diff, "diff"),
    (apply, "apply"),
    (history, "history"),
    (rollback, "rollback"),
    (list_objects, "list"),
    (show, "show"),
    (graph, "graph"),
    (hours, "hours"),
    (rules, "rules"),
    (explain, "explain"),
    (schema, "schema"),
):
    app.command(_name)(_command)
