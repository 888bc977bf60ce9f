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

from collections.abc import Collection, Iterator

from routecfg.diagnostics import Diagnostic, Rule, Severity, nearest, plain, pointer
from routecfg.model import ALL_KINDS, DESTINATION_KINDS, KIND_WORDS, DecisionTree, Object, Reference
from routecfg.rules.context import Context, Need

RULE = Rule("RC201", "unknown-reference", Severity.ERROR, __doc__)

NEEDS = Need.NAMES

_KEYS = {kind: key for key, kind in DESTINATION_KINDS.items()}


def check_estate(context: Context) -> Iterator[Diagnostic]:
    """Every name that names nothing."""
    names = context.naming.names
    for kind, name, reference in context.naming.lost:
        one = context.estate.of(kind)[name]
        place = pointer(kind, name, *reference.path)
        if reference.kind != "decision":
            message = f"no {KIND_WORDS[reference.kind]} is called '{reference.name}'"
            yield RULE.at(place, message, help=_advice(one, reference, names[reference.kind], names))
            continue
        message = f"no decision of this tree is called '{reference.name}'"
        if reference.path[-1] == "start":
            message += ", so the tree cannot start"
        yield RULE.at(place, message, help=_advice(one, reference, _decisions(one), names))


def _decisions(one: Object) -> set[str]:
    return {decision.name for decision in one.decisions} if isinstance(one, DecisionTree) else set()


def _advice(one: Object, reference: Reference, known: Collection[str], names: dict[str, set[str]]) -> str:
    near = nearest(reference.name, known)
    if near is not None:
        return f"did you mean '{plain(near)}'?"
    others = [kind for kind in ALL_KINDS if kind != reference.kind and reference.name in names[kind]]
    if others and reference.path[-1] in (*DESTINATION_KINDS, "decision"):
        word = KIND_WORDS[others[0]]
        if others[0] in _KEYS:
            return f"a {word} is called that: write '{_KEYS[others[0]]}: {reference.name}'"
        return f"a {word} is called that, but a chat cannot be sent there"
    if reference.kind in _KEYS and reference.name in _decisions(one):
        return f"a decision of this tree is called that: write 'decision: {reference.name}'"
    if reference.kind == "decision":
        return f"add a decision '{reference.name}' to the tree, or lead to one that is there"
    return f"add '{reference.name}' under '{reference.kind}', or name one that is there"
