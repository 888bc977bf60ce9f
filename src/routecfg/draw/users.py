"""Where chats meet what is not drawn itself: the hours of a time group at the conditions that ask it, and so on."""

from collections.abc import Iterator, Mapping
from typing import Final

from routecfg.graph import Node
from routecfg.model import DecisionTree, Estate, Kind, names_in, references

USERS: Final[Mapping[str, Kind]] = {
    "time_groups": "time_conditions",
    "templates": "terminates",
    "custom_fields": "chatbots",
    "ticket_categories": "decision_trees",
}
"""Who names an object that is not drawn itself. A time group may be a part of others, too."""


class Users:
    """Which nodes use something that is not drawn itself, in any of some estates."""

    def __init__(self, *estates: Estate) -> None:
        self._estates = estates
        self._found: dict[str, dict[str, list[Node]]] = {}

    def of(self, kind: str, name: str) -> list[Node]:
        """The time conditions of a time group, the decisions of a ticket category, and so on; each once."""
        if kind not in self._found:
            users = self._found.setdefault(kind, {})
            for estate in self._estates:
                for used, node in _uses(estate, kind):
                    users.setdefault(used, []).append(node)
        return [*dict.fromkeys(self._found[kind].get(name, ()))]


def _uses(estate: Estate, kind: str) -> Iterator[tuple[str, Node]]:
    """Every name of this kind that is used, and where."""
    user = USERS[kind]
    for name, item in estate.of(user).items():
        if isinstance(item, DecisionTree):
            for decision in item.decisions:
                named = {reference.name for reference in references(decision) if reference.kind == kind}
                yield from ((used, Node("decisions", decision.name, name)) for used in sorted(named))
        else:
            named = {each for of, each in names_in(item) if of == kind}
            for used in sorted(_behind(estate, named) if kind == "time_groups" else named):
                yield used, Node(user, name)


def _behind(estate: Estate, names: set[str]) -> set[str]:
    """These time groups and those that are parts of them."""
    pending = sorted(names)
    for name in pending:
        group = estate.time_groups.get(name)
        inner = {named for of, named in names_in(group) if of == "time_groups"} if group is not None else set()
        pending += sorted(inner.difference(pending))
    return set(pending)
