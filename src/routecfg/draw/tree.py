"""A diagram as an indented tree, for a terminal."""

from collections import deque
from collections.abc import Sequence
from typing import Final, NamedTuple

from routecfg.colours import SEVERITIES
from routecfg.draw.diagram import Arrow, Box, Diagram
from routecfg.screen import PLAIN, Screen

_DEEPEST: Final = 40
"""Deeper levels start again at the left edge. On a screen there are fewer levels: half of its width at most."""

_LONGEST: Final = 1_000
"""Lines of the longest tree that `rich` draws: a quarter of a second. Longer ones are wrapped as plain lines."""

_GUIDES: Final = ("   ", "│  ", "├─ ", "└─ ")
"""The guides before a line: a blank, a line that continues, a branch with more below it, the last branch."""


class _Line(NamedTuple):
    """A line of the tree: a box, below the line of the number `parent`, and whether it is the last one there.

    `words` are those of the arrow that leads to the box, and its own.
    """

    parent: int | None
    last: bool
    words: str
    box: Box
    ending: str = ""

    @property
    def text(self) -> str:
        return f"{self.words}{self.badge}{self.ending}"

    @property
    def badge(self) -> str:
        return f"  {self.box.badge}" if self.box.badge else ""


def as_tree(diagram: Diagram, screen: Screen = PLAIN) -> str:
    """One line for each box, indented below what leads to it. A box that is shown already is only named again."""
    deepest = _DEEPEST if screen.width is None else max(3, screen.width // 8)
    lines = _lines(diagram, deepest)
    if not lines:
        return "nothing to draw\n"
    if screen.width is not None and len(lines) <= _LONGEST:
        return _drawn(lines, screen)
    return "".join(f"{line}\n" for line in _plain(lines, screen))


def _lines(diagram: Diagram, deepest: int) -> list[_Line]:
    """The lines of every root and what is below it, without recursion: chains can be longer than any stack.

    What would be too deep becomes a root of its own.
    """
    after: dict[int, list[Arrow]] = {}
    for arrow in diagram.arrows:
        after.setdefault(arrow.start, []).append(arrow)
    words = [box.words for box in diagram.boxes]  # once for each: most boxes are named many times
    lines: list[_Line] = []
    shown: set[int] = set()
    for root in (*diagram.roots, *range(len(diagram.boxes))):
        roots = deque([root])
        while roots:
            if (first := roots.popleft()) in shown:
                continue
            shown.add(first)
            lines.append(_Line(None, True, words[first], diagram.boxes[first]))
            pending = _children(after.get(first, []), len(lines) - 1, 1)
            while pending:
                arrow, parent, level, last = pending.pop()
                box, below = diagram.boxes[arrow.end], after.get(arrow.end, [])
                named = f"{arrow.label} → {words[arrow.end]}" if arrow.label else f"→ {words[arrow.end]}"
                if arrow.end in shown:
                    lines.append(_Line(parent, last, named, box, " ⤴" if below else ""))
                elif level > deepest and below:
                    roots.append(arrow.end)
                    lines.append(_Line(parent, last, named, box, " … goes on below"))
                else:
                    shown.add(arrow.end)
                    lines.append(_Line(parent, last, named, box))
                    pending += _children(below, len(lines) - 1, level + 1)
    return lines


def _children(arrows: Sequence[Arrow], parent: int, level: int) -> list[tuple[Arrow, int, int, bool]]:
    """The arrows in reverse order: they are taken from the end of the list."""
    return [(arrow, parent, level, index == len(arrows) - 1) for index, arrow in enumerate(arrows)][::-1]


def _plain(lines: Sequence[_Line], screen: Screen) -> list[str]:
    blank, on, fork, end = _GUIDES
    guides: list[str] = []  # what stands before everything below each line
    written: list[str] = []
    for line in lines:
        before = branch = below = ""
        if line.parent is not None:
            before = guides[line.parent]
            branch, below = (end, before + blank) if line.last else (fork, before + on)
        guides.append(below)
        *first, last = screen.wrap(f"{before}{branch}{line.text}", f"{below}    ")
        if line.box.gravest is not None:
            last = last.replace(line.badge, screen.paint(line.badge, SEVERITIES[line.box.gravest]))
        written += [*first, last]
    return written


def _drawn(lines: Sequence[_Line], screen: Screen) -> str:
    """The tree as `rich` draws it, wrapped between its guides."""
    from rich.text import Text
    from rich.tree import Tree

    nodes: list[Tree] = []
    roots: list[Tree] = []
    for line in lines:
        label = Text(line.words, overflow="fold")
        label.append(line.badge, SEVERITIES[line.box.gravest] if line.box.gravest is not None else "")
        label.append(line.ending)
        if line.parent is None:
            root = Tree(label, guide_style="dim")
            root.TREE_GUIDES = [_GUIDES] * 3
            roots.append(root)
            nodes.append(root)
        else:
            nodes.append(nodes[line.parent].add(label))
    return screen.draw(*roots)
