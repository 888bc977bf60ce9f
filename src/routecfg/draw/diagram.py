"""What a diagram shows: boxes and arrows, in words, independent of the output format."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from routecfg.diagnostics import Diagnostic, Path, Severity, plural
from routecfg.disclosure import harmless, masked, shown, without_tokens
from routecfg.draw.arrow_labels import Decisions, edge_label
from routecfg.draw.users import USERS, Users
from routecfg.graph import ELSEWHERE, EdgeKind, Graph, Node, reach
from routecfg.model import KIND_WORDS, Decision, Estate, each_action, shown_pointer

FOLDED_FROM: Final = 60
"""With more decisions than this, each tree is drawn as one box, unless the diagram is of that tree."""

_LONGEST_WORDS: Final = 100
"""Characters of what is sent first."""

_SIGNS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}

Change: TypeAlias = Literal["", "added", "removed", "changed"]
"""What becomes of a box or an arrow in the picture of a change; empty: nothing, or it is no such picture."""

CHANGES: Final[dict[Change, str]] = {"added": "+ new", "removed": "− gone", "changed": "~ changed"}
"""A sign and a word for each, so that nobody needs the colours."""


class Box(NamedTuple):
    """A node of the diagram. `tree` names the decision tree that it is drawn inside of.

    `marks` are the codes of the findings there, `gravest` is the severity of the worst of them.
    `decisions` is the number of decisions that a folded tree hides. `pointer` names what is drawn, `first_words` are
    the beginning of what customers are sent there. In the picture of a change, `notes` say in a line each what changes
    there besides the ways.
    """

    kind: str
    name: str
    title: str
    tree: str = ""
    marks: tuple[str, ...] = ()
    gravest: Severity | None = None
    decisions: int = 0
    pointer: str = ""
    first_words: str = ""
    change: Change = ""
    notes: tuple[str, ...] = ()

    @property
    def badge(self) -> str:
        """The codes, with a sign for the severity: `✗ RC301`."""
        return f"{_SIGNS[self.gravest]} {' '.join(self.marks)}" if self.gravest is not None else ""

    @property
    def words(self) -> str:
        """The text of the box, in one line."""
        return f"{CHANGES[self.change]}: {self._called}" if self.change else self._called

    @property
    def _called(self) -> str:
        if self.kind == "elsewhere":
            return "a name that nothing has"
        if self.kind == "also":
            return f"anywhere in {self.name}"
        kind = word_of(self.kind)
        title = f": {harmless(shown(self.title))}" if self.title and self.title != self.name else ""
        folded = f" ({plural(self.decisions, 'decision')})" if self.decisions else ""
        return f"{kind} {self.name}{title}{folded}"


def word_of(kind: str) -> str:
    """What a kind of box is called."""
    return _KIND_WORDS.get(kind) or KIND_WORDS[kind]


_KIND_WORDS: Final = {
    "decisions": "decision",
    "also": "answers of a tree",
    "elsewhere": "unknown",
    "project": "project",
}


class Arrow(NamedTuple):
    """From one box to another, by their indexes. `waits`: the chat goes on only after a message of the customer."""

    start: int
    end: int
    label: str
    waits: bool
    change: Change = ""

    @property
    def words(self) -> str:
        """The label, with what becomes of the way."""
        if not self.change:
            return self.label
        return f"{CHANGES[self.change][0]} {self.label or _UNNAMED[self.change]}"


_UNNAMED: Final = {"added": "now", "removed": "no longer", "changed": ""}
"""Of a way without a label."""


class Diagram(NamedTuple):
    """A diagram. `roots` are the indexes of the boxes to begin with."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    roots: tuple[int, ...]

    @property
    def trees(self) -> dict[str, list[int]]:
        """The indexes of the boxes inside each decision tree; under the empty name those of all other boxes."""
        inside: dict[str, list[int]] = {"": []}
        for index, box in enumerate(self.boxes):
            inside.setdefault(box.tree, []).append(index)
        return inside


