"""Lines of a file without their secrets, column for column."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from typing import Final

from routecfg.disclosure import (
    Stretch,
    cut_off,
    is_secret_key,
    is_secret_name,
    is_secret_place,
    named_beside,
    named_in_list,
    occurrences,
    secrets_in,
    secrets_in_comment,
)
from routecfg.source.layout import Layout
from routecfg.source.lines import Lines
from routecfg.source.tree import Node

LONGEST: Final = 300
"""Characters of a line behind what is meant, at most. A longer one is cut at its end, so columns up to there fit."""

_FURTHEST: Final = 20_000
"""What stands further to the right in a line is not shown: every character up to there is searched for secrets."""

_BEYOND: Final = 9 * LONGEST
"""So much behind the shown part is searched for secrets: one that begins within it has to be recognised."""

_MOST_VALUES = 100_000
"""So many values on the lines are looked at one by one; beyond that their looks decide."""

_LONGEST_VALUE = 50_000
_MOST_SECRETS = 50
"""A value that is longer (no message may be), or has more secrets than this, is hidden as a whole."""

_MARK = re.compile(r"[!&](?P<name>[\w.-]+)")
"""An anchor or a tag: `!token x`."""

_WRAPPING = " \t'\"{}[],|>"
_ASTERISK = "*"


def excerpt(layout: Layout, wanted: Collection[int], column: int = 0) -> dict[int, str]:
    """The text of these lines of a file (from 1), column for column, with an asterisk for each character of a secret.

    `column` is the last one that is meant in any of the lines. Other characters are as they are written, harmful ones
    too. A line is cut `LONGEST` characters behind what is meant, and ends in `…` then.
    Lines that the file does not have are left out, and so are all lines of a file that is not text (UTF-16, too large).
    Works for files that are not YAML too: there more is hidden. Never raises.
    """
    if not layout.is_text:
        return {}
    # here, since its patterns take 7 ms to compile, and most runs show no line
    from routecfg.source.masking import Secrets, in_unread, secrets_in_comment_beside

    lines = layout.lines
    numbers = sorted(number for number in set(wanted) if 1 <= number <= len(lines.starts))
    room = min(column + LONGEST, _FURTHEST)
    searched = room + _BEYOND
    hidden, secrets, all_seen = _in_values(layout, numbers, searched)
    if layout.complete and all_seen:
        for number in numbers:
            if (comment := layout.comment_of(number)) is None:
                continue
            start, end = comment
            text = lines.text[start : min(end, start + searched)]
            hidden += [(start + first, start + last) for first, last in secrets_in_comment(text)]
            begins, _ = lines.bounds(number)
            beside = secrets_in_comment_beside(lines, number, start - begins)
            hidden += [(begins + first, begins + last) for first, last in beside]
    else:
        looks = list(in_unread(lines, numbers, searched))
        hidden += looks
        words = {lines.text[start:end].strip(_WRAPPING) for start, end in looks[:_MOST_SECRETS]}
        secrets |= words
    known = Secrets(secrets)
    for number in numbers:
        start, end = lines.bounds(number)
        line = lines.text[start : min(end, start + searched)]
        hidden += [(start + first, start + last) for first, last in known.within(line)]
    covered = _joined(hidden)
    starts = [start for start, _ in covered]
    return {number: _shown(lines, number, covered, starts, room) for number in numbers}


def _in_values(layout: Layout, numbers: list[int], searched: int) -> tuple[list[Stretch], set[str], bool]:
    """The stretches that secrets in the values of these lines take, the secrets, and whether all values were seen.

    Not all are where aliases repeat one value at very many paths.
    """
    text = layout.lines.text
    shown = _joined((start, min(end, start + searched)) for start, end in map(layout.lines.bounds, numbers))
    starts = [start for start, _ in shown]

    def stands_there(node: Node) -> bool:
        return _touches(node.outer if node.key_start < 0 else node.key_start, node.end, shown, starts)

    hidden: list[Stretch] = []
    secrets: set[str] = set()
    for count, (path, node, written) in enumerate(layout.nodes(stands_there)):
        if count > _MOST_VALUES:
            return hidden, secrets, False
        key = path[-1] if path else None
        if isinstance(key, str) and len(key) <= _LONGEST_VALUE and stands_there(written) and is_secret_key(path):
            hidden.append((written.key_start, written.key_end))  # a token pasted among braces becomes a key
            secrets.add(key)
        if node.entries is not None:
            named = named_beside({key: below.text for key, below in node.entries.items()})
            hidden += [(node.entries[key].start, node.entries[key].end) for key in named]
            fields = {key: None if below.text == "" else below.text or below for key, below in node.entries.items()}
            cut = [node.entries[key] for key in cut_off(path, fields)]
            hidden += [(below.key_start, below.key_end) for below in cut]
        if node.items is not None:
            at = named_in_list(path, [item.text for item in node.items])
            hidden += [(node.items[index].start, node.items[index].end) for index in at]
        if (mark := _MARK.match(text, node.outer, node.start)) and is_secret_name(mark["name"]):
            hidden.append((node.start, node.end))
        if node.text is None or not stands_there(node):
            continue
        if len(node.text) > _LONGEST_VALUE:
            hidden.append((node.start, node.end))
            continue
        found = secrets_in(path, node.text)
        if node.outer < node.start and (node.text in found or (not node.text and is_secret_place(path))):
            hidden.append((node.outer, node.start))  # an anchor may be a token that lost its quotes
        hidden += _stretches(text, node.start, node.end, node.text, found)
        if len(found) <= _MOST_SECRETS:
            secrets.update(found)
    return hidden, secrets, True


def _stretches(text: str, start: int, end: int, value: str, secrets: tuple[str, ...]) -> list[Stretch]:
    """Where parts of a value stand in the text; all of the value if the text spells one of them differently."""
    found: list[Stretch] = []
    if len(secrets) > _MOST_SECRETS:
        return [(start, end)]
    for secret in sorted(set(secrets)):
        stands = [(start + first, start + last) for first, last in occurrences(text[start:end], secret)]
        if len(stands) < max(1, value.count(secret)):
            return [(start, end)]
        found += stands
    return found


def _touches(start: int, end: int, stretches: list[Stretch], starts: list[int]) -> bool:
    """Whether something from start to end stands, in part, in one of these sorted stretches."""
    at = bisect_right(starts, end) - 1
    return at >= 0 and stretches[at][1] >= start


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same characters, in order, without overlaps."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _shown(lines: Lines, number: int, covered: list[Stretch], starts: list[int], room: int) -> str:
    start, end = lines.bounds(number)
    cut = end - start > room
    end = min(end, start + room)
    line = lines.text[start:end]
    indent = start + len(line) - len(line.lstrip())
    characters = list(line)
    for index in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
        first, last = covered[index]
        for at in range(max(first, indent), min(last, end)):
            characters[at - start] = _ASTERISK
    if cut:
        characters[-1] = "…"
    return "".join(characters)
