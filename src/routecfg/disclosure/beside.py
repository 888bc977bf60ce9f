"""A secret that a sentence says right beside the name of one: `the password kol1bri99`, `kol1bri99 (password)`.

Only a word of letters and digits is taken for one, since a sentence may go on with any word. The number of an order or
a parcel is none.
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.names import ends_secret_name_at, is_secret_name, name_words
from routecfg.disclosure.templates import BROUGHT_IN
from routecfg.disclosure.values import is_more_than_a_word, is_name_of_variable, is_reference_number

# No pattern here goes back far: a text may be made to keep us busy.
_WORD = re.compile(r"""[^\s"'()<>„“”«»]{7,100}+""")
_JOINED = re.compile(r"(?P<name>[\w.-]{2,64}+)[;,/:](?P<value>.+)")
_NAME_BEFORE = re.compile(
    r"""(?x) (?<![\w.-]) (?P<name>[\w.-]{2,64}+) ["']?
        (?: \s{0,3} [-–—:/,;(\[\]]{1,2}+ \s{0,3} | \s{1,3} (?: to \s (?: jest \s )? )? | (?=["']) ) ["'„“«(]? \Z"""
)
_SIGN_BEFORE = re.compile(r"""(?<![\w.-])(?P<name>[\w.-]{2,64}+)["']?(?:\s{0,3}[:=]\s{0,3}|\sis\s)["'„“«(]?\Z""")
_LIST_BEFORE = re.compile(r"(?<![\w.-])(?P<name>[\w.-]{2,64}+)\s{0,3}:\s{1,3}(?:[\w@.+-]{1,30}+[,/]?\s{1,3}){1,2}\Z")
_NAME_BEHIND = re.compile(
    r"""(?x) ["'”“»)]? \s{0,3} (?: \( | (?: is | as | je | jako | ist | als | est | es | jest | was ) \s
        (?: (?: the | a | an | our | your | my | das | dein | unser | le | el | la | il | naše | vaše ) \s )? )
        (?P<name>[\w.-]{2,64}+)"""
)
_FURTHEST: Final = 80
_SHORTEST: Final = 7
_SPOKEN_OF: Final = frozenset(("key", "pass", "pin", "sid", "sig", "cookie"))
"""Doubtful names after which a person writes a secret rather than something else."""


def secrets_beside_names(bare: str) -> Iterator[str]:
    """The words beside the name of a secret that may be one; `bare` is the text without templates."""
    for match in _WORD.finditer(bare):
        word = match[0].strip(".,;:!?")
        if not is_more_than_a_word(word, _SHORTEST) or BROUGHT_IN in word or "//" in word:
            continue
        if is_name_of_variable(word) or is_reference_number(word):
            continue
        joined = _JOINED.match(word)
        if joined is not None and is_secret_name(joined["name"]) and is_more_than_a_word(joined["value"], _SHORTEST):
            yield joined["value"]
        elif _is_named(bare, match.start(), match.start() + match[0].find(word) + len(word)):
            yield word


def is_spoken_of(name: str) -> bool:
    """Whether a name leaves open what it names, and a person who writes a word of letters and digits behind it means a
    secret: `pass`."""
    return not _SPOKEN_OF.isdisjoint(name_words(name))


def _is_named(text: str, start: int, end: int) -> bool:
    first = max(0, start - _FURTHEST)
    if (before := _NAME_BEFORE.search(text, first, start)) and ends_secret_name_at(text, *before.span("name")):
        return True
    if (before := _SIGN_BEFORE.search(text, first, start)) and is_spoken_of(before["name"]):
        return is_more_than_a_word(text[start:end])
    if (before := _LIST_BEFORE.search(text, first, start)) and is_secret_name(before["name"]):
        return True
    behind = _NAME_BEHIND.match(text, end)
    return behind is not None and is_secret_name(behind["name"])
