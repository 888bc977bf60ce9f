"""The command `routecfg`, and `python -m routecfg`."""

import sys
from typing import Final

from routecfg.streams import CannotWriteError, prepare

_CANNOT_RUN: Final = 2
"""As in `cli.exit_status`, which `--version` does not load."""


def main() -> None:
    """Runs the command line. `--version` alone is answered at once, before the command line is loaded."""
    prepare()
    try:
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


if __name__ == "__main__":
    main()
