"""`routecfg preview`: the project in a browser."""

from typing import Annotated

import typer

from routecfg.cli.clock import now
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import ProjectOption, TodayOption, day
from routecfg.cli.terminal import note, say


def preview(
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port. Default: one that is free.")
    ] = 0,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.", show_default=False)] = True,
    project: ProjectOption = None,
    today: TodayOption = None,
) -> int:
    """Show the project in a browser, and follow its files as they are saved.

    Exit status: 0.
    """
    from routecfg.preview.following import Following
    from routecfg.preview.server import PreviewServer, listening
    from routecfg.workspace import Surroundings, Workspace

    surroundings = Surroundings(now)
    on = day(today, "--today")
    following = Following(lambda cache, seen: Workspace(project, on, cache=cache, seen=seen, surroundings=surroundings))
    server = PreviewServer(following, listening(port))
    say(server.address)
    note("The page follows the files as they are saved. Stop with Ctrl-C.")
    if open_:
        import webbrowser

        webbrowser.open(server.address)
    server.run_until_stopped()
    return Exit.CLEAN
