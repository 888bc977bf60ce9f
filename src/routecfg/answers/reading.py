r"""Reads patterns in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax).

RE2 itself says first whether it takes a pattern; only those that it takes are read here. What is not understood, such
as `\C` for a single byte, or `\B`, which RE2 also finds between the bytes of one character, is `Unread`: nothing is
proved about such a pattern.
"""

import re
from functools import lru_cache
from typing import Final

from routecfg.answers.characters import (
    EVERY,
    NAMED,
    NEWLINE,
    SHORT,
    Ranges,
    either_case,
    of_script,
    others,
    ranges,
)
from routecfg.answers.syntax import NOTHING, Assertion, Characters, Choice, Part, Repeat, Sequence
from routecfg.answers.written_pattern import fault, written

_DEEPEST: Final = 60
"""Groups inside each other. Nobody can read a pattern with more."""

_ESCAPES: Final = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_ASSERTIONS: Final = {
    "A": Assertion("text begins"),
    "z": Assertion("text ends"),
    "b": Assertion("word edge"),
}
_COUNT: Final = re.compile("[0-9]+(,[0-9]*)?")
_OCTAL: Final = "01234567"


class Unread(Exception):  # noqa: N818 - the pattern is right; it is we who cannot read it
    """A pattern that RE2 runs, and of which nothing is known here."""


@lru_cache(maxsize=4096)
def read(pattern: str) -> Part | None:
    """What a pattern, written between slashes, consists of; None if RE2 does not take it, or it cannot be read here."""
    if fault(pattern) is not None:
        return None
    body, flags = written(pattern)
    try:
        return _Reader(body, set(flags)).whole()
    except Unread:
        return None


