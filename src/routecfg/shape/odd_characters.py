"""Characters that make a name or a value other than it looks: invisible ones, and letters of another alphabet."""

import unicodedata
from difflib import SequenceMatcher
from typing import Final

from routecfg.disclosure import by_code_point, harmless, shown

_DOUBLES: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    **dict(zip("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw", strict=True)),
    **dict(zip("οανρικτχ", "oavpiktx", strict=True)),
    **dict(zip("АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True)),
}
"""Dashes, and Cyrillic and Greek letters, each with the hyphen or Latin letter that it looks like."""

_BREAKS: Final = {"\n": "line break", "\t": "tab"}

_SHOWN_BEFORE: Final = 20


def odd_character(text: str) -> str | None:
    """A sentence about the first character that looks like another one, or is invisible; None if there is none."""
    for index, char in enumerate(text):
        where = f"after '{shown(text[max(0, index - _SHOWN_BEFORE) : index])}'" if index else "at the start"
        if _is_invisible(char):
            return f"The character {where} cannot be seen: it is {code_point(char)}."
        if char in _DOUBLES:
            return f"The character {where} only looks like '{_DOUBLES[char]}': it is {code_point(char)}."
        if char in _BREAKS:
            return f"The character {where} is a {_BREAKS[char]}."
    return None


def wrong_character(name: str) -> str | None:
    """The same about the first character that no name holds; None if it is a letter or a space, which show by
    themselves."""
    odd = odd_character(name)
    if odd is not None:
        return odd
    wrong = next((char for char in name if not char.isalnum() and char not in " -_"), None)
    return None if wrong is None else f"The character '{wrong}' ({code_point(wrong)}) cannot stand in a name."


def without_odd_characters(text: str) -> str:
    """The text as it looks: what each character looks like, spaces for rare ones, and nothing for the invisible."""
    kept = (char for char in text if char.isspace() or not _is_invisible(char))
    return "".join(" " if char.isspace() else _DOUBLES.get(char, char) for char in kept)


def told_apart(one: str, other: str) -> tuple[str, str] | None:
    """Two texts that differ and hardly look so, each with the characters by code point in which they differ.

    None if they look different, or are equal. Accents that are characters of their own look like those that are not;
    line breaks and rare spaces like spaces.
    """
    if one == other or _as_seen(one) != _as_seen(other):
        return None
    parts: tuple[list[str], list[str]] = ([], [])
    for what, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for part, text in zip(parts, (one[start:end], other[other_start:other_end]), strict=True):
            part.append(text if what == "equal" else "".join(map(_revealed, text)))
    return "".join(parts[0]), "".join(parts[1])


def _as_seen(text: str) -> str:
    return unicodedata.normalize("NFC", without_odd_characters(text))


def _revealed(char: str) -> str:
    return char if char.isascii() and char.isprintable() else by_code_point(char)


def code_point(char: str) -> str:
    """`U+200B, zero width space`."""
    name = unicodedata.name(char, "").lower()
    for script in ("cyrillic", "greek", "latin"):
        name = name.replace(script, script.capitalize())
    return f"U+{ord(char):04X}, {name}" if name else f"U+{ord(char):04X}"


def is_odd_space(char: str) -> bool:
    """Whether a character looks like a space, or like nothing, and separates nothing."""
    return bool(char) and _is_invisible(char)


def _is_invisible(char: str) -> bool:
    return char not in " \n\t" and harmless(char) != char
