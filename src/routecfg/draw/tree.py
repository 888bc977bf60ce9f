"""A diagram as an indented tree, for a terminal."""

from collections import deque
from collections.abc import Mapping
from typing import Final

from routecfg.diagnostics import Severity
from routecfg.draw.diagram import Arrow, Box, Diagram

_DEEPEST = 40
"""Levels after which a line would begin beyond the edge of most windows."""

_COLOURS: Final = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.INFO: 36}


def as_tree(diagram: Diagram, colour: bool = False) -> str:
    """A line a box, indented below what leads to it; what stands further up is only named again."""
    after: dict[int, list[Arrow]] = {}
    for arrow in diagram.arrows:
        after.setdefault(arrow.start, []).append(arrow)
    lines: list[str] = []
    told: set[int] = set()
    for root in (*diagram.roots, *range(len(diagram.boxes))):
        roots = deque([root])
        while roots:
            if (first := roots.popleft()) not in told:
                roots += _tell(first, diagram, after, told, lines, colour)
    return "\n".join(lines) + "\n" if lines else "nothing to draw\n"


def _tell(
    root: int, diagram: Diagram, after: Mapping[int, list[Arrow]], told: set[int], lines: list[str], colour: bool
) -> list[int]:
    """Writes a root and what hangs below it, without recursion: chains can be longer than any stack.

    Returns the boxes that stand too deep for what hangs below them: they begin anew at the edge.
    """
    deep: list[int] = []
    told.add(root)
    lines.append(_box(diagram.boxes[root], colour))
    pending = _children(after.get(root, []), "")
    while pending:
        arrow, prefix, last = pending.pop()
        box = diagram.boxes[arrow.end]
        label = f"{arrow.label} → " if arrow.label else "→ "
        branch = f"{prefix}{'└─' if last else '├─'} {label}"
        below = after.get(arrow.end, [])
        if arrow.end in told:
            lines.append(f"{branch}{_box(box, colour)}{' ⤴' if below else ''}")
            continue
        if len(prefix) // 3 >= _DEEPEST and below:
            deep.append(arrow.end)
            lines.append(f"{branch}{_box(box, colour)} … goes on below")
            continue
        told.add(arrow.end)
        lines.append(branch + _box(box, colour))
        pending += _children(below, prefix + ("   " if last else "│  "))
    return deep


def _children(arrows: list[Arrow], prefix: str) -> list[tuple[Arrow, str, bool]]:
    """The arrows as they are taken from the end of a list, the first one last."""
    return [(arrow, prefix, index == len(arrows) - 1) for index, arrow in enumerate(arrows)][::-1]


def _box(box: Box, colour: bool) -> str:
    if box.gravest is None:
        return box.words
    marks = f"  {box.told}"
    return box.words + (f"\x1b[{_COLOURS[box.gravest]}m{marks}\x1b[0m" if colour else marks)
