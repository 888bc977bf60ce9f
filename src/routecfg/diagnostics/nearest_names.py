"""The known name that the writer of an unknown one most likely meant."""

from collections.abc import Iterable
from typing import Final, TypeVar

_Otherwise = TypeVar("_Otherwise", str, None)

_LONGEST: Final = 200
_SHORTEST: Final = 3
_LONG_ENOUGH_FOR_TWO: Final = 6
_ALIKE: Final = 60
"""Percent of `fuzz.ratio`: below it a suggestion is more often wrong than right."""


class KnownNames:
    """Names among which the one that a writer most likely meant is looked for, more than once."""

    def __init__(self, known: Iterable[str]) -> None:
        self._folded: dict[str, str] = {}
        for name in sorted(known):
            self._folded.setdefault(_folded(name), name)

    def nearest(self, name: str) -> str | None:
        """The known name that the writer most likely meant; None if none is near.

        Case, `-` and `_` do not count, so `Decision-Tree` finds `decision_tree`. Else the most alike, from 60 % on,
        and else the one that the name begins, or that begins with it. Takes as long as there are names.
        """
        from rapidfuzz import fuzz, process

        folded = self._folded
        wanted = _folded(name)[:_LONGEST]
        if wanted in folded:
            return folded[wanted]
        near = process.extractOne(wanted, folded.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near is None and len(wanted) >= _SHORTEST:
            starts = [name for name in folded if name.startswith(wanted) or (name and wanted.startswith(name))]
            near = process.extractOne(wanted, starts, scorer=fuzz.ratio)
        return folded[near[0]] if near is not None else None


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that the writer most likely meant, for a single question; None if no name is similar."""
    return KnownNames(known).nearest(name)


def only_neighbour(name: str, known: Iterable[str]) -> str | None:
    """The known name that differs by no more than a slip of the keyboard, if there is only one; else None.

    A slip is one letter more, less, other or swapped with the next; two in names of six letters or more. Case, `-` and
    `_` do not count.
    """
    from rapidfuzz.distance import OSA

    wanted = _folded(name)[:_LONGEST]
    slips = 1 if len(wanted) < _LONG_ENOUGH_FOR_TWO else 2
    near = [other for other in known if OSA.distance(wanted, _folded(other), score_cutoff=slips) <= slips]
    return near[0] if len(near) == 1 else None


def did_you_mean(near: str | None, otherwise: _Otherwise) -> str | _Otherwise:
    """What to do about a word that is not known: the nearest known one, if there is one, or else something else."""
    return otherwise if near is None else f"did you mean '{near}'?"


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")
