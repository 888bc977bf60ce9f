"""Something that nothing in the estate refers to.

No customer ever meets it. It is left over, or a name was forgotten where it should stand.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
    queues:
      support: {title: Support}
      sales: {title: Sales}

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
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import KIND_WORDS, Kind
from routecfg.rules.support.context import Context, Need

RULE = Rule("RC203", "unused-object", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

_KINDS: Final[dict[Kind, str]] = {
    "time_groups": "no time condition and no other time group uses it",
    "target_sets": "no decision tree names it under 'also'",
    "queues": "no chat is ever sent to it",
    "templates": "no terminate sends it",
    "ticket_categories": "no ticket is filed under it",
    "custom_fields": "no chatbot is sent it",
}
"""Objects that only live by being named; what leads a chat somewhere is a matter of reachability instead."""


def check_estate(context: Context) -> Iterator[Finding]:
    """Every object of these kinds that no other object names. One that names itself is not used by that.

    Where as many names of the kind exist nowhere, these may be what was meant: it is the same fault.
    """
    references = context.references
    for kind, why in _KINDS.items():
        unused = [
            name
            for of, name in context.outlines
            if of == kind and (kind, name) not in references.used and (kind, name) not in references.meant
        ]
        if len(unused) <= len({each.name for each in references.lost if each.kind == kind}):
            continue
        for name in unused:
            yield RULE.at(
                (kind, name),
                f"{KIND_WORDS[kind]} '{name}' is not used: {why}",
                on_key=True,
                help="remove it, or name it where it was meant to be used",
            )
