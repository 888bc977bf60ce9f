"""The sandbox beside production: worked out when it is first asked for, as `routecfg diff` does."""

from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.bundle import Bundle
from routecfg.deploy import ERRORS_FIRST, Proposal, look, propose
from routecfg.diagnostics import CannotRun, Severity
from routecfg.diff import ObjectChange
from routecfg.model import shown_pointer
from routecfg.pipeline.written_places import Written
from routecfg.preview.grounds import findings_in_words, in_words
from routecfg.workspace.subject import places_of_bundle

if TYPE_CHECKING:
    from routecfg.preview.opened import Opened

PROJECT: Final = "project"
"""Stands for the settings in the place of a kind."""


class Comparison(NamedTuple):
    """What a release would change. `live` is what customers get now; None before the first release.

    `written` finds the places of both in the files of the project.
    """

    proposal: Proposal
    live: Bundle | None
    written: Written

    def change_of(self, kind: str, name: str) -> ObjectChange | None:
        """What happens to an object of the sandbox, or of production alone; None if nothing does."""
        return next((each for each in self.proposal.difference.objects if (each.kind, each.name) == (kind, name)), None)


def compare_sides(opened: "Opened") -> Comparison | str:
    """The comparison; or a sentence that says why there is none."""
    if opened.problem:
        return opened.problem
    if any(each.severity is Severity.ERROR for each in opened.diagnostics):
        return ERRORS_FIRST
    workspace = opened.workspace
    try:
        production = look(workspace.store)
        if production.findings:
            return findings_in_words(production.findings, workspace)
        proposal = propose(opened.estate, workspace.settings, production, workspace.today)
    except CannotRun as error:
        return in_words(error)
    return Comparison(proposal, proposal.live, places_of_bundle(opened.written, opened.estate))


def pointer_of(kind: str, name: str) -> str:
    """The pointer of an object, or of the settings, as it may be shown."""
    return f"/{PROJECT}" if kind == PROJECT else shown_pointer((kind, name))
