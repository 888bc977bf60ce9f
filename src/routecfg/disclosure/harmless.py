"""What is harmless to print: one form for every output that people or machines read line by line.

A name or a text from a file can hold characters that steer a terminal, turn the direction of a line, or cannot be seen,
and words that a CI system obeys. Joiners and tags stay where emoji and scripts need them; everything else of that kind
is shown by its code point: `<U+200B>`.
"""

import re
from typing import Final

_BREAKS: Final = "\t\n\x0b\x0c\r\x85\u2028\u2029"
_SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_BYTES: Final = frozenset(map(chr, range(0xDC80, 0xDD00)))
"""What Python reads bytes as that are not UTF-8, in names of files."""

_JOINERS: Final = "\u200c\u200d"
_EMOJI_MARKS: Final = "\ufe0e\ufe0f"
_TAGS: Final = "\U000e0020-\U000e007f"

_EMOJI: Final = (
    "\xa9\xae\u203c\u2049\u2100-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff"
)
_JOINING_SCRIPTS: Final = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aff\u1b00-\u1c4f\ua800-\uabff\ufb50-\ufdcf"
    "\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
"""Letters and marks of scripts whose letters take another form beside a joiner: Arabic, Persian, Hindi, Khmer, ..."""

_NEEDED = re.compile(
    f"(?<=[{_JOINING_SCRIPTS}])[{_JOINERS}](?=[{_JOINING_SCRIPTS}])"
    f"|(?<=[{_EMOJI}{_EMOJI_MARKS}])\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_EMOJI}0-9#*])[{_EMOJI_MARKS}]"
    f"|(?<=\U0001f3f4)[{_TAGS}]{{1,15}}\U000e007f"
)
_DOUBTFUL = re.compile(f"[{_BREAKS}{_SPACES}{_INVISIBLE}{_JOINERS}{_EMOJI_MARKS}{_TAGS}]+")
_HIDDEN = re.compile(f"[\x85\u2028\u2029{_INVISIBLE}{_JOINERS}{_EMOJI_MARKS}{_TAGS}]")
_SPACE = re.compile(f"[{_BREAKS}{_SPACES}]")
_COMMAND = re.compile(r"##(?=\w{0,20}\[)")
_LEADING_COMMAND = re.compile(r"\A\s*+:(?=:)")


def harmless(text: str) -> str:
    """The text on one line, with nothing in it that steers what it is printed on.

    Line breaks, tabs and wide spaces become one space each. What GitHub and other CI systems obey (`##[group]`
    anywhere, `::error::` at the start) is broken by a space. Works on what is safe already without changing it.
    """
    if not (text.isascii() and text.isprintable()) and _DOUBTFUL.search(text):
        kept = {at for match in _NEEDED.finditer(text) for at in range(*match.span())}
        text = _DOUBTFUL.sub(lambda found: _shown(found[0], found.start(), kept), text)
    if "##" in text:
        text = _COMMAND.sub("# #", text)
    return _LEADING_COMMAND.sub(lambda found: f"{found[0]} ", text) if "::" in text else text


def _shown(characters: str, start: int, kept: set[int]) -> str:
    return "".join(
        char if start + at in kept else " " if _SPACE.match(char) else by_code_point(char)
        for at, char in enumerate(characters)
    )


def by_code_point(char: str) -> str:
    """How a character is shown that does not show by itself: `<U+200B>`; a byte of a name that is not text: `\\xe9`."""
    if char in _BYTES:
        return f"\\x{ord(char) - 0xDC00:02x}"
    return f"<U+{ord(char):04X}>"


def harmless_json(document: str) -> str:
    """A JSON document that says the same to a program, and steers nothing that it is printed on.

    What `harmless` shows by its code point is written as an escape, and so is what CI systems obey anywhere in a line
    (`##[group]`). Wide spaces and the document's own line breaks stay.
    """
    if not document.isascii() or "\x7f" in document:
        kept = {at for match in _NEEDED.finditer(document) for at in range(*match.span())}
        document = _HIDDEN.sub(lambda found: found[0] if found.start() in kept else _json_escape(found[0]), document)
    return _COMMAND.sub(r"#\\u0023", document) if "##" in document else document


def _json_escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
