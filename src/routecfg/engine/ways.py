"""Where a chat goes next."""

from typing import Literal, NamedTuple, TypeAlias

from routecfg.model import Destination

By: TypeAlias = Literal["immediate", "action", "answer", "fallback", "transfer", "condition", "arrival"]
"""What sends a chat on."""


class Way(NamedTuple):
    """Where a chat goes, by what, and where that is written.

    `variant` is the language whose destination it is, `from_` where in a target set the target stands.
    """

    to: Destination
    by: By
    place: str
    variant: str = ""
    from_: str = ""
