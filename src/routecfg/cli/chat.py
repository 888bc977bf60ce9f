"""`routecfg chat`: talk to the routing as a customer does."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from routecfg.cli.clock import now
from routecfg.cli.completion import name_of, release
from routecfg.cli.exit_status import Exit
from routecfg.cli.inbound import inbound_named
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import note, typed_lines
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun
from routecfg.workspace.subject import Subject, released, sandbox

if TYPE_CHECKING:
    from routecfg.engine.conversation import Detect

_PROMPT = "> "
_LONGEST_LINE = 100_000


def chat(
    inbound_routing: Annotated[
        str | None,
        typer.Argument(
            metavar="NUMBER",
            help="The inbound routing, by its name (eshop-cz) or its number (+420222333444). Default: the only one.",
            show_default=False,
            autocompletion=name_of("inbound_routings"),
        ),
    ] = None,
    production: Annotated[
        bool, typer.Option("--production", help="Talk to what is live, not to the routing files.")
    ] = False,
    release_: Annotated[
        int | None,
        typer.Option(
            "--release", metavar="N", help="Talk to this release.", show_default=False, autocompletion=release
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="INSTANT",
            help="When the chat begins, such as 2026-12-24T11:50, by the project's clock. Default: now.",
            show_default=False,
        ),
    ] = None,
    opens: Annotated[str, typer.Option(metavar="TEXT", help="The first message: it opens the chat.")] = "",
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="What the customer speaks, such as cs. Default: what the messages show, else the first of the line.",
            show_default=False,
        ),
    ] = None,
    contact: Annotated[str, typer.Option(metavar="NAME", help="The customer's name.")] = "",
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE", help="A custom field of the customer: chatbots may get it.", show_default=False
        ),
    ] = None,
    world: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="YAML with what 'requests' and 'bots' answer. Default: nothing answers.",
            show_default=False,
        ),
    ] = None,
    live: Annotated[
        bool,
        typer.Option("--live", help="Make real requests and speak to real chatbots, except those that --world names."),
    ] = False,
    callback: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="With --live: the address at which chatbots reach this machine, such as that of a tunnel.",
            show_default=False,
        ),
    ] = None,
    listen: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS:PORT",
            help="With --live: where chatbots' calls come in. Default: a free port of 127.0.0.1.",
            show_default=False,
        ),
    ] = None,
    wait: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="With --live: how long a script waits for what a chatbot says, such as 30s. Default: 10s.",
            show_default=False,
        ),
    ] = None,
    bot: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=URL",
            help="With --live: speak to this chatbot at another address, such as one on your own machine.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="With --live: do not ask whether the chat may speak to the hosts.")
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the chat into a new file, as a scenario.", show_default=False),
    ] = None,
    format_: FormatOption = "text",
    project: ProjectOption = None,
) -> int:
    """Talk to the routing as a customer does.

    On a terminal you type; otherwise standard input is a script with a message a line, and empty lines are left
    out. A line that begins with a slash is a command: /press TITLE (or the number of a button), /send photo.png
    CAPTION, /later 2h, /at INSTANT, /wait 5s (for more from a live chatbot), /close (the contact centre is done),
    /back (take the last step back), /data (what is saved), /why (the path of the last step, with files and lines).
    Two slashes begin a message with one. Ctrl-D leaves the chat (on Windows Ctrl-Z, then Enter).

    Nothing is sent anywhere: requests and chatbots answer what the --world file says, and fail without it. With --live
    they are asked for real, except those that the file names. Exit status 1 if the chat fails at a bound.
    """
    from routecfg.cli.chat_session import Session
    from routecfg.cli.chat_world import instant, named_values, read_world
    from routecfg.engine import Contact, LoadedBundle
    from routecfg.engine.conversation import Conversation, arrival_at
    from routecfg.engine.stubs import StubWorld
    from routecfg.engine.world import World
    from routecfg.opening_hours import day_at
    from routecfg.world.language_detection import unspoken

    for name, given in (
        ("--callback", callback),
        ("--listen", listen),
        ("--wait", wait),
        ("--bot", bot),
        ("--yes", yes),
    ):
        if given and not live:
            raise CannotRun(f"'{name}' needs '--live'", "without it no chatbot is called")
    workspace = Workspace(project)
    zone = workspace.settings.timezone
    begins = int(now().timestamp()) if at is None else instant(at, zone, "--at")
    stubs = read_world(world)
    if production or release_ is not None:
        if production and release_ is not None:
            raise CannotRun("--production and --release cannot both be given", "leave one of them out")
        subject = _released(workspace, release_)
        if subject is None:
            return Exit.FOUND
    else:
        subject = sandbox(workspace, day_at(zone, begins).day)
    loaded = LoadedBundle(subject.bundle, subject.digest, subject.written)
    line = inbound_named(loaded.estate, inbound_routing)
    spoken = loaded.estate.inbound_routings[line].languages
    if language is not None and (warning := unspoken(language, spoken)):
        note(warning)
    detect = _detector(spoken) if language is None else None
    fields = named_values("--field", map(_typed, field or ()), loaded.estate.custom_fields, "custom field")
    arrival = arrival_at(line, Contact(_typed(contact), fields=fields))
    with ExitStack() as stack:
        around: World = StubWorld(stubs)
        calls = None
        if live:
            from routecfg.cli.chat_live import LiveOptions, live_world

            options = LiveOptions(callback, listen, wait, bot or (), yes)
            around, calls = stack.enter_context(live_world(options, workspace, loaded, line, stubs))
        session = Session(
            Conversation(loaded, arrival, begins, around, language, detect),
            line,
            subject.places,
            as_json=format_ == "json",
            opens=_typed(opens),
        )
        if record is not None:
            session.record_to(record, _typed(contact), language, world)
        session.run(_lines(_PROMPT) if calls is None else calls.of(session, lambda: _lines(""), _PROMPT))
        return Exit.FOUND if session.failed else Exit.CLEAN


def _released(workspace: Workspace, number: int | None) -> Subject | None:
    """A release, the live one if `number` is None; None after printing what is wrong with it."""
    from routecfg.cli.releasing import print_findings

    found = released(workspace, number, "without --production and --release you talk to the routing files")
    if isinstance(found, Subject):
        return found
    print_findings(found, workspace)
    return None


def _detector(spoken: Sequence[str]) -> "Detect | None":
    """What detects the language of messages; None if there is nothing to detect, or nothing to do it with."""
    if len(spoken) == 1:
        return None
    from routecfg.world.language_detection import detector, undetected

    found = detector(spoken)
    if found is None:
        note(undetected(spoken, "--language says another"))
    return found


def _typed(text: str) -> str:
    """A text from the command line. Bytes that are not UTF-8 are shown as such, as in a script."""
    return os.fsencode(text).decode(errors="replace")


def _lines(prompting: str) -> Iterator[str]:
    """What is typed, or the lines of a script; nothing that is not UTF-8 gets lost."""
    for line in typed_lines(prompting, _LONGEST_LINE):
        if text := line.decode(errors="replace").strip():
            yield text
