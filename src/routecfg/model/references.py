"""Who names whom: every place where one object names another."""

from collections.abc import Iterator
from typing import NamedTuple

from routecfg.model.estate import Object
from routecfg.model.kinds import Chatbot, InboundRouting, TargetSet, Terminate, TimeCondition, TimeGroup
from routecfg.model.parts import Destination
from routecfg.model.trees import DecisionTree, Path, Target, each_action


class Reference(NamedTuple):
    """One naming: the path inside the object, what is named by kind (`decision`: one of the same tree), its name."""

    path: Path
    kind: str
    name: str


def references(one: Object) -> Iterator[Reference]:
    """Every object that this object names, in written order."""
    match one:
        case DecisionTree():
            yield from _of_tree(one)
        case InboundRouting():
            yield _to(one.next_destination, ("next_destination",))
        case TimeCondition():
            yield Reference(("time_group",), "time_groups", one.time_group)
            yield _to(one.if_time_matches, ("if_time_matches",))
            yield _to(one.if_time_does_not_match, ("if_time_does_not_match",))
        case TimeGroup():
            for part, index, entry in one.entries:
                if entry.group is not None:
                    yield Reference((part, index, "group"), "time_groups", entry.group)
        case TargetSet():
            yield from _of_targets(one.targets, ("targets",))
        case Chatbot():
            yield _to(one.fallback, ("fallback",))
            for index, name in enumerate(one.transfers):
                yield Reference(("transfers", index), "queues", name)
            for index, name in enumerate(one.send_custom_fields):
                yield Reference(("send_custom_fields", index), "custom_fields", name)
        case Terminate():
            if one.queue is not None:
                yield Reference(("queue",), "queues", one.queue)
            if one.auto_response is not None:
                yield Reference(("auto_response",), "templates", one.auto_response)
        case _:  # queues, templates, categories and fields name nothing
            return


def _of_tree(tree: DecisionTree) -> Iterator[Reference]:
    for index, name in enumerate(tree.also):
        yield Reference(("also", index), "target_sets", name)
    if tree.start is not None:
        yield Reference(("start",), "decision", tree.start)
    for decision in tree.decisions:
        path: Path = ("decisions", decision.name)
        for index, name in enumerate(decision.also):
            yield Reference((*path, "also", index), "target_sets", name)
        for where, action in each_action(decision.actions, (*path, "actions")):
            if action.create_ticket is not None:
                yield Reference(
                    (*where, "create_ticket", "category"), "ticket_categories", action.create_ticket.category
                )
            elif action.target is not None:
                yield _to(action.target, (*where, "target"))
        yield from _of_targets(decision.targets, (*path, "targets"))


def _of_targets(targets: tuple[Target, ...], path: Path) -> Iterator[Reference]:
    for index, target in enumerate(targets):
        yield _to(target.to, (*path, index, "to"))
        for language, destination in target.languages.items():
            yield _to(destination, (*path, index, "languages", language))


def _to(destination: Destination, path: Path) -> Reference:
    return Reference((*path, destination.field), destination.kind, destination.name)
