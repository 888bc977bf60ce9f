"""The command `routecfg`, and `python -m routecfg`."""

import os
import sys
from contextlib import suppress
from typing import Final

from routecfg.streams import CannotWriteError, prepare

_CANNOT_RUN: Final = 2
"""As in `cli.exit_status`, which `--version` does not load."""


def main() -> None:
    """Runs the command line. `--version` alone is answered at once, before the command line is loaded."""
    _start_in_utf_8()
    prepare()
    try:
        if sys.flags.optimize > 1:
            sys.stderr.write("routecfg: this Python leaves out texts that routecfg shows\n")
            sys.stderr.write("help: run it without PYTHONOPTIMIZE=2 in the environment, or -OO\n")
            sys.exit(_CANNOT_RUN)
        if sys.argv[1:] in (["--version"], ["-V"]):
            from routecfg import __version__

            sys.stdout.write(f"routecfg {__version__}\n")
            sys.stdout.flush()
            return
        from routecfg.cli import run

        run()
    except CannotWriteError as error:
        sys.stderr.write(f"routecfg: the result cannot be written to standard output: {error}\n")
        sys.exit(_CANNOT_RUN)
    except KeyboardInterrupt:  # while the command line is loaded, or for the second time
        sys.stderr.write("routecfg: stopped\n")
        sys.exit(_CANNOT_RUN)


def _start_in_utf_8() -> None:
    """Starts anew where names of files are not UTF-8 to Python: in a project they are, whatever the locale says."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        with suppress(OSError):  # then only names in ASCII can be used
            os.execve(  # noqa: S606 - this program itself, as it was called
                sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"}
            )


if __name__ == "__main__":
    main()
