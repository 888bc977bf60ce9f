"""Every colour: what each thing is shown in, on a screen and in pictures.

On a screen these are the words of a style (`screen.Screen.paint` has their codes), so that they follow the colours that
the user's terminal is set to. Pictures have colours of the web.
"""

from collections.abc import Mapping
from typing import Final

from routecfg.diagnostics import Severity

SEVERITIES: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SEVERITIES_IN_PICTURES: Final = {Severity.ERROR: "#cc0000", Severity.WARNING: "#cc8800", Severity.INFO: "#0066cc"}

CHANGES: Final[Mapping[str, str]] = {
    "added": "green",
    "removed": "red",
    "changed": "yellow",
    "renamed": "cyan",
    "moved": "magenta",
}

OPEN: Final = ("green", "cyan", "blue", "magenta")
"""The destinations at which a line is open, in the order of their signs."""
CLOSED: Final = "dim"

GOOD: Final = "green"
BAD: Final = "red"

MARGIN: Final = "blue"
"""The line numbers and rules beside the lines of a file that a finding shows."""
