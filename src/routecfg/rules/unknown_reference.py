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
from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, plain
from routecfg.model import DESTINATION_KINDS, KIND_WORDS, Reference
from routecfg.rules.context import Context, Need
from routecfg.rules.naming import Lost

RULE = Rule("RC201", "unknown-reference", Severity.ERROR, __doc__)

NEEDS = Need.NAMES

_NAME = re.compile("[a-z0-9][a-z0-9_-]*")
_KEYS = {kind: key for key, kind in DESTINATION_KINDS.items()}


def check_estate(context: Context) -> Iterator[Finding]:
    """Every name that names nothing."""
    for lost in context.naming.lost:
        if _told_already(lost):
            continue
        reference = lost.reference
        if reference.kind != "decision":
            message = f"no {KIND_WORDS[reference.kind]} is called '{reference.name}'"
        else:
            message = f"no decision of this tree is called '{reference.name}'"
            if reference.path[-1] == "start":
                message += ", so the tree cannot start"
        yield RULE.at((lost.kind, lost.name, *reference.path), message, help=_advice(context, lost))


def _told_already(lost: Lost) -> bool:
    """Whether a name that is none was most likely meant: who mends that name mends this."""
    kind = lost.reference.kind
    return (
        kind != "decision"
        and lost.meant is not None
        and lost.meant[0] == kind
        and _NAME.fullmatch(lost.meant[1]) is None
    )


def _advice(context: Context, lost: Lost) -> str:
    _, kind, wanted = lost.reference
    if lost.meant is None:
        if kind == "decision":
            return f"add a decision '{wanted}' to the tree, or lead to one that is there"
        return f"add '{wanted}' under '{kind}', or name one that is there"
    other, near = lost.meant
    if other == kind:
        advice = f"did you mean '{plain(near)}'?"
        return f"{advice} If not, add '{wanted}' under '{kind}'." if _related(wanted, near) else advice
    if other == "decision":
        return f"a decision of this tree is called that: write 'decision: {wanted}'"
    return _of_another_kind(context, lost.reference, other)


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
    users = context.conditions_on.get(reference.name)
    if other == "time_groups" and users:
        return f"{called}, and a chat cannot be sent there: name the time condition that uses it, '{users[0]}'"
    return f"{called}, but a chat cannot be sent there: {add}"
