"""Which rules about the whole estate run, and which must wait until more of it can be read."""

from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Severity, listed
from routecfg.disclosure import first_few
from routecfg.model import Assembly, spoken
from routecfg.policy import Policy
from routecfg.rules import (
    DATA_RULES,
    ESTATE_RULES,
    FLOW_RULES,
    NAME_RULES,
    TIME_RULES,
    DataRule,
    EstateRule,
    FlowRule,
    NameRule,
    Need,
    TimeRule,
)

_AnyRule: TypeAlias = NameRule | EstateRule | TimeRule | FlowRule | DataRule

_ALL: Final[tuple[_AnyRule, ...]] = (*NAME_RULES, *ESTATE_RULES, *FLOW_RULES, *DATA_RULES, *TIME_RULES)

_SUBJECTS: Final = {"RC201": "which names exist", "RC203": "which objects are used"}
"""What other rules look at than where chats lead."""


class RulePlan(NamedTuple):
    """The rules that run, of each sort, and those that wait. Rules that are off do neither."""

    estate: tuple[NameRule, ...]
    time: tuple[TimeRule, ...]
    flow: tuple[FlowRule, ...]
    data: tuple[DataRule, ...]
    waiting: tuple[_AnyRule, ...]

    @property
    def waiting_codes(self) -> frozenset[str]:
        """The codes of the rules that wait."""
        return frozenset(module.RULE.code for module in self.waiting)


def plan_rules(assembly: Assembly, policy: Policy) -> RulePlan:
    """A rule runs if it is not off and as much of the estate is known as it needs."""
    known = _known(assembly)
    wanted = [module for module in _ALL if policy.severity(module.RULE) is not Severity.OFF]
    running = {id(module) for module in wanted if known >= module.NEEDS}
    return RulePlan(
        tuple(module for module in (*NAME_RULES, *ESTATE_RULES) if id(module) in running),
        tuple(module for module in TIME_RULES if id(module) in running),
        tuple(module for module in FLOW_RULES if id(module) in running),
        tuple(module for module in DATA_RULES if id(module) in running),
        tuple(module for module in wanted if id(module) not in running),
    )


def waiting_note(plan: RulePlan, assembly: Assembly) -> str | None:
    """One sentence on the rules that wait; None if none does.

    Rules that cannot be switched off are left out: another of their kind has reported what is wrong.
    """
    waiting = [module for module in plan.waiting if not module.RULE.fixed]
    if not waiting:
        return None
    if assembly.unread:
        until = f"{first_few(assembly.unread, 1)} can be read whole"
    else:
        names = [f"{spoken(*name)} in {assembly.files[name]}" for name in sorted(assembly.incomplete)]
        until = f"{first_few(names, 1)} {'is' if len(names) == 1 else 'are'} right"
    subjects = listed(list(dict.fromkeys(map(_subject, waiting))), "and")
    return f"more may be found once {until}: {subjects} can be checked only then"


def _subject(module: _AnyRule) -> str:
    """What a rule looks at, in words."""
    if module in TIME_RULES:
        return "when time groups hold"
    if module in DATA_RULES:
        return "which data have been saved"
    return _SUBJECTS.get(module.RULE.code, "where chats lead")


def _known(assembly: Assembly) -> Need:
    """How much of the estate is known: what a rule needs must not exceed it."""
    if assembly.unread:
        return Need.NOTHING
    return Need.NAMES if assembly.incomplete else Need.OBJECTS
