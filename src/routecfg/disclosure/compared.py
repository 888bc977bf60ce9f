"""What an expression compares with the name of a secret, or gives in its place: `token == "x7yz89"`."""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.names import is_secret_name
from routecfg.disclosure.values import is_mixed, is_no_state

# No pattern here goes back over what it has seen: a text may be made to keep us busy.
_JOINED = re.compile(r"\s(?:and|or)\s")
_TEXTS = re.compile(r"""["][^"]*+["]?|['][^']*+[']?""")
_FORM = re.compile(r"(?:date|join)\s{0,9}+\(\s{0,9}+\Z")
_FORM_BEFORE: Final = 30
_NAME = re.compile(r"[\w.-]{2,64}+")
_BARE = re.compile(r"(?<![\w.])[\w-]++(?![.(])")
_NUMBER = re.compile(r"(?<![\w.-])[0-9]{6,}+(?![\w.])")
_UNQUOTED = re.compile(r"""(?:[=!]={0,2}|<>)\s{0,9}+(?P<value>[^\s"'=(][^"']*+)""")
_SOUND = re.compile(r"[\w.]++(?:\s*+\|\s*+\w++(?:\s*+\([^()]*+\))?)*[\s)}]*+")


def compared_secrets(expression: str) -> Iterator[str]:
    """What names of secrets are compared with in an expression: both texts of `token in ("x7yz89", "b2c3d4")`.

    What stands without quotes where no expression can be read is one, too: `token == x7/yz?89`.
    """
    for part in _JOINED.split(expression):
        around = _TEXTS.sub("", part)
        if not any(is_secret_name(name) for name in _NAME.findall(around)):
            continue
        for match in _TEXTS.finditer(part):
            text = match[0].strip("\"'")
            if is_no_state(text) and not _FORM.search(part, max(0, match.start() - _FORM_BEFORE), match.start()):
                yield text
        yield from filter(is_mixed, _BARE.findall(around))
        yield from _NUMBER.findall(around)
        for match in _UNQUOTED.finditer(part):
            if _SOUND.fullmatch(match["value"]) is None:
                yield match["value"].strip()
