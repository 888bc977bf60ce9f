"""What in a line of text may be a secret: in comments, and in files that cannot be read as YAML.

Better too much hidden than too little: these lines are printed in build logs that many people can read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from routecfg.disclosure.addresses import credentials, secret_segments
from routecfg.disclosure.assigned import IS
from routecfg.disclosure.beside import is_spoken_of
from routecfg.disclosure.looks import Stretch, looks_secret, secret_words
from routecfg.disclosure.masking import MASK
from routecfg.disclosure.names import ends_secret_name_at, is_doubtful_name, is_secret_name, is_secret_name_at
from routecfg.disclosure.secrets import secrets_in
from routecfg.disclosure.values import is_mixed, is_more_than_a_word, is_name_of_a_place

# No pattern here goes back over what it has seen: a line may be made to keep us busy.
_NAMED = re.compile(
    r"""(?<![\w.-])(?P<name>[\w.\xad\u200b-]++)["'“”*`]{0,3}+(?:[ \t]*+(?:[:=]|->|→)|[ \t]++(?=[&!*"'|>]))[ \t]*+"""
)
_MARKED = re.compile(r"[!&](?P<name>[\w.-]++)[ \t]++(?=[^\s#])")
_SPOKEN = re.compile(
    r"""(?x) (?<![\w.-]) (?P<name>[\w.-]++) ["']? \s++
        (?: (?P<verb> (?: """
    + IS
    + r""" | to ) \s++ ) | (?! (?: """
    + IS
    + r""" | to ) \s ) )
        (?: [=–—-]{1,2}+ \s++ )?+ (?=\S)"""
)
_REFERENCE = re.compile(
    r"""(?x) [ \t]* (?P<brace> \{ )? [ \t]* ["']?
        (?: env (?=["' \t]*:["' \t]*[A-Za-z_]\w*["' \t]*(?:[},\#]|$)) | file ) ["']?
        [ \t]* : [ \t]* ["']? (?P<name> [\w./~-]{1,64} ) ["']? [ \t]* (?(brace) \} | (?=[,\#}]|$) )"""
)
_TEMPLATE = re.compile(r"""\{\{[^{}"'0-9]*+\}\}""")
_SCHEMED = re.compile(
    r"""(?i)(?<![\w-])(?:basic|bearer|api-?key|negotiate|hmac|jwt|ssws|splunk):?\s++(?P<value>[^\s"']++)"""
)
_WORDS = re.compile(r"""[^\s"'()<>\[\],;=/]++""")
_VALUE = re.compile(r"\S+")
_BEFORE_A_NOTE: Final = "#- \t"
_PLAIN_WORD = re.compile(
    r"""(?x) ["'(]? [^\W\d_]+ ["'.,;:!?)]* | [-–—] | [(]? \d{1,4} (?: [.:/-]{1,2} \d{1,4} ){0,3} [.,;:!?)]*
        | [(]? [A-Z]{2,10} - \d{1,6} [.,;)]*"""
)
"""A word, a number, a date or time, the number of a ticket."""

_BETWEEN_WORDS: Final = frozenset(
    ("a", "an", "and", "as", "at", "by", "each", "every", "for", "from", "if", "in", "it", "no", "not", "of", "on",
     "or", "our", "per", "so", "than", "that", "the", "this", "to", "too", "until", "very", "what", "when", "where",
     "with", "you", "your", "do", "je", "k", "ke", "na", "nebo", "ne", "od", "pro", "při", "s", "se", "u", "v", "ve",
     "z", "ze",
     "auf", "bei", "bis", "das", "der", "die", "durch", "ein", "für", "im", "in", "ist", "mit", "nicht", "noch", "oder",
     "und", "von", "vor", "zu", "zum", "zur", "de", "du", "en", "et", "la", "le", "les", "par", "pas", "pour", "sur")
)  # fmt: skip
"""Words that make a sentence of others. A passphrase has none."""

_LEAST_WORDS: Final = 2
_SHORTEST_WORD: Final = 7
_LONG_NUMBER: Final = 6


def secrets_in_comment(text: str) -> Iterator[Stretch]:
    """What in a comment may be a secret: most likely a setting that was switched off, or a note: `# token hunter2`."""
    yield from secrets_in_line(text)
    yield from _spoken(text)
    yield from _mixed_words(text)


