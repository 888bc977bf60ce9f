"""A diagram as a Mermaid flowchart (https://mermaid.js.org), which GitHub, GitLab and many wikis show."""

import re
from typing import Final

from routecfg.colours import CHANGES_IN_PICTURES, SEVERITIES_IN_PICTURES
from routecfg.disclosure import harmless, shortened
from routecfg.draw.diagram import Box, Diagram

_SHAPES = {
    "inbound_routings": ("([", "])"),
    "time_conditions": ("{", "}"),
    "decision_trees": ("[[", "]]"),
    "chatbots": ("[/", "/]"),
    "terminates": ("[\\", "/]"),
    "queues": ("[(", ")]"),
    "target_sets": ("{{", "}}"),
    "elsewhere": (">", "]"),
}

_MARKDOWN: Final = re.compile(r"\A[0-9]+[.)]|\A-|(?i:www\.)|:(?=//)")
"""How a list or an address begins in Markdown, which Mermaid reads in labels (`1. Orders`), up to what is escaped."""


MOST_ARROWS: Final = 500
MOST_CHARACTERS: Final = 50_000
"""What Mermaid draws at most, unless a site is set up for more (`maxEdges`, `maxTextSize`). A diagram cannot ask."""


def is_drawn(diagram: Diagram, text: str) -> bool:
    """Whether sites show a diagram of this text, and no error in its place."""
    return len(diagram.arrows) <= MOST_ARROWS and len(text) <= MOST_CHARACTERS


_LONGEST: Final = 80
"""Characters of a line about a change."""


def as_mermaid(diagram: Diagram) -> str:
    """Boxes by the shape of their kind, decisions inside their tree, answers dashed, findings coloured.

    In the picture of a change, ways that come are thick, and ways that go end in a cross.
    """
    lines = ["flowchart LR"]
    trees = diagram.trees
    lines += (f"  {_box(index, diagram.boxes[index])}" for index in trees.pop(""))
    for number, (tree, inside) in enumerate(trees.items()):
        lines.append(f'  subgraph t{number}["{_text(tree)}"]')
        lines += (f"    {_box(index, diagram.boxes[index])}" for index in inside)
        lines.append("  end")
    for arrow in diagram.arrows:
        line = "-.->" if arrow.waits else "-->"
        if arrow.change:
            line = "==>" if arrow.change == "added" else "--x"
        label = f'|"{_text(arrow.words)}"|' if arrow.words else ""
        lines.append(f"  n{arrow.start} {line}{label} n{arrow.end}")
    for severity, colour in SEVERITIES_IN_PICTURES.items():
        marked = [f"n{index}" for index, box in enumerate(diagram.boxes) if box.gravest is severity]
        if marked:
            lines.append(f"  classDef {severity} stroke:{colour},stroke-width:3px")
            lines.append(f"  class {','.join(marked)} {severity}")
    for change, colour in CHANGES_IN_PICTURES.items():
        boxes = [f"n{index}" for index, box in enumerate(diagram.boxes) if box.change == change]
        if boxes:
            dashes = ",stroke-dasharray:4 4" if change == "removed" else ""
            lines.append(f"  classDef {change} stroke:{colour},stroke-width:3px{dashes}")
            lines.append(f"  class {','.join(boxes)} {change}")
        ways = [str(index) for index, arrow in enumerate(diagram.arrows) if arrow.change == change]
        if ways:
            lines.append(f"  linkStyle {','.join(ways)} stroke:{colour},stroke-width:3px")
    return "\n".join(lines) + "\n"


def _box(index: int, box: Box) -> str:
    before, after = _SHAPES.get(box.kind, ("[", "]"))
    marks = "".join(f"<br>{_text(shortened(harmless(line), _LONGEST))}" for line in (*box.notes, box.badge) if line)
    return f'n{index}{before}"{_text(box.words)}{marks}"{after}'


def _text(text: str) -> str:
    """Text inside quotes: characters with a meaning in Mermaid, HTML or Markdown become entities."""
    text = " ".join(text.split())
    markdown = {found.end() - 1 for found in _MARKDOWN.finditer(text)}
    return "".join(
        char if (char.isalnum() or char in " .,:'-−()…✗/") and at not in markdown else f"#{ord(char)};"
        for at, char in enumerate(text)
    )
