"""Mistakes within a text: quotes, backslashes, tabs, and characters that YAML keeps for itself.

Each function looks whether a fault is its mistake, and says so, or says nothing.
"""

import re
from typing import Final

from yaml.events import MappingEndEvent, ScalarEvent

from routecfg.source.fault import Explanation, Fault, Surroundings

_BRACES = re.compile(r"\{\{.*?(?:\}\}|$)")
_BARE_START = re.compile(r"(?:^|[:\-,\[{])[ \t]+$|^$|[\[{]$")
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPED = re.compile(r"\\[uUx][0-9a-fA-F]*")
_TOKEN = re.compile(r"[^\s,\[\]{}]+")
_SWALLOWED = re.compile(r"[\r\n][ \t]*(?:-[ \t]+)*[\w-]+:(?:[ \t]|[\r\n]|$)")

_CONFLICT = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \r\n]|\Z)")
_CURLY: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_CURLY_TEXT = re.compile(rf"[ \t]*(?:-[ \t]+)*[\w-]+:[ \t]+[{_CURLY}](?P<text>[^{_CURLY}]*)[{_CURLY}]?[ \t]*$")
_BLANKS = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]+")

_RESERVED: Final = {
    "*": "without them YAML takes the '*' for a reference to another part of the file",
    "&": "without them YAML takes the '&' for the name of a part of the file",
    "!": "without them YAML takes the '!' for a type of its own",
    "%": "without them YAML takes the '%' for an instruction",
    "@": "YAML keeps the '@' for itself",
    "`": "YAML keeps the '`' for itself",
}


def conflict(fault: Fault) -> Explanation | None:
    """The marks that git leaves in a file where two changes of the same lines met."""
    mark = _CONFLICT.search(fault.text)
    if mark is None:
        return None
    start, end = fault.lines.bounds(fault.lines.number(mark.start()))
    return Explanation(
        start,
        min(end, start + 80),
        "git marks a conflict here: two people changed these lines, and nobody has decided yet which change holds",
        "keep the lines that are right, those above '=======' or those below it, and remove the lines that begin with "
        "'<<<<<<<', '=======' and '>>>>>>>'",
    )


def blanks(fault: Fault) -> Explanation | None:
    """Spaces of another width before a line's content, as web pages and word processors have them."""
    for number in (fault.line_number, fault.content_above(fault.line_number)):
        if number is None:
            continue
        line = fault.line(number)
        found = _BLANKS.search(line[: len(line) - len(line.lstrip())])
        if found is not None:
            start = fault.lines.starts[number - 1]
            return Explanation(
                start + found.start(),
                start + found.end(),
                "these look like spaces and are none; they come along when text is copied from web pages or documents",
                "replace them by ordinary spaces: delete them and press the space bar",
            )
    return None


def curly_quotes(fault: Fault) -> Explanation | None:
    """A text in the curly quotation marks of a word processor, which quote nothing here."""
    start, _ = fault.lines.bounds(fault.line_number)
    match = _CURLY_TEXT.match(fault.line(fault.line_number))
    if match is None:
        return None
    echo = fault.shown(start + match.start("text"), start + match.end("text"))
    return Explanation(
        start + match.start("text") - 1,
        start + len(match[0].rstrip()),
        "these curly quotation marks are part of the text, they do not put it in quotes",
        f'write straight ones: `{fault.key_before(start + match.start("text") - 1)}: "{echo or "..."}"`'
        if '"' not in (echo or "")
        else "write straight ones",
    )


def tab(fault: Fault) -> Explanation | None:
    """A tab before a line's content, or where the content of a list item should begin."""
    stands_at = fault.at if fault.text[fault.at : fault.at + 1] == "\t" else None
    if stands_at is None:
        if fault.problem == "found character that cannot start any token" or "quoted" in fault.context:
            return None
        start, end = fault.lines.bounds(fault.line_number)
        indent = re.match(r"[ \t]*", fault.text[start:end])
        offset = indent[0].find("\t") if indent is not None else -1
        if offset < 0:
            return None
        stands_at = start + offset
    tabs = re.compile(r"\t+").match(fault.text, stands_at)
    return Explanation(
        stands_at,
        tabs.end() if tabs is not None else stands_at + 1,
        "a tab stands here, where YAML allows only spaces",
        "replace it by spaces, two for each level; most editors can convert all tabs of a file to spaces",
    )


