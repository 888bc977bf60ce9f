"""`routecfg hours`: what a number does, hour by hour."""

from datetime import date, timedelta
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
    from routecfg.model import Estate
    from routecfg.report.hours import Hours

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
    shown = _hours(estate, workspace, name, day(from_, "--from"), days)
    say(hours_as_json(shown) if format_ == "json" else hours_as_text(shown, screen()))
    return Exit.FOUND if assembly.unread or assembly.incomplete else Exit.CLEAN


def _hours(estate: "Estate", workspace: Workspace, name: str, first: date | None, days: int) -> "Hours":
    """The days from `first`; None: from today in the time zone of the number."""
    from routecfg.graph import conditions_asked, first_destinations, open_destinations
    from routecfg.opening_hours import Calendar, Horizon, Instants, day_at, day_begins, day_notes, known_zone, number_of
    from routecfg.report.hours import Hours

    settings = workspace.settings
    groups = [estate.time_conditions[condition].time_group for condition in conditions_asked(estate, name)]
    named = {estate.time_groups[group].zone(settings.timezone) for group in groups if group in estate.time_groups}
    zones = set(filter(known_zone, named))
    zone = zones.pop() if len(zones) == 1 else settings.timezone
    if not known_zone(zone):  # an error that 'validate' reports
        zone = settings.timezone
    if first is None:
        first = day_at(zone, int(now().timestamp())).day
    number = number_of(first)
    window = Instants.between(day_begins(zone, number), day_begins(zone, number + days))
    calendar = Calendar(estate.time_groups, settings.timezone, Horizon(*window.edges))
    firsts = first_destinations(estate, name, calendar.of, window)
    open_ = open_destinations(estate, name)
    dates = [first + timedelta(days=number) for number in range(days)]
    notes = {
        day: tuple(dict.fromkeys(note for group in groups for note in day_notes(calendar, group, day))) for day in dates
    }
    return Hours(name, estate.inbound_routings[name].title, zone, first, days, firsts, open_, notes)
