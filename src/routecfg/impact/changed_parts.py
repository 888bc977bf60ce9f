"""Every part that was changed, by a pointer; what of it the contact centre notices; and which parts nobody does."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from routecfg.bundle import CLOSED_KINDS
from routecfg.diff.matching import exact
from routecfg.impact.account import StaffChange
from routecfg.impact.sides import Node, Side
from routecfg.model import Action, Chatbot, Decision, InboundRouting, Object, Part, Terminate, each_action

_STAFF_FIELDS: Final[dict[type[Part], dict[str, str]]] = {
    InboundRouting: {
        "api_token": "the token of the line",
        "channel_id": "the channel of the line",
        "number": "the number of the line",
    },
    Terminate: {
        "disconnection_cause": "the cause of the end",
        "queue": "the queue that is notified of missed chats",
        "answered": "whether the chat counts as answered",
    },
    Chatbot: {
        "chatbot_url": "where the chatbot is called",
        "send_start_message": "what the chatbot is sent",
        "send_attachments": "what the chatbot is sent",
        "send_custom_fields": "the custom fields that the chatbot is sent",
        "transfers": "the queues that the chatbot may hand over to",
    },
}
_STAFF_KINDS: Final = {
    "queues": ("id", "the queue's number in the contact centre"),
    "ticket_categories": ("title", "the name of a ticket category"),
    "custom_fields": ("title", "the name of a custom field that chatbots are sent"),
}
_STAFF_SETTINGS: Final = {"secrets": "where a secret is found", "allow_hosts": "which private addresses may be called"}


class ChangedPart(NamedTuple):
    """A part that was changed, by a pointer; `node` is where chats meet it, if they do at one place."""

    place: str
    node: Node | None = None


def changed_parts(before: Side, after: Side) -> Iterator[ChangedPart]:
    """Every object that differs, comes or goes; of trees that both sides have, every decision; every setting."""
    for field in after.estate.project.__struct_fields__:
        if exact(getattr(before.estate.project, field)) != exact(getattr(after.estate.project, field)):
            yield ChangedPart(f"/project/{field}")
    for kind in CLOSED_KINDS:
        old, new = before.estate.of(kind), after.estate.of(kind)
        for name in sorted({*old, *new}):
            if name not in old or name not in new:
                yield ChangedPart(f"/{kind}/{name}", (kind, name, ""))
            elif exact(old[name]) != exact(new[name]):
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
        if name not in old or name not in new or exact(old[name]) != exact(new[name]):
            yield ChangedPart(f"/decision_trees/{tree}/decisions/{name}", ("decisions", name, tree))


def staff_changes(
    before: Side, after: Side, parts: Collection[ChangedPart], met: Collection[Node]
) -> Iterator[StaffChange]:
    """What only the contact centre notices of these parts. `met` are the places that chats get to."""
    for place, node in parts:
        setting = _STAFF_SETTINGS.get(place.removeprefix("/project/"))
        if setting is not None:
            yield StaffChange(place, setting)
        if node is None:
            continue
        if node[0] == "decisions":
            old, new = before.decision(node), after.decision(node)
            if old is not None and new is not None and node in met:
                yield from _of_decision(place, old, new)
            continue
        was, now = before.estate.of(node[0]).get(node[1]), after.estate.of(node[0]).get(node[1])
        if was is not None and now is not None:
            yield from _of_object(place, node, was, now, met)


def _of_object(place: str, node: Node, was: Object, now: Object, met: Collection[Node]) -> Iterator[StaffChange]:
    fields = _STAFF_FIELDS.get(type(now), {}) if node in met or isinstance(now, InboundRouting) else {}
    if node[0] in _STAFF_KINDS:
        field, words = _STAFF_KINDS[node[0]]
        fields = {field: words}
    for field, words in fields.items():
        if getattr(was, field) != getattr(now, field):
            yield StaffChange(f"{place}/{field}", words)


def _of_decision(place: str, old: Decision, new: Decision) -> Iterator[StaffChange]:
    for field, words in (("create_ticket", "a ticket"), ("request", "what a web service is asked")):
        was, now = ([*_actions(each, field)] for each in (old, new))
        if [value for _, value in was] != [value for _, value in now]:
            left = [value for _, value in was]
            path = next((path for path, value in now if value not in left), None)
            yield StaffChange(f"{place}/{path}" if path is not None else f"{place}/actions", words)


def _actions(decision: Decision, field: str) -> Iterator[tuple[str, bytes]]:
    """The actions of one kind with the way to each; of a request only what is sent."""
    for path, action in each_action(decision.actions, ("actions",)):
        value = getattr(action, field)
        if value is not None:
            yield "/".join(map(str, (*path, field))), exact(_sent(action))


def _sent(action: Action) -> Action | tuple[str, dict[str, str]]:
    return action if action.request is None else (action.request.url, action.request.headers)


def met_by_chats(side: Side) -> frozenset[Node]:
    """The places that some chat of some line gets to, as far as the graph says."""
    return frozenset(map(side.node, side.graph.reached))
