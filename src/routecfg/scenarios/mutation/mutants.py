"""Mutants: estates that differ from an estate in one thing that an operator could have done by mistake."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple, TypeVar

import msgspec

from routecfg.model import (
    Chatbot,
    Decision,
    DecisionTree,
    Estate,
    InboundRouting,
    Kind,
    Object,
    Part,
    TargetSet,
    Template,
    Terminate,
    TimeCondition,
    TimeGroup,
    spoken,
)
from routecfg.scenarios.mutation.actions import of_actions
from routecfg.scenarios.mutation.answers import elsewhere, of_targets
from routecfg.scenarios.mutation.edits import Edit, Operator, Others, inside, with_item, without, without_key
from routecfg.scenarios.mutation.hours import of_time_group

_Part = TypeVar("_Part", bound=Part)


class Mutant(NamedTuple):
    """An estate in which one object is another: `number` counts the mutants of an estate.

    `place` points to the change in the estate as it is written, `owner` is what has it, and `what` says the change in
    words. Both hold texts of users.
    """

    number: int
    operator: Operator
    place: str
    owner: str
    what: str
    kind: Kind
    name: str
    item: Object

    def estate(self, written: Estate) -> Estate:
        """The estate with the change."""
        changed = {**written.of(self.kind), self.name: self.item}
        return msgspec.structs.replace(written, **{self.kind: changed})


def mutants(written: Estate, seed: int) -> list[Mutant]:
    """All mutants of an estate, in its order. `seed` chooses which other queue or terminate a destination gets."""
    others = Others(written, Random(seed))  # noqa: S311  # a choice that can be repeated, no secret
    found: list[Mutant] = []
    for kind, name, item in written:
        for edit in _of_object(item, f"/{kind}/{name}", others):
            if edit.part != item:
                owner = _owner(kind, name, edit.place)
                found.append(Mutant(len(found), edit.operator, edit.place, owner, edit.what, kind, name, edit.part))
    return found


def _owner(kind: Kind, name: str, place: str) -> str:
    _, _, _, *rest = place.split("/")
    owner = spoken(kind, name)
    return f"decision '{rest[1]}' of {owner}" if kind == "decision_trees" and rest[0] == "decisions" else owner


def _of_object(item: Object, place: str, others: Others) -> Iterator[Edit[Object]]:
    match item:
        case InboundRouting():
            yield from _of_line(item, place, others)
        case TimeGroup():
            yield from of_time_group(item, place)
        case TimeCondition():
            yield from _of_condition(item, place, others)
        case TargetSet():
            edits = of_targets(item.targets, f"{place}/targets", others)
            yield from inside(edits, _putting(item, "targets"))
        case DecisionTree():
            yield from _of_tree(item, place, others)
        case Chatbot():
            yield from _of_chatbot(item, place, others)
        case Terminate() if item.auto_response is not None:
            what = f"template '{item.auto_response}' is not sent"
            silent = msgspec.structs.replace(item, auto_response=None)
            yield Edit("no-text", f"{place}/auto_response", what, silent)
        case Template():
            for language in item.languages:
                left = msgspec.structs.replace(item, languages=without_key(item.languages, language))
                what = f"it has no text of its own for '{language}'"
                yield Edit("no-variant", f"{place}/languages/{language}", what, left)


def _of_line(line: InboundRouting, place: str, others: Others) -> Iterator[Edit[Object]]:
    edits = elsewhere(line.next_destination, f"{place}/next_destination", "it", others)
    yield from inside(edits, _putting(line, "next_destination"))
    if line.allow_attachments != "none":
        left = msgspec.structs.replace(line, allow_attachments="none")
        yield Edit("no-files", f"{place}/allow_attachments", "customers may send no files", left)
    for index, language in enumerate(line.languages):
        if len(line.languages) > 1:
            left = msgspec.structs.replace(line, languages=without(line.languages, index))
            yield Edit("no-language", f"{place}/languages", f"its customers do not speak '{language}'", left)


def _of_condition(condition: TimeCondition, place: str, others: Others) -> Iterator[Edit[Object]]:
    first, second = condition.if_time_matches, condition.if_time_does_not_match
    swapped = msgspec.structs.replace(condition, if_time_matches=second, if_time_does_not_match=first)
    yield Edit("exchange-sides", place, "its two sides are exchanged", swapped)
    for side, said in (
        ("if_time_matches", "while it holds, it"),
        ("if_time_does_not_match", "while it does not hold, it"),
    ):
        edits = elsewhere(getattr(condition, side), f"{place}/{side}", said, others)
        yield from inside(edits, _putting(condition, side))


def _of_chatbot(bot: Chatbot, place: str, others: Others) -> Iterator[Edit[Object]]:
    edits = elsewhere(bot.fallback, f"{place}/fallback", "its fallback", others)
    yield from inside(edits, _putting(bot, "fallback"))
    for index, queue in enumerate(bot.transfers):
        left = msgspec.structs.replace(bot, transfers=without(bot.transfers, index))
        yield Edit("no-transfer", f"{place}/transfers/{index}", f"it may not hand over to queue '{queue}'", left)


def _of_tree(tree: DecisionTree, place: str, others: Others) -> Iterator[Edit[Object]]:
    yield from inside(_of_also(tree.also, place), _putting(tree, "also"))
    for index, decision in enumerate(tree.decisions):
        for edit in _of_decision(decision, f"{place}/decisions/{decision.name}", others):
            changed = msgspec.structs.replace(tree, decisions=with_item(tree.decisions, index, edit.part))
            yield Edit(edit.operator, edit.place, edit.what, changed)


def _of_decision(decision: Decision, place: str, others: Others) -> Iterator[Edit[Decision]]:
    yield from inside(of_actions(decision.actions, f"{place}/actions", others), _putting(decision, "actions"))
    yield from inside(of_targets(decision.targets, f"{place}/targets", others), _putting(decision, "targets"))
    yield from inside(_of_also(decision.also, place), _putting(decision, "also"))


def _of_also(names: tuple[str, ...], place: str) -> Iterator[Edit[tuple[str, ...]]]:
    for index, name in enumerate(names):
        yield Edit("no-set", f"{place}/also", f"target set '{name}' is not understood", without(names, index))


def _putting(part: _Part, field: str) -> Callable[[Any], _Part]:
    """What puts a value into a field of a part."""
    return lambda value: msgspec.structs.replace(part, **{field: value})
