"""What the rest of an estate needs to know of an object: an outline, which is kept with the content of its file.

Where chats go, when time groups hold and which names are used follow from outlines alone. Most edits leave them as they
are, and objects whose outline says enough are not even read.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from routecfg.model.build import Name
from routecfg.model.estate import ALL_KINDS, Object
from routecfg.model.kinds import Chatbot, InboundRouting, Queue, TargetSet, Terminate, TimeCondition, TimeGroup
from routecfg.model.parts import Destination, SecretReference
from routecfg.model.references import names_in
from routecfg.model.trees import Action, Answer, Condition, Decision, DecisionTree, Loop, Target

Encoded: TypeAlias = msgspec.Raw
"""A part of an outline as MessagePack: it is decoded only where somebody looks at it."""

NOTHING: Final = msgspec.Raw(msgspec.msgpack.encode(None))


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """An object, as far as others are concerned.

    `names` are the objects that it names, itself left out. `lost`: it names a decision that its tree does not have.
    `concerns` has the codes of the rules about several objects that must look at it. `hours` is what says when it
    holds, `ways` what says where it leads, `words` which languages its texts are written in, `steps` what it does to
    data.
    """

    names: tuple[Name, ...]
    lost: bool
    concerns: tuple[str, ...]
    hours: Encoded
    ways: Encoded
    words: Encoded
    steps: Encoded


Outlines: TypeAlias = Mapping[Name, Outline]
"""The outlines of all complete objects of an estate, kinds in their order, names as they were read."""


def in_kinds(outlines: Iterable[tuple[Name, Outline]]) -> Outlines:
    """The outlines in the order of an estate: kinds in theirs, names as they come."""
    place = {kind: index for index, kind in enumerate(ALL_KINDS)}
    return dict(sorted(outlines, key=lambda each: place[each[0][0]]))


def together(outlines: Outlines, part: Literal["hours", "ways", "words", "steps"]) -> bytes:
    """One part of all outlines, by kind and name: equal for equal parts only."""
    found: dict[str, dict[str, Encoded]] = {}
    for (kind, name), outline in outlines.items():
        encoded = getattr(outline, part)
        if encoded != NOTHING:
            found.setdefault(kind, {})[name] = encoded
    return msgspec.msgpack.encode(found)


def named_by(kind: str, name: str, item: Object) -> tuple[tuple[Name, ...], bool]:
    """The objects that an object names, itself left out; whether it names a decision that its tree does not have."""
    named = names_in(item)
    own = {each.name for each in item.decisions} if isinstance(item, DecisionTree) else set()
    lost = any(of == "decision" and other not in own for of, other in named)
    return tuple(sorted(each for each in named if each[0] != "decision" and each != (kind, name))), lost  # type: ignore[misc]  # all but decisions are names of objects


def hours_of(item: Object) -> TimeGroup | TimeCondition | None:
    """A time group without its texts, and which group a time condition asks; None for other objects."""
    if isinstance(item, TimeGroup):
        return msgspec.structs.replace(item, title="", description="")
    return TimeCondition("", item.time_group, Destination(), Destination()) if isinstance(item, TimeCondition) else None


def ways_of(item: Object) -> Object | None:
    """An object without its texts, without what data decide, and without all else that says nothing of where it leads.

    None if chats do not get there.
    """
    match item:
        case DecisionTree():
            return DecisionTree("", tuple(map(_decision, item.decisions)), also=item.also, start=item.start)
        case TimeCondition():
            return TimeCondition("", item.time_group, item.if_time_matches, item.if_time_does_not_match)
        case TargetSet():
            return TargetSet(tuple(map(_target, item.targets)))
        case InboundRouting():
            return InboundRouting("", SecretReference(), "", item.next_destination, languages=item.languages)
        case Chatbot():
            return Chatbot("", "", item.fallback, transfers=item.transfers)
        case Terminate():
            return Terminate("", "user", auto_response=item.auto_response)
        case Queue():
            return Queue("")
        case _:
            return None


_ANSWER: Final = Answer()
_GOES_ON: Final = Action()


def _decision(decision: Decision) -> Decision:
    leaves = any(map(_may_leave, decision.actions))
    return Decision(
        decision.name,
        "",
        actions=_actions(decision.actions) if leaves else (),
        targets=tuple(map(_target, decision.targets)),
        also=decision.also,
    )


def _target(target: Target) -> Target:
    return Target(target.to, None if target.when is None else _ANSWER, target.default, target.languages)


def _may_leave(action: Action) -> bool:
    return action.target is not None or action.condition is not None or action.loop is not None


def _actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The targets among actions, each in its place."""
    return tuple(_action(action) if _may_leave(action) else _GOES_ON for action in actions)


def _action(action: Action) -> Action:
    if action.condition is not None:
        condition = action.condition
        return Action(condition=Condition("", _actions(condition.then), _actions(condition.else_)))
    if action.loop is not None:
        return Action(loop=Loop("", "", _actions(action.loop.do)))
    return action
