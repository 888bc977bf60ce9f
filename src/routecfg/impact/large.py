"""Whether what customers notice is so much that a release needs a reason."""

from collections.abc import Iterator
from typing import Final

from routecfg.impact.account import Account
from routecfg.model import spoken

LARGE: Final = 0.3
"""The share of a week in which the hours of a line may change where its customers get."""


def large_impact(account: Account) -> Iterator[str]:
    """Why the change is large, a sentence each; nothing if it is not."""
    for line in account.lines:
        if line.moved > LARGE:
            name = spoken("inbound_routings", line.inbound)
            yield (
                f"other hours send customers of {name} somewhere else for {line.moved:.0%} of the time: more than "
                f"{LARGE:.0%} is rarely meant"
            )
    if account.compared == "in part":
        yield f"what it does to chats could be compared in part only: {'; '.join(account.why)}"
