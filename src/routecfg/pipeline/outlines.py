"""The outlines of objects: what the rest of an estate needs to know of each."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat

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
from routecfg.rules import ESTATE_RULES, EstateRule
from routecfg.rules.support.data_usage import steps_in
from routecfg.rules.support.untranslated import variants_needed, words_of


def outlined(estate: Estate, settings: Settings, policy: Policy | None = None) -> dict[Name, Outline]:
    """The outline of each object. With a policy, which is not for the cache, without parts and without rules that are
    off by it: what rules ask for is then taken from the objects themselves."""
    rules = _estate_rules(policy)
    parts = _parts if policy is None else _no_parts
    return {
        (kind, name): Outline(
            *named_by(kind, name, item),
            tuple(module.RULE.code for module in rules if module.concerns(kind, name, item, settings)),
            *parts(kind, name, item, settings),
        )
        for kind, name, item in estate
    }


@lru_cache(maxsize=2)  # every file asks the same
def _estate_rules(policy: Policy | None) -> tuple[EstateRule, ...]:
    return tuple(
        module for module in ESTATE_RULES if policy is None or policy.severity(module.RULE) is not Severity.OFF
    )


def _parts(kind: Kind, name: str, item: Object, settings: Settings) -> Iterator[Encoded]:
    """What says when it holds, where it leads, which languages it is written in, and what it does to data."""
    needed = variants_needed(settings.languages)
    for part in (
        hours_of(item),
        ways_of(item),
        words_of(kind, name, item, settings.languages, needed),
        steps_in(kind, name, item) or None,
    ):
        yield NOTHING if part is None else msgspec.Raw(msgspec.msgpack.encode(part))


def _no_parts(_kind: Kind, _name: str, _item: Object, _settings: Settings) -> Iterator[Encoded]:
    return repeat(NOTHING, 4)
