"""Where names of data stand in texts and expressions: for whoever shows or changes them."""

from collections.abc import Iterator
from typing import NamedTuple

from routecfg.disclosure import templates_in
from routecfg.templates.mistakes import NO_NAMES
from routecfg.templates.parse import NO_NAMES_OF_DATA, TOKEN


class NameAsWritten(NamedTuple):
    """A path to data (`order.status`) and where it begins in its text."""

    parts: tuple[str, ...]
    start: int

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(".".join(self.parts))


def names_in_text(text: str) -> Iterator[NameAsWritten]:
    """The names between the double braces of a text, in order: those of `Text.readings` if there is no mistake."""
    for start, end in templates_in(text):
        yield from _names(text, start + 2, end - 2)


def names_in_expression(text: str) -> Iterator[NameAsWritten]:
    """The names that an expression reads, in order: those of `readings` if there is no mistake."""
    yield from _names(text, 0, len(text))


def is_reserved(name: str) -> bool:
    """Whether a word has a meaning in expressions, so that it is not read as a name."""
    return name in NO_NAMES_OF_DATA or name in NO_NAMES


def _names(text: str, start: int, end: int) -> Iterator[NameAsWritten]:
    before = ""
    for found in TOKEN.finditer(text, start, end):
        written = found["path"]
        if written is not None and written not in NO_NAMES_OF_DATA and before != "|":
            yield NameAsWritten(tuple(written.split(".")), found.start("path"))
        before = found[0].strip()
