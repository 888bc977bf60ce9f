"""Which parts of the two sides differ, and which data a part reads and saves: where the walk has to look closely."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

import msgspec

from routecfg.diff.matching import exact, same
from routecfg.impact.data_samples import paths_read
from routecfg.impact.facts import SavedNames, saved_names
from routecfg.impact.sides import Node, Side
from routecfg.model import Action, Decision, each_action
from routecfg.opening_hours import GroupLinks
from routecfg.templates import parse_text

ALWAYS_DATA: Final = frozenset({"inbound", "message", "interaction"})
"""What a chat has by itself: it differs in all of a chat, or nowhere."""


MOST_FOLLOWED: Final = 6
"""Names of which the walk knows what is saved under them. Each may make a chat another one wherever it gets."""


class Parts:
    """What differs between two sides, part by part."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        old, new = before.estate.project, after.estate.project
        self.answers_differ = old.similarity != new.similarity or old.languages[:1] != new.languages[:1]
        """Whether customers are understood otherwise everywhere."""
        self._trees = {
            name
            for name, tree in after.estate.decision_trees.items()
            if name not in before.estate.decision_trees or not same(before.estate.decision_trees[name], tree)
        }
        self._decisions: dict[Node, bool] = {}
        self._reads: dict[Node, frozenset[str]] = {}
        self._leading: dict[bool, frozenset[int]] = {}
        self._groups = self._changed_groups()

    def leads_on(self, node: Node, data: frozenset[str]) -> bool:
        """Whether something that differs lies at a node of both sides, or behind it, for chats with such data.

        Where nothing does, all that follows is alike.
        """
        if self.answers_differ or data & ALWAYS_DATA:
            return True
        found = self._leading.get(bool(data))
        if found is None:
            found = self._leading[bool(data)] = self._leading_on(with_data=bool(data))
        number = self.after.number(node)
        return number is None or number in found

    def _leading_on(self, *, with_data: bool) -> frozenset[int]:
        """The nodes of the later side from which chats get to what differs.

        Data that are saved otherwise make a difference wherever they are read; `with_data`: some may be already.
        """
        graph = self.after.graph
        different = {
            number for number, node in enumerate(graph.nodes) if self.differs((node.kind, node.name, node.tree))
        }
        names = self._names_saved_otherwise()
        if names or with_data:
            different |= set(self._readers(names))
        into: dict[int, list[int]] = {}
        for number, edges in enumerate(graph.edges):
            for edge in edges:
                into.setdefault(edge.to, []).append(number)
        pending = list(different)
        while pending:
            for number in into.get(pending.pop(), ()):
                if number not in different:
                    different.add(number)
                    pending.append(number)
        return frozenset(different)

    def differs(self, node: Node) -> bool:
        """Whether chats may go on otherwise because of what stands at a node of the later side."""
        match node[0]:
            case "decisions":
                return self.decision_differs(node)
            case "time_conditions":
                if self.object_differs(node):
                    return True
                group = self.after.estate.time_conditions[node[1]].time_group
                return group in self._groups and self.hours_differ(group, group)
            case "decision_trees":
                old = self.before.estate.decision_trees.get(node[1])
                return old is None or old.first != self.after.estate.decision_trees[node[1]].first
            case "chatbots":
                return self.object_differs(node)
            case "terminates":
                return self.terminate_differs(node)
        return False

    def _names_saved_otherwise(self) -> frozenset[str]:
        """The names under which some decision may save something else, and those whose values are made of these."""
        nodes = [
            ("decisions", decision.name, tree)
            for tree in self._trees
            for decision in self.after.decisions(tree).values()
            if self.decision_differs(("decisions", decision.name, tree))
        ]
        found = frozenset().union(*(self.data_after(node, frozenset()) for node in nodes))
        if not found:
            return found
        made = [
            (name, {reading.name.parts[0] for reading in parse_text(value).readings})
            for tree in self.after.estate.decision_trees.values()
            for decision in tree.decisions
            for _, action in each_action(decision.actions, ())
            for name, value in (action.save_data or {}).items()
            if isinstance(value, str) and "{" in value
        ]
        while more := {name for name, read in made if read & found} - found:
            found |= more
        return found

    def _readers(self, names: frozenset[str]) -> Iterator[int]:
        """The nodes of decisions and terminates in which one of the names stands, in whatever sense."""
        words = [name.encode() for name in names]
        for tree, decisions in self.after.graph.decisions.items():
            for name, number in decisions.items():
                written = exact(self.after.decisions(tree)[name].actions)
                if any(word in written for word in words):
                    yield number
        for name in self.after.estate.terminates:
            node = ("terminates", name, "")
            if self.reads(node) & names:
                yield self.after.graph.numbers["terminates", name]

    @cached_property
    def saved(self) -> SavedNames:
        """The names under which decisions save data themselves."""
        return saved_names((self.before, self.after))

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """Names whose values decide whether what differs is seen: those that it reads."""
        read: set[str] = set()
        for tree in self._trees:
            for name in self.after.decisions(tree):
                node = ("decisions", name, tree)
                old, new = self.before.decision(node), self.after.decision(node)
                if old is None or new is None or not self.decision_differs(node):
                    continue
                if exact(old.actions) != exact(new.actions):
                    read |= {path[0] for each in (old, new) for path in paths_read(each)}
        for name in self.after.estate.terminates:
            node = ("terminates", name, "")
            if self.terminate_differs(node):
                read |= self.reads(node)
        return tuple(sorted(read & self.saved.constants.keys())[:MOST_FOLLOWED]) if read else ()

    def decision_differs(self, node: Node) -> bool:
        """Whether a decision that both sides have differs."""
        if node[2] not in self._trees:
            return False
        found = self._decisions.get(node)
        if found is None:
            old, new = self.before.decision(node), self.after.decision(node)
            found = old is None or new is None or exact(_plain(old)) != exact(_plain(new))
            self._decisions[node] = found
        return found

    def answers_of(self, node: Node) -> bool:
        """Whether a decision that both sides have understands otherwise, or leads on otherwise."""
        if self.answers_differ:
            return True
        if not self.decision_differs(node):
            return False
        old, new = self.before.decision(node), self.after.decision(node)
        return old is None or new is None or exact(old.targets) != exact(new.targets)

    def object_differs(self, node: Node) -> bool:
        """Whether an object differs, or is only on one side."""
        old, new = self.before.estate.of(node[0]).get(node[1]), self.after.estate.of(node[0]).get(node[1])
        return old is None or new is None or not same(old, new)

    def terminate_differs(self, node: Node) -> bool:
        """Whether a terminate differs, or what it sends."""
        if self.object_differs(node):
            return True
        response = self.after.estate.terminates[node[1]].auto_response
        return response is not None and self.object_differs(("templates", response, ""))

    def _changed_groups(self) -> frozenset[str]:
        """The time groups that are written otherwise, or rest on one that is, or may have other holidays."""
        old, new = self.before.estate, self.after.estate
        if self.before.holidays != self.after.holidays:
            return frozenset(new.time_groups)
        return GroupLinks(new.time_groups).resting_on(
            name
            for name, group in new.time_groups.items()
            if name not in old.time_groups or not same(old.time_groups[name], group)
        )

    def hours_differ(self, old: str, new: str) -> bool:
        """Whether two time groups, each of its side, hold at different instants."""
        return self.before.holds(old) != self.after.holds(new)

    def reads(self, node: Node) -> frozenset[str]:
        """The first names of all data that a decision reads, or the template of a terminate, on the later side."""
        found = self._reads.get(node)
        if found is None:
            found = self._reads[node] = frozenset(self._read_at(node))
        return found

    def _read_at(self, node: Node) -> Iterable[str]:
        decision = self.after.decision(node)
        if decision is not None:
            return {path[0] for path in paths_read(decision)}
        if node[0] == "terminates" and node[1] in self.after.estate.terminates:
            template = self.after.estate.templates.get(self.after.estate.terminates[node[1]].auto_response or "")
            texts = () if template is None else (template.text, *template.languages.values())
            return {reading.name.parts[0] for text in texts for reading in parse_text(text).readings}
        return ()

    def data_after(self, node: Node, data: frozenset[str]) -> frozenset[str]:
        """Which data differ behind a decision, of those that differ before it, and those that it saves otherwise."""
        old, new = self.before.decision(node), self.after.decision(node)
        if new is None or old is None:
            return data
        found = set(data)
        if self.decision_differs(node) and exact(old.actions) != exact(new.actions):
            was, now = _writers(old.actions), _writers(new.actions)
            return frozenset(found | {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)})
        if not data:
            return data
        for path, action in each_action(new.actions, ()):
            if action.request is not None and len(path) == 1:
                found.discard(action.request.save_as)
            for name, value in (action.save_data or {}).items():
                if isinstance(value, str) and found & {reading.name.parts[0] for reading in parse_text(value).readings}:
                    found.add(name)
                elif len(path) == 1:
                    found.discard(name)
        return frozenset(found)


def _writers(actions: tuple[Action, ...]) -> dict[str, list[bytes]]:
    """How each name is saved among the actions of a decision, in order, with all that it may depend on."""
    found: dict[str, list[bytes]] = {}
    around: list[bytes] = []
    for path, action in each_action(actions, ()):
        if action.condition is not None:
            around.append(exact((len(path), action.condition.if_)))
        elif action.loop is not None:
            around.append(exact((len(path), action.loop.each, action.loop.as_)))
        elif action.target is not None:
            around.append(exact((len(path), "target")))
        elif action.request is not None:
            found.setdefault(action.request.save_as, []).append(exact((around, len(path))))
        for name, value in (action.save_data or {}).items():
            found.setdefault(name, []).append(exact((around, len(path), value)))
    return found


def _plain(decision: Decision) -> Decision:
    return msgspec.structs.replace(decision, description="") if decision.description else decision
