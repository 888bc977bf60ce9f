"""`routecfg preview`: the project in a browser, or as a page in one file."""

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from routecfg.cli.clock import now
from routecfg.cli.exit_status import FAULT, Exit
from routecfg.cli.options import ProjectOption, TodayOption, day
from routecfg.cli.terminal import note, say
from routecfg.diagnostics import CannotRun, plural
from routecfg.workspace import Surroundings

if TYPE_CHECKING:
    from datetime import date

_SCREENS: Final = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
"""Variables of which at least one is set where a browser can be opened."""

_PORTS: Final = range(1024, 65536)


def preview(
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Write the page into one file that needs no server, for a mail or a review, and stop.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="N",
            help="The port to listen on, on this machine only. Default: any free port.",
            show_default=False,
        ),
    ] = 0,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")
    ] = True,
    project: ProjectOption = None,
    today: TodayOption = None,
) -> int:
    """Show the project in a browser, and follow its files as they are saved.

    Where chats can go, what happens in a week, what differs from production, and a phone to chat with. Only this
    machine can open the page, with the printed address. Ctrl-C stops it.

    Exit status: 0; of --export 1 if something could not be read, and is missing from the page.
    """
    on = day(today, "--today")
    if export is not None:
        return _export(export, project, on)
    if port and port not in _PORTS:
        raise CannotRun(
            f"'--port {port}' cannot be used", f"name one from {_PORTS[0]} to {_PORTS[-1]}, or leave it out"
        )
    from routecfg.preview.following import Following
    from routecfg.preview.server import PreviewServer, listening
    from routecfg.workspace import Workspace

    bound = listening(port)
    following = Following(
        lambda cache, seen: Workspace(project, on, cache=cache, seen=seen, surroundings=Surroundings(now))
    )
    server = PreviewServer(following, bound)
    say(server.address)
    note("The page follows the files as they are saved. Only this machine can open it. Ctrl-C stops it.")
    if open_:
        threading.Thread(target=_open_browser, args=(server.address,), daemon=True).start()
    server.run_until_stopped()
    return Exit.CLEAN


def _open_browser(address: str) -> None:
    """In a thread of its own: some browsers let us wait until they end, and the page is served meanwhile."""
    import webbrowser

    # without a screen, Python would run a browser for terminals in this one
    has_screen = sys.platform in ("win32", "darwin") or any(map(os.environ.get, _SCREENS))
    if not (has_screen and webbrowser.open(address)):
        note("No browser was opened: open the address above in yours.")


def _export(path: Path, project: Path | None, on: "date | None") -> int:
    from routecfg.cli.output_file import save
    from routecfg.cli.workspace import Workspace
    from routecfg.pipeline import any_broken
    from routecfg.preview.export import export
    from routecfg.preview.opened import Opened
    from routecfg.preview.page import is_exported_page

    opened = Opened(Workspace(project, on), exported=True)
    content = export(opened)
    save(path, content, "the page", is_exported_page)
    found = len(opened.diagnostics)
    note(f"{path}: {len(content) / 1e6:.1f} MB" + (f", with {plural(found, 'finding')}" if found else ""))
    if opened.problem:
        note(f"the page shows only the findings: {opened.problem}")
    if incomplete := len(opened.assembly.incomplete):
        note(f"{plural(incomplete, 'object')} with errors shown only in part: 'routecfg validate' lists the errors")
    if any_broken(opened.diagnostics):
        note(FAULT)
        return Exit.FAULT
    missing = opened.problem or opened.assembly.unread or incomplete
    return Exit.FOUND if missing else Exit.CLEAN
