"""A difference as people read it on a terminal, as a pull request shows it, and as programs read it.

The JSON, stable: `version` (2), `empty`, `first` (nothing is in production yet), `summary` (how many objects are
added, removed, changed and renamed, and how many details there are), `large_change` (`large`: whether a release needs a
reason, and `reasons`, sentences), `objects` (each `change`, `kind`, `name`, `title`, `was`, `follow`, `details`,
`does`, `before` of a removed and `after` of an added object, both null in a first release) and `derived` (lines). Each
detail has `change`, `path` (keys, names and positions inside the object as it will be; of what is removed, as it is),
`before` and `after` (values as JSON, secrets as `***`; null: nothing), `follow`, and `text`, the same in words.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

from routecfg.colours import CHANGES
from routecfg.diagnostics import listed, plural
from routecfg.diff import FORMAT_VERSION, Detail, Difference, ObjectChange, What
from routecfg.disclosure import harmless, without_commands
from routecfg.model import ALL_KINDS, KIND_WORDS
from routecfg.report.difference_blocks import SIGNS, Block, Told, blocks, sentence
from routecfg.screen import PLAIN, Screen

_OBJECT_CHANGES: Final[tuple[What, ...]] = ("added", "changed", "renamed", "removed")
_LONGEST_COMMENT: Final = 60_000  # GitHub refuses a comment of more than 65,536 characters

_NOTHING: Final = "Nothing to release: production is already like this."


def as_text(difference: Difference, screen: Screen = PLAIN) -> str:
    """One block an object, one line a change; the last line ends with a line break."""
    if difference.empty:
        return _NOTHING + "\n"
    lines = [*screen.wrap(_summary(difference)), ""]
    for block in blocks(difference.objects):
        block = block.folded()
        lines += (screen.paint(part, CHANGES[block.change]) for part in screen.wrap(block.signed, "    "))
        for told in block.lines:
            hanging = " " * (8 + 2 * told.depth)
            lines += (screen.paint(part, CHANGES[told.change]) for part in screen.wrap(f"    {told.signed}", hanging))
    if difference.derived:
        lines += [""] if difference.objects else []
        lines += (part for line in difference.derived for part in screen.wrap(harmless(line), "  "))
    return "\n".join(lines) + "\n"


def as_json(difference: Difference) -> str:
    """The stable JSON form, with a final line break."""
    details = sum(len(one.details) for one in difference.objects)
    made: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "empty": difference.empty,
        "first": difference.first,
        "summary": {**_counts(difference), "details": details},
        "large_change": {"large": bool(difference.large), "reasons": list(difference.large)},
        "objects": [_object(one) for one in difference.objects],
        "derived": list(difference.derived),
    }
    return without_commands(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"


def as_markdown(difference: Difference) -> str:
    """A comment for a pull request: a table of counts, then each object's changes, folded.

    What users wrote stands in fenced code only, where no Markdown, link or mention is read. A comment that would be
    longer than code hosts accept says how many objects it leaves out.
    """
    if difference.empty:
        return f"### routecfg\n\n{_NOTHING}\n"
    parts = [f"### routecfg\n\n{_summary(difference)}\n", *_table(difference)]
    if difference.large:
        reasons = _fenced([harmless(line) for line in difference.large])
        parts.append(f"**A large change:** a release needs `--allow-large-change` and the reason.\n\n{reasons}")
    if difference.derived:
        parts.append(_fenced([harmless(line) for line in difference.derived]))
    room = _LONGEST_COMMENT - sum(map(len, parts))
    shown = list(_gathered(blocks(difference.objects)))
    for index, block in enumerate(shown):
        folded = _folded(block)
        if len(folded) + 1 > room:
            left = sum(each.objects for each in shown[index:])
            fitting = _fitting(block, room)
            if fitting is not None:
                parts.append(_folded(fitting))
                left -= fitting.objects
            rest = plural(left, "more object") if left else "The rest of it"
            parts.append(f"{rest}: `routecfg diff` shows all.\n")
            break
        parts.append(folded)
        room -= len(folded) + 1
    return "\n".join(parts)


def _fitting(block: Block, room: int) -> Block | None:
    """The first lines of a block, as many as there is room for; None if there is room for none."""
    count, taken = 0, 0
    for line in block.lines:
        taken += len(line.signed) + 1
        if taken > room:
            break
        count += 1
    while count:
        objects = count if block.objects > 1 else block.objects
        kept = block._replace(lines=block.lines[:count], objects=objects)
        if len(_folded(kept)) < room:
            return kept
        count -= max(1, count // 20)
    return None


def _counts(difference: Difference) -> dict[str, int]:
    return {change: difference.count(change) for change in _OBJECT_CHANGES}


def _summary(difference: Difference) -> str:
    counts = [(change, count) for change, count in _counts(difference).items() if count]
    if difference.first:
        return f"First release: {plural(len(difference.objects), 'object')}."
    if not counts:
        return "Nobody changed an object, but what follows from the calendar's data is another."
    (change, count), *others = counts
    told = [f"{plural(count, 'object')} {change}", *(f"{count:,} {change}" for change, count in others)]
    return f"What changes in production: {listed(told, 'and')}."


def _object(one: ObjectChange) -> dict[str, Any]:
    fields = {name: getattr(one, name) for name in one.__struct_fields__ if name != "says"}
    return {**fields, "details": [_detail(detail) for detail in one.details]}


def _detail(one: Detail) -> dict[str, Any]:
    return {
        "change": one.change,
        "path": one.path,
        "before": one.before.value if one.before is not None else None,
        "after": one.after.value if one.after is not None else None,
        "follow": one.follow,
        "text": sentence((one,)),
    }


def _table(difference: Difference) -> Iterator[str]:
    if not difference.objects:
        return
    lines = ["| | added | changed | renamed | removed |", "|---|---:|---:|---:|---:|"]
    for kind in ("project", *ALL_KINDS):
        of = [one.change for one in difference.objects if one.kind == kind]
        if of:
            counts = " | ".join(str(of.count(change) or "") for change in _OBJECT_CHANGES)
            lines.append(f"| {KIND_WORDS.get(kind, 'settings')} | {counts} |")
    yield "\n".join(lines) + "\n"


def _gathered(told: Iterable[Block]) -> Iterator[Block]:
    """The blocks, neighbours that are only added or only removed as one: there is nothing in them to unfold."""
    for (change, bare), group in groupby(told, lambda one: (one.change, not one.lines)):
        alike = list(group)
        if bare and len(alike) > 1:
            called = plural(len(alike), "object")
            yield Block(change, called, called, tuple(Told(change, one.heading) for one in alike), len(alike))
        else:
            yield from alike


def _folded(block: Block) -> str:
    lines = [line.signed for line in block.lines]
    heading = escape(f"{SIGNS[block.change]} {block.called}: {block.change}")
    if not lines:
        lines = [block.signed]
    elif block.heading != block.called:
        lines.insert(0, block.heading)
    return f"<details><summary>{heading}</summary>\n\n{_fenced(lines)}\n</details>\n"


def _fenced(lines: Sequence[str]) -> str:
    """Lines in a fence that is longer than any run of its characters in them."""
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}diff\n{text}\n{fence}\n"
