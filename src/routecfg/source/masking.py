"""What may be a secret in the lines of a file that cannot be read as YAML.

What a secret is, `disclosure` says. Here is what lines have to do with it: what is indented below a name, goes on with
its quoted value, or is repeated under it by an alias.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from routecfg.disclosure import (
    Stretch,
    is_secret_name,
    is_secret_name_at,
    named_beside,
    outside_templates,
    private_keys,
    reference_at,
    secrets_beside,
    secrets_in_comment,
    secrets_in_line,
)
from routecfg.source.lines import Lines

DISTINCTIVE: Final = 8
"""A secret of so many characters is hidden wherever else it stands in the lines that are shown."""

_MOST_NAMES: Final = 100_000
"""A text with more names before colons is not searched for blocks: then all that follows a name is hidden."""

_HEADERS: Final = "headers"

# No pattern here backtracks: a line may be written to make that slow.
_NAME = re.compile(r"""(?<![\w.-])(?P<name>[\w.-]{2,64}+)["']?[ \t]*+:(?:[ \t]*+\*(?P<alias>[\w-]+))?""")
_NAMING = re.compile(r"""(?<![\w.-])(?P<name>[\w.-]{2,64}+)["']?[ \t]*+(?::|\Z)""")
_COMMENT = re.compile(r"[ \t]*+#[ \t]*+")
_REFERENCE = re.compile(r"""(?<![\w.-])(?:env|file)["']?[ \t]*+:""")
_LONGEST_COMMENT: Final = 40
_ANCHOR = re.compile(r"&[\w-]+")
_EXPLICIT = re.compile(r"""(?m)^[ \t]*+\?[ \t]++["']?(?P<name>[\w.-]{2,64}+)["']?[ \t]*+$""")
_PAIR = re.compile(r"""[\[,][ \t]*+["']?(?P<name>[\w.-]{2,64}+)["']?[ \t]*+,[ \t]*+(?P<value>[^\]\r\n]*+)""")
_NOTHING = re.compile(r"(?:[|>][+0-9-]{0,2})?[ \t]*(?:#.*)?")
"""What stands behind a name whose value begins on a line below."""

_LONGEST_ITEM: Final = 200
_PLAIN = re.compile(r"""[^\W\d_]*+(?:[ '-][^\W\d_]++)*+""")
_INDENT = re.compile(r"""[ \t]*(?:-[ \t]+)*["']?""")
_ENTRY = re.compile(r"""[ \t]*(?:-[ \t]+){0,9}["']?[\w.-]{1,40}(?: [\w.-]{1,40}){0,2}["']?[ \t]*:(?=[ \t]|$)""")
_FIELD = re.compile(r"""(?<![\w.-])(?P<key>[A-Za-z]{1,9})["']?[ \t]*+:[ \t]*+["']?(?P<value>[^"',{}\[\]\r\n]*+)""")
_BESIDE: Final = 2
"""So many lines above and below are searched for the name of a value."""


def in_unread(lines: Lines, wanted: Sequence[int], longest: int) -> Iterator[Stretch]:
    """What in the wanted lines of a text that is not YAML may be a secret, as indexes into the text."""
    names = list(_secret_names(lines.text))
    inside = _below(lines, names) if len(names) < _MOST_NAMES else set(wanted)
    anchors = {f"&{alias}" for match in names if (alias := match.groupdict().get("alias"))}
    yield from private_keys(lines.text)
    for number in wanted:
        start, end = lines.bounds(number)
        line = lines.text[start : min(end, start + longest)]
        for first, last in _by_themselves(line):
            yield start + first, start + last
        for anchor in _ANCHOR.finditer(line) if anchors else ():
            if anchor[0] in anchors:
                yield start + anchor.end(), start + len(line)
        if number in inside:
            for first, last in _value_of(line):
                yield start + first, start + last
        for first, last in _named_by_a_neighbour(lines, number):
            yield start + first, min(start + last, end)
        yield from ((start + first, start + last) for first, last in _second_of_a_pair(lines, number, line))
        comment = line.find("#")
        for first, last in secrets_in_comment_beside(lines, number, comment) if comment >= 0 else ():
            yield start + first, start + last


def secrets_in_comment_beside(lines: Lines, number: int, column: int) -> Iterator[Stretch]:
    """What may be a secret in a comment that begins at a column of a line, since a place for one stands beside it.

    That is before it; where it stands alone, on the line above or below, or where the comment begins: `# token: |`.
    """
    line = lines.line(number)
    alone = not line[:column].strip()
    near = [*map(lines.line, _around(lines, number, 1)), *_heading(lines, number)] if alone else [line[:column]]
    if any(map(_names_a_secret, near)):
        yield from ((column + first, column + last) for first, last in secrets_beside(line[column:]))


def _names_a_secret(text: str) -> bool:
    """Whether a line holds the name of a secret, or says where one is kept."""
    if _REFERENCE.search(text) is not None:
        return True
    return any(is_secret_name_at(text, *match.span("name")) for match in _NAMING.finditer(text))


def _heading(lines: Lines, number: int) -> Iterator[str]:
    """The line of a comment to which the given one belongs, as a setting that was switched off has it."""
    own = _COMMENT.match(lines.line(number))
    for above in range(number - 1, max(0, number - _LONGEST_COMMENT), -1):
        comment = _COMMENT.match(lines.line(above))
        if own is None or comment is None:
            return
        if comment.end() < own.end():
            yield lines.line(above)
            return