def secrets_beside(comment: str) -> Iterator[Stretch]:
    """What in a comment beside a place for a secret may be one, though the comment does not say so: `# was h4x0r7`."""
    skipped = len(comment) - len(comment.lstrip(_BEFORE_A_NOTE))
    words = list(_VALUE.finditer(comment[skipped:]))
    for word in words:
        long = sum(map(str.isalnum, word[0])) >= _LONG_NUMBER
        marked = long and any(map(str.isdigit, word[0])) and not word[0].startswith("ignore[")
        if marked or len(words) == 1:
            yield skipped + word.start(), skipped + word.end()


def masked_note(text: str) -> str:
    """A sentence that somebody wrote, as the reason of a release, without what may be a secret in it; words stay."""
    stretches = [stretch for stretch in secrets_in_line(text) if not _is_prose(text[slice(*stretch)])]
    stretches += [stretch for stretch in _spoken(text) if not _is_word(text[slice(*stretch)])]
    stretches += _mixed_words(text)
    parts, at = [], 0
    for start, end in sorted(stretches):
        if start >= at:
            parts += [text[at:start], MASK]
        at = max(at, end)
    return "".join(parts) + text[at:]


def masked_words_of(given: Iterable[str], message: str) -> str:
    """A message that may repeat what somebody gave on a command line, without what in that may be a secret."""
    for word in given:
        for start, end in secrets_in_comment(word):
            if secret := word[start:end].strip():
                message = message.replace(secret, MASK)
    return message


def _spoken(text: str) -> Iterator[Stretch]:
    """What follows a name in a sentence: all that is not a word; a single word, too."""
    for match in _SPOKEN.finditer(text):
        if not ends_secret_name_at(text, *match.span("name")):
            if is_spoken_of(match["name"]):
                word = _VALUE.match(text, match.end())
                if word is not None and is_more_than_a_word(word[0]):
                    yield word.span()
            continue
        words = list(_VALUE.finditer(text, match.end()))
        verb = (match["verb"] or "").strip()
        phrase = verb not in ("", "to") and _is_passphrase([word[0] for word in words])
        for word in words:
            if len(words) == 1 or phrase or not _PLAIN_WORD.fullmatch(word[0]):
                yield word.span()


def _mixed_words(text: str) -> Iterator[Stretch]:
    """The words with letters and digits in a note that names a secret, wherever it does."""
    words = list(_WORDS.finditer(text))
    if any(is_secret_name(word[0]) for word in words):
        yield from (word.span() for word in words if is_mixed(word[0]) and not _PLAIN_WORD.fullmatch(word[0]))


def _is_passphrase(words: list[str]) -> bool:
    return len(words) >= _LEAST_WORDS and _BETWEEN_WORDS.isdisjoint(word.lower().strip(",.") for word in words)


def _is_word(text: str) -> bool:
    return _PLAIN_WORD.fullmatch(text) is not None and not any(map(str.isdigit, text))


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(map(_PLAIN_WORD.fullmatch, words))


def secrets_in_line(text: str) -> Iterator[Stretch]:
    """What in a line of a file may be a secret, by its looks and by the names before it."""
    yield from secret_words(text)
    yield from after_secret_names(text)
    for match in _MARKED.finditer(text):
        if is_secret_name(match["name"]):
            yield match.end(), len(text)
    for match in _SCHEMED.finditer(text):
        if is_more_than_a_word(match["value"], _SHORTEST_WORD):
            yield match.span("value")
    found = {*secrets_in((), text), *secret_segments(text), *credentials(text, for_people=False)}
    for secret in sorted(found):
        yield from occurrences(text, secret)


def after_secret_names(text: str) -> Iterator[Stretch]:
    """What follows `api_token:` and its like on one line, unless it is a reference such as `{env: NAME}`."""
    start = 0
    while match := _NAMED.search(text, start):
        start = value = match.end()
        marked = is_secret_name_at(text, *match.span("name"))
        if not marked and not (is_doubtful_name(match["name"]) and _digits_follow(text, value)):
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
    return match.end() if match is not None and _is_a_place(match["name"]) else None


def _is_a_place(name: str) -> bool:
    return not looks_secret(name) and (any(char in "./" for char in name) or is_name_of_a_place(name))


def outside_templates(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What stands between templates without a text of their own; nothing for blanks and signs around them."""
    alone = True
    for match in _TEMPLATE.finditer(text, start, end):
        alone = False
        if any(map(str.isalnum, text[start : match.start()])):
            yield start, match.start()
        start = match.end()
    if text[start:end].strip() if alone else any(map(str.isalnum, text[start:end])):
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
