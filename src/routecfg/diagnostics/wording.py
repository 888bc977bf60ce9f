"""How messages put things: the nearest name, a list in words, text that cannot hurt a terminal."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

_LONGEST = 200


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that the writer most likely meant; None if none is near.

    Case, `-` and `_` do not count, so `Decision-Tree` finds `decision_tree`.
    """
    folded: dict[str, str] = {}
    for one in sorted(known):
        folded.setdefault(_folded(one), one)
    wanted = _folded(name)[:_LONGEST]
    if wanted in folded:
        return folded[wanted]
    near = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    if near:
        return folded[near[0]]
    starts = [one for one in folded if len(wanted) >= 3 and (one.startswith(wanted) or wanted.startswith(one))]
    best = max(starts, key=lambda one: SequenceMatcher(None, one, wanted).ratio(), default=None)
    return folded[best] if best is not None else None


def listed(words: Sequence[str], joiner: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def plain(text: str, longest: int = 60) -> str:
    """A user's text as a message may show it: one line, no control characters, cut with an ellipsis."""
    shown = "".join(char if char.isprintable() else " " for char in text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")
