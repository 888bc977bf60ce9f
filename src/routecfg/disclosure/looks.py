"""Whether a word looks like a secret: one judgement, with one threshold, for every place where looks decide.

A word that a person chose can be read: it is made of words, numbers and short parts. A token cannot.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeAlias
from urllib.parse import unquote

Stretch: TypeAlias = tuple[int, int]
"""Start and end of a part of a text."""

SHORTEST: Final = 12
"""A word with fewer letters and digits looks like nothing."""

_UNREADABLE: Final = 9
"""So many letters and digits that do not belong to a readable part, and more of them than of the others."""

_FEWEST: Final = 5
"""Of fewer different characters only a stand-in is made: `XXXXXXXXXXXX`."""

_READABLE: Final = 3
_FEW_CHANGES: Final = 4
_LONG: Final = 16
"""With fewer characters, letters and digits have to change five times."""

_DIGITS: Final = 2
"""A number between letters counts as two characters at most, however long it is: `FR1420041010050500013M02606`."""

# No pattern here goes back over what it has seen: a text may be made to keep us busy.
_KNOWN_FORM = re.compile(
    r"""(?x)
    (?: (?:sk|pk|rk)_(?:live|test)_ | sk-(?:ant|proj)- | github_pat_ | glpat- | xox[abeoprs]- | xapp- | whsec_ | shpat_
      | dckr_pat_ | lin_api_ | sq0(?:atp|csp)- | ATATT3 | SG\. | ya29\. | AIza | eyJ | hvs\. | dop_v1_ | glsa_
      | dp\.[a-z]{2}\. | AGE-SECRET-KEY-1 ) [\w.+/=-]{12}
    | (?: sk- | gh[pousr]_ | npm_ | pypi- | hf_ | EAA[A-Z] ) [A-Za-z0-9]{16}
    | A[KS]IA [A-Z0-9]{16} (?![A-Za-z0-9])
    """
)
_HEXADECIMAL = re.compile(r"(?=[0-9]*+[a-f])(?=[a-f]*+[0-9])[0-9a-f]{32}|(?=[0-9]*+[A-F])(?=[A-F]*+[0-9])[0-9A-F]{32}")
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_END: Final = "-----END"
_WORD = re.compile(rf"""[^\s"'`,;:=?&\#<>()\[\]{{}}|\\@*]{{{SHORTEST},}}=?=?""")
_BEGINNINGS: Final = (
    "hf_", "sk_", "sk-", "rk_", "pk_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_", "pypi-", "glpat-", "xox",
    "whsec_", "shpat_", "EAA", "AKIA", "ASIA", "AIza", "eyJ", "SG.", "hvs.", "glsa_",
)  # fmt: skip
"""Of tokens of a known form, which may hold no digit."""

_OFTEN_WITHOUT_DIGITS: Final = (b"hf_", b"glpat-", b"sk_live_")
_DIGIT = re.compile("[0-9]")
_PART = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_VOWEL = re.compile("[aeiouyAEIOUY]")
_LETTERS = re.compile("[A-Za-z]+")
_IN_WORDS = re.compile("[A-Z]+|[A-Za-z]?[a-z]*(?:[A-Z][a-z]+)*[A-Z]{0,2}")
_SPOKEN = re.compile("(?i)[b-df-hj-np-tv-xz]{0,3}(?:[aeiouy]{1,3}[b-df-hj-np-tv-xz]{0,3})+")
_NUMBERED = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-HJ-NPR-Z0-9]{11}[0-9]{6}[.!]?"
    r"|[A-Z]{2}[0-9]{2}[A-Z]{0,4}[0-9]{7,}[A-Z0-9]{0,14}[.!]?"
)
"""A UUID, the number of a vehicle (ISO 3779; nearly all makers end it with six digits), and that of a bank account."""


def looks_secret(word: str) -> bool:
    """Whether a word (no spaces in it) looks like a token, by a known form or because nobody can read it.

    A UUID and the number of a vehicle do not: they most often name a thing. Neither does a word without a digit, if
    its form is unknown.
    """
    if "%" in word:
        word = unquote(word)
    if len(word) < SHORTEST or len(set(word)) < _FEWEST or _NUMBERED.fullmatch(word):
        return False
    if has_known_form(word) or _HEXADECIMAL.search(word):
        return True
    if not _DIGIT.search(word):
        return False
    unreadable = readable = neutral = 0
    for part in _PART.findall(word):
        if not part.isascii():
            readable += len(part)
            continue
        bad, good = _judged(part)
        unreadable += bad
        readable += good
        neutral += len(part) - bad - good
    return unreadable + readable + neutral >= SHORTEST and unreadable >= _UNREADABLE and unreadable > readable


def has_known_form(word: str) -> bool:
    """Whether a word begins as the tokens of a well-known service do, so that it can hardly be anything else."""
    return _KNOWN_FORM.match(word) is not None


def may_hold_known_forms(text: str) -> bool:
    """A quick look: False if no token of a known form stands in the text."""
    for beginning in _BEGINNINGS:  # noqa: SIM110 - a generator takes twice as long, and there are tens of thousands
        if beginning in text:
            return True
    return False


def may_lack_digits(document: bytes) -> bool:
    """A quick look at much text: whether a token may stand there of a form that often holds no digit."""
    for beginning in _OFTEN_WITHOUT_DIGITS:  # noqa: SIM110 - for the same reason
        if beginning in document:
            return True
    return False


def private_keys(text: str) -> Iterator[Stretch]:
    """The private keys in a text, from behind the line that begins each to the line that ends it."""
    for match in _PRIVATE_KEY.finditer(text):
        end = text.find(_END, match.end())
        yield match.end(), end if end >= 0 else len(text)


def secret_words(text: str) -> Iterator[Stretch]:
    """The words of a text that look like a secret. Of a path each part is looked at, and all of it as base64."""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if "/" not in word:
            if looks_secret(word):
                yield match.span()
            continue
        if "+" in word and looks_secret(word):
            yield match.span()
            continue
        for part in word.split("/"):
            if looks_secret(part):
                yield start, start + len(part)
            start += len(part) + 1


def _alternates(part: str, runs: list[str]) -> bool:
    """Whether letters and digits alternate so often that no person chose them, and few of the letters make words."""
    changes = sum(one.isdigit() != other.isdigit() for one, other in pairwise(runs))
    if changes < _FEW_CHANGES or len(part) < SHORTEST or (changes == _FEW_CHANGES and len(part) < _LONG):
        return False
    if sum(map(str.isdigit, part)) * 2 >= len(part):  # the number of something, as databases make them
        return False
    words = (word for word in _LETTERS.findall(part) if len(word) > _READABLE and _is_spoken(word))
    return sum(map(len, words)) * 2 < len(part)


def _is_spoken(letters: str) -> bool:
    return _IN_WORDS.fullmatch(letters) is not None and _SPOKEN.fullmatch(letters) is not None


def _judged(part: str) -> tuple[int, int]:
    """Of a part between separators, how many characters cannot be read, and how many can. The number at its end is
    neither."""
    runs = _RUN.findall(part)
    if _alternates(part, runs):
        return len(part), 0
    if len(runs) == 1 and part.isalpha() and (len(part) <= _READABLE or _VOWEL.search(part)):
        return 0, len(part)
    if runs and runs[-1].isdigit():
        runs.pop()
    unreadable = readable = 0
    for run in runs:
        if run.isdigit():
            unreadable += min(len(run), _DIGITS)
        elif len(run) >= _READABLE and _VOWEL.search(run):
            readable += len(run)
        else:
            unreadable += len(run)
    return unreadable, readable
