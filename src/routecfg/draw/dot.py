"""A diagram in the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from routecfg.colours import SEVERITIES_IN_PICTURES
from routecfg.draw.diagram import Box, Diagram

_SHAPES = {
    "inbound_routings": "cds",
    "time_conditions": "diamond",
    "decision_trees": "component",
    "chatbots": "parallelogram",
    "terminates": "octagon",
    "queues": "cylinder",
    "target_sets": "hexagon",
    "elsewhere": "plaintext",
}


def as_dot(diagram: Diagram) -> str:
    """Boxes by the shape of their kind, decisions in a cluster a tree, answers dashed, findings coloured."""
    lines = ["digraph estate {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    trees = diagram.trees
    lines += (f"  {_box(index, diagram.boxes[index])}" for index in trees.pop(""))
    for number, (tree, inside) in enumerate(trees.items()):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_text(tree)};")
        lines += (f"    {_box(index, diagram.boxes[index])}" for index in inside)
        lines.append("  }")
    for arrow in diagram.arrows:
        style = ", style=dashed" if arrow.waits else ""
        lines.append(f"  n{arrow.start} -> n{arrow.end} [label={_text(arrow.label)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _box(index: int, box: Box) -> str:
    marks = f"\n{box.badge}" if box.gravest is not None else ""
    colour = f', color="{SEVERITIES_IN_PICTURES[box.gravest]}", penwidth=2' if box.gravest is not None else ""
    return f"n{index} [label={_text(box.words + marks)}, shape={_SHAPES.get(box.kind, 'box')}{colour}];"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
