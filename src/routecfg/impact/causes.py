"""What makes two turns differ: the place in the configuration that is behind the first difference of their events."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TypeAlias

from routecfg.diff.matching import same
from routecfg.engine import (
    Arrived,
    Branched,
    Chosen,
    ConditionAsked,
    Ended,
    Entered,
    Event,
    Failed,
    Looped,
    NotUnderstood,
    Refused,
    Saved,
    Sent,
    Went,
)
from routecfg.impact.chats import Turn
from routecfg.impact.sides import Side
from routecfg.opening_hours import groups_named

_Form: TypeAlias = tuple[object, ...]


def cause(before: Side, after: Side, turns: Iterable[tuple[Turn, Turn]]) -> str:
    """A pointer to what makes the last of these pairs of turns differ; empty if nothing does.

    What is saved in one of them is the cause of what is read later, where the text itself is the same on both sides.
    """
    pairs = list(turns)
    last = _first_difference(*pairs[-1])
    if last is None:
        return ""
    event, other = last
    if isinstance(event, (Sent, Branched, Looped)) and isinstance(other, type(event)) and event.place == other.place:
        if isinstance(event, Sent) and isinstance(other, Sent) and event.text == other.text:
            return _of_buttons(event, other)
        if _same_at(before, after, event.place):
            return next(_saved_otherwise(pairs), None) or event.place
    if (
        isinstance(event, Went)
        and isinstance(other, Went)
        and _is_default(pairs[-1][1])
        and not _is_default(pairs[-1][0])
    ):
        return _now(before, after, other.place)  # what was understood is not any more
    if isinstance(event, (Chosen, Went)) and any(event is each for each in pairs[-1][0].events):
        return _now(before, after, event.place)
    return _place(before, after, event, other)


def _now(before: Side, after: Side, place: str) -> str:
    """Where a target of production stands in what would be released; if it does not, the targets of its decision."""
    _, _, tree, _, name, _, index, *_ = (*place.split("/"), "", "", "")
    node = ("decisions", name, tree)
    old, new = before.decision(node), after.decision(node)
    if old is None or new is None or not index.isdecimal():
        return place
    target = old.targets[int(index)]
    found = next((at for at, each in enumerate(new.targets) if same(each, target)), None)
    if found is None:
        others = (at for at, each in enumerate(new.targets) if not any(same(each, kept) for kept in old.targets))
        alike = [at for at in others if same(new.targets[at].to, target.to) and not new.targets[at].default]
        found = alike[0] if len(alike) == 1 else None
    targets = place.rpartition("/")[0]
    return targets if found is None else f"{targets}/{found}"


def of_tree(before: Side, after: Side, place: str, turn: Turn) -> str:
    """The place of the answers that a whole tree has, if what led on in a turn was one of them and is gone; or `place`.

    That is so if it stood in several decisions, with the same answers behind it, and stands in none of them now.
    """
    went = next((event for event in turn.events if isinstance(event, Went)), None)
    if went is None or not place.endswith("/targets") or not went.place.startswith(f"{place}/"):
        return place
    _, _, tree, _, name, _, index, *_ = went.place.split("/")
    own = before.decisions(tree)[name].targets[int(index) :]
    having = [each for each in before.decisions(tree) if same(before.decisions(tree)[each].targets[-len(own) :], own)]
    now = [after.decisions(tree)[each].targets for each in having if each in after.decisions(tree)]
    gone = not any(same(target, own[0]) for targets in now for target in targets)
    return f"/decision_trees/{tree}/also" if len(having) > 1 and gone else place


def _is_default(turn: Turn) -> bool:
    return any(isinstance(event, Chosen) and event.by == "default" for event in turn.events)


def _first_difference(old: Turn, new: Turn) -> tuple[Event, Event | None] | None:
    """The first event that only one side has: that of the later release if it has one there; and the other's."""
    left, right = ([each for each in turn.events if _form(each)] for turn in (old, new))
    for was, now in zip_longest(left, right):
        if was is None or now is None or _form(was) != _form(now):
            found = now if now is not None else was
            return (found, was if now is not None else None) if found is not None else None
    return None


