"""The graph as a diagram: what one object leads to, or the whole estate, for a terminal, for Mermaid, for Graphviz.

`diagram_of` decides what is drawn, in words; the three formats only differ in how they write it.
"""

from routecfg.draw.diagram import Arrow, Box, Diagram, diagram_of
from routecfg.draw.dot import as_dot
from routecfg.draw.mermaid import MOST_ARROWS, MOST_CHARACTERS, as_mermaid
from routecfg.draw.tree import as_tree

__all__ = ["MOST_ARROWS", "MOST_CHARACTERS", "Arrow", "Box", "Diagram", "as_dot", "as_mermaid", "as_tree", "diagram_of"]
