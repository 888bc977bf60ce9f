"""A diagram for programs."""

from routecfg.draw import Diagram
from routecfg.report.json_document import json_document


def diagram_as_json(diagram: Diagram) -> str:
    """Nodes, and edges between them by their positions; `waits` says that only a message of the customer goes there.

    `roots` are the nodes to begin with. `decision_tree` is the tree that a decision belongs to, `decisions` how many a
    tree hides that is drawn as one node.
    """
    nodes = [
        {
            "kind": box.kind,
            "name": box.name,
            "title": box.title or None,
            "decision_tree": box.tree or None,
            "decisions": box.decisions,
            "findings": list(box.marks),
        }
        for box in diagram.boxes
    ]
    edges = [
        {"from": arrow.start, "to": arrow.end, "label": arrow.label, "waits": arrow.waits} for arrow in diagram.arrows
    ]
    return json_document({"version": 1, "nodes": nodes, "edges": edges, "roots": list(diagram.roots)})
