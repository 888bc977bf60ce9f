"""From whatever happens to an exit status, in one place."""

import gc
import os
import sys
from pathlib import Path
from typing import Final, NoReturn

from routecfg import __version__
from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import note
from routecfg.diagnostics import CannotRun
from routecfg.disclosure import harmless, masked_words_of, shortened
from routecfg.files import reason
from routecfg.streams import CannotWriteError

_INTERRUPTED: Final = 130
"""What typer answers when somebody pressed Ctrl-C."""

_LONGEST: Final = 10_000

ISSUES: Final = "https://github.com/routecfg/routecfg/issues"


def run() -> NoReturn:
    """Runs the command line and leaves the process with its status. Raises CannotWriteError.

    Without garbage collection: a command makes many objects and hardly a cycle, and ends soon. Looking for cycles
    would cost a large estate more than half of the time.
    """
    gc.disable()
    try:
        status = _status()
        sys.stdout.flush()
    except KeyboardInterrupt:  # before typer stands ready for it
        status = _INTERRUPTED
    gc.freeze()  # as it ends, Python looks for cycles once more, in all that was not frozen
    sys.exit(_cannot_run(CannotRun("stopped")) if status == _INTERRUPTED else status)


def _status() -> int:
    import typer

    from routecfg.cli.app import command_line

    app = command_line(sys.argv[1] if len(sys.argv) > 1 else None)
    try:
        return int(app(standalone_mode=False, prog_name="routecfg") or Exit.CLEAN)
    except CannotRun as failure:
        return _cannot_run(failure)
    except typer.TyperException as usage:
        from routecfg.cli.help import show_usage_error

        show_usage_error(usage)
        return Exit.CANNOT_RUN
    except CannotWriteError:
        raise
    except OSError as error:
        return _cannot_run(_refused(error))
    except Exception as error:
        return _fault(error)


def _cannot_run(failure: CannotRun) -> int:
    """Says why, with no secret that was given, and no character of a file's name that could steer the terminal."""
    note(f"routecfg: {_printable(failure.message)}")
    if failure.help is not None:
        note(f"help: {_printable(failure.help)}")
    return Exit.CANNOT_RUN


def _printable(message: str) -> str:
    return harmless(shortened(masked_words_of(sys.argv[1:], message), _LONGEST))


def _refused(error: OSError) -> CannotRun:
    """What the system refuses where no command has said more: a name that is too long, a folder that is gone."""
    what = f"'{os.fsdecode(error.filename)}'" if isinstance(error.filename, str | bytes) else "the current folder"
    return CannotRun(f"{what} cannot be used: {reason(error)}")


def _fault(error: Exception) -> int:
    """Says what we need to know, and nothing that the error itself says: it may quote what is in the files."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" in {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    sys.stderr.write(
        f"routecfg: this is a fault of routecfg {__version__}, not of your files ({type(error).__name__}{place})\n"
        f"help: please report it at {ISSUES} with the command that you ran;"
        " with ROUTECFG_TRACE=1 in the environment it shows more\n"
    )
    if os.environ.get("ROUTECFG_TRACE"):
        import traceback

        traceback.print_exception(error)
    return Exit.FAULT
