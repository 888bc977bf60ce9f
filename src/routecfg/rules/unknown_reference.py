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

from routecfg.diagnostics import Diagnostic, Rule, Severity, nearest, pointer
from routecfg.model import ALL_KINDS, DESTINATION_KINDS, KIND_WORDS, DecisionTree, Object, Reference, references
from routecfg.rules.context import Context, Need

RULE = Rule("RC201", "unknown-reference", Severity.ERROR, __doc__)

NEEDS = Need.NAMES

_KEYS = {kind: key for key, kind in DESTINATION_KINDS.items()}


def check_estate(context: Context) -> Iterator[Diagnostic]:
    """Every name that names nothing. Objects that could not be read whole are known by name all the same."""
    names: dict[str, set[str]] = {kind: set() for kind in ALL_KINDS}
    for kind, name in context.assembly.files:
        names[kind].add(name)
    for kind, name, one in context.estate:
        decisions = {decision.name for decision in one.decisions} if isinstance(one, DecisionTree) else set()
        for reference in references(one):
            known = decisions if reference.kind == "decision" else names[reference.kind]
            if reference.name not in known:
                yield _finding(kind, name, one, reference, known, names)


def _finding(
    kind: str, name: str, one: Object, reference: Reference, known: Collection[str], names: dict[str, set[str]]
) -> Diagnostic:
    if reference.kind == "decision":
        message = f"no decision of this tree is called '{reference.name}'"
        if reference.path[-1] == "start":
            message += ", so the tree cannot start"
    else:
        message = f"no {KIND_WORDS[reference.kind]} is called '{reference.name}'"
    return RULE.at(
        pointer(kind, name, *reference.path),
        message,
        help=_advice(one, reference, known, names),
    )


def _advice(one: Object, reference: Reference, known: Collection[str], names: dict[str, set[str]]) -> str:
    near = nearest(reference.name, known)
    if near is not None:
        return f"did you mean '{near}'?"
    others = [kind for kind in ALL_KINDS if kind != reference.kind and reference.name in names[kind]]
    if others and reference.path[-1] in (*DESTINATION_KINDS, "decision"):
        word = KIND_WORDS[others[0]]
        if others[0] in _KEYS:
            return f"a {word} is called that: write '{_KEYS[others[0]]}: {reference.name}'"
        return f"a {word} is called that, but a chat cannot be sent there"
    own = {decision.name for decision in one.decisions} if isinstance(one, DecisionTree) else set()
    if reference.kind in _KEYS and reference.name in own:
        return f"a decision of this tree is called that: write 'decision: {reference.name}'"
    if reference.kind == "decision":
        return f"add a decision '{reference.name}' to the tree, or lead to one that is there"
    return f"add '{reference.name}' under '{reference.kind}', or name one that is there"
