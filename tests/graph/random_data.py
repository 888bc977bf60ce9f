"""Small estates at random whose decisions save and read data, and chats that walk through them."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from graph.random_estates import Drawing
from routecfg.diagnostics import Path
from routecfg.graph import Edge, EdgeKind, Graph, Hop
from routecfg.model import Action, Condition, Decision, Estate, Loop, Request, SendMessage
from routecfg.templates import is_true, parse_expression, parse_text, readings

NAMES = ("a", "b", "c")
CONSTANTS = ("", "new", "old", "1", 1, 0, True, False, None)
EXPRESSIONS = (
    "a",
    "not a",
    "a and b",
    "a or b",
    "not (a and not b)",
    'a == "new"',
    'b != "old"',
    "c > 0",
    "c == 1 or b",
    "a == b",
    "contact.language == c",
    'a | default("x") == "x"',
    'b in ("new", 1)',
    "c | length > 1",
    "true",
    "null or false",
    "a = b",  # cannot be read: either way is possible
)


class DataDrawing(Drawing):
    """An estate in which most actions have to do with data."""

    def action(self, decisions: str, deep: int) -> Action:
        draw = self.random
        kinds = ["save", "save", "text", "text", "request", "target", *["condition", "condition", "loop"] * (deep > 0)]
        match draw.choice(kinds):
            case "save":
                names = draw.sample(NAMES, draw.choice([1, 1, 2]))
                values = [draw.choice((*CONSTANTS, "{{ a }}{{ b }}", "{{ text }}")) for _ in names]
                return Action(save_data=dict(zip(names, values, strict=True)))
            case "request":
                return Action(request=Request("https://a.example/{{ a }}", draw.choice(NAMES)))
            case "condition":
                inside = [self.actions(decisions, deep - 1) for _ in range(2)]
                return Action(condition=Condition(draw.choice(EXPRESSIONS), inside[0], inside[1]))
            case "loop":
                each = draw.choice([*NAMES, "a.items", "b | default(c)", "attachments"])
                return Action(loop=Loop(each, draw.choice([*NAMES, "item"]), self.actions(decisions, deep - 1)))
            case "target":
                return super().action(decisions, 0)
        return Action(send_message=SendMessage(" ".join(f"{{{{ {name} }}}}" for name in draw.sample(NAMES, 2))))

    def actions(self, decisions: str, deep: int = 2) -> tuple[Action, ...]:
        return tuple(self.action(decisions, deep) for _ in range(self.random.choice([0, 1, 1, 2, 3])))


def drawn_with_data(seed: int) -> Estate:
    """An estate."""
    return DataDrawing(seed).estate()


class Read(NamedTuple):
    """A text or an expression was read while a chat walked; `there`: something had been saved under the name."""

    node: int
    path: Path
    name: str
    there: bool


class _Left(Exception):  # noqa: N818 - a target among the actions was taken
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class Walk:
    """A chat that goes on by chance, with the data that it saves on its way."""

    def __init__(self, estate: Estate, graph: Graph, chance: Random) -> None:
        self.reads: list[Read] = []
        self.tests: list[tuple[int, Path, bool]] = []
        """How each condition came out, and whether each loop had a list."""
        self._chance = chance
        self._graph = graph
        self._decisions: dict[int, Decision] = {
            graph.decisions[name][decision.name]: decision
            for name, tree in estate.decision_trees.items()
            for decision in tree.decisions
        }
        self._data: dict[str, Any] = {}
        self._node = 0

    def go(self, stops: int) -> None:
        """Walks from an inbound routing over so many edges, or to an end."""
        if not self._graph.inbound_routings:
            return
        self._node = self._chance.choice(self._graph.inbound_routings)
        for _ in range(stops):
            edges = list(self._edges())
            if not edges:
                return
            self._node = self._chance.choice(edges).to

    def follow(self, path: Sequence[Hop], last: int) -> bool:
        """Whether the chat, by chance, goes exactly this path and then runs the actions of the last node."""
        for node, edge in path:
            self._node = node
            if edge not in list(self._edges()):
                return False
        self._node = last
        list(self._edges())
        return True

    def _edges(self) -> Iterator[Edge]:
        taken: Path | None = None
        if self._node in self._decisions:
            try:
                self._run(self._decisions[self._node].actions, ("actions",), {})
            except _Left as left:
                taken = left.path
        for edge in self._graph.edges[self._node]:
            by_target = edge.kind in (EdgeKind.TARGET, EdgeKind.MAYBE)
            if edge.kind is not EdgeKind.UNTAKEN and (edge.path[:-1] == taken if by_target else taken is None):
                yield edge

    def _run(self, actions: tuple[Action, ...], path: Path, items: dict[str, Any]) -> None:
        for index, action in enumerate(actions):
            self._act(action, (*path, index), items)

    def _act(self, action: Action, here: Path, items: dict[str, Any]) -> None:
        if action.target is not None:
            raise _Left((*here, "target"))
        if action.send_message is not None:
            self._read_text(action.send_message.text, (*here, "send_message", "text"), items)
        elif action.save_data is not None:
            saved = {
                name: self._read_text(value, (*here, "save_data", name), items) if isinstance(value, str) else value
                for name, value in action.save_data.items()
            }
            self._data.update(saved)
        elif action.request is not None:
            self._read_text(action.request.url, (*here, "request", "url"), items)
            self._data[action.request.save_as] = self._chance.choice(
                [None, "", "new", 1, [], [1, "old"], {"items": [{}, 2]}, {"0": 1}]
            )
        elif action.condition is not None:
            holds = is_true(self._read_expression(action.condition.if_, (*here, "condition", "if"), items))
            self.tests.append((self._node, (*here, "condition", "if"), holds))
            branch = action.condition.then if holds else action.condition.else_
            self._run(branch, (*here, "condition", "then" if holds else "else"), items)
        elif action.loop is not None:
            found = self._read_expression(action.loop.each, (*here, "loop", "each"), items)
            self.tests.append((self._node, (*here, "loop", "each"), isinstance(found, list)))
            for item in found if isinstance(found, list) else ():
                self._run(action.loop.do, (*here, "loop", "do"), {**items, action.loop.as_: item})

    def _scope(self, items: dict[str, Any]) -> dict[str, Any]:
        own = {"text": self._chance.choice(["", "hello"]), "contact": {"language": self._chance.choice(["cs", "1"])}}
        attachments = [{"title": "a"}] * self._chance.randint(0, 2)
        return {**self._data, **own, "attachments": attachments, **items}

    def _read_text(self, text: str, path: Path, items: dict[str, Any]) -> str:
        parsed = parse_text(text)
        self._note((reading.name.parts[0] for reading in parsed.readings), path, items)
        return parsed.filled(self._scope(items))

    def _read_expression(self, text: str, path: Path, items: dict[str, Any]) -> Any:
        parsed = parse_expression(text)
        if parsed.expression is None:
            return self._chance.choice([True, False, [1]])
        self._note((reading.name.parts[0] for reading in readings(parsed.expression)), path, items)
        return parsed.expression.value(self._scope(items))

    def _note(self, names: Iterator[str], path: Path, items: dict[str, Any]) -> None:
        self.reads += [
            Read(self._node, path, name, name in self._data) for name in names if name in NAMES and name not in items
        ]
