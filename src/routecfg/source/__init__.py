"""Bytes to values, and places to lines and columns. The only room that knows YAML.

`read` is the way in: every byte of an estate goes through it; `as_yaml` is the way out. `Layout` and `excerpt` look at
a file again, and only at one that has a finding or a comment for routecfg; `misread` only at one with a finding.
`entries` and `surroundings` make out what they can of a text that somebody is writing. None of these raises, whatever
the bytes.
"""

from routecfg.source.characters import characters_as_written
from routecfg.source.comments import Comment
from routecfg.source.cut_texts import cut_texts
from routecfg.source.edits import edited, rewriting
from routecfg.source.excerpt import LONGEST, excerpt
from routecfg.source.formatting import Formatted, formatted, same_values, shown_change
from routecfg.source.layout import Layout
from routecfg.source.lines import Lines
from routecfg.source.read import Reading, misread, read
from routecfg.source.rules import DUPLICATE_KEY, RULES, SUSPICIOUS_TEXT, UNREADABLE_FILE, YAML_SYNTAX
from routecfg.source.tolerant import entries, surroundings
from routecfg.source.tolerant_entries import Entry, Surroundings, unquoted
from routecfg.source.writing import as_yaml

__all__ = [
    "DUPLICATE_KEY",
    "LONGEST",
    "RULES",
    "SUSPICIOUS_TEXT",
    "UNREADABLE_FILE",
    "YAML_SYNTAX",
    "Comment",
    "Entry",
    "Formatted",
    "Layout",
    "Lines",
    "Reading",
    "Surroundings",
    "as_yaml",
    "characters_as_written",
    "cut_texts",
    "edited",
    "entries",
    "excerpt",
    "formatted",
    "misread",
    "read",
    "rewriting",
    "same_values",
    "shown_change",
    "surroundings",
    "unquoted",
]
