"""Every part that was changed, by a pointer; what of it the contact centre notices; and which parts nobody does."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, NamedTuple

from routecfg.bundle import CLOSED_KINDS
from routecfg.diff.matching import same
from routecfg.impact.account import StaffChange
from routecfg.impact.sides import Node, Side
from routecfg.model import (
    Chatbot,
    Decision,
    InboundRouting,
    Object,
    Part,
    SecretReference,
    Terminate,
    Value,
    each_action,
)

_STAFF_FIELDS: Final[dict[type[Part], dict[str, str]]] = {
    InboundRouting: {"api_token": "token", "channel_id": "channel", "number": "number"},
    Terminate: {
        "disconnection_cause": "cause",
        "queue": "queue that is told of missed chats",
        "answered": "whether the chat counts as answered",
    },
    Chatbot: {
        "chatbot_url": "address",
        "send_start_message": "whether it is sent the first message",
        "send_attachments": "whether it is sent files",
        "send_custom_fields": "custom fields that it is sent",
        "transfers": "queues that it may hand over to",
    },
}
_STAFF_KINDS: Final = {
    "queues": ("id", "number in the contact centre"),
    "ticket_categories": ("title", "title"),
    "custom_fields": ("title", "title"),
}
_STAFF_SETTINGS: Final = {"secrets": "where to find secret", "allow_hosts": "leave to call host"}


class ChangedPart(NamedTuple):
    """A part that was changed, by a pointer; `node` is where chats meet it, if they do at one place."""

    place: str
    node: Node | None = None


def changed_parts(before: Side, after: Side) -> Iterator[ChangedPart]:
    """Every object that differs, comes or goes; of trees that both sides have, every decision; every setting."""
    for field in after.estate.project.__struct_fields__:
        if not same(getattr(before.estate.project, field), getattr(after.estate.project, field)):
            yield ChangedPart(f"/project/{field}")
    for kind in CLOSED_KINDS:
        old, new = before.estate.of(kind), after.estate.of(kind)
        for name in sorted({*old, *new}):
            if name not in old or name not in new:
                yield ChangedPart(f"/{kind}/{name}", (kind, name, ""))
            elif not same(old[name], new[name]):
                if kind == "decision_trees":
                    yield from _in_tree(before, after, name)
                else:
                    yield ChangedPart(f"/{kind}/{name}", (kind, name, ""))


def _in_tree(before: Side, after: Side, tree: str) -> Iterator[ChangedPart]:
    was, now = before.estate.decision_trees[tree], after.estate.decision_trees[tree]
    if (was.title, was.description, was.first) != (now.title, now.description, now.first):
        yield ChangedPart(f"/decision_trees/{tree}", ("decision_trees", tree, ""))
    old, new = before.decisions(tree), after.decisions(tree)
    for name in sorted({*old, *new}):
        if name not in old or name not in new or not same(old[name], new[name]):
            yield ChangedPart(f"/decision_trees/{tree}/decisions/{name}", ("decisions", name, tree))


def staff_changes(
    before: Side, after: Side, parts: Collection[ChangedPart], is_met: Callable[[Node], bool]
) -> Iterator[StaffChange]:
    """What only the contact centre notices of these parts. `is_met` says whether chats get to a place.

    It is asked as seldom as can be: to answer, all ways of all chats must be looked at.
    """
    for place, node in parts:
        field = place.removeprefix("/project/")
        if field in _STAFF_SETTINGS:
            old, new = (_entries(getattr(side.estate.project, field)) for side in (before, after))
            for name in sorted(old.keys() | new.keys()):
                if old.get(name) != new.get(name):
                    words = f"{_STAFF_SETTINGS[field]} '{name}'"
                    yield StaffChange(f"{place}/{name}", words, old.get(name, ""), new.get(name, ""))
        if node is None:
            continue
        if node[0] == "decisions":
            was, now = before.decision(node), after.decision(node)
            found = list(_of_decision(place, was, now)) if was is not None and now is not None else []
            if found and is_met(node):
                yield from found
            continue
        left, right = before.estate.of(node[0]).get(node[1]), after.estate.of(node[0]).get(node[1])
        if left is not None and right is not None:
            yield from _of_object(place, node, left, right, is_met)


def _entries(value: Value) -> dict[str, str]:
    """The names of a setting with their values; those of a list have none."""
    if isinstance(value, Mapping):
        return {name: _shown(each) for name, each in value.items()}
    return {str(each): "yes" for each in value} if isinstance(value, tuple) else {}


def _shown(value: Value) -> str:
    """A value as it is shown: a text as it is, a list with commas, a reference to a secret by its name."""
    if isinstance(value, SecretReference):
        return f"env {value.env}" if value.env is not None else f"file {value.file}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)


def _of_object(
    place: str, node: Node, was: Object, now: Object, is_met: Callable[[Node], bool]
) -> Iterator[StaffChange]:
    fields = _STAFF_FIELDS.get(type(now), {})
    if fields and not isinstance(now, InboundRouting) and not is_met(node):
        fields = {}
    if node[0] in _STAFF_KINDS:
        field, words = _STAFF_KINDS[node[0]]
        fields = {field: words}
    for field, words in fields.items():
        old, new = getattr(was, field), getattr(now, field)
        if old != new:
            yield StaffChange(f"{place}/{field}", words, _shown(old), _shown(new))


def _of_decision(place: str, old: Decision, new: Decision) -> Iterator[StaffChange]:
    """The tickets and requests that differ, those of one kind paired in their order."""
    for kind, words in (("create_ticket", "the ticket"), ("request", "the request")):
        was, now = ([*_actions(each, kind)] for each in (old, new))
        for (_, before), (path, after) in zip(was, now, strict=False):
            for field in sorted(before.keys() | after.keys()):
                if before.get(field) != after.get(field):
                    values = before.get(field, ""), after.get(field, "")
                    yield StaffChange(f"{place}/{path}/{field}", f"{field.rpartition('/')[2]} of {words}", *values)
        for path, _ in was[len(now) :]:
            yield StaffChange(f"{place}/{path}", words, "there", "gone")
        for path, _ in now[len(was) :]:
            yield StaffChange(f"{place}/{path}", words, "", "new")


def _actions(decision: Decision, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The actions of one kind: the way to each, and what it sends, by field."""
    for path, action in each_action(decision.actions, ("actions",)):
        where = "/".join(map(str, (*path, kind)))
        if kind == "create_ticket" and (ticket := action.create_ticket) is not None:
            yield where, {"title": ticket.title, "category": ticket.category, "comment": ticket.comment}
        elif kind == "request" and (request := action.request) is not None:
            yield where, {"url": request.url, **{f"headers/{name}": text for name, text in request.headers.items()}}
