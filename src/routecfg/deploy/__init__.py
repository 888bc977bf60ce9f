"""Releasing: what would change, the guards before it, and the step itself.

`look` reads production, `propose` says what a release of the sandbox would change, `guard` and `stale` say why it may
not be made, `release` makes it. A rollback is the same with the content of an older release. Nothing here asks, prints
or knows the time.
"""

from routecfg.deploy.plan import LARGEST_PLAN, Plan, ProjectName, is_plan, leads_to, plan_of, read_plan, stale
from routecfg.deploy.proposal import ERRORS_FIRST, Production, Proposal, guard, look, propose, propose_rollback
from routecfg.deploy.release import release, was_rolled_back

__all__ = [
    "ERRORS_FIRST",
    "LARGEST_PLAN",
    "Plan",
    "Production",
    "ProjectName",
    "Proposal",
    "guard",
    "is_plan",
    "leads_to",
    "look",
    "plan_of",
    "propose",
    "propose_rollback",
    "read_plan",
    "release",
    "stale",
    "was_rolled_back",
]