def diagram_of(
    estate: Estate,
    graph: Graph,
    start: tuple[str, str] | None,
    found: Sequence[Diagnostic] = (),
    fold: bool | None = None,
    *,
    alone: bool = False,
) -> Diagram:
    """The diagram of what an object leads to, of what leads to a terminate or a queue, or of the whole estate.

    Of what chats do not go through, such as a time group, it is what leads to where it is used. A decision is named by
    `("decisions", "tree/decision")`.
    `fold` draws every decision tree as one box; None does so in a large diagram, but never for the tree that is
    asked for. That tree `alone` is drawn with all of its decisions, and of other trees only where chats go into them.
    `found` are findings whose places are marked.
    """
    decisions = decisions_of(estate)
    if start is not None and alone:
        drawn = _alone(graph, start[1])
        folded = _folded(graph, drawn, start, fold=True) - {start[1]}
    else:
        drawn = _drawn(estate, graph, start)
        folded = _folded(graph, drawn, start, fold)
    shown = sorted({_standing(graph, number, folded) for number in drawn})
    places = {number: index for index, number in enumerate(shown)}
    box_of = {
        number: places[standing]
        for number in range(len(graph.nodes))
        if (standing := _standing(graph, number, folded)) in places
    }
    marks: list[dict[str, Severity]] = [{} for _ in shown]
    for number, codes in _marks(estate, graph, found).items():
        if number in box_of:
            marks[box_of[number]].update(codes)
    boxes = tuple(box(estate, decisions, graph.nodes[number], folded, marks[places[number]]) for number in shown)
    waits: dict[tuple[int, int, str], bool] = {}
    for number in drawn:
        node = graph.nodes[number]
        for edge in graph.edges[number]:
            if edge.to not in box_of or edge.kind is EdgeKind.UNTAKEN:
                continue
            if box_of[number] == box_of[edge.to] and (node.kind != "decisions" or node.tree in folded):
                continue
            arrow = (box_of[number], box_of[edge.to], edge_label(estate, decisions, node, edge, folded))
            waits[arrow] = waits.get(arrow, True) and edge.kind in WAITING
    arrows = tuple(Arrow(*arrow, waiting) for arrow, waiting in waits.items())
    if start is not None and leads_on(start[0]):
        return Diagram(boxes, arrows, (box_of[_starts(estate, graph, start)[0]],))
    led_to = {
        box_of[edge.to]
        for number in box_of
        for edge in graph.edges[number]
        if edge.to in box_of and box_of[edge.to] != box_of[number]
    }
    return Diagram(boxes, arrows, tuple(index for index in range(len(boxes)) if index not in led_to))


def leads_on(kind: str) -> bool:
    """Whether what an object of this kind leads to is drawn; of the others it is what leads to them."""
    return kind not in ("terminates", "queues", *USERS)


def _starts(estate: Estate, graph: Graph, start: tuple[str, str]) -> list[int]:
    """The node of an object or a decision; of what is not drawn itself, the nodes that use it."""
    kind, name = start
    if kind == "decisions":
        tree, _, decision = name.partition("/")
        return [graph.decisions[tree][decision]]
    if kind not in USERS:
        return [graph.numbers[start]]
    return [number for node in Users(estate).of(kind, name) if (number := _number(graph, node)) is not None]


def _number(graph: Graph, node: Node) -> int | None:
    if node.kind == "decisions":
        return graph.decisions.get(node.tree, {}).get(node.name)
    return graph.numbers.get((node.kind, node.name))


WAITING: Final = frozenset({EdgeKind.ANSWER, EdgeKind.DEFAULT, EdgeKind.SET, EdgeKind.TRANSFER})
"""Ways on which a chat goes after a message of the customer only."""


def _drawn(estate: Estate, graph: Graph, start: tuple[str, str] | None) -> list[int]:
    """The numbers of the nodes in the diagram, in the order of the estate."""
    if start is None:
        return [number for number in range(len(graph.nodes)) if number != ELSEWHERE or _lost(graph)]
    links = graph.written if leads_on(start[0]) else graph.written.reverse(copy=False)
    return sorted(reach(links, _starts(estate, graph, start)))


