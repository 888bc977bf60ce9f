"""A text that needs quotes and has none: where it begins and ends, and how it is written with them."""

import re
from typing import Final

from yaml import YAMLError

from routecfg.diagnostics import Edit
from routecfg.source.edits import mark_for
from routecfg.source.events import COLLECTION_ENDS, COLLECTION_STARTS, advancing
from routecfg.source.syntax_errors.complaint import Surroundings

PAIRS: Final = {"[": "]", "{": "}"}

_UP_TO_VALUE: Final = re.compile(r"(?:.*[\s,])?[\w-]+[ \t]*:[ \t]+")
_UP_TO_ITEM: Final = re.compile(r"(?:.*,)?[ \t]*")
_KEY: Final = re.compile(r"(?:.*[\s{,\[])?(?P<key>[\w-]{1,40})[ \t]*:[ \t]+")
_SIGN: Final = re.compile(r"\{\{.*?\}\}|[\[\]{},]")
_BACKSLASH: Final = "\\"
_NEXT_ENTRY: Final = re.compile(r""",\s*[\w"'-]+\s*:""")


def text_start(around: Surroundings, index: int) -> int | None:
    """Where the text begins in which an index stands: behind its name, or among the items of its list."""
    opened = open_brackets(around.text, index)
    start = index - len(around.before(index))
    if opened:
        start = max(start, opened[-1] + 1)
    is_item = bool(opened) and around.text[opened[-1]] == "["
    match = (_UP_TO_ITEM if is_item else _UP_TO_VALUE).match(around.text, start, index)
    return match.end() if match is not None else None


def text_end(around: Surroundings, start: int) -> int:
    """Where the text that begins at an index ends, as its writer means it.

    Among brackets it ends before a comma, or before a bracket that closes one of them; otherwise at the end of the
    line, without a closing bracket too many.
    """
    opened = open_brackets(around.text, start)
    rest = around.rest(start)
    end = len(rest)
    closing: list[str] = []
    surplus = 0
    for match in _SIGN.finditer(rest):
        sign = match[0]
        if len(sign) > 1:  # a template
            continue
        if sign in PAIRS:
            closing.append(PAIRS[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
        elif opened and not closing and (sign != "," or _ends_entry(around.text[opened[-1]], rest, match.start())):
            end = match.start()
            break
        else:
            surplus += sign in PAIRS.values()
    text = rest[:end].rstrip()
    while surplus and text.endswith(tuple(PAIRS.values())):
        text = text[:-1].rstrip()
        surplus -= 1
    return start + len(text)


def _ends_entry(bracket: str, rest: str, comma: int) -> bool:
    return bracket == "[" or _NEXT_ENTRY.match(rest, comma) is not None


def example(around: Surroundings, start: int, end: int) -> str:
    """What to write instead of an unquoted text, as the end of a sentence; empty if it cannot be shown."""
    text = around.shown(start, end)
    if text is None:
        return ""
    key = _KEY.fullmatch(around.before(start))
    if key is not None and key["key"] == "pattern" and not text.startswith("/"):
        text = f"/{text.strip(_BACKSLASH)}/"  # the language has patterns between slashes
    quote = mark_for(text)
    if quote in text:
        return ""
    return f": `{key['key']}: {quote}{text}{quote}`" if key is not None else f": `{quote}{text}{quote}`"


def quoting(around: Surroundings, unquoted: tuple[int, int] | None) -> tuple[Edit, ...]:
    """The edits that put a text in quotes. They hold quotation marks only: the text may be a secret."""
    if unquoted is None:
        return ()
    start, end = unquoted
    text = around.text[start:end]
    mark = mark_for(text)
    doubled = (start + at for at, sign in enumerate(text) if sign == mark == "'")
    return tuple(Edit(around.lines.span(index, index), mark) for index in (start, *doubled, end))


def in_single_quotes(around: Surroundings, inside: tuple[int, int] | None) -> tuple[Edit, ...]:
    """The edits that put the inside of a text in single quotes, in place of those around it."""
    if inside is None:
        return ()
    start, end = inside
    doubled = (start + at for at, sign in enumerate(around.text[start:end]) if sign == "'")
    return (
        Edit(around.lines.span(start - 1, start), "'"),
        *(Edit(around.lines.span(index, index), "'") for index in doubled),
        Edit(around.lines.span(end, end + 1), "'"),
    )


def open_brackets(text: str, index: int) -> list[int]:
    """The brackets and braces that are open before an index, outermost first, as the parser understands them."""
    opened: list[int] = []
    try:
        for event in iter(advancing(text[:index].encode()), None):
            if isinstance(event, COLLECTION_STARTS):
                opened.append(event.start_mark.index if event.flow_style else -1)
            elif isinstance(event, COLLECTION_ENDS):
                opened.pop()
    except YAMLError:
        pass
    return [place for place in opened if place >= 0]
