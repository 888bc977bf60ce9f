"""Patterns as they are written, between slashes, and how RE2 is asked about them."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import re2

MEMORY: Final = 64 << 20
"""Bytes that RE2 may use for one set of patterns. It takes them only as it needs them."""


class WrittenPattern(NamedTuple):
    """A pattern taken apart: what stands between the slashes, and the letters after the last one, each once."""

    body: str
    flags: str

    @property
    def expression(self) -> str:
        """As RE2 reads it."""
        return f"(?{self.flags}){self.body}" if self.flags else self.body


def written(pattern: str) -> WrittenPattern:
    """Takes a pattern such as `/^yes$/i` apart."""
    body, _, flags = pattern[1:].rpartition("/")
    return WrittenPattern(body, "".join(sorted(set(flags))))


def options() -> "re2.Options":
    """How RE2 runs patterns: as it does by itself, but it writes nothing to standard error."""
    import re2

    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = MEMORY
    return chosen


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> Any:
    """A pattern as RE2 runs it (`re2._Regexp`), or why RE2 cannot run it, in its own words, as a text."""
    import re2

    try:
        return re2.compile(written(pattern).expression.encode(), options())
    except re2.error as error:
        said = error.args[0]
        return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def fault(pattern: str) -> str | None:
    """Why RE2 cannot run a pattern, in its own words; None if it can."""
    result = compiled(pattern)
    return result if isinstance(result, str) else None