class _Reader:
    """Goes over a pattern once, from its first character to its last."""

    def __init__(self, text: str, flags: set[str]) -> None:
        self._text = text
        self._here = 0
        self._flags = flags
        self._depth = 0

    def whole(self) -> Part:
        part = self._options()
        if self._here != len(self._text):
            raise Unread
        return part

    def _next(self) -> str:
        return self._text[self._here : self._here + 1]

    def _takes(self, text: str) -> bool:
        if not self._text.startswith(text, self._here):
            return False
        self._here += len(text)
        return True

    def _until(self, end: str) -> str:
        to = self._text.find(end, self._here)
        if to < 0:
            raise Unread
        found = self._text[self._here : to]
        self._here = to + len(end)
        return found

    def _options(self) -> Part:
        """Everything up to the end of a group, or of the pattern. Flags that are set inside end with it."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unread
        outside = set(self._flags)
        options: list[Part] = []
        parts: list[Part] = []
        while (here := self._next()) and here != ")":
            if self._takes("|"):
                options.append(_sequence(parts))
                parts = []
            else:
                parts += self._one()
        options.append(_sequence(parts))
        self._flags = outside
        self._depth -= 1
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _one(self) -> list[Part]:
        """The next part with its repetitions; several or none for a quotation, none for flags alone."""
        if self._takes("\\Q"):
            return self._quotation()
        if not self._takes("("):
            return [self._repeated(self._single())]
        outside = self._flags
        if self._takes("?P<") or self._takes("?<"):
            self._until(">")
        elif self._takes("?"):
            self._flags = self._changed_flags()
            if self._takes(")"):
                return []
            self._here += 1  # the colon
        part = self._options()
        if not self._takes(")"):
            raise Unread
        self._flags = outside
        return [self._repeated(part)]

    def _changed_flags(self) -> set[str]:
        """The flags that hold behind `(?`, which is read already, up to the colon or parenthesis that ends them."""
        flags, on = set(self._flags), True
        while (letter := self._next()) not in (":", ")"):
            self._here += 1
            if letter == "-":
                on = False
            elif letter in ("i", "m", "s", "U"):
                flags = flags | {letter} if on else flags - {letter}
            else:
                raise Unread
        return flags

    def _quotation(self) -> list[Part]:
        to = self._text.find("\\E", self._here)
        quoted = self._text[self._here :] if to < 0 else self._text[self._here : to]
        self._here = len(self._text) if to < 0 else to + 2
        parts: list[Part] = [self._characters(((ord(item), ord(item)),)) for item in quoted]
        if parts:
            parts[-1] = self._repeated(parts[-1])
        return parts

    def _repeated(self, part: Part) -> Part:
        while True:
            if self._takes("*"):
                least, most = 0, None
            elif self._takes("+"):
                least, most = 1, None
            elif self._takes("?"):
                least, most = 0, 1
            elif (counted := self._count()) is not None:
                least, most = counted
            else:
                return part
            self._takes("?")
            part = Repeat(part, least, most)

    def _count(self) -> tuple[int, int | None] | None:
        """`{2}`, `{2,}` or `{2,5}`. Anything else in braces is text."""
        if self._next() != "{":
            return None
        inside, closed, _ = self._text[self._here + 1 :].partition("}")
        least, comma, most = inside.partition(",")
        if not closed or not _COUNT.fullmatch(inside):
            return None
        self._here += len(inside) + 2
        if not comma:
            return int(least), int(least)
        return int(least), int(most) if most else None

    def _single(self) -> Part:
        letter = self._next()
        self._here += 1
        match letter:
            case ".":
                return Characters(EVERY if "s" in self._flags else others(NEWLINE))
            case "^":
                return Assertion("line begins" if "m" in self._flags else "text begins")
            case "$":
                return Assertion("line ends" if "m" in self._flags else "text ends")
            case "[":
                return Characters(self._class())
            case "\\":
                return self._escaped()
        return self._characters(((ord(letter), ord(letter)),))

    def _characters(self, those: Ranges) -> Characters:
        return Characters(either_case(those) if "i" in self._flags else those)

    def _escaped(self) -> Part:
        letter = self._next()
        if letter in _ASSERTIONS:
            self._here += 1
            return _ASSERTIONS[letter]
        named = self._named()
        if named is not None:
            return Characters(named)
        code = self._code()
        return self._characters(((code, code),))

    def _named(self) -> Ranges | None:
        r"""The set that `\d`, `\pL` and their like name, the backslash read already; None if something else follows."""
        letter = self._next()
        if letter.lower() in SHORT:
            self._here += 1
            return self._turned(SHORT[letter.lower()], negative=letter.isupper())
        if letter in ("p", "P"):
            self._here += 1
            negative = letter == "P"
            if self._takes("{"):
                name = self._until("}")
                if name.startswith("^"):
                    name, negative = name[1:], not negative
            else:
                name = self._next()
                self._here += 1
            return self._turned(EVERY if name == "Any" else of_script(f"\\p{{{name}}}"), negative=negative)
        return None

    def _turned(self, those: Ranges, *, negative: bool) -> Ranges:
        if "i" in self._flags:
            those = either_case(those)
        return others(those) if negative else those

    def _code(self) -> int:
        """A single character, its backslash read already."""
        letter = self._next()
        self._here += 1
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        if letter == "x":
            digits = self._until("}") if self._takes("{") else self._text[self._here : self._here + 2]
            if self._text[self._here - 1] != "}":
                self._here += 2
            return _number(digits, 16)
        if letter in _OCTAL and letter:
            digits = letter
            while len(digits) < 3 and self._next() and self._next() in _OCTAL:
                digits += self._next()
                self._here += 1
            return _number(digits, 8)
        if not letter or letter.isalnum():
            raise Unread
        return ord(letter)

    def _class(self) -> Ranges:
        negative = self._takes("^")
        found: list[tuple[int, int]] = []
        first = True
        while first or self._next() != "]":
            first = False
            if not self._next():
                raise Unread
            if self._takes("[:"):
                name = self._until(":]")
                bare = name.removeprefix("^")
                if bare not in NAMED:
                    raise Unread
                found += self._turned(NAMED[bare], negative=name != bare)
                continue
            if self._next() == "\\":
                self._here += 1
                named = self._named()
                if named is not None:
                    found += named
                    continue
                low = self._code()
            else:
                low = ord(self._next())
                self._here += 1
            high = low
            if self._next() == "-" and self._text[self._here + 1 : self._here + 2] not in ("]", ""):
                self._here += 1
                if self._takes("\\"):
                    high = self._code()
                else:
                    high = ord(self._next())
                    self._here += 1
            found += either_case(((low, high),)) if "i" in self._flags else ((low, high),)
        self._here += 1
        inside = _without_surrogates(ranges(found))
        return others(inside) if negative else inside


def _without_surrogates(those: Ranges) -> Ranges:
    return those if not those or those[-1][1] < 0xD800 else others(others(those))


def _sequence(parts: list[Part]) -> Part:
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _number(digits: str, base: int) -> int:
    try:
        return int(digits, base)
    except ValueError:
        raise Unread from None
