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

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, only_neighbour, with_article
from routecfg.model import DESTINATION_KINDS, KIND_WORDS, Reference
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.estate_names import is_name
from routecfg.rules.support.name_help import decision_of_other_trees
from routecfg.rules.support.references import Dangling

RULE = Rule("RC201", "unknown-reference", Severity.ERROR, __doc__)

NEEDS = Need.NAMES

_KEYS = {kind: key for key, kind in DESTINATION_KINDS.items()}


def check_estate(context: Context) -> Iterator[Finding]:
    """Every name that names nothing."""
    for dangling in context.references.dangling:
        if _means_an_invalid_name(dangling):
            continue
        reference = dangling.reference
        if reference.kind != "decision":
            message = f"no {KIND_WORDS[reference.kind]} is called '{reference.name}'"
        else:
            message = f"no decision of this tree is called '{reference.name}'"
            if reference.path[-1] == "start":
                message += ", so the tree cannot start"
        path = (dangling.kind, dangling.name, *reference.path)
        yield RULE.at(path, message, help=_advice(context, dangling), fix=_fix(context, dangling))


def _means_an_invalid_name(dangling: Dangling) -> bool:
    """Whether an object with an invalid name was most likely meant: that is reported, and who mends it mends this."""
    kind, meant = dangling.reference.kind, dangling.meant
    return kind != "decision" and meant is not None and meant[0] == kind and not is_name(meant[1])


def _advice(context: Context, dangling: Dangling) -> str:
    _, kind, wanted = dangling.reference
    if dangling.meant is None:
        if kind == "decision":
            return f"add a decision '{wanted}' to the tree, or lead to one that is there"
        return f"add '{wanted}' under '{kind}', or name one that is there"
    other, near = dangling.meant
    if other == "decision_trees" and near != wanted and near in context.names.trees_with(wanted):
        return decision_of_other_trees(wanted, context.names.trees_with(wanted))
    if other == kind:
        advice = f"did you mean '{near}'?"
        if kind != "decision" and context.names.titled(kind, wanted) == near:
            return f"{advice} That is the name of the {KIND_WORDS[kind]} with this title."
        return f"{advice} If not, add '{wanted}' under '{kind}'." if _one_extends_the_other(wanted, near) else advice
    if other == "decision":
        return f"a decision of this tree is called that: write 'decision: {wanted}'"
    return _of_another_kind(context, dangling.reference, other)


def _fix(context: Context, dangling: Dangling) -> str | None:
    """The name that is meant, if there is only one within a slip of the keyboard."""
    _, kind, wanted = dangling.reference
    if dangling.meant is None or dangling.meant[0] != kind:
        return None
    near = dangling.meant[1]
    tree = context.assembly.estate.decision_trees.get(dangling.name)
    known = context.names.usable[kind] if kind != "decision" else [each.name for each in tree.decisions] if tree else []
    return near if only_neighbour(wanted, known) == near else None


def _one_extends_the_other(wanted: str, near: str) -> bool:
    """Whether one name is the other with a part added, `support` and `support-cs`: that is rarely a typing error."""
    return wanted.startswith(f"{near}-") or near.startswith(f"{wanted}-")


def _of_another_kind(context: Context, reference: Reference, other: str) -> str:
    called = f"{with_article(KIND_WORDS[other])} is called that"
    add = f"add '{reference.name}' under '{reference.kind}'"
    if other in _KEYS:
        return f"{called}: write '{_KEYS[other]}: {reference.name}'" + (
            f", or {add}" if reference.kind != "decision" else ""
        )
    users = context.conditions_on.get(reference.name)
    if other == "time_groups" and users:
        return f"{called}, and a chat cannot be sent there: name the time condition that uses it, '{users[0]}'"
    return f"{called}, but a chat cannot be sent there: {add}"
