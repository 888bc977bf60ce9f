"""A difference as a comment of a pull request: Markdown that fills the room that it has.

What users wrote stands in fenced code only, where no Markdown, link or mention is read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from routecfg.diagnostics import plural
from routecfg.diff import Difference
from routecfg.disclosure import harmless, without_tokens
from routecfg.draw import Diagram, as_mermaid, is_drawn
from routecfg.impact import Account
from routecfg.model import ALL_KINDS, KIND_WORDS
from routecfg.pipeline.written_places import Written
from routecfg.report.difference import NOTHING, OBJECT_CHANGES, summary
from routecfg.report.difference_blocks import SIGNS, Block, BlockLine, blocks
from routecfg.report.impact import impact_markdown
from routecfg.screen import Screen

_LONGEST: Final = 65_000
"""Characters. GitHub refuses a comment of more than 65,536; a job may want to add a line of its own."""

_PICTURE: Final = 20_000
"""Characters of the picture: a larger one shows more than anybody can read there, and needs the room of the words."""

_LINES: Final = Screen(width=120)
"""Code hosts break no line of fenced code: what is longer is read by scrolling."""


def as_markdown(
    difference: Difference,
    account: Account | None = None,
    written: Written | None = None,
    draw: Callable[[bool | None], Diagram] | None = None,
) -> str:
    """What customers will notice, the ways that change as a picture, a table of counts, then each object's changes,
    folded.

    `written` knows in which files and lines it stands. `draw` makes the picture: with True, each tree as one box.

    Where they do not all fit, the last ones are shown without what new things say, then by their names; and where that
    is too long, those that are left out are counted.
    """
    if difference.empty:
        return f"### routecfg\n\n{NOTHING}\n"
    parts = [] if account is None else list(impact_markdown(account, written))
    if draw is not None and not difference.first:
        parts.append(f"### The ways that change\n\n{_picture(draw)}\n")
    if difference.large:
        reasons = _fenced([harmless(line) for line in difference.large])
        parts.append(f"**A large change:** a release needs `--allow-large-change` and the reason.\n\n{reasons}")
    title = "routecfg" if account is None else "What changes in the files"
    parts += [f"### {title}\n\n{summary(difference)}\n", *_table(difference)]
    if difference.derived:
        parts.append(_fenced([harmless(line) for line in difference.derived]))
    return without_tokens("\n".join((*parts, *_fitted(list(blocks(difference.objects)), _LONGEST - _length(parts)))))


_SIGNS: Final = "A way with `+` and a thick line is new, one with `−` and a cross is gone; what has `~` changes."


def _picture(draw: Callable[[bool | None], Diagram]) -> str:
    """The picture as code hosts draw it; of a large change, trees as one box each."""
    for fold in (None, True):
        diagram = draw(fold)
        text = as_mermaid(diagram)
        if is_drawn(diagram, text) and len(text) <= _PICTURE:
            return f"```mermaid\n{text}```\n\n{_SIGNS}"
    return "They are too many for a picture here: `routecfg diff --format svg > change.svg` draws it for the browser."


def _fitted(every: Sequence[Block], room: int) -> list[str]:
    """The blocks as they fit into so many characters, the first ones whole."""
    whole = [_folded(block) for block in _gathered(every)]
    if _length(whole) <= room:
        return whole
    for shorter in (_without_what_is_new, _without_lines):
        found = _beginning(every, shorter, room)
        if found is not None:
            return found
    return _filled(list(_gathered(map(_without_lines, every))), room)


def _beginning(every: Sequence[Block], shorter: Callable[[Block], Block], room: int) -> list[str] | None:
    """As many whole blocks as fit, as much of the next one, and the others in a shorter form; None if even those alone
    are too long together."""

    def parts(count: int, *partly: Block) -> list[str]:
        others = map(shorter, every[count + len(partly) :])
        shown = (*_gathered(every[:count]), *partly, *_gathered(others))
        return [*map(_folded, shown), "`routecfg diff` shows more of the others.\n"]

    if _length(parts(0)) > room:
        return None
    count = _most(len(every) - 1, lambda number: _length(parts(number)) <= room)
    fitting = _fitting(every[count], room - _length(parts(count, Block("changed", "", ""))))
    if fitting is not None and len(fitting.lines) > len(shorter(every[count]).lines) + 1:
        return parts(count, fitting)
    return parts(count)


def _filled(every: Sequence[Block], room: int) -> list[str]:
    """The first blocks, and a count of the objects that are left out."""
    parts: list[str] = []
    room -= len(_ALL) + 30
    for index, block in enumerate(every):
        folded = _folded(block)
        if len(folded) + 1 > room:
            left = sum(each.objects for each in every[index:])
            fitting = _fitting(block, room)
            if fitting is not None:
                parts.append(_folded(fitting))
                left -= fitting.objects
            rest = plural(left, "more object") if left else "The rest of it"
            parts.append(f"{rest}: {_ALL}")
            break
        parts.append(folded)
        room -= len(folded) + 1
    return parts


_ALL: Final = "`routecfg diff` shows all.\n"


def _fitting(block: Block, room: int) -> Block | None:
    """The first lines of a block, as many as there is room for; None if there is room for none."""

    def kept(count: int) -> Block:
        lines, left = block.lines[:count], len(block.lines) - count
        if block.objects > 1:
            return block._replace(lines=lines, objects=count)
        return block._replace(lines=(*lines, BlockLine(lines[-1].change, f"… {left:,} more lines", lines[-1].depth)))

    count = _most(len(block.lines) - 1, lambda number: number == 0 or len(_folded(kept(number))) < room)
    return kept(count) if count else None


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `high` that fits, if every smaller one does; 0 always does."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _without_what_is_new(block: Block) -> Block:
    return block._replace(lines=tuple(line for line in block.lines if not line.new))


def _without_lines(block: Block) -> Block:
    return block._replace(lines=())


def _table(difference: Difference) -> Iterator[str]:
    if not difference.objects:
        return
    lines = ["| | added | changed | renamed | removed |", "|---|---:|---:|---:|---:|"]
    for kind in ("project", *ALL_KINDS):
        of = [item.change for item in difference.objects if item.kind == kind]
        if of:
            counts = " | ".join(str(of.count(change) or "") for change in OBJECT_CHANGES)
            lines.append(f"| {KIND_WORDS.get(kind, 'settings')} | {counts} |")
    yield "\n".join(lines) + "\n"


def _gathered(every: Iterable[Block]) -> Iterator[Block]:
    """The blocks, neighbours that change alike and have nothing to unfold as one."""
    for (change, bare), group in groupby(every, lambda item: (item.change, not item.lines)):
        alike = list(group)
        if bare and len(alike) > 1:
            objects = sum(item.objects for item in alike)
            called = plural(objects, "object")
            yield Block(change, called, called, tuple(BlockLine(change, item.heading) for item in alike), objects)
        else:
            yield from alike


def _folded(block: Block) -> str:
    lines = [part for line in block.lines for part in _wrapped(line.signed, line.depth)]
    heading = escape(f"{SIGNS[block.change]} {block.called}: {block.change}")
    if not lines:
        lines = _wrapped(block.signed, 0)
    elif block.heading != block.called:
        lines.insert(0, block.heading)
    return f"<details><summary>{heading}</summary>\n\n{_fenced(lines)}\n</details>\n"


def _wrapped(line: str, depth: int) -> list[str]:
    """A line as lines that all begin with its sign."""
    return _LINES.wrap(line, line[:2] + "  " * (depth + 2))


def _fenced(lines: Sequence[str]) -> str:
    """Lines in a fence that is longer than any run of its characters in them."""
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}diff\n{text}\n{fence}\n"


def _length(parts: Iterable[str]) -> int:
    """What the parts need, each with the line break that follows."""
    return sum(len(part) + 1 for part in parts)
