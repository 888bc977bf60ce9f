"""What a scalar means: the core schema of YAML 1.2 (section 10.3.2), and nothing of YAML 1.1.

So `no` is a word, `08:00` a text, `0o14` twelve and `014` fourteen. Two departures keep numbers printable as JSON:
`.inf` and `.nan` are texts, and a number too large for a 64-bit integer or for a float is a finite float.
"""

import re
import sys
from typing import Final, TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

TAG_PREFIX: Final = "tag:yaml.org,2002:"
MAPPING, SEQUENCE = (TAG_PREFIX + name for name in ("map", "seq"))

NOT_ALWAYS_TEXT: Final = frozenset(["", *"0123456789+-.~nNtTfF"])
"""First characters (`text[:1]`) of the plain scalars that may be something other than text."""

_NULLS: Final = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WORDS: Final[dict[str, bool | None]] = {**_NULLS, **_BOOLEANS}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INTEGER_LENGTH = 18
"""More digits may not fit 64 bits. Hexadecimal and octal ones are shorter still with their prefix."""
_FLOAT_LENGTH = 400
"""Beyond this the exact digits no longer matter, and converting them would take long."""


def plain(text: str) -> Scalar:
    """The value of a plain scalar without a tag."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return _integer(text)
    return _float(text) if _FLOAT.fullmatch(text) else text


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with a core tag. Raises ValueError for other tags, and if the text does not fit the tag."""
    match tag.removeprefix(TAG_PREFIX):
        case "str":
            return text
        case "null" if text in _NULLS:
            return None
        case "bool" if text in _BOOLEANS:
            return _BOOLEANS[text]
        case "int" if _INTEGER.fullmatch(text):
            return _integer(text)
        case "float" if _FLOAT.fullmatch(text):
            return _float(text)
    raise ValueError(tag)


def _integer(text: str) -> int | float:
    if text[:2] in ("0x", "0o"):
        whole = int(text[2:], 16 if text[1] == "x" else 8) if len(text) <= _FLOAT_LENGTH else 1 << 2000
        return whole if whole < 10**_INTEGER_LENGTH else _finite(whole)
    digits = text.lstrip("+-")
    return int(text) if len(digits) <= _INTEGER_LENGTH else _float(text)


def _finite(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return sys.float_info.max


def _float(text: str) -> float:
    if len(text) > _FLOAT_LENGTH:
        text = _shortened(text)
    return max(-sys.float_info.max, min(sys.float_info.max, float(text)))


def _shortened(text: str) -> str:
    """The same number, to some 300 digits: leading zeros and what no float can hold left out."""
    sign = "-" if text.startswith("-") else ""
    mantissa, _, power = text.lstrip("+-").lower().partition("e")
    before, _, after = mantissa.partition(".")
    before = before.lstrip("0")
    minus = "-" if power.startswith("-") else ""
    exponent = int(minus + (power.lstrip("+-").lstrip("0")[:10] or "0"))
    if before:
        return f"{sign}{before[0]}.{before[1:300]}e{exponent + len(before) - 1}"
    digits = after.lstrip("0")
    return f"{sign}0.{digits[:300] or '0'}e{exponent - (len(after) - len(digits))}"
