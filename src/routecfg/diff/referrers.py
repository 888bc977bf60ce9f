"""What refers to an object before and after: this distinguishes objects with the same content."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from routecfg.diagnostics import Path
from routecfg.diff.matching import each_once
from routecfg.model import Reference

Votes: TypeAlias = Mapping[str, Counter[str]]
"""By old name, which new names stand where it stood, and in how many places."""

_SAME_PLACE: Final = 2
_SAME_LIST: Final = 1
"""The place itself counts more than another position of the same list: answers come, go and move."""


def votes(before: Iterable[tuple[Path, Reference]], after: Iterable[tuple[Path, Reference]], kind: str) -> Votes:
    """The votes for things of a kind. Each reference comes with the way to the object that holds it."""
    exactly: dict[Path, str] = {}
    nearly: dict[Path, set[str]] = {}
    for owner, item in after:
        if item.kind == kind:
            exactly[(*owner, *item.path)] = item.name
            nearly.setdefault(_without_positions((*owner, *item.path)), set()).add(item.name)
    found: dict[str, Counter[str]] = {}
    for owner, item in before:
        if item.kind == kind:
            counted = found.setdefault(item.name, Counter())
            place = (*owner, *item.path)
            if place in exactly:
                counted[exactly[place]] += _SAME_PLACE
            for name in nearly.get(_without_positions(place), ()):
                counted[name] += _SAME_LIST
    return found


def paired_by_votes(old: Iterable[str], new: Iterable[str], counted: Votes) -> list[tuple[str, str]]:
    """Old and new names that are named in the same places, those with the most such places first."""
    among = set(new)
    likely = (
        (-number, was, name) for was in old for name, number in counted.get(was, Counter()).items() if name in among
    )
    return list(each_once((was, name) for _, was, name in sorted(likely)))


def _without_positions(place: Path) -> Path:
    return tuple(part for part in place if isinstance(part, str))
