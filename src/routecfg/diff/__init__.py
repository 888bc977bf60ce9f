"""What changes between two releases, by meaning: not by text, file or position."""

from routecfg.diff.compare import compare
from routecfg.diff.difference import FORMAT_VERSION, Detail, Difference, Line, ObjectChange, Shown, What
from routecfg.diff.renames import follow
from routecfg.diff.time_entries import entry_words

__all__ = [
    "FORMAT_VERSION",
    "Detail",
    "Difference",
    "Line",
    "ObjectChange",
    "Shown",
    "What",
    "compare",
    "entry_words",
    "follow",
]
