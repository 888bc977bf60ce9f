"""What in a line of text may be a secret: in comments, and in files that cannot be read as YAML.

Better too much hidden than too little: these lines are printed in build logs that many people can read.
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.looks import Stretch, looks_secret, secret_words
from routecfg.disclosure.names import is_doubtful_name, is_secret_name
from routecfg.disclosure.secrets import MASK, secrets_in

# No pattern here goes back over what it has seen: a line may be made to keep us busy.
_NAMED = re.compile(r"""(?<![\w.-])(?P<name>[\w.-]++)["']?(?:[ \t]*+[:=]|[ \t]++(?=[&!*"'|>]))[ \t]*+""")
_SPOKEN = re.compile(r"(?<![\w.-])(?P<name>[A-Za-z][\w.-]*+)[ \t]++(?:(?:is|was|=)[ \t]++)?+(?=\S)")
_REFERENCE = re.compile(
    r"""(?x) [ \t]* \{? [ \t]* ["']? (?: env (?=["' \t]*:["' \t]*[A-Za-z_]\w*["' \t]*(?:[},\#]|$)) | file ) ["']?
        [ \t]* : [ \t]* ["']? (?P<name> [\w./~-]{1,64} ) ["']? [ \t]* (?: \} | (?=[,\#}]|$) )"""
)
_TEMPLATE = re.compile(r"\{\{[ \t]*secrets\.\w{1,64}[ \t]*\}\}")
_SAVED_NAME = re.compile(r"(?i)(?:save_as|save_data)\b")
_VALUE = re.compile(r"\S+")
_BEFORE_A_NOTE: Final = "#- \t"
_PLAIN_WORD = re.compile(r"[^\W\d_]+[.,;:!?)]*|[-–—]|\d{1,4}[.,)]?")


def secrets_in_comment(text: str) -> Iterator[Stretch]:
    """What in a comment may be a secret: most likely a setting that was switched off, or a note: `# token hunter2`."""
    yield from secrets_in_line(text)
    for match in _SPOKEN.finditer(text):
        if not is_secret_name(match["name"]):
            continue
        words = list(_VALUE.finditer(text, match.end()))
        begins = not text[: match.start()].strip(_BEFORE_A_NOTE)
        for word in words:
            if not _PLAIN_WORD.fullmatch(word[0]) or (begins and len(words) == 1):
                yield word.span()


def masked_note(text: str) -> str:
    """A sentence that somebody wrote, as the reason of a release, without what may be a secret in it; words stay."""
    parts, at = [], 0
    for start, end in sorted(stretch for stretch in secrets_in_comment(text) if not text[slice(*stretch)].isalpha()):
        if start >= at:
            parts += [text[at:start], MASK]
        at = max(at, end)
    return "".join(parts) + text[at:]


def secrets_in_line(text: str) -> Iterator[Stretch]:
    """What in a line of a file may be a secret, by its looks and by the names before it."""
    yield from secret_words(text)
    yield from after_secret_names(text)
    for secret in sorted(set(secrets_in((), text))):
        yield from occurrences(text, secret)


def after_secret_names(text: str) -> Iterator[Stretch]:
    """What follows `api_token:` and its like on one line, unless it is a reference such as `{env: NAME}`."""
    start = 0
    while match := _NAMED.search(text, start):
        start = value = match.end()
        name = match["name"]
        if not is_secret_name(name) and not (is_doubtful_name(name) and _digits_follow(text, value)):
            continue
        if _SAVED_NAME.search(text, max(0, match.start() - 12), value):
            continue
        reference = reference_at(text, value)
        if reference is not None:
            start = reference
            continue
        if text[value:].lstrip().startswith("#"):
            return
        yield from outside_templates(text, value, len(text))
        return


def reference_at(text: str, start: int) -> int | None:
    """Where a reference such as `{env: NAME}`, `env: NAME` that begins at an index ends; None if there is none."""
    match = _REFERENCE.match(text, start)
    return match.end() if match is not None and not looks_secret(match["name"]) else None


def outside_templates(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What stands between the templates that name secrets; nothing for blanks."""
    for match in _TEMPLATE.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end


def occurrences(text: str, part: str) -> Iterator[Stretch]:
    """Where a part stands in a text."""
    at = text.find(part) if part else -1
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


def _digits_follow(text: str, start: int) -> bool:
    word = _VALUE.match(text, start)
    return word is not None and any(map(str.isdigit, word[0])) and len(word[0]) >= 8
