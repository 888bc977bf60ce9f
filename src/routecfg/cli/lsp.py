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
        typer.Option("--stdio", help="Speak over standard input and output, as it does in any case."),
    ] = False,
) -> int:
    """Serve an editor: show what is wrong while you type.

    Speaks the Language Server Protocol over standard input and output. Editors start it themselves, and ask it while
    somebody writes; unsaved text counts.

    Exit status: 0 the editor said goodbye; 1 it was gone without a word; 2 could not run.
    """
    if sys.stdin is None:
        raise CannotRun("the editor's messages come over standard input, and that is closed")
    from routecfg.lsp.loop import serve
    from routecfg.workspace import Surroundings

    gc.enable()  # unlike other commands it does not end soon
    return serve(read_input, hand_over, Surroundings(lambda: now()))
