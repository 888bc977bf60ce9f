"""What changes and the ways to it, as two drawings: as production has it, and as the sandbox has it."""

from routecfg.draw import change_sides_of
from routecfg.preview.answers import Picture
from routecfg.preview.comparing import Comparison
from routecfg.preview.views.pictures import picture


def changed_paths(version: int, comparison: Comparison) -> tuple[Picture, Picture] | None:
    """The drawings of production and of the sandbox; None if nothing is live, or nothing changes."""
    proposal, live = comparison.proposal, comparison.live
    if live is None or proposal.nothing:
        return None
    before, after = change_sides_of(live.estate, proposal.bundle.estate, proposal.difference)
    return picture(version, "Production", before), picture(version, "Sandbox", after)
