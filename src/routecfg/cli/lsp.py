"""`routecfg lsp`: the editor's server."""

import gc
import sys
from typing import Annotated

import typer

from routecfg.cli.clock import now
from routecfg.cli.terminal import hand_over
from routecfg.diagnostics import CannotRun
from routecfg.streams import read_input


def lsp(
    stdio: Annotated[  # noqa: ARG001 - many editors pass it to every server
        bool,
        typer.Option("--stdio", help="Use standard input and output. This is always so; many editors pass the option."),
    ] = False,
) -> int:
    """Serve an editor: show what is wrong while you type.

    Speaks the Language Server Protocol over standard input and output. Editors start it themselves, and ask it while
    somebody writes; unsaved text counts.

    Exit status: 0 the editor ended the session; 1 it disconnected without ending it; 2 could not run.
    """
    if sys.stdin is None:
        raise CannotRun("standard input is closed, so no editor can send messages")
    from routecfg.lsp.loop import serve
    from routecfg.workspace import Surroundings

    gc.enable()  # unlike other commands it does not end soon
    return serve(read_input, hand_over, Surroundings(lambda: now()))
