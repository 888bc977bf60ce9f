"""Turns whatever happens in a command into an exit status."""

import errno
import gc
import os
import re
import sys
from pathlib import Path
from typing import Final, NoReturn

from routecfg import ISSUES
from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import note
from routecfg.diagnostics import CannotRun
from routecfg.files import reason
from routecfg.streams import CannotWriteError

_INTERRUPTED: Final = 130
"""The status that typer gives after Ctrl-C."""

_LONGEST: Final = 10_000

_COMPLETE: Final = "_ROUTECFG_COMPLETE"
"""The variable by which a shell asks how a command line may go on."""

_SIZE: Final = re.compile(r"[0-9]{1,5}")

_OF_THE_SYSTEM: Final = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Errors that need not be about a file."""

_NO_MEMORY: Final = CannotRun("there is too little memory for a project of this size")

_NO_COMPLETION: Final = CannotRun("completion cannot be set up: your shell, or your home folder, is not known")


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
    _forget_odd_sizes()
    import typer

    try:
        from routecfg.cli.app import command_line

        app = command_line(sys.argv[1] if len(sys.argv) > 1 else None)
        status = int(app(standalone_mode=False, prog_name="routecfg") or Exit.CLEAN)
        return _cannot_run(_NO_COMPLETION) if status and _sets_up_completion() else status
    except SystemExit as end:  # so typer ends what it does for shells, with 1 where something is wrong
        return Exit.CANNOT_RUN if end.code else Exit.CLEAN
    except CannotRun as failure:
        return _cannot_run(failure)
    except typer.TyperException as usage:
        from routecfg.cli.help import show_usage_error

        show_usage_error(usage)
        return Exit.CANNOT_RUN
    except CannotWriteError:
        raise
    except MemoryError:
        pass
    except Exception as error:
        if os.environ.get(_COMPLETE):  # a shell that asks what it does not know how to ask shows nothing
            return Exit.CANNOT_RUN
        failed = _refused(error)
        return _cannot_run(failed) if failed is not None else _fault(error)
    return _cannot_run(_NO_MEMORY)  # only here is free again what the error held, and saying so needs some


def _sets_up_completion() -> bool:
    return sys.argv[1:2] in (["--install-completion"], ["--show-completion"])


def _forget_odd_sizes() -> None:
    """Removes terminal sizes that are not numbers from the environment: typer and rich fail on them."""
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        if not _SIZE.fullmatch(os.environ.get(name, "80")):
            del os.environ[name]


def _cannot_run(failure: CannotRun) -> int:
    """Says why, with no secret that was given, and no character of a file's name that could steer the terminal."""
    note(f"routecfg: {_printable(failure.message)}")
    if failure.help is not None:
        note(f"help: {_printable(failure.help)}")
    return Exit.CANNOT_RUN


def _printable(message: str) -> str:
    from routecfg.disclosure import harmless, masked_words_of, shortened  # here, as in `terminal.note`

    return harmless(shortened(masked_words_of(sys.argv[1:], message), _LONGEST))


def _refused(error: Exception) -> CannotRun | None:
    """What the system refuses where no command has said more: a name that is too long, a folder that is gone.

    None if it is a fault of ours: no error of the system, or about a file of ours.
    """
    if _sets_up_completion() and not isinstance(error, OSError):
        return _NO_COMPLETION
    if not isinstance(error, OSError):
        return None
    if isinstance(error.filename, str | bytes):
        file = os.fsdecode(error.filename)
        ours = Path(file).is_relative_to(Path(__file__).parents[1])
        return None if ours else CannotRun(f"'{file}' cannot be used: {reason(error)}")
    try:
        Path.cwd()
    except OSError:
        return CannotRun(f"the current folder cannot be used: {reason(error)}")
    return CannotRun(f"the system does not let it go on: {reason(error)}") if error.errno in _OF_THE_SYSTEM else None


def _trace(error: BaseException) -> None:
    """Shows where an error and those that led to it came up, without what they say."""
    import traceback

    if (before := error.__cause__ or error.__context__) is not None:
        _trace(before)
    sys.stderr.write("Traceback (most recent call last):\n")
    traceback.print_tb(error.__traceback__)
    sys.stderr.write(f"{type(error).__name__}\n")


def _fault(error: Exception) -> int:
    """Says what we need to know, and nothing that the error itself says: it may quote what is in the files."""
    from routecfg.diagnostics.fault import fault

    sys.stderr.write(
        f"routecfg: {fault(error)}\n"
        f"help: please report it at {ISSUES} with the command that you ran;"
        " with ROUTECFG_TRACE=1 in the environment it shows more\n"
    )
    if os.environ.get("ROUTECFG_TRACE"):
        _trace(error)
    return Exit.FAULT
