"""The terminal, if there is one: what may be coloured, what is said beside the result, what is asked."""

import os
import sys


def colourful() -> bool:
    """Whether stdout takes colour: a terminal, unless NO_COLOR or CI say otherwise (no-color.org)."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and not os.environ.get("CI")
        and os.environ.get("TERM") != "dumb"
    )


def say(text: str) -> None:
    """The result of the command: stdout.

    A reader that has gone, as in `routecfg list | head`, is no fault: what is said from then on is nobody's.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Anything beside the result: stderr."""
    sys.stderr.write(text + "\n")


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Asks for a yes on stderr, so that stdout stays the result. No answer is a no."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
