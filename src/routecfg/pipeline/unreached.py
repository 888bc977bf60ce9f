"""Findings about answers at which no chat waits, since no inbound routing leads there: another rule reports that."""

from collections.abc import Iterable
from typing import Final

from routecfg.model import Assembly, Estate, names_in
from routecfg.pipeline.places import Sighting

_OF_ANSWERS: Final = frozenset({"RC402", "RC403", "RC404", "RC405", "RC406", "RC407", "RC408"})
_UNKNOWN_NAME: Final = "RC201"


def reached_objects(sightings: Iterable[Sighting], assembly: Assembly) -> set[tuple[str, str]] | None:
    """Every object that an inbound routing leads to, by kind and name; None if there is nothing to leave out.

    `sightings` are those of the files. Nothing is left out without findings about answers, nor if it is not known what
    leads where: without inbound routings, or with objects that could not be read.
    """
    of_answers = any(sighting.finding.code in _OF_ANSWERS for sighting in sightings)
    if not of_answers or assembly.unread or assembly.incomplete or not assembly.estate.inbound_routings:
        return None
    return _reached(assembly.estate)


def without_unreached(sightings: list[Sighting], reached: set[tuple[str, str]] | None) -> list[Sighting]:
    """The findings without those about answers in other objects; all of them while there are names that nothing has."""
    if reached is None or any(sighting.finding.code == _UNKNOWN_NAME for sighting in sightings):
        return sightings
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
