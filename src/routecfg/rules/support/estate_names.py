"""What exists in an estate by which name, for help that suggests a name: only names that exist are suggested."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Final
from unicodedata import normalize

from routecfg.diagnostics import KnownNames
from routecfg.model import ALL_KINDS, Assembly, DecisionTree, Object
from routecfg.shape import without_odd_characters

_NAME = re.compile("[a-z0-9][a-z0-9_-]*")

_MOST_COMPARED: Final = 5_000_000
"""At most so many pairs of a wrong and a known name are compared, which takes a second."""


class EstateNames:
    """The names and titles of an estate. Objects that could not be read whole are known by name, not by title."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._left = _MOST_COMPARED
        self._known: dict[tuple[str, str], KnownNames] = {}
        self._found: dict[tuple[str, str, str], str | None] = {}

    @property
    def complete(self) -> bool:
        """Whether every file was read, so that what is not known here does not exist."""
        return not self._assembly.unread

    @cached_property
    def of_kind(self) -> dict[str, set[str]]:
        """All names, by kind."""
        names: dict[str, set[str]] = {kind: set() for kind in ALL_KINDS}
        for kind, name in self._assembly.files:
            names[kind].add(name)
        return names

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        titles: dict[str, dict[str, str]] = {kind: {} for kind in ALL_KINDS}
        for kind, name, thing in self._assembly.estate:
            titles[kind].setdefault(bare(thing.title), name)
        return titles

    @cached_property
    def _trees(self) -> Mapping[str, list[str]]:
        trees: dict[str, list[str]] = {}
        for name, tree in sorted(self._assembly.estate.decision_trees.items()):
            for decision in tree.decisions:
                trees.setdefault(decision.name, []).append(name)
        return trees

    def titled(self, kind: str, text: str) -> str | None:
        """The object of a kind with this title. Case, spaces and punctuation do not count."""
        return self._titles[kind].get(bare(text)) if bare(text) else None

    def all_titled(self, kind: str, text: str) -> set[str]:
        """All objects of a kind with this title."""
        return {name for of, name, thing in self._assembly.estate if of == kind and bare(thing.title) == bare(text)}

    def trees_with(self, decision: str) -> list[str]:
        """The decision trees that have a decision of this name."""
        return self._trees.get(decision, [])

    @cached_property
    def usable(self) -> dict[str, list[str]]:
        """The names of the right form, by kind and in order: those that may be suggested."""
        return {kind: sorted(filter(is_name, names)) for kind, names in self.of_kind.items()}

    def nearest(self, kind: str, wanted: str) -> str | None:
        """The object of a kind whose name looks like this one, or else is nearest; None if none is near."""
        return self._look_alikes[kind].get(bare(wanted)) or self.nearest_of(wanted, self.of_kind[kind], (kind, ""))

    @cached_property
    def _look_alikes(self) -> Mapping[str, Mapping[str, str]]:
        """The names that are not of the right form, by kind and by how they look."""
        return {
            kind: {_look(name): name for name in sorted(names) if not is_name(name)}
            for kind, names in self.of_kind.items()
        }

    def nearest_of(self, wanted: str, known: Collection[str], among: tuple[str, str]) -> str | None:
        """The nearest of some names. `among` stands for them: one wrong name is often in many places, and it is looked
        for once."""
        key = (*among, wanted)
        if key not in self._found:
            self._left -= len(known)
            if among not in self._known:
                self._known[among] = KnownNames(known)
            self._found[key] = self._known[among].nearest(wanted) if self._left >= 0 else None
        return self._found[key]


def is_name(text: str) -> bool:
    """Whether a text is of the form of a name, so that it may be suggested."""
    return _NAME.fullmatch(text) is not None


def _look(name: str) -> str:
    return bare(normalize("NFKD", without_odd_characters(name)))


def decision_titled(tree: Object, text: str) -> str | None:
    """The decision of a tree with this title; None if there is none, or if the object is not a tree."""
    if not isinstance(tree, DecisionTree) or not bare(text):
        return None
    return next((decision.name for decision in tree.decisions if bare(decision.title) == bare(text)), None)


def bare(text: str) -> str:
    """The letters and digits of a name or title, in small letters: what is left makes two of them the same."""
    return "".join(char for char in text.casefold() if char.isalnum())
