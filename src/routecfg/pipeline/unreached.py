"""Findings about answers at which no chat waits, since no inbound routing leads there: another rule reports that."""

from collections.abc import Iterable
from typing import Final

from routecfg.model import Assembly, Estate, names_in
from routecfg.pipeline.places import Sighting

_OF_ANSWERS: Final = frozenset({"RC402", "RC403", "RC404", "RC405", "RC406", "RC407", "RC408"})
_UNKNOWN_NAME: Final = "RC201"


def without_unreached(sightings: list[Sighting], assembly: Assembly) -> list[Sighting]:
    """The findings without those about answers in objects that no inbound routing leads to.

    All are kept if it is not known what leads where: without inbound routings, with objects that could not be read, and
    with names that nothing has.
    """
    of_answers = [sighting for sighting in sightings if sighting.finding.code in _OF_ANSWERS]
    if not of_answers or assembly.unread or assembly.incomplete or not assembly.estate.inbound_routings:
        return sightings
    if any(sighting.finding.code == _UNKNOWN_NAME for sighting in sightings):
        return sightings
    reached = _reached(assembly.estate)
    return [
        sighting
        for sighting in sightings
        if sighting.finding.code not in _OF_ANSWERS or tuple(sighting.finding.path[:2]) in reached
    ]


def _reached(estate: Estate) -> set[tuple[str, str]]:
    """Every object that an inbound routing leads to, by kind and name."""
    waiting: list[tuple[str, str]] = [("inbound_routings", name) for name in estate.inbound_routings]
    reached = set(waiting)
    while waiting:
        kind, name = waiting.pop()
        named = _known(estate, names_in(estate.of(kind)[name])) - reached
        reached |= named
        waiting += named  # in any order: all of it is reached in the end
    return reached


def _known(estate: Estate, names: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(kind, name) for kind, name in names if kind != "decision" and name in estate.of(kind)}
