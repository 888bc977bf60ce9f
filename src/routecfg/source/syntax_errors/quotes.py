"""Mistakes within a text: quotes, backslashes, and characters that YAML keeps for itself at the start of a value."""

import re
from typing import Final

from routecfg.limits import LOOKED_AT
from routecfg.source.syntax_errors.complaint import Complaint
from routecfg.source.syntax_errors.mistake import (
    ANY,
    CANNOT_START,
    COLON_NOT_ALLOWED,
    IN_BRACKETS,
    NO_DASH,
    NO_KEY,
    Found,
    Mistake,
    here,
    in_line,
    opened,
)
from routecfg.source.syntax_errors.unquoted import text_end

_SPECIAL: Final = (
    CANNOT_START,
    "did not find expected alphabetic or numeric character",
    "found undefined tag handle",
)
_UNCLOSED: Final = ("found unexpected end of stream", "found unexpected document indicator")
_AFTER_QUOTES: Final = (COLON_NOT_ALLOWED, NO_KEY, NO_DASH)
_BLOCK_HEADER: Final = ("did not find expected comment or line break", "found an indentation indicator equal to 0")
_CURLY: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_RESERVED: Final = {
    "*": "without them YAML takes the '*' for a reference to another part of the file",
    "&": "without them YAML takes the '&' for the name of a part of the file",
    "!": "without them YAML takes the '!' for a type of its own",
    "%": "without them YAML takes the '%' for an instruction",
    "@": "YAML keeps the '@' for itself",
    "`": "YAML keeps the '`' for itself",
}
_CONDITION: Final = re.compile(r"[ \t]*(?:-[ \t]+)*(?:condition:[ \t]+\{)?(?P<key>if|each):[ \t]+$")
_PATH: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_OPERATOR: Final = re.compile(r"(?:[=!]=|[<>]=?|(?:and|or|in|not)\b)")
_SWALLOWED: Final = re.compile(r"[\r\n][ \t]*(?:-[ \t]+)*[\w-]+:(?:[ \t]|[\r\n]|$)")
_CODE: Final = re.compile(r"\\[uUx][0-9a-fA-F]*")
_QUOTED_PATTERN: Final = re.compile(r'"(?P<inside>/(?:[^"\\\r\n]|\\[^"\\\r\n])*/[ims]*)"(?=[\s,}\]]|\Z)')
_SURROGATES: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _open_quote(complaint: Complaint) -> Found | None:
    """A quotation mark that is never closed, or only by the next one, some lines below."""
    if complaint.quote and _SWALLOWED.search(complaint.text, complaint.last_start, complaint.last_end):
        index = complaint.text.find(complaint.quote, complaint.last_start)
    elif complaint.problem in _UNCLOSED:
        index = complaint.at if complaint.opened is None else complaint.opened
    else:
        return None
    if complaint.text[index : index + 1] == "'":
        words = {"name": "single", "mark": "'", "more": "; an apostrophe within it is written twice: ''"}
    else:
        words = {"name": "double", "mark": '"', "more": ""}
    return Found(index, index + 1, words)


def _apostrophe(complaint: Complaint) -> Found | None:
    closing = complaint.last_end
    if complaint.quote != "'" or closing != complaint.at or not complaint.sign.isalpha():
        return None
    return Found(closing - 1, closing)


def _quoted_name(complaint: Complaint) -> Found | None:
    """`if: "order.status" == "sent"`."""
    if not _ended(complaint):
        return None
    rest = complaint.rest(complaint.at).rstrip()
    name = complaint.text[complaint.last_start + 1 : complaint.last_end - 1]
    key = _CONDITION.match(complaint.before(complaint.last_start))
    if key is None or _PATH.fullmatch(name) is None or _OPERATOR.match(rest) is None:
        return None
    shown = complaint.shown(complaint.last_start, complaint.at + len(rest))
    words = {"key": key["key"], "name": name if shown else "...", "rest": rest if shown else "..."}
    return Found(complaint.last_start, complaint.last_end, words)


def _colon_after_quotes(complaint: Complaint) -> Found | None:
    return Found(complaint.at, complaint.at + 1) if _ended(complaint) and complaint.sign == ":" else None


def _after_quotes(complaint: Complaint) -> Found | None:
    if not _ended(complaint):
        return None
    rest = complaint.rest(complaint.at).rstrip()
    is_inner = complaint.quote == '"' and complaint.last_end == complaint.at and complaint.sign.isalnum()
    advice = (
        "quotation marks within the text: use single ones around it, as in `'Say \"yes\"'`"
        if is_inner or '"' in rest
        else "put the whole text in quotes, or remove what follows"
    )
    return Found(complaint.at, complaint.at + len(rest), {"advice": advice})


def _ended(complaint: Complaint) -> bool:
    """Whether a text in quotes ended just before the parser gave up, and not at a bracket that closes nothing."""
    gap = complaint.text[complaint.last_end : complaint.at]
    stray = complaint.sign in ("]", "}") and complaint.problem != COLON_NOT_ALLOWED
    return bool(complaint.quote) and not gap.strip(" \t") and not stray


def _surrogates(complaint: Complaint) -> Found | None:
    match = _SURROGATES.match(complaint.text, complaint.text.rfind("\\", 0, complaint.at + 1))
    if match is None:
        return None
    return Found(*match.span(), {"character": bytes.fromhex(match[1] + match[2]).decode("utf-16-be")})


