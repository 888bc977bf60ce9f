"""Which rules about the whole estate run, and which must wait until more of it can be read."""

from typing import Final, NamedTuple

from routecfg.diagnostics import Severity, listed
from routecfg.model import Assembly, spoken
from routecfg.policy import Policy
from routecfg.rules import ESTATE_RULES, TIME_RULES, EstateRule, Need

_ALL: Final = (*ESTATE_RULES, *TIME_RULES)


class RulePlan(NamedTuple):
    """The rules that run, those about time groups alone apart, and those that wait. Rules that are off do neither."""

    estate: tuple[EstateRule, ...]
    time: tuple[EstateRule, ...]
    waiting: tuple[EstateRule, ...]

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
        tuple(module for module in ESTATE_RULES if id(module) in running),
        tuple(module for module in TIME_RULES if id(module) in running),
        tuple(module for module in wanted if id(module) not in running),
    )


def waiting_note(plan: RulePlan, assembly: Assembly) -> str | None:
    """One sentence on the rules that wait; None if none does.

    Rules that cannot be switched off are left out: another of their kind has reported what is wrong.
    """
    codes = sorted(module.RULE.code for module in plan.waiting if not module.RULE.fixed)
    if not codes:
        return None
    if assembly.unread:
        causes = [f"{file} can be read whole" for file in assembly.unread]
    else:
        causes = [f"{spoken(*name)} in {assembly.files[name]} is right" for name in sorted(assembly.incomplete)]
    more = f" (and {len(causes) - 1} more)" if len(causes) > 1 else ""
    return (
        "more may be found: what depends on several objects is not checked until "
        f"{causes[0]}{more}: {listed(codes, 'and')}"
    )


def _known(assembly: Assembly) -> Need:
    """How much of the estate is known: what a rule needs must not exceed it."""
    if assembly.unread:
        return Need.NOTHING
    return Need.NAMES if assembly.incomplete else Need.OBJECTS
