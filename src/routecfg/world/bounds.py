"""What a request may cost, and how one that costs more is given up."""

import time
from typing import NamedTuple

from routecfg.engine.bounds import MOST_DATA


class Bounds(NamedTuple):
    """The bounds of one request.

    `seconds` is for all of it: looking up names, connecting, every byte, every redirect. `bytes` is for the answer, as
    it is sent and as it is unpacked; `redirects` are followed at most.
    """

    seconds: float = 10
    bytes: int = MOST_DATA
    redirects: int = 5


class GivenUpError(Exception):
    """A request fails; the text says why, in words for the user and without a secret."""


class Deadline:
    """The instant by which a request must be finished."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises GivenUpError if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> GivenUpError:
        """What to raise if the time is up."""
        return GivenUpError(f"no answer within {self._seconds:g} s")
