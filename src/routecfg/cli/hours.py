"""`routecfg hours`: what a number does, hour by hour."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from routecfg.cli.clock import now
from routecfg.cli.completion import name_of
from routecfg.cli.exit_status import Exit
from routecfg.cli.inbound import inbound_named
from routecfg.cli.options import FormatOption, ProjectOption, day
from routecfg.cli.terminal import say, screen
from routecfg.cli.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.graph import Hours
    from routecfg.model import Assembly

_MOST_DAYS = 366


def hours(
    inbound_routing: Annotated[
        str | None,
        typer.Argument(
            metavar="NUMBER",
            help="The inbound routing, by its name (eshop-cz) or its number (+420222333444). Default: the only one.",
            show_default=False,
            autocompletion=name_of("inbound_routings"),
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="The first day. Default: today, where the number is.", show_default=False
        ),
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", help="How many days, at most 366.", min=1, max=_MOST_DAYS)] = 7,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Show where a number's chats go, hour by hour.

    Time conditions are followed to whatever comes first behind them. A block means that chats get to people. Opening
    hours, holidays, special days and clock changes are all in it, to the minute.

    Exit status: 0; 1 something could not be read, and may be missing.
    """
    from routecfg.report.hours import hours_as_json, hours_as_text

    workspace = Workspace(project)
    assembly = workspace.objects()
    estate = assembly.estate
    name = inbound_named(estate, inbound_routing)
    shown = _hours(assembly, workspace, name, day(from_, "--from"), days)
    say(hours_as_json(shown) if format_ == "json" else hours_as_text(shown, screen()))
    return Exit.FOUND if assembly.unread or assembly.incomplete else Exit.CLEAN


def _hours(assembly: "Assembly", workspace: Workspace, name: str, first: date | None, days: int) -> "Hours":
    """The days from `first`; None: from today in the time zone of the number."""
    from routecfg.graph import build, hours_of_line, zone_of
    from routecfg.opening_hours import day_at

    estate, zone = assembly.estate, workspace.settings.timezone
    if first is None:
        first = day_at(zone_of(estate, name, zone), int(now().timestamp())).day
    return hours_of_line(estate, name, zone, first, days, build(estate, assembly.incomplete))
