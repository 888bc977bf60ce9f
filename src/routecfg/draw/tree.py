"""A diagram as an indented tree, for a terminal."""

from collections.abc import Mapping

from routecfg.draw.sketch import Arrow, Box, Sketch

_DEEPEST = 40
"""Levels after which a line would begin beyond the edge of most windows."""


def as_tree(sketch: Sketch, colour: bool = False) -> str:
    """A line a box, indented below what leads to it; what stands further up is only named again."""
    after: dict[int, list[Arrow]] = {}
    for arrow in sketch.arrows:
        after.setdefault(arrow.start, []).append(arrow)
    lines: list[str] = []
    told: set[int] = set()
    for root in (*sketch.roots, *range(len(sketch.boxes))):
        if root not in told:
            _tell(root, sketch, after, told, lines, colour)
    return "\n".join(lines) + "\n" if lines else "nothing to draw\n"


def _tell(
    root: int, sketch: Sketch, after: Mapping[int, list[Arrow]], told: set[int], lines: list[str], colour: bool
) -> None:
    """Writes a root and what hangs below it, without recursion: chains can be longer than any stack."""
    told.add(root)
    lines.append(_box(sketch.boxes[root], colour))
    pending = _children(after.get(root, []), "")
    while pending:
        arrow, prefix, last = pending.pop()
        box = sketch.boxes[arrow.end]
        label = f"{arrow.label} → " if arrow.label else "→ "
        branch = f"{prefix}{'└─' if last else '├─'} {label}"
        below = after.get(arrow.end, [])
        if arrow.end in told:
            lines.append(f"{branch}{_box(box, colour)}{' ⤴' if below else ''}")
            continue
        told.add(arrow.end)
        if len(prefix) // 3 >= _DEEPEST and below:
            lines.append(f"{branch}{_box(box, colour)} … (ask for it by name)")
            continue
        lines.append(branch + _box(box, colour))
        pending += _children(below, prefix + ("   " if last else "│  "))


def _children(arrows: list[Arrow], prefix: str) -> list[tuple[Arrow, str, bool]]:
    """The arrows as they are taken from the end of a list, the first one last."""
    return [(arrow, prefix, index == len(arrows) - 1) for index, arrow in enumerate(arrows)][::-1]


def _box(box: Box, colour: bool) -> str:
    if not box.marks:
        return box.words
    marks = f"  ✗ {' '.join(box.marks)}"
    if colour:
        marks = f"\x1b[{31 if box.grave else 33}m{marks}\x1b[0m"
    return box.words + marks
