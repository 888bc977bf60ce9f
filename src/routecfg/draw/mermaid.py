"""A diagram as a Mermaid flowchart (https://mermaid.js.org), which GitHub, GitLab and many wikis show."""

from routecfg.draw.sketch import Box, Sketch

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


def as_mermaid(sketch: Sketch) -> str:
    """Boxes by the shape of their kind, decisions inside their tree, answers dashed, findings coloured."""
    lines = ["flowchart LR"]
    trees = sketch.trees
    lines += (f"  {_box(index, sketch.boxes[index])}" for index in trees.pop(""))
    for number, (tree, inside) in enumerate(trees.items()):
        lines.append(f'  subgraph t{number}["{_text(tree)}"]')
        lines += (f"    {_box(index, sketch.boxes[index])}" for index in inside)
        lines.append("  end")
    for arrow in sketch.arrows:
        line = "-.->" if arrow.waits else "-->"
        label = f'|"{_text(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  n{arrow.start} {line}{label} n{arrow.end}")
    for name, grave, style in (("error", True, "#c00"), ("warning", False, "#c80")):
        marked = [f"n{index}" for index, box in enumerate(sketch.boxes) if box.marks and box.grave == grave]
        if marked:
            lines += [f"  classDef {name} stroke:{style},stroke-width:3px", f"  class {','.join(marked)} {name}"]
    return "\n".join(lines) + "\n"


def _box(index: int, box: Box) -> str:
    before, after = _SHAPES.get(box.kind, ("[", "]"))
    marks = f"<br>✗ {' '.join(box.marks)}" if box.marks else ""
    return f'n{index}{before}"{_text(box.words)}{marks}"{after}'


def _text(text: str) -> str:
    """Text inside quotes: everything that Mermaid or HTML could read as its own becomes an entity."""
    return "".join(char if char.isalnum() or char in " .,:'-_()…✗/" else f"#{ord(char)};" for char in text)
