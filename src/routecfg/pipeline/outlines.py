"""The outlines of objects: what the rest of an estate needs to know of each."""

from collections.abc import Sequence

import msgspec

from routecfg.diagnostics import Severity
from routecfg.model import (
    NOTHING,
    Encoded,
    Estate,
    Kind,
    Name,
    Object,
    Outline,
    Settings,
    hours_of,
    named_by,
    ways_of,
)
from routecfg.policy import Policy
from routecfg.rules import DATA_RULES, ESTATE_RULES, FLOW_RULES, DataRule, EstateRule, FlowRule
from routecfg.rules.support.data_usage import steps_in
from routecfg.rules.support.untranslated import words_of


def outlined(estate: Estate, settings: Settings, policy: Policy | None = None) -> dict[Name, Outline]:
    """The outline of each object, without what only rules ask for that are off by the policy."""

    def runs(module: EstateRule | FlowRule | DataRule) -> bool:
        return policy is None or policy.severity(module.RULE) is not Severity.OFF

    rules = [module for module in ESTATE_RULES if runs(module)]
    follows = any(map(runs, (*FLOW_RULES, *DATA_RULES)))
    return {(kind, name): _outline(kind, name, item, settings, rules, follows=follows) for kind, name, item in estate}


def _outline(
    kind: Kind, name: str, item: Object, settings: Settings, rules: Sequence[EstateRule], *, follows: bool
) -> Outline:
    """`follows` says that some rule looks at where chats go."""
    names, lost = named_by(kind, name, item)
    return Outline(
        names,
        lost,
        tuple(module.RULE.code for module in rules if module.concerns(kind, name, item, settings)),
        _encoded(hours_of(item)),
        _encoded(ways_of(item) if follows else None),
        _encoded(words_of(kind, name, item, settings.languages) if follows else None),
        _encoded((steps_in(kind, name, item) or None) if follows else None),
    )


def _encoded(part: object) -> Encoded:
    return NOTHING if part is None else msgspec.Raw(msgspec.msgpack.encode(part))
