"""What in a line of text may be a secret, told by its looks alone: for comments, and for files that cannot be read.

Better too much hidden than too little: this text is printed in build logs that many people can read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from routecfg.source.lines import Lines

SecretsIn: TypeAlias = Callable[[Sequence[str | int], str], tuple[str, ...]]
"""The parts of a scalar, at a path, that are or may be a literal secret."""

Stretch: TypeAlias = tuple[int, int]
"""Start and end of a part of a line or of a text."""

DISTINCTIVE: Final = 8
"""A secret of so many characters is hidden wherever else it stands in the lines that are shown."""

# No pattern here goes back over what it has seen: a line may be made to keep us busy.
_NAMED = re.compile(r"""(?<![\w.-])(?P<name>[\w.-]++)["']?(?:[ \t]*+[:=]|[ \t]++(?=[&!*"'|>]))[ \t]*+""")
_SECRET_NAME = re.compile(
    r"(?i)api[_-]?(?:token|key)|auth(?!ors?\b)|token|secret|cookie|passw|pwd|signature|credential"
)
_REFERENCE = re.compile(
    r"""(?x) [ \t]* \{? [ \t]* ["']? (?:env|file) ["']? [ \t]* : [ \t]* ["']?
        (?P<name> [\w./~-]{1,64} ) ["']? [ \t]* (?: \} | (?=[,\#}]|$) )"""
)
_TEMPLATE = re.compile(r"\{\{[ \t]*secrets\.\w{1,64}[ \t]*\}\}")
_ALIAS = re.compile(r"""(?:api_token|secrets|headers)["']?[ \t]*:[ \t]*\*(?P<name>[\w-]+)""")
_SAVED_NAME = re.compile(r"(?i)(?:save_as|save_data)\b")
_BLOCK = re.compile(r"""(?:api_token|secrets|headers)["']?[ \t]*:""")
_ANCHOR = re.compile(r"&[\w-]+")
_INDENT = re.compile(r"""[ \t]*(?:-[ \t]+)*["']?""")
_ENTRY = re.compile(r"""[ \t]*(?:-[ \t]+){0,9}["']?[\w.-]{1,40}["']?[ \t]*:(?=[ \t]|$)""")
_WORD = re.compile(r"[^\s\"'`,;:=?&#<>()\[\]{}|]{12,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_=-]{32,}")


def looks_random(word: str) -> bool:
    """A pasted token: long, letters and digits mixed, and no name that a person would choose."""
    if len(word) < 12 or word.isdigit():
        return False
    digits = sum(map(str.isdigit, word))
    upper, lower = any(map(str.isupper, word)), any(map(str.islower, word))
    if digits and upper and lower:
        return True
    if len(word) < 16 or not (upper or lower):
        return False
    return digits * 5 >= len(word) and not re.fullmatch(r"(?:[^\W\d_]+|\d+)(?:[-_.](?:[^\W\d_]+|\d+))+", word)


def random_words(text: str) -> Iterator[Stretch]:
    """The words of a text that look like pasted tokens."""
    for match in _WORD.finditer(text):
        parts = match[0].split("/")
        if any(looks_random(part) for part in parts) or (_BASE64.search(match[0]) and looks_random(match[0])):
            yield match.span()


def after_secret_names(text: str) -> Iterator[Stretch]:
    """What follows `api_token:` and its like on one line, unless it is a reference such as `{env: NAME}`."""
    start = 0
    while match := _NAMED.search(text, start):
        start = value = match.end()
        if not _SECRET_NAME.search(match["name"]) or _SAVED_NAME.search(text, max(0, match.start() - 12), value):
            continue
        reference = _REFERENCE.match(text, value)
        if reference is not None and not looks_random(reference["name"]):
            start = reference.end()
            continue
        if text[value:].lstrip().startswith("#"):
            return
        yield from _outside_templates(text, value, len(text))
        return


def in_comment(text: str, secrets_in: SecretsIn) -> Iterator[Stretch]:
    """What in a comment may be a secret: most likely a setting that was switched off."""
    yield from random_words(text)
    yield from after_secret_names(text)
    for secret in sorted(set(secrets_in((), text))):
        yield from occurrences(text, secret)


def in_unread(lines: Lines, wanted: Sequence[int], longest: int, secrets_in: SecretsIn) -> Iterator[Stretch]:
    """What in the wanted lines of a text that is no YAML may be a secret, as indexes into the text."""
    inside = _below_secret_names(lines)
    anchors = {f"&{match['name']}" for match in _ALIAS.finditer(lines.text)}
    for number in wanted:
        start, end = lines.bounds(number)
        line = lines.text[start : min(end, start + longest)]
        for first, last in in_comment(line, secrets_in):
            yield start + first, start + last
        for anchor in _ANCHOR.finditer(line) if anchors else ():
            if anchor[0] in anchors:
                yield start + anchor.end(), start + len(line)
        if number in inside and not _REFERENCE.fullmatch(line.split("#")[0].rstrip()):
            key = _ENTRY.match(line)
            value = key.end() if key is not None else 0
            reference = _REFERENCE.match(line, value)
            if reference is None or looks_random(reference["name"]) or line[reference.end() :].strip(" \t}"):
                for first, last in _outside_templates(line, value, len(line)):
                    yield start + first, start + last


def occurrences(text: str, part: str) -> Iterator[Stretch]:
    """Where a part stands in a text."""
    at = text.find(part) if part else -1
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


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


def _below_secret_names(lines: Lines) -> set[int]:
    """The lines that are indented below a name that secrets stand under, or go on with its quoted value."""
    inside: set[int] = set()
    behind = 0  # the line up to which is known what stands inside
    for match in _BLOCK.finditer(lines.text):
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
        for below in range(number + 1, len(lines.starts) + 1):
            line = lines.line(below)
            if line.strip() and not (quote or depth > 0 or len(line) - len(line.lstrip()) > indent):
                break
            inside.add(below)
            behind = below
            depth += _opened(line)
            quote = "" if quote and quote in line else quote
    return inside


def _opened(text: str) -> int:
    return text.count("{") + text.count("[") - text.count("}") - text.count("]")


def _outside_templates(text: str, start: int, end: int) -> Iterator[Stretch]:
    for match in _TEMPLATE.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end
