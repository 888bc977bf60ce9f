"""Two releases -> what changes, by meaning: not by text, by file or by position."""

from routecfg.diff.compare import compare
from routecfg.diff.destinations import DestinationKey, destinations
from routecfg.diff.difference import FORMAT_VERSION, Detail, Difference, ObjectChange, Shown, What
from routecfg.diff.large_change import large_change

__all__ = [
    "FORMAT_VERSION",
    "DestinationKey",
    "Detail",
    "Difference",
    "ObjectChange",
    "Shown",
    "What",
    "compare",
    "destinations",
    "large_change",
]
