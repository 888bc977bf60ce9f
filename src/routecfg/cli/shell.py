"""Command lines that people can paste into their shell."""

import shlex
from pathlib import Path


def shell_word(path: Path | str) -> str:
    """A path as one word, which no program takes for an option."""
    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
