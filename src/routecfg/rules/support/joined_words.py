"""Several words of an answer in one item of its list, as other systems have them: `agent, human`."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from routecfg.diagnostics import Path
from routecfg.model import Answer

_SIGNS: Final = (";", ",", " / ")
"""A slash without spaces belongs to a word: `24/7`, `and/or`."""

_MOST_WORDS: Final = 2
"""Of each part: a part with more is a piece of a sentence."""

_SAID_WITH_ANOTHER: Final = frozenset(
    (
        *("hello", "hi", "hey", "sorry", "please", "thanks", "thank you"),
        *("dobry den", "ahoj", "cau", "prosim", "diky", "dekuji", "dekuju", "pardon", "dakujem"),
        *("hallo", "guten tag", "bitte", "danke", "bonjour", "merci", "hola", "gracias", "por favor"),
        *("czesc", "dzien dobry", "prosze", "dziekuje"),
    )
)
"""What stands beside a comma in one phrase, in normal form: `yes, please`."""

_YES_AND_NO: Final = frozenset(("yes", "no", "ano", "ne", "ja", "nein", "oui", "non", "si", "tak", "nie"))
"""What begins a sentence before a comma: `no, thank you very much`."""


class JoinedWords(NamedTuple):
    """An item that holds several words: its path in the answer, and the first of them that is not an item itself."""

    path: Path
    words: list[str]
    lost: str


def joined_words(when: Answer) -> list[JoinedWords]:
    """The items of an answer that hold several words."""
    if not _holds_a_sign(when):
        return []
    found = [*_in_list(("similar",), when.similar)]
    for language, words in when.languages.items():
        if not isinstance(words, str):
            found += _in_list(("languages", language), words)
    return found


def _holds_a_sign(when: Answer) -> bool:
    """Whether one of the signs stands anywhere in an answer: seldom, and its words are looked at in one piece."""
    every = [*when.similar]
    for words in when.languages.values():
        if not isinstance(words, str):
            every += words
    whole = "\n".join(every)
    return "," in whole or ";" in whole or " / " in whole


def _in_list(path: tuple[str, ...], words: Sequence[str]) -> Iterator[JoinedWords]:
    for place, word in enumerate(words):
        parts = _parts(word)
        lost = next((part for part in parts if part not in words), None)
        if lost is not None:
            yield JoinedWords((*path, place), parts, lost)


def _parts(text: str) -> list[str]:
    """The words in a text that are meant to be answers each; none if the text may well be one phrase."""
    from routecfg.answers import phrase_form  # here, since hardly any text gets so far

    sign = next((sign for sign in _SIGNS if sign in text), None)
    parts = [part.strip() for part in text.split(sign)] if sign is not None else []
    if len(parts) < 2 or not all(any(map(str.isalpha, part)) for part in parts):
        return []
    if any(len(part.split()) > _MOST_WORDS for part in parts):
        return []
    forms = [phrase_form(part) for part in parts]
    if sign == "," and (not _SAID_WITH_ANOTHER.isdisjoint(forms) or (forms[0] in _YES_AND_NO and " " in forms[1])):
        return []
    return parts
