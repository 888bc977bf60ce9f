"""A row of the tables of YAML mistakes: the parser's problem, how to recognise the mistake, message and help."""

import re
import string
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from routecfg.limits import LOOKED_AT
from routecfg.source.syntax_errors.complaint import Complaint, Surroundings

ANY: Final = ()
"""A mistake that may lead to any problem of the parser."""

CANNOT_START: Final = "found character that cannot start any token"
COLON_NOT_ALLOWED: Final = "mapping values are not allowed in this context"
NO_COLON: Final = "could not find expected ':'"
NO_COMMA_OR_BRACKET: Final = "did not find expected ',' or ']'"
NO_COMMA_OR_BRACE: Final = "did not find expected ',' or '}'"
NO_CONTENT: Final = "did not find expected node content"
NO_DASH: Final = "did not find expected '-' indicator"
NO_KEY: Final = "did not find expected key"
NO_START: Final = "did not find expected <document start>"

IN_BRACKETS: Final = (NO_COMMA_OR_BRACE, NO_COMMA_OR_BRACKET)
IN_LINES: Final = (NO_KEY, NO_DASH, NO_START)


class Explanation(NamedTuple):
    """A mistake in plain words: the part of the text that it is about, what is wrong, what to write instead."""

    start: int
    end: int
    message: str
    help: str
    unquoted: tuple[int, int] | None = None
    single: tuple[int, int] | None = None


class Found(NamedTuple):
    """Where a mistake stands in the text, and what its message and help say in place of their `$words`.

    `unquoted` is the text that needs quotes and nothing else, from one index up to another; `single` is the inside of
    one that needs single quotes in place of double ones.
    """

    start: int
    end: int
    words: Mapping[str, str | int] = {}
    unquoted: tuple[int, int] | None = None
    single: tuple[int, int] | None = None


Find: TypeAlias = Callable[[Complaint], Found | None]


class Mistake(NamedTuple):
    """A mistake that may be behind any of these `problems` of the parser. `find` returns None if it is not there."""

    problems: tuple[str, ...]
    find: Find
    message: str
    help: str

    def explain(self, complaint: Complaint) -> Explanation | None:
        """The mistake in plain words, None if the complaint has another cause."""
        if self.problems and complaint.problem not in self.problems:
            return None
        found = self.find(complaint)
        return explanation(found, self.message, self.help) if found is not None else None


def explanation(found: Found, message: str, help_line: str) -> Explanation:
    """Message and help with the words that were found."""
    return Explanation(
        found.start,
        max(found.start + 1, found.end),
        string.Template(message).substitute(found.words),
        string.Template(help_line).substitute(found.words),
        found.unquoted,
        found.single,
    )


def here(complaint: Complaint) -> Found:
    """A mistake that needs no more than the problem that the parser states: the character at which it gave up."""
    return Found(complaint.at, complaint.at + 1)


def at(pattern: str) -> Find:
    """A mistake that stands where the parser gave up.

    The group `here` is what is wrong (without it, all that matches). Other groups are words of the message, `...` where
    they are long or may be secret.
    """
    return _matching(pattern, lambda complaint: complaint.at)


def opened(pattern: str) -> Find:
    """A mistake at the beginning of the construct in which the parser gave up."""
    return _matching(pattern, lambda complaint: complaint.at if complaint.opened is None else complaint.opened)


def in_line(pattern: str) -> Find:
    """A mistake in the line in which the parser gave up, matched from the line's first column."""
    return _matching(pattern, lambda complaint: complaint.lines.starts[complaint.line_number - 1])


def _matching(pattern: str, beginning: Callable[[Complaint], int]) -> Find:
    compiled = re.compile(pattern)

    def find(complaint: Complaint) -> Found | None:
        start = beginning(complaint)
        match = compiled.match(complaint.text, start, start + LOOKED_AT)
        return found_in(complaint, match) if match is not None else None

    return find


def found_in(around: Surroundings, match: re.Match[str]) -> Found:
    """A match as a mistake: its group `here`, and the other groups as words."""
    start, end = match.span("here" if "here" in match.re.groupindex else 0)
    words = {
        name: text if len(text) == 1 and text in string.printable else around.shown(*match.span(name)) or "..."
        for name, text in match.groupdict("").items()
        if name != "here"
    }
    return Found(start, end, words)
