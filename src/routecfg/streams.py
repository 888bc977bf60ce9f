"""The standard streams of the process, whatever they are: closed, on a full disk, without a reader, or not waiting.

A result that cannot be written is a reason to stop: `CannotWriteError`. A reader that has gone, as in
`routecfg list | head`, is not: the rest of the output is dropped. What is said beside the result is dropped where it
cannot be written. Some programs (Node) hand on pipes and terminals that do not wait: then it is waited here.
"""

import errno
import io
import os
import select
import sys
from typing import Final, TextIO

_INPUT, _OUTPUT, _NOTES = 0, 1, 2


class CannotWriteError(Exception):
    """The result cannot be written to standard output. The message says why."""


class _Stream(io.FileIO):
    """A standard stream that gives up at the first failure: what is written from then on goes nowhere."""

    def __init__(self, number: int, *, closed: bool, strict: bool) -> None:
        super().__init__(number, "wb", closefd=False)
        self._failure: OSError | None = OSError(errno.EBADF, "it is closed") if closed else None
        self._strict: Final = strict

    def write(self, data: object, /) -> int:
        """Writes, or drops the data. Raises CannotWriteError at the first failure of a strict stream."""
        try:
            if self._failure is not None:
                failure, self._failure = self._failure, None
                raise failure
            while (written := super().write(data)) is None:  # type: ignore[arg-type]  # bytes, from the buffer above it
                select.select([], [self], [])
            return written
        except OSError as error:
            _to_nowhere(self.fileno())
            if self._strict and error.errno != errno.EPIPE:
                raise CannotWriteError(error.strerror) from error
            return len(data)  # type: ignore[arg-type]  # likewise


def read_input(most: int) -> bytes:
    """What there is of standard input, up to so many bytes: on a terminal one line. Empty at its end.

    Waits until there is something. Raises OSError.
    """
    while True:
        try:
            return os.read(_INPUT, most)
        except BlockingIOError:
            select.select([_INPUT], [], [])


def prepare() -> None:
    """Makes standard output and error UTF-8 and fail as this module says. A closed standard input is None.

    The numbers of closed streams are taken by the null device, so that no file that is opened later gets one of them.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for _ in closed:
        os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    sys.stdout = _text(_Stream(_OUTPUT, closed=_OUTPUT in closed, strict=True))
    sys.stderr = _text(_Stream(_NOTES, closed=_NOTES in closed, strict=False))


def _text(stream: _Stream) -> TextIO:
    lines = stream.fileno() == _NOTES or stream.isatty()
    return io.TextIOWrapper(io.BufferedWriter(stream), "utf-8", "backslashreplace", line_buffering=lines)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _to_nowhere(number: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
