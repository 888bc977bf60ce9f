"""Two releases -> what changes, by meaning: not by text, by file or by position."""

from routecfg.diff.compare import compare
from routecfg.diff.destinations import Key, Way, destinations
from routecfg.diff.difference import FORMAT_VERSION, Detail, Difference, ObjectChange, What
from routecfg.diff.large import large_change

__all__ = [
    "FORMAT_VERSION",
    "Detail",
    "Difference",
    "Key",
    "ObjectChange",
    "Way",
    "What",
    "compare",
    "destinations",
    "large_change",
]
