"""Who chooses the host of a web address: whoever wrote it, or the data that are filled in."""

import re
from typing import Final

from routecfg.templates.expressions import Expression, Filtered, Name
from routecfg.templates.scope import SECRETS
from routecfg.templates.texts import Text

_SECRET: Final = "\0"  # noqa: S105 - it stands for one
_DATA: Final = "\1"
_WRITTEN: Final = re.compile(r"https?://(?:[^/?#@\\\1]*@)?[^/?#@\\\0\1]*(?:[/?#]|\Z)", re.IGNORECASE)
"""An address that says itself to which host it leads. A user and a password before that may be secrets."""


def is_host_open(address: Text) -> bool:
    """Whether what is filled in chooses the host of an address, or a part of it."""
    if all(isinstance(segment, str) for segment in address.segments):
        return False
    marked = (
        segment if isinstance(segment, str) else _DATA if secret_in(segment) is None else _SECRET
        for segment in address.segments
    )
    return _WRITTEN.match("".join(marked)) is None


def secret_in(insertion: Expression) -> str | None:
    """The secret that an insertion shows; None if it shows something else."""
    inner = insertion.inner if isinstance(insertion, Filtered) else insertion
    if isinstance(inner, Name) and inner.parts[0] == SECRETS and len(inner.parts) == 2:
        return inner.parts[1]
    return None