def _named_by_a_neighbour(lines: Lines, number: int) -> Iterator[Stretch]:
    """The value of `value:` where `name: api_key` stands on the same line or near it."""
    line = lines.line(number)
    own = {match["key"]: match for match in _FIELD.finditer(line)}
    around = "\n".join(lines.line(near) for near in _around(lines, number, _BESIDE)) if own else ""
    fields = {match["key"]: match["value"].strip() for match in _FIELD.finditer(around)}
    fields.update((key, match["value"].strip()) for key, match in own.items())
    yield from (own[key].span("value") for key in named_beside(fields) if key in own)


def _second_of_a_pair(lines: Lines, number: int, line: str) -> Iterator[Stretch]:
    """The value of `[api_key, x]`, also with an item a line, unless it is a plain word: answers are words in lists."""
    for pair in _PAIR.finditer(line):
        if is_secret_name(pair["name"]) and _PLAIN.fullmatch(pair["value"].strip(" \"'")) is None:
            yield pair.span("value")
    item, before = _item(line), _item(lines.line(number - 1)[:_LONGEST_ITEM]) if number > 1 else None
    if item is None or before is None or item[0] != before[0] or " " in before[1]:
        return
    if is_secret_name(before[1]) and _PLAIN.fullmatch(item[1]) is None:
        yield item[0], len(line)


def _item(line: str) -> tuple[int, str] | None:
    """The column of what stands in an item of a list, and that without quotes; None for any other line."""
    text = line.lstrip(" \t")
    if not text.startswith("- "):
        return None
    return len(line) - len(text[1:].lstrip(" ")), text[1:].strip(" \t\"'")


def _around(lines: Lines, number: int, most: int) -> Iterator[int]:
    last = len(lines.starts)
    yield from (near for near in range(max(1, number - most), min(last, number + most) + 1) if near != number)


class Secrets:
    """Secrets that are looked for in line after line, all at once. Shorter ones than `DISTINCTIVE` are left out."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._by_start: dict[str, dict[int, set[str]]] = {}
        for secret in secrets:
            if len(secret) >= DISTINCTIVE:
                by_length = self._by_start.setdefault(secret[:DISTINCTIVE], {})
                by_length.setdefault(len(secret), set()).add(secret)

    def within(self, line: str) -> Iterator[Stretch]:
        """Where in a line any of them stands."""
        if not self._by_start:
            return
        for at in range(len(line) - DISTINCTIVE + 1):
            for length, secrets in self._by_start.get(line[at : at + DISTINCTIVE], {}).items():
                if line[at : at + length] in secrets:
                    yield at, at + length


def _by_themselves(line: str) -> Iterator[Stretch]:
    """What in a line may be a secret, whatever stands on other lines. What has no colon is read like a comment."""
    yield from secrets_in_line(line)
    at = 0 if ":" not in line else max(line.find("#"), 0)
    if at or ":" not in line:
        yield from ((at + first, at + last) for first, last in secrets_in_comment(line[at:]))


def _secret_names(text: str) -> Iterator[re.Match[str]]:
    """The names before colons below which secrets stand; all names of a text that has very many."""
    for count, match in enumerate(_NAME.finditer(text)):
        if count > _MOST_NAMES or match["name"] == _HEADERS or is_secret_name_at(text, *match.span("name")):
            yield match
    yield from (match for match in _EXPLICIT.finditer(text) if is_secret_name(match["name"]))


def _below(lines: Lines, names: Iterable[re.Match[str]]) -> set[int]:
    """The lines that are indented below one of these names, or go on with its quoted value or its brackets.

    Lines without a name of their own go on, however they are indented, where nothing stands behind the name.
    """
    inside: set[int] = set()
    behind = 0  # the line up to which is known what stands inside
    for match in names:
        number = lines.number(match.start())
        if number <= behind:
            continue
        start, end = lines.bounds(number)
        before = _INDENT.match(lines.text, start, match.start())
        whole = before is not None and before.end() == match.start()
        indent = match.start() - start if whole else len(lines.text[start:end]) - len(lines.text[start:end].lstrip())
        rest = lines.text[match.end() : end].strip()
        quote = rest[:1] if rest[:1] in ('"', "'") and rest.count(rest[:1]) == 1 else ""
        depth = _opened(rest)
        nothing = _NOTHING.fullmatch(rest) is not None
        for below in range(number + 1, len(lines.starts) + 1):
            line = lines.line(below)
            margin = len(line) - len(line.lstrip())
            goes_on = margin > indent or (margin == indent and line.lstrip().startswith(("- ", ": ")))
            if nothing and line.lstrip().startswith("#"):
                continue
            nothing = nothing and _ENTRY.match(line) is None
            goes_on = goes_on or nothing
            if line.strip() and not (quote or depth > 0 or goes_on):
                break
            inside.add(below)
            behind = below
            depth += _opened(line)
            quote = "" if quote and quote in line else quote
    return inside


def _value_of(line: str) -> Iterator[Stretch]:
    """What stands on a line that holds secrets: behind its key, if it has one; nothing of a reference."""
    if reference_at(line, 0) is not None and _ends(line, reference_at(line, 0)):
        return
    key = _ENTRY.match(line)
    value = key.end() if key is not None else 0
    if not _ends(line, reference_at(line, value)):
        yield from outside_templates(line, value, len(line))


def _ends(line: str, at: int | None) -> bool:
    """Whether nothing but closing braces and a comment follows."""
    return at is not None and not line[at:].split("#")[0].strip(" \t}")


def _opened(text: str) -> int:
    return text.count("{") + text.count("[") - text.count("}") - text.count("]")
