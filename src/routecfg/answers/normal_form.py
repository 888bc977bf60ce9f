"""What phrases and messages are compared by: their normal form.

It leaves out what people type in different ways: compatibility forms of characters (full width, ligatures, circled
digits), capital letters, accents, punctuation and repeated spaces. Symbols and emoji stay, without the colour of their
skin: they may be all that an answer is.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_MOST_REMEMBERED: Final = 20_000
"""Characters. Customers choose what they write: what is remembered of it must stay bounded."""

_SHORT: Final = 64
"""Characters. Longer texts are rarely repeated, and would take much memory if they were remembered."""

_BARRED: Final = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ɨ": "i", "ƀ": "b", "ɍ": "r", "ƶ": "z"}
"""Letters whose accent is a bar, or a dot that is left out: Unicode does not take these apart."""

_WITHIN_WORDS: Final = frozenset("'’‘ʼʻʹ′＇`´")
"""Punctuation that stands inside a word, as in "don't": without it the word goes on."""

_ACCENTS: Final = (range(1, 7), range(10, 37), range(200, 256))
"""Combining classes of accents: bars, points of Hebrew and Arabic, and what stands above, below or beside a letter.

The signs of other scripts (Indic vowels, Japanese voicing, Thai tones) make another letter and stay.
"""


class _Folded(dict[int, str]):
    """What becomes of a character, remembered; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = "".join(map(_folded, unicodedata.normalize("NFKD", _case_folded(chr(code)))))
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


def _case_folded(character: str) -> str:
    return unicodedata.normalize("NFKD", character).casefold()


def _folded(character: str) -> str:
    """What is left of a character that cannot be taken apart."""
    if character in _WITHIN_WORDS:
        return ""
    category = unicodedata.category(character)
    if category in ("Mn", "Me") and (
        category == "Me"
        or any(unicodedata.combining(character) in accents for accents in _ACCENTS)
        or "\ufe00" <= character <= "\ufe0f"
    ):
        return ""
    if category in ("Cf", "Sk"):  # invisible characters, lone accents, and the colours of emoji
        return ""
    if category[0] in "PZ" or category == "Cc":
        return " "
    return _BARRED.get(character, character)


_FOLDED: Final = _Folded()


def normal_form(text: str) -> str:
    """The text as it is compared with others: words with single spaces between them.

    A text of punctuation alone, such as "?", is its own normal form: it is an answer, too. The normal form of a normal
    form is itself.
    """
    return _form_of_short(text) if len(text) <= _SHORT else _form(text)


@lru_cache(maxsize=4096)
def _form_of_short(text: str) -> str:
    """The same, remembered: most titles of buttons and many words are in many decisions of an estate."""
    return _form(text)


def _form(text: str) -> str:
    form = " ".join(text.translate(_FOLDED).split())
    if not form.isascii():
        form = unicodedata.normalize("NFC", form)
    return form or " ".join(text.casefold().split())


@lru_cache(maxsize=65536)
def phrase_form(phrase: str) -> str:
    """The normal form of a phrase or title, remembered: many decisions have them in common."""
    return normal_form(phrase)
