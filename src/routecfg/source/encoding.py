"""Which bytes are text that can be read: UTF-8, without control characters or rare line breaks."""

import re
from typing import Final

from routecfg.diagnostics import START, Finding, Span
from routecfg.limits import LARGEST_FILE
from routecfg.source.lines import BYTE_ORDER_MARK, Lines
from routecfg.source.rules import UNREADABLE_FILE

_DOCUMENTS: Final = {
    b"PK\x03\x04": "a Word document or another packed file",
    b"\xd0\xcf\x11\xe0": "a document of an old version of Word or Excel",
    b"%PDF-": "a PDF document",
    b"{\\rtf": "a document of a word processor (RTF)",
}
_SAMPLE: Final = 256
"""So many bytes show in which encoding a file is saved: of its field names and blanks, every second one is zero."""
_RARE_BREAKS = {"\x85": b"\xc2\x85", "\u2028": b"\xe2\x80\xa8", "\u2029": b"\xe2\x80\xa9"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def looks_like_text(data: bytes) -> bool:
    """Whether lines of it can be shown, even if they are wrong: UTF-8, not a document, and not too large."""
    if data.startswith(tuple(_DOCUMENTS)):
        return False
    return len(data) <= LARGEST_FILE and _wide_encoding(data) is None


def refused_at_once(data: bytes) -> Finding | None:
    """What a search through the bytes shows without parsing."""
    if len(data) > LARGEST_FILE:
        return UNREADABLE_FILE.in_text(
            START,
            f"the file is too large: {len(data) / 1e6:,.1f} MB, where {LARGEST_FILE // 1_000_000} MB are read at most",
            help="divide it into several files; each may hold any part of the routing",
        )
    for start, what in _DOCUMENTS.items():
        if data.startswith(start):
            return UNREADABLE_FILE.in_text(
                START,
                f"this is not a text file but {what}, whatever its name ends in",
                help='write the routing in a plain text editor, or save it as "plain text" with the encoding UTF-8',
            )
    if (encoding := _wide_encoding(data)) is not None:
        return _not_saved_as_utf_8(encoding)
    if not data.isascii():
        for char, written in _RARE_BREAKS.items():
            if written[:1] in data and (found := data.find(written)) >= 0:  # a single byte is found quickly
                return not_text(data[:found]) or _rare_break(data, char, found)
    return None


def not_text(data: bytes) -> Finding | None:
    """The first byte or character that is not text; None if there is none."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf_8(data, error.start)
    lines = Lines(data)
    found = _UNPRINTABLE.search(lines.text)
    if found is None:
        return None
    return UNREADABLE_FILE.in_text(
        lines.span(found.start(), found.end()),
        f"an invisible control character (U+{ord(found[0]):04X}) stands here, and texts must not contain any",
        help="delete it; if you cannot see it, delete and retype the text around it",
    )


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, which spend two or four bytes on each character, so that ASCII is full of zero bytes."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if len(data) % 2 or not len(sample) <= zeros * 5 < len(sample) * 5:
        return None
    first, second, third, fourth = (sample[place::4] for place in range(4))
    for most, next_to_it in ((first, second), (fourth, third)):
        if len(data) % 4 == 0 and not any(most) and max(next_to_it) <= 0x10:
            return "UTF-32"
    return "UTF-16" if zeros in (sample[::2].count(0), sample[1::2].count(0)) else None


def _not_saved_as_utf_8(encoding: str) -> Finding:
    return UNREADABLE_FILE.in_text(
        START,
        f"the file is saved as {encoding}, and only UTF-8 is read",
        help='save it again with the encoding UTF-8 (in most editors: "Save as", then "Encoding")',
    )


def _not_utf_8(data: bytes, offset: int) -> Finding:
    before = Lines(data[:offset].removeprefix(BYTE_ORDER_MARK))
    start = len(before.text)
    at = before.span(start, start)
    return UNREADABLE_FILE.in_text(
        Span(at.line, at.column, at.line, at.column + 1),
        f"the file is not saved as UTF-8: what stands here (byte {data[offset]:02X}) cannot be read as text",
        help='save it again with the encoding UTF-8 (in most editors: "Save as", then "Encoding")',
    )


def _rare_break(data: bytes, char: str, offset: int) -> Finding:
    start = len(data[:offset].removeprefix(BYTE_ORDER_MARK).decode("utf-8"))
    return UNREADABLE_FILE.in_text(
        Lines(data).span(start, start + 1),
        f"an invisible line separator (U+{ord(char):04X}) stands here: some programs end the line at it, others do not",
        help="delete it, or press Enter in its place; it often comes along when text is copied from a web page",
    )
