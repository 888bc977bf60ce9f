"""Several patterns that are searched for at once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from routecfg.answers.written_pattern import compiled, fault, options, written

if TYPE_CHECKING:
    import re2

_LARGE: Final = 5000
"""Instructions of RE2. A set of fewer needs little of the memory that RE2 may use for it."""


class PatternSet:
    """Patterns of which those that fit a text are found in one search.

    Those that RE2 cannot run fit nothing. The set is made by the first search.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._set: re2.Set | None = None
        self._places: list[int] = []
        self._large = False

    def first(self, text: str) -> int | None:
        """The position of the first pattern that fits a text; None if none does."""
        found = self._found(text)
        return min(found) if found else None

    def every(self, text: str) -> list[int]:
        """The positions of all patterns that fit a text, in their order."""
        return sorted(self._found(text))

    def _found(self, text: str) -> list[int]:
        if self._set is None:
            self._set = self._made()
        if not self._places:
            return []
        encoded = text.encode(errors="replace")
        found = self._set.Match(encoded)
        if found:
            places = self._places
            return [places[index] for index in found]
        if self._large:  # a set that runs out of memory says the same as one in which nothing fits
            return [place for place in self._places if compiled(self._patterns[place]).search(encoded)]
        return []

    def _made(self) -> "re2.Set":
        import re2

        self._places = [place for place, pattern in enumerate(self._patterns) if fault(pattern) is None]
        expressions = [written(self._patterns[place]).expression for place in self._places]
        self._large = sum(compiled(self._patterns[place]).programsize for place in self._places) > _LARGE
        made = re2.Set.SearchSet(options())
        try:
            for expression in expressions:
                made.Add(expression.encode())
            made.Compile()
        except re2.error:  # together they are more than RE2 takes, and each alone is not
            made = re2.Set.SearchSet(options())
            made.Compile()
            self._large = True
        return made


@lru_cache(maxsize=4096)
def _alone(pattern: str) -> PatternSet:
    return PatternSet((pattern,))


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern fits a message: it is found anywhere in the text without the spaces around it."""
    return _alone(pattern).first(text.strip()) is not None
