"""A name that nothing in the estate has.

A chat that is sent there has nowhere to go: the customer is left without an answer.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: suport}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
    queues:
      support: {title: Support}
"""

import re
from collections.abc import Collection, Iterator

from routecfg.diagnostics import Diagnostic, Rule, Severity, nearest, plain, pointer
from routecfg.model import ALL_KINDS, DESTINATION_KINDS, KIND_WORDS, DecisionTree, Object, Reference
from routecfg.rules.context import Context, Need

RULE = Rule("RC201", "unknown-reference", Severity.ERROR, __doc__)

NEEDS = Need.NAMES

_NAME = re.compile("[a-z0-9][a-z0-9_-]*")
_KEYS = {kind: key for key, kind in DESTINATION_KINDS.items()}


def check_estate(context: Context) -> Iterator[Diagnostic]:
    """Every name that names nothing."""
    names = context.naming.names
    for kind, name, reference in context.naming.lost:
        one = context.estate.of(kind)[name]
        place = pointer(kind, name, *reference.path)
        if reference.kind != "decision":
            if _told_already(reference, names[reference.kind]):
                continue
            message = f"no {KIND_WORDS[reference.kind]} is called '{reference.name}'"
            yield RULE.at(place, message, help=_advice(context, one, reference, names[reference.kind]))
            continue
        message = f"no decision of this tree is called '{reference.name}'"
        if reference.path[-1] == "start":
            message += ", so the tree cannot start"
        yield RULE.at(place, message, help=_advice(context, one, reference, _decisions(one)))


def _decisions(one: Object) -> set[str]:
    return {decision.name for decision in one.decisions} if isinstance(one, DecisionTree) else set()


def _told_already(reference: Reference, known: Collection[str]) -> bool:
    """Whether a name that is none was most likely meant: who mends that name mends this."""
    near = nearest(reference.name, known)
    return near is not None and _NAME.fullmatch(near) is None


def _advice(context: Context, one: Object, reference: Reference, known: Collection[str]) -> str:
    kind, wanted = reference.kind, reference.name
    others = [other for other in ALL_KINDS if other != kind and wanted in context.naming.names[other]]
    if others and reference.path[-1] in (*DESTINATION_KINDS, "decision"):
        return _of_another_kind(context, reference, others[0])
    near = nearest(wanted, known)
    if near is not None:
        advice = f"did you mean '{plain(near)}'?"
        return f"{advice} If not, add '{wanted}' under '{kind}'." if _related(wanted, near) else advice
    if kind in _KEYS and wanted in _decisions(one):
        return f"a decision of this tree is called that: write 'decision: {wanted}'"
    if kind == "decision":
        return f"add a decision '{wanted}' to the tree, or lead to one that is there"
    return f"add '{wanted}' under '{kind}', or name one that is there"


def _related(wanted: str, near: str) -> bool:
    """Whether one name is the other and a part more, `support` and `support-cs`: hardly a slip of the keyboard."""
    return wanted.startswith(f"{near}-") or near.startswith(f"{wanted}-")


def _of_another_kind(context: Context, reference: Reference, other: str) -> str:
    word = KIND_WORDS[other]
    called = f"{'an' if word[0] in 'aeiou' else 'a'} {word} is called that"
    add = f"add '{reference.name}' under '{reference.kind}'"
    if other in _KEYS:
        return f"{called}: write '{_KEYS[other]}: {reference.name}'" + (
            f", or {add}" if reference.kind != "decision" else ""
        )
    users = [name for name, one in context.estate.time_conditions.items() if one.time_group == reference.name]
    if other == "time_groups" and users:
        return f"{called}, and a chat cannot be sent there: name the time condition that uses it, '{users[0]}'"
    return f"{called}, but a chat cannot be sent there: {add}"
