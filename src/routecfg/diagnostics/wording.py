"""How messages put things: a list in words, a count, a word with its article."""

from collections.abc import Sequence


def listed(words: Sequence[str], joiner: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def with_article(words: str) -> str:
    """`a queue`, `an inbound routing`: by the first letter, which is right for all words of the product."""
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"