def _form(event: Event) -> _Form:
    """What of an event counts, whatever it is called and wherever it stands; empty if nothing does."""
    match event:
        case Sent():
            return ("sent", event.text, event.list, tuple(each.title for each in event.buttons))
        case Went():
            return ("went", event.to, event.by)
        case ConditionAsked():
            return ("condition", event.time_condition, event.holds)
        case Branched():
            return ("branched", event.if_, event.then)
        case Looped():
            return ("looped", event.count)
        case Entered():
            return ("entered", event.decision_tree, event.decision)
        case Ended():
            return ("ended", event.terminate, event.auto_response, event.idle)
        case Failed():
            return ("failed", event.bound)
        case Chosen():
            return ("chosen",)
        case NotUnderstood():
            return ("not understood",)
        case Refused() | Arrived():
            return (type(event).__name__,)
    return ()


def _place(before: Side, after: Side, event: Event, other: Event | None) -> str:
    if isinstance(event, Refused) or isinstance(other, Refused):
        return "/inbound_routings/allow_attachments"
    if isinstance(event, ConditionAsked) and isinstance(other, ConditionAsked):
        name = event.time_condition
        if name == other.time_condition:
            return _of_group(before, after, after.estate.time_conditions[name].time_group, event.place)
    if any(isinstance(each, Arrived) or (isinstance(each, Ended) and each.idle) for each in (event, other)):
        return "/project/chat_ends_after"
    if isinstance(event, Ended) and isinstance(other, Ended) and event.terminate == other.terminate:
        response = after.estate.terminates[event.terminate].auto_response
        same_one = response == before.estate.terminates[event.terminate].auto_response
        return f"/templates/{response}" if same_one and response is not None else event.place
    if isinstance(event, NotUnderstood) and other is not None:
        return _now(before, after, other.place)
    return event.place


def _of_group(before: Side, after: Side, group: str, place: str) -> str:
    """The time group that is written otherwise: that of a condition, or one that it rests on."""
    if before.estate.time_conditions[place.rpartition("/")[2]].time_group != group:
        return place
    pending, seen = [group], set[str]()
    while pending:
        name = pending.pop(0)
        old, new = before.estate.time_groups.get(name), after.estate.time_groups.get(name)
        if name in seen or new is None:
            continue
        seen.add(name)
        if old is None or not same(old, new):
            return f"/time_groups/{name}"
        pending += groups_named(new)
    return f"/time_groups/{group}"


def _of_buttons(event: Sent, other: Sent) -> str:
    """Which button differs, or what opens the list of them."""
    decision = event.place.partition("/actions")[0].partition("/title")[0]
    was, now = ([each.title for each in one.buttons] for one in (other, event))
    for button in event.buttons:
        if button.title not in was:
            return f"{decision}/targets/{button.id.rpartition('/')[2]}"
    return f"{decision}/targets" if was != now else f"{decision}/list_label"


def _saved_otherwise(turns: Iterable[tuple[Turn, Turn]]) -> Iterator[str]:
    for old, new in turns:
        was, now = ([each for each in turn.events if isinstance(each, Saved)] for turn in (old, new))
        for one, other in zip_longest(was, now):
            found = other or one
            if found is not None and (
                one is None or other is None or (one.name, one.value) != (other.name, other.value)
            ):
                yield found.place


def _same_at(before: Side, after: Side, place: str) -> bool:
    """Whether what stands at the place of a decision's action, or of its title, is the same on both sides."""
    kind, tree, _, name, *_ = (*place.strip("/").split("/"), "", "", "", "")
    if kind != "decision_trees":
        return False
    node = ("decisions", name, tree)
    old, new = before.decision(node), after.decision(node)
    return old is not None and new is not None and same(old.actions, new.actions)
