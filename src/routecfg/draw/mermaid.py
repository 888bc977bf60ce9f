"""A diagram as a Mermaid flowchart (https://mermaid.js.org), which GitHub, GitLab and many wikis show."""

import re
from typing import Final

from routecfg.colours import SEVERITIES_IN_PICTURES
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


def as_mermaid(diagram: Diagram) -> str:
    """Boxes by the shape of their kind, decisions inside their tree, answers dashed, findings coloured."""
    lines = ["flowchart LR"]
    trees = diagram.trees
    lines += (f"  {_box(index, diagram.boxes[index])}" for index in trees.pop(""))
    for number, (tree, inside) in enumerate(trees.items()):
        lines.append(f'  subgraph t{number}["{_text(tree)}"]')
        lines += (f"    {_box(index, diagram.boxes[index])}" for index in inside)
        lines.append("  end")
    for arrow in diagram.arrows:
        line = "-.->" if arrow.waits else "-->"
        label = f'|"{_text(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  n{arrow.start} {line}{label} n{arrow.end}")
    for severity, colour in SEVERITIES_IN_PICTURES.items():
        marked = [f"n{index}" for index, box in enumerate(diagram.boxes) if box.gravest is severity]
        if marked:
            lines.append(f"  classDef {severity} stroke:{colour},stroke-width:3px")
            lines.append(f"  class {','.join(marked)} {severity}")
    return "\n".join(lines) + "\n"


def _box(index: int, box: Box) -> str:
    before, after = _SHAPES.get(box.kind, ("[", "]"))
    marks = f"<br>{_text(box.badge)}" if box.gravest is not None else ""
    return f'n{index}{before}"{_text(box.words)}{marks}"{after}'


def _text(text: str) -> str:
    """Text inside quotes: characters with a meaning in Mermaid, HTML or Markdown become entities."""
    text = " ".join(text.split())
    markdown = {found.end() - 1 for found in _MARKDOWN.finditer(text)}
    return "".join(
        char if (char.isalnum() or char in " .,:'-()…✗/") and at not in markdown else f"#{ord(char)};"
        for at, char in enumerate(text)
    )
