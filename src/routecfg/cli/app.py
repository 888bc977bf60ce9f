"""The commands, and what `routecfg --help` says."""

from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand

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


class _Command(TyperCommand):
    """A command whose help names arguments in our words, without the types that typer puts beside them."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for one in self.get_params(ctx):
            record = one.get_help_record(ctx)
            if record is None:
                continue
            if isinstance(one, TyperArgument):
                sections["Arguments"].append((one.display_name_raw, record[1].removesuffix("[required]").rstrip()))
            else:
                sections["Options"].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


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
    app.command(_name, cls=_Command)(_command)
