"""What a command's exit status means."""

from enum import IntEnum


class Exit(IntEnum):
    """The statuses of every command."""

    CLEAN = 0
    FOUND = 1
    CANNOT_RUN = 2
    FAULT = 3
