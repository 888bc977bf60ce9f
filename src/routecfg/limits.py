"""Limits against hostile project files, each with what would grow without it."""

from typing import Final

LARGEST_FILE: Final = 10_000_000
"""The most bytes of a file of a project. Nobody can review more, and reading takes time and memory in proportion."""

DEEPEST: Final = 100
"""The most levels of mappings and sequences, with aliases followed: reading a level is a call within a call."""

MOST_NODES: Final = 1_000_000
"""The most nodes (scalars, mappings, sequences) of a file, what its aliases repeat counted each time: a value takes a
hundred times the memory of the `,` that makes it."""

MOST_EXPANSION: Final = 10
"""Aliases may repeat this many times the file's own size, in nodes and characters: an alias of an alias doubles what
it repeats."""

SMALL: Final = 100_000
"""What aliases may repeat in any file: ten times the size of a small file would be too little."""

MOST_DUPLICATES: Final = 100
"""The most repeated keys of a file that are reported: each is a finding of a kilobyte. The others come next time."""

MOST_COMMENTS: Final = 100_000
"""The most comments of a file that are looked at: each is an object, and no file that people write has more."""

LOOKED_AT: Final = 2_000
"""The most characters of a line that are searched for a mistake: patterns may try each of them against the rest."""

MOST_LINES: Final = 1_000
"""The most lines that are searched for a mistake: ten million empty ones would take minutes."""

LONGEST_ECHO: Final = 40
"""The most characters that a message repeats: its advice has to fit on a line."""

NO_ECHO_BEYOND: Final = 200_000
"""A longer text is not repeated in a message: what is a secret in it depends on all lines above."""