def braces(fault: Fault) -> Explanation | None:
    """A text with `{{ }}` and no quotes: at the start of a value, or anywhere inside braces and brackets."""
    first = fault.lines.number(min(fault.last_start, fault.at))
    for number in range(first, min(fault.line_number, first + 50) + 1):
        start, end = fault.lines.bounds(number)
        line = fault.text[start : min(end, start + 5_000)]
        for match in _BRACES.finditer(line):
            at, stop = start + match.start(), start + match.end()
            if stop <= fault.last_start and not isinstance(fault.last, MappingEndEvent):
                continue
            if at > fault.at + 1 or _inside_quotes(line[: match.start()]):
                continue
            flow = fault.problem in ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
            if not (flow or _BARE_START.search(line[: match.start()])):
                continue
            if not flow:
                return bare_braces(fault, at)
            return Explanation(
                at,
                stop,
                "a text with '{{' in it needs quotes here: inside brackets and braces they would end it",
                'put the whole text in double quotes, as in `text: "Hello {{ contact.name }}"`',
            )
    return None


def bare_braces(around: Surroundings, at: int) -> Explanation:
    """A value that begins with `{{` at this index."""
    match = _BRACES.match(around.rest(at))
    end = at + (match.end() if match is not None else 2)
    whole = at + len(around.rest(at).rstrip())
    echo = around.shown(at, whole) or around.shown(at, end) or "{{ ... }}"
    return Explanation(
        at,
        end,
        "a text that begins with '{{' needs quotes: without them the braces are not read as text",
        "put the whole text in double quotes"
        if '"' in echo
        else f'put the whole text in double quotes: `{around.key_before(at)}: "{echo}"`',
    )


def special_start(fault: Fault) -> Explanation | None:
    """A value that begins with a character that YAML keeps for itself."""
    at = fault.opened if fault.opened is not None else fault.at
    sign = fault.text[at : at + 1]
    if sign not in _RESERVED:
        return None
    token = _TOKEN.match(fault.text, at, at + 1_000)
    end = token.end() if token is not None else at + 1
    if sign == "%" and not fault.before(at).strip():
        return directive(fault)
    echo = fault.shown(at, end) or f"{sign}..."
    return Explanation(
        at,
        end,
        f"a text that begins with '{sign}' needs quotes: {_RESERVED[sign]}",
        f'put the whole text in double quotes, as in `"{echo}"`',
    )


def escape(fault: Fault) -> Explanation:
    """A backslash in double quotes, as patterns have them."""
    sign = fault.text[fault.at + 1 : fault.at + 2]
    if not sign.isprintable() or sign.isspace() or not sign:
        return Explanation(
            fault.at,
            fault.at + 1,
            "in double quotes a backslash begins a special character, and none begins so",
            "use single quotes, in which a backslash is just a backslash, or write it twice",
        )
    return Explanation(
        fault.at,
        fault.at + 2,
        f"in double quotes a backslash begins a special character, and there is none called '\\{sign}'",
        f"use single quotes, in which a backslash is just a backslash: '\\{sign}'; or write it twice: \"\\\\{sign}\"",
    )


def surrogate(fault: Fault) -> Explanation:
    r"""`"\ud83d\ude00"`: one character as two codes, as JSON writes it."""
    start = fault.text.rfind("\\", 0, fault.at + 1)
    pair = _SURROGATES.match(fault.text, start)
    if pair is not None:
        character = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
        return Explanation(
            start,
            pair.end(),
            "these two codes stand for one character, which YAML does not put together",
            f"write the character itself: {character}",
        )
    code = _ESCAPED.match(fault.text, start)
    return Explanation(
        start,
        code.end() if code is not None else start + 1,
        "this code stands for no character",
        "write the character itself, such as an emoji, without a backslash",
    )


