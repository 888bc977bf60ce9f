"""The terminal, if there is one: what it can show, what is said beside the result, what is asked."""

import os
import sys
from collections.abc import Iterator
from typing import Final, TextIO

from routecfg.diagnostics import CannotRun
from routecfg.screen import PLAIN, Screen
from routecfg.streams import read_input

_NARROWEST: Final = 30
"""Cells that lines may have on the narrowest terminal."""
_LONGEST_ANSWER: Final = 4096
_USUAL: Final = 80
"""The width of a terminal that does not know its own."""


def screen(stream: TextIO | None = None) -> Screen:
    """What stdout, or another stream, can show: colours and a width on a terminal, neither elsewhere and in CI.

    NO_COLOR is obeyed (no-color.org).
    """
    stream = stream or sys.stdout
    if not stream.isatty() or os.environ.get("CI"):
        return PLAIN
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        width = 0
    return Screen(colour, max(width or _USUAL, _NARROWEST))


def say(text: str) -> None:
    """The result of the command: stdout. Raises CannotWriteError."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def hand_over(data: bytes) -> None:
    """The result, byte for byte, for a program that takes it instead of what it gave. Raises CannotWriteError."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def prompt(text: str) -> None:
    """Asks for a line, if somebody types on a terminal."""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


def typed_lines(prompting: str, longest: int) -> Iterator[bytes]:
    """The lines of standard input without their ends; none if it is closed. A terminal is prompted for each.

    Raises CannotRun if it cannot be read, or for a line of more than `longest` bytes.
    """
    if sys.stdin is None:
        return
    rest = b""
    while True:
        prompt(prompting)
        while b"\n" not in rest:
            piece = _read(_LONGEST_ANSWER)
            if not piece:
                if rest:
                    yield rest
                return
            rest += piece
            if len(rest) > longest + _LONGEST_ANSWER:
                break
        line, _, rest = rest.partition(b"\n")
        if len(line) > longest:
            raise CannotRun(f"a line has more than {longest:,} bytes", "a message has at most 4,096 characters")
        yield line


def given(largest: int) -> bytes:
    """All of standard input. Raises CannotRun if it cannot be read, or has more than `largest` bytes."""
    if sys.stdin is None:
        raise CannotRun("'-' reads from standard input, and that is closed")
    data = b""
    while len(data) <= largest and (piece := _read(largest + 1 - len(data))):
        data += piece
    if len(data) > largest:
        raise CannotRun(f"standard input has more than {largest / 1e6:,.0f} MB; no more are read")
    return data


def _read(most: int) -> bytes:
    try:
        return read_input(most)
    except OSError as error:
        raise CannotRun(f"standard input cannot be read: {error.strerror}") from error


def note(text: str) -> None:
    """Everything except the result: on stderr, wrapped to the terminal.

    Names of files and folders may stand in it as they are: nothing in a line steers what it is printed on.
    """
    from routecfg.disclosure import harmless  # here, since it takes a seventh of a run that has nothing to say

    width = screen(sys.stderr)
    for line in map(harmless, text.split("\n")):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        sys.stderr.writelines(f"{part}\n" for part in width.wrap(line, f"{indent}  " if indent else ""))


def can_ask() -> bool:
    """Whether there is a terminal to ask on."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Asks for a yes on stderr, so that stdout stays the result. No answer is a no."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    try:
        answer = read_input(_LONGEST_ANSWER)  # bytes: no answer is a fault, whatever the terminal's encoding is
    except OSError:  # the terminal is gone
        return False
    return answer.strip().lower() in (b"y", b"yes")
