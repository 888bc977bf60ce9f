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
CHANGES_IN_PICTURES: Final[Mapping[str, str]] = {"added": "#2f8f46", "removed": "#c2455c", "changed": "#b7791f"}

OPEN: Final = ("green", "cyan", "blue", "magenta")
"""The destinations at which a line is open, in the order of their signs."""
CLOSED: Final = "dim"

GOOD: Final = "green"
BAD: Final = "red"

MARGIN: Final = "blue"
"""The line numbers and rules beside the lines of a file that a finding shows."""

KINDS_IN_PICTURES: Final[Mapping[str, str]] = {
    "inbound_routings": "#0f8a7e",
    "time_conditions": "#b7791f",
    "decision_trees": "#4453c4",
    "decisions": "#6775d6",
    "chatbots": "#9b4dca",
    "terminates": "#c2455c",
    "queues": "#2f8f46",
    "target_sets": "#5b7083",
    "also": "#5b7083",
    "elsewhere": "#cc0000",
    "time_groups": "#5b7083",
    "templates": "#5b7083",
    "ticket_categories": "#5b7083",
    "custom_fields": "#5b7083",
    "project": "#5b7083",
}
"""Of the middle, so that they are seen on a light and on a dark page."""

LIGHT_PAGE: Final[Mapping[str, str]] = {
    "page": "#f6f7f9",
    "card": "#ffffff",
    "edge": "#c9ced6",
    "text": "#1b2028",
    "quiet": "#596270",
    "line": "#8a94a3",
}
DARK_PAGE: Final[Mapping[str, str]] = {
    "page": "#14171c",
    "card": "#1f242c",
    "edge": "#3b434f",
    "text": "#eef1f5",
    "quiet": "#a5afbd",
    "line": "#77818f",
}
"""What a picture is drawn with, on a light and on a dark page."""