def short_code(fault: Fault) -> Explanation:
    r"""`"\u12"`."""
    start = fault.text.rfind("\\", 0, fault.at + 1)
    code = _ESCAPED.match(fault.text, start)
    return Explanation(
        start,
        code.end() if code is not None else start + 1,
        "in double quotes this begins the code of a character, and digits are missing",
        "write the character itself; if a backslash is meant, use single quotes",
    )


def open_quote(fault: Fault) -> Explanation:
    """A quotation mark that is never closed."""
    return _open_quote(fault, fault.opened if fault.opened is not None else fault.at)


def swallowed(fault: Fault) -> Explanation | None:
    """A quotation mark that is closed only by the next one, some lines below."""
    if not isinstance(fault.last, ScalarEvent) or fault.last.style not in ("'", '"'):
        return None
    if not _SWALLOWED.search(fault.text, fault.last_start, fault.last_end):
        return None
    return _open_quote(fault, fault.text.find(fault.last.style, fault.last_start))


def after_quotes(fault: Fault) -> Explanation | None:
    """Something goes on behind a closing quotation mark."""
    if not isinstance(fault.last, ScalarEvent) or fault.last.style not in ("'", '"'):
        return None
    quote = fault.last.style
    closing, gap = fault.last_end - 1, fault.text[fault.last_end : fault.at]
    if gap.strip(" \t"):
        return None
    if quote == "'" and not gap and fault.text[fault.at : fault.at + 1].isalpha():
        return Explanation(
            closing,
            closing + 1,
            "this apostrophe ends the text, which began with a single quotation mark",
            "put the text in double quotes, or write the apostrophe twice: ''",
        )
    if fault.text[fault.at : fault.at + 1] == ":":
        return Explanation(
            fault.at,
            fault.at + 1,
            "a colon follows the closing quotation mark, but this text is already the value of a name",
            "put the whole text in quotes, or begin a new line for the next name",
        )
    inner = quote == '"' and not gap and fault.text[fault.at : fault.at + 1].isalnum()
    if inner or '"' in fault.rest(fault.at):
        advice = "quotation marks within the text: use single ones around it, as in `'Say \"yes\"'`"
    else:
        advice = "put the whole text in quotes, or remove what follows"
    return Explanation(
        fault.at,
        fault.at + max(1, len(fault.rest(fault.at).rstrip())),
        "the text ended at the quotation mark before this, and nothing more may follow it",
        advice,
    )


def block_header(fault: Fault) -> Explanation | None:
    """A text beside `|` or `>`."""
    if fault.opened is None or fault.text[fault.opened : fault.opened + 1] not in ("|", ">"):
        return directive(fault) if "directive" in fault.context else None
    sign = fault.text[fault.opened]
    return Explanation(
        fault.opened,
        fault.opened + max(1, len(fault.rest(fault.opened).rstrip())),
        f"after '{sign}' the text has to begin on the next line",
        f"if the text itself begins with '{sign}', put it in quotes; otherwise move it to the next line and indent it",
    )


def question_mark(fault: Fault) -> Explanation:
    """A value that begins with `? `."""
    return Explanation(
        fault.at,
        fault.at + 1,
        "a text that begins with a question mark and a space needs quotes",
        'put the whole text in double quotes, as in `text: "? ..."`',
    )


def directive(fault: Fault) -> Explanation:
    """A line that begins with `%`."""
    start, end = fault.lines.bounds(fault.lines.number(fault.opened if fault.opened is not None else fault.at))
    return Explanation(
        start,
        end,
        "a line that begins with '%' is an instruction to YAML, and this one is not known",
        "remove the line, or put a text that begins with '%' in quotes; '%YAML 1.2' is the only useful one",
    )


def _open_quote(fault: Fault, at: int) -> Explanation:
    name = "single" if fault.text[at : at + 1] == "'" else "double"
    sign = "'" if name == "single" else '"'
    return Explanation(
        at,
        at + 1,
        f"the {name} quotation mark that opens here is not closed where the text ends",
        f"close the text with the same mark, {sign}, on this line"
        + ("; an apostrophe within it is written twice: ''" if name == "single" else ""),
    )


def _inside_quotes(before: str) -> bool:
    return before.count('"') % 2 == 1 or len(re.findall(r"(?<![^\W_])'|'(?![^\W_])", before)) % 2 == 1