def _code(complaint: Complaint) -> Found:
    start = complaint.text.rfind("\\", 0, complaint.at + 1)
    match = _CODE.match(complaint.text, start)
    return Found(start, match.end() if match is not None else start + 1)


def _directive(complaint: Complaint) -> Found | None:
    words = f"{complaint.context} {complaint.problem}"
    start = complaint.at if complaint.opened is None else complaint.opened
    begins = complaint.text[start : start + 1] == "%" and not complaint.before(start).strip()
    if not begins and not any(word in words for word in ("directive", "%YAML", "incompatible")):
        return None
    return Found(*complaint.lines.bounds(complaint.lines.number(start)))


def _escape(complaint: Complaint) -> Found | None:
    sign = complaint.text[complaint.at + 1 : complaint.at + 2]
    if not sign.isprintable() or not sign.strip():
        return None
    return Found(complaint.at, complaint.at + 2, {"sign": sign}, single=_pattern(complaint))


def _pattern(complaint: Complaint) -> tuple[int, int] | None:
    """The inside of a pattern in double quotes, in which every backslash is one of the pattern's own."""
    if complaint.opened is None:
        return None
    match = _QUOTED_PATTERN.match(complaint.text, complaint.opened, complaint.opened + LOOKED_AT)
    return match.span("inside") if match is not None else None


def _special_start(sign: str) -> Mistake:
    pattern = re.compile(rf"(?P<text>{re.escape(sign)}[^\s,\[\]{{}}]*)")

    def find(complaint: Complaint) -> Found | None:
        start = complaint.at if complaint.opened is None else complaint.opened
        match = pattern.match(complaint.text, start, start + LOOKED_AT)
        if match is None or (complaint.problem not in _SPECIAL and "tag" not in complaint.context):
            return None
        start, end = match.span()
        unquoted = start, max(end, text_end(complaint, start))
        return Found(start, end, {"text": complaint.shown(start, end) or f"{sign}..."}, unquoted)

    return Mistake(
        ANY,
        find,
        f"a text that begins with '{sign}' needs quotes: {_RESERVED[sign]}",
        'put the whole text in double quotes, as in `"$text"`',
    )


QUOTING_ERRORS: Final = (
    Mistake(
        ANY,
        _open_quote,
        "the $name quotation mark that opens here is not closed where the text ends",
        "close the text with the same mark, $mark, on this line$more",
    ),
    Mistake(
        (*_AFTER_QUOTES, *IN_BRACKETS),
        _apostrophe,
        "this apostrophe ends the text, which began with a single quotation mark",
        "put the text in double quotes, or write the apostrophe twice: ''",
    ),
    Mistake(
        _AFTER_QUOTES,
        _quoted_name,
        "the quotation marks end here, and with them the text: a name that is compared stands without quotes",
        "write `$key: $name $rest`",
    ),
    Mistake(
        _AFTER_QUOTES,
        _colon_after_quotes,
        "a colon follows the closing quotation mark, but this text is already the value of a name",
        "put the whole text in quotes, or begin a new line for the next name",
    ),
    Mistake(
        _AFTER_QUOTES,
        _after_quotes,
        "the text ended at the quotation mark before this, and nothing more may follow it",
        "$advice",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        in_line(
            rf"""[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+):[ \t]+"""
            rf"""(?P<here>[{_CURLY}](?P<text>[^{_CURLY}"\r\n]*)[{_CURLY}]?)[ \t]*(?=[\r\n]|\Z)"""
        ),
        "these curly quotation marks are part of the text, they do not put it in quotes",
        'write straight ones: `$key: "$text"`',
    ),
    Mistake(
        ANY,
        _directive,
        "a line that begins with '%' is an instruction to YAML, and this one is not known",
        "remove the line, or put a text that begins with '%' in quotes; '%YAML 1.2' is the only useful one",
    ),
    *map(_special_start, _RESERVED),
    Mistake(
        ("found unknown escape character",),
        opened(r'"\\(?P<inner>[^"\\\r\n]+)\\"'),
        "a pattern stands between slashes, not between backslashes",
        "write `'/$inner/'`",
    ),
    Mistake(
        ("found unknown escape character",),
        _escape,
        "in double quotes a backslash begins a special character, and there is none called '\\$sign'",
        "use single quotes, in which a backslash is just a backslash: '\\$sign'; or write it twice: \"\\\\$sign\"",
    ),
    Mistake(
        ("found unknown escape character",),
        here,
        "in double quotes a backslash begins a special character, and none begins so",
        "use single quotes, in which a backslash is just a backslash, or write it twice",
    ),
    Mistake(
        ("found invalid Unicode character escape code",),
        _surrogates,
        "these two codes stand for one character, which YAML does not put together",
        "write the character itself: $character",
    ),
    Mistake(
        ("found invalid Unicode character escape code",),
        _code,
        "this code stands for no character",
        "write the character itself, such as an emoji, without a backslash",
    ),
    Mistake(
        ("did not find expected hexdecimal number",),
        _code,
        "in double quotes this begins the code of a character, and digits are missing",
        "write the character itself; if a backslash is meant, use single quotes",
    ),
    Mistake(
        _BLOCK_HEADER,
        opened(r"(?P<sign>[|>])(?:[^\r\n]*\S)?"),
        "after '$sign' the text has to begin on the next line",
        "if the text itself begins with '$sign', put it in quotes; otherwise move it to the next line and indent it",
    ),
    Mistake(
        ("mapping keys are not allowed in this context",),
        here,
        "a text that begins with a question mark and a space needs quotes",
        'put the whole text in double quotes, as in `text: "? ..."`',
    ),
)
