"""Guards: why a proposal may not be released as it stands."""

from collections.abc import Iterator

from routecfg.deploy.proposal import Proposal
from routecfg.diagnostics import Diagnostic
from routecfg.releases import LARGE_CHANGE


def guard(proposal: Proposal) -> Iterator[Diagnostic]:
    """RC903, a finding a reason. First releases and rollbacks are exempt."""
    if proposal.rollback_of is None:
        for reason in proposal.difference.large:
            yield LARGE_CHANGE.outside(
                reason, help="if it is meant, release it with --allow-large-change and the reason, which is kept"
            )
