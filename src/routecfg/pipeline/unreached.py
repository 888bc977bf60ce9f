"""Findings about decisions that no chat gets to, since no inbound routing leads there: another rule reports that."""

from collections.abc import Iterable
from typing import Final

from routecfg.model import Assembly, Name, Outlines
from routecfg.pipeline.places import Sighting

_OF_DECISIONS: Final = frozenset({"RC305", "RC402", "RC403", "RC404", "RC405", "RC406", "RC407", "RC408"})
_UNKNOWN_NAME: Final = "RC201"


def reached_objects(
    sightings: Iterable[Sighting], assembly: Assembly, outlines: Outlines
) -> set[tuple[str, str]] | None:
    """Every object that an inbound routing leads to, by kind and name; None if there is nothing to leave out.

    `sightings` are those of the files. Nothing is left out without findings about decisions, nor if it is not known
    what leads where: without inbound routings, or with objects that could not be read.
    """
    of_decisions = any(sighting.finding.code in _OF_DECISIONS for sighting in sightings)
    lines = [name for name in outlines if name[0] == "inbound_routings"]
    if not of_decisions or assembly.unread or assembly.incomplete or not lines:
        return None
    return _reached(lines, outlines)


def without_unreached(sightings: list[Sighting], reached: set[tuple[str, str]] | None) -> list[Sighting]:
    """The findings without those about decisions of other objects; all of them while some names exist nowhere."""
    if reached is None or any(sighting.finding.code == _UNKNOWN_NAME for sighting in sightings):
        return sightings
    return [
        sighting
        for sighting in sightings
        if sighting.finding.code not in _OF_DECISIONS or tuple(sighting.finding.path[:2]) in reached
    ]


def _reached(lines: list[Name], outlines: Outlines) -> set[tuple[str, str]]:
    """These objects and every one that they lead to."""
    waiting = list(lines)
    reached: set[tuple[str, str]] = set(lines)
    for name in waiting:
        named = [other for other in outlines[name].names if other in outlines and other not in reached]
        reached.update(named)
        waiting += named
    return reached
