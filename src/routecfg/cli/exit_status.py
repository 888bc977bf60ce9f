"""What a command's exit status means."""

from enum import IntEnum
from typing import Final

from routecfg import ISSUES


class Exit(IntEnum):
    """The statuses of every command."""

    CLEAN = 0
    FOUND = 1
    CANNOT_RUN = 2
    FAULT = 3


FAULT: Final = (
    "a rule failed inside routecfg and was not checked: 'routecfg validate' says which;"
    f" this is a fault of routecfg, please report it at {ISSUES}"
)
"""What is said with the status of that name where the findings are not shown as text."""
