"""How a long text, a long list and a long path of a chat are shortened.

Mask a text before it is shortened: half a secret no longer looks like one.
"""

import re
from collections.abc import Sequence
from typing import Final

LONGEST: Final = 60
"""Characters of a user's text that a message shows."""

LONGEST_PATH: Final = 60
"""Stops of a path that a finding keeps; a report shows fewer. A chain of thousands of conditions has as many paths."""

_LEFT_OUT = re.compile("… ([0-9,]+) more …")
_BELONGS_TO_THE_ONE_BEFORE = re.compile("[\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094d\u200c\u200d\u20d0-\u20ff"
    "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")  # fmt: skip


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, cut to so many characters with an ellipsis at its end; not in the middle of an emoji or a letter."""
    if len(text) <= longest:
        return text
    end = longest - 1
    while end > longest // 2 and (_BELONGS_TO_THE_ONE_BEFORE.match(text, end) or text[end - 1] == "\u200d"):
        end -= 1
    return f"{text[:end]}…"


def first_few(words: Sequence[str], most: int, joiner: str = "and") -> str:
    """`a, b and c`, or the first ones and how many more there are: `a, b and 3 more`.

    At most `most` words are shown. A single one that would be left is shown as well: `1 more` says less than its name.
    """
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} {joiner} {len(words) - most:,} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def without_middle(stops: Sequence[str], most: int) -> tuple[str, ...]:
    """The stops of a path; if there are more than `most`, the first and last ones, and how many are left out.

    A path that was shortened before counts with all its stops: of 102 that were cut to 60, 12 are shown and 90 are not.
    """
    cuts = ((at, _LEFT_OUT.fullmatch(stop)) for at, stop in enumerate(stops))
    missing = [(at, int(cut[1].replace(",", ""))) for at, cut in cuts if cut is not None]
    length = len(stops) + sum(count - 1 for _, count in missing)
    half = most // 2
    if length <= most:
        return tuple(stops)
    if not missing:
        return (*stops[:half], left_out(length - 2 * half), *stops[-half:])
    first, last = missing[0][0], len(stops) - 1 - missing[-1][0]
    ahead, behind = min(first, half), min(last, half)
    return (*stops[:ahead], left_out(length - ahead - behind), *stops[len(stops) - behind :])


def left_out(count: int) -> str:
    """What stands in a path for stops that are not shown."""
    return f"… {count:,} more …"
