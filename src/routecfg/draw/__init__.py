"""The graph as a diagram: what one object leads to, or the whole estate, for a terminal, for Mermaid, for Graphviz,
as a picture.

`diagram_of` decides what is drawn, in words, and `change_diagram_of` for what a release changes; the formats only
differ in how they write it. For the picture, `layout` says where everything stands.
"""

from routecfg.draw.change import change_diagram_of, change_sides_of
from routecfg.draw.diagram import Arrow, Box, Change, Diagram, diagram_of, leads_on
from routecfg.draw.dot import as_dot
from routecfg.draw.mermaid import MOST_ARROWS, MOST_CHARACTERS, as_mermaid, is_drawn
from routecfg.draw.svg import as_svg
from routecfg.draw.tree import as_tree

__all__ = [
    "MOST_ARROWS",
    "MOST_CHARACTERS",
    "Arrow",
    "Box",
    "Change",
    "Diagram",
    "as_dot",
    "as_mermaid",
    "as_svg",
    "as_tree",
    "change_diagram_of",
    "change_sides_of",
    "diagram_of",
    "is_drawn",
    "leads_on",
]
