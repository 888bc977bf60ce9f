"""Values to YAML that says the same when it is read again."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

from routecfg.disclosure import harmless

_SHORT: Final = 60
"""Characters of a list that stands on one line."""

_ENDLESS: Final = 1_000_000
"""The width of a line: no text is broken, so that each can be found by searching for it."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Characters of nobody's script, around the code of one that is written as an escape."""
_MARKED = re.compile(f"{_OPEN}([0-9A-F]+){_CLOSE}")
_INDICATORS: Final = ("?", ":", "-")
"""First characters that YAML allows without quotes, and some parsers do not."""
_WORDS = re.compile(r"\w(?:[\w ./@+-]*\w)?")
"""What needs no quotes between brackets, whatever the parser."""

_COMMAND = re.compile(r"##(?=\w*\[)")


def as_yaml(values: Mapping[str, Any]) -> str:
    """A mapping as a block of YAML, whole lines. Mappings of one key and short lists stand on one line.

    Characters that steer a terminal, or that nobody sees, are written as escapes.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _ENDLESS
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_styled(values), out)
    return _MARKED.sub(_escape, out.getvalue())


def _styled(value: Any, *, in_line: bool = False) -> Any:
    """The value in the types that make `ruamel.yaml` write it as wanted, `in_line` between brackets."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        short = len(value) == 1 and all(map(_is_short, value.values()))
        mapping = CommentedMap({_text(key, in_line=short): _styled(item, in_line=short) for key, item in value.items()})
        if short:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        short = all(map(_is_short, value)) and sum(map(len, map(str, value))) < _SHORT
        sequence = CommentedSeq(_styled(item, in_line=short) for item in value)
        if short:
            sequence.fa.set_flow_style()
        return sequence
    return _text(value, in_line=in_line) if isinstance(value, str) else value


def _text(text: str, *, in_line: bool) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

    if _OPEN in text or _CLOSE in text or any(harmless(line) != line for line in text.split("\n")):
        marked = "".join(map(_marked, text))
        return DoubleQuotedScalarString(_COMMAND.sub(f"#{_OPEN}23{_CLOSE}", marked))
    if "\n" in text:
        # Blank lines at the end would run into what follows.
        return DoubleQuotedScalarString(text) if text.endswith("\n\n") else LiteralScalarString(text)
    if text.startswith(_INDICATORS) or (in_line and not _WORDS.fullmatch(text)):
        return SingleQuotedScalarString(text)
    return text


def _is_short(value: Any) -> bool:
    return not isinstance(value, Mapping | list | tuple) and len(str(value)) < _SHORT and "\n" not in str(value)


def _marked(character: str) -> str:
    """A character, marked if it is to be escaped; in double quotes, where alone escapes are read."""
    if character == "\n" or (harmless(character) == character and character not in (_OPEN, _CLOSE)):
        return character
    return f"{_OPEN}{ord(character):X}{_CLOSE}"


def _escape(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"
