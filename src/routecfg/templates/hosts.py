"""Who chooses the host of a web address: whoever wrote it, or the data that are filled in."""

import re
from typing import Final

from routecfg.templates.texts import Text

_WHOLE_HOST: Final = re.compile(r"https?://[^/?#\\]*[/?#]", re.IGNORECASE)


def is_host_open(address: Text) -> bool:
    """Whether what is filled in chooses the host of an address, or a part of it."""
    if all(isinstance(segment, str) for segment in address.segments):
        return False
    beginning = address.segments[0]
    return not (isinstance(beginning, str) and _WHOLE_HOST.match(beginning))