def _alone(graph: Graph, tree: str) -> list[int]:
    """A decision tree, all of its decisions, and where chats go from there; other trees are not entered."""
    first = graph.numbers["decision_trees", tree]
    found = dict.fromkeys([first, *graph.decisions.get(tree, {}).values()])
    pending = list(found)
    for number in pending:
        node = graph.nodes[number]
        if node.kind == "decision_trees" and number != first:
            continue
        further = [edge.to for edge in graph.edges[number] if edge.to not in found]
        found.update(dict.fromkeys(further))
        pending += further
    return sorted(found)


def _lost(graph: Graph) -> bool:
    return any(edge.to == ELSEWHERE for edges in graph.edges for edge in edges)


_OF_TREES: Final = ("decision_trees", "decisions")


def _folded(graph: Graph, drawn: Sequence[int], start: tuple[str, str] | None, fold: bool | None) -> set[str]:
    """The decision trees that are drawn as one box each."""
    trees = {graph.nodes[number].name for number in drawn if graph.nodes[number].kind == "decision_trees"}
    if fold is None:
        decisions = sum(graph.nodes[number].kind == "decisions" for number in drawn)
        asked = {start[1].partition("/")[0]} if start is not None and start[0] in _OF_TREES else set()
        return trees - asked if decisions > FOLDED_FROM else set()
    return trees if fold else set()


def _standing(graph: Graph, number: int, folded: Collection[str]) -> int:
    """The node that is drawn for a node: itself, or the folded tree that it belongs to."""
    tree = graph.nodes[number].within
    return graph.numbers["decision_trees", tree] if tree in folded else number


def decisions_of(estate: Estate) -> Decisions:
    """Every decision of an estate."""
    return {(name, each.name): each for name, tree in estate.decision_trees.items() for each in tree.decisions}


def box(
    estate: Estate,
    decisions: Decisions,
    node: Node,
    folded: Collection[str],
    marks: Mapping[str, Severity] = MappingProxyType({}),
) -> Box:
    """The box of a node, by what stands in the estate; `marks` are the severities of findings there by their codes."""
    is_folded = node.kind == "decision_trees" and node.name in folded
    return Box(
        node.kind,
        without_tokens(node.name),
        masked(_title(estate, decisions, node)),
        without_tokens(node.within),
        tuple(sorted(marks)),
        next((severity for severity in Severity if severity in marks.values()), None),
        len(estate.decision_trees[node.name].decisions) if is_folded and node.name in estate.decision_trees else 0,
        shown_pointer(node.path) if node.kind != "elsewhere" else "",
        _first_words(decisions[node.tree, node.name], node.path) if node.kind == "decisions" else "",
    )


def _first_words(decision: Decision, path: Path) -> str:
    """The beginning of the first text that the actions of a decision send; empty if they send none."""
    sent = ((at, action.send_message) for at, action in each_action(decision.actions, (*path, "actions")))
    at, message = next(((at, message) for at, message in sent if message is not None), ((), None))
    return shown(message.text, (*at, "send_message", "text"), _LONGEST_WORDS) if message is not None else ""


def _title(estate: Estate, decisions: Decisions, node: Node) -> str:
    if node.kind == "decisions":
        return decisions[node.tree, node.name].title
    item = estate.of(node.kind).get(node.name) if node.kind not in ("elsewhere", "also") else None
    return item.title if item is not None else ""


def _marks(estate: Estate, graph: Graph, found: Sequence[Diagnostic]) -> dict[int, dict[str, Severity]]:
    """The codes of the findings at each node: at the decision that a finding points into, else at the object.

    Of what is not drawn itself, such as a time group, they are where it is used.
    """
    users = Users(estate)
    marks: dict[int, dict[str, Severity]] = {}
    for diagnostic in found:
        parts = diagnostic.place.path
        if len(parts) < 2:
            continue
        kind, name = str(parts[0]), str(parts[1])
        node = Node(kind, name)
        if len(parts) > 3 and kind == "decision_trees" and parts[2] == "decisions":
            inside = Node("decisions", str(parts[3]), name)
            node = inside if _number(graph, inside) is not None else node
        for each in users.of(kind, name) if kind in USERS else [node]:
            marked = _number(graph, each)
            if marked is not None:
                marks.setdefault(marked, {})[diagnostic.code] = diagnostic.severity
    return marks
