"""The command `routecfg`, and `python -m routecfg`."""

import sys


def main() -> None:
    """Runs the command line. `--version` alone is answered at once, before the command line is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from routecfg import __version__

        sys.stdout.write(f"routecfg {__version__}\n")
        return
    from routecfg.cli import run

    run()


if __name__ == "__main__":
    main()
