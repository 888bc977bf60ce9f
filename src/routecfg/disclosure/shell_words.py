"""Command lines that people can paste into their shell, and git attributes that they can paste into a file."""

import os
import re
import shlex
from pathlib import Path
from typing import Final

from routecfg.disclosure.harmless import harmless

_ODD: Final = re.compile(r"(?:[^ -~]|['\\#:])+[0-9A-Fa-f]*")
_SPECIAL: Final = re.compile(r"[\\*?\[!#]")
_PLAIN: Final = re.compile(r"[^\s\"#!\[\\]+")


def shell_word(path: Path | str) -> str:
    """A path as one word, which no program takes for an option, nor git for one of its signs.

    A name that no screen shows as it is has its bytes written out as bash and zsh read them: `$'caf\\xe9'`.
    """
    text = str(path)
    if text.startswith(("-", ":")):
        text = f"./{text}"
    word = shlex.quote(text)
    return word if harmless(word) == word else f"$'{_ODD.sub(_escaped, text)}'"


def _escaped(odd: re.Match[str]) -> str:
    """Also the digits behind an escape, which would count as part of it."""
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(odd[0]))


def attribute_pattern(folder: str) -> str:
    """What all files of a folder are called in `.gitattributes`."""
    pattern = f"{_SPECIAL.sub(lambda sign: chr(92) + sign[0], folder)}/**"
    if _PLAIN.fullmatch(pattern):
        return pattern
    return '"{}"'.format(pattern.replace("\\", "\\\\").replace('"', '\\"'))
