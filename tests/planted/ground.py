"""Estates into which faults are planted: what is in them, and what a check of them finds.

A draft is a copy of an estate with one change. Only the files that it changes are written and read anew, so that a
thousand of them can be checked, of estates of any size.
"""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, Final, TypeAlias

from benchmarks.estate import write_estate

from estates import TODAY, steps_at
from routecfg.cache import Cache, Entries
from routecfg.diagnostics import PROJECT_FILE, Diagnostic
from routecfg.diagnostics import Path as InObject
from routecfg.graph import DataFlow, build
from routecfg.model import Decision, DecisionTree, Kind, references
from routecfg.pipeline import Project
from routecfg.pipeline.check import Checked, check
from routecfg.pipeline.project_file import open_project
from routecfg.project import SourceFile, read_folder
from routecfg.source import read

Values: TypeAlias = dict[str, Any]

Places: TypeAlias = tuple[str, ...]
"""Where a fault may be told: pointers, of which a part may be meant; of findings without one, `file:line`."""

NEW_FILE: Final = "routing/planted.yaml"
"""The file that added objects stand in."""


class _Memory(Entries):
    """What is known of contents, in memory, for as long as the test runs."""

    def __init__(self) -> None:
        super().__init__(dict, keeps=True)
        self._memory: dict[bytes, bytes] = {}
        self.sealed = False

    def entry(self, key: bytes) -> bytes | None:
        return self._memory.get(key)

    def keep(self, key: bytes, entry: bytes) -> None:
        if not self.sealed:  # what stands in the estate itself; a change is seen once
            self._memory[key] = entry


class _Known(Cache):
    """A cache in memory."""

    def __init__(self) -> None:
        super().__init__(None)
        self.files = self.analysis = self._memory = _Memory()

    def seal(self) -> None:
        """Keeps nothing more."""
        self._memory.sealed = True


class Ground:
    """An estate without planted faults. `found` is what is told of it all the same."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        project = open_project((folder / PROJECT_FILE).read_bytes())
        assert isinstance(project, Project), "the project file is wrong"
        self._project = project
        self._files = {item.path: SourceFile(item.path, item.read()) for item in read_folder(folder, "routing")}
        self._values: dict[str, Values] = {}
        self._cache = _Known()
        checked = self._checked({})
        self._cache.seal()
        self.assembly = checked.assembly
        self.estate = checked.assembly.estate
        self.found = list(checked.result.diagnostics)
        self.linked = self._linked()

    def check(self, changed: Mapping[str, bytes]) -> list[Diagnostic]:
        """The findings with these files in place of, or beside, those of the estate."""
        return list(self._checked(changed).result.diagnostics)

    def values(self, file: str) -> Values:
        """The values of a file, which nobody must change."""
        if file not in self._values:
            values: Any = read(self._files[file].read()).values if file in self._files else None
            self._values[file] = values or {}
        return self._values[file]

    def files(self) -> list[str]:
        """The files of the estate that hold anything."""
        return [file for file in self._files if self.values(file)]

    def tells(self, code: str, place: str) -> bool:
        """Whether something is found there without any planted fault."""
        return any(item.code == code and lies_in(item, (place,)) for item in self.found)

    @cached_property
    def reached(self) -> frozenset[tuple[str, str]]:
        """The decisions, with their trees, that customers get to as far as saved data let them."""
        graph = build(self.estate)
        flow = DataFlow(graph, steps_at(self.estate, graph), lambda _node, _edge: True)
        return frozenset((node.tree, node.name) for number, node in enumerate(graph.nodes) if flow.reached(number))

    def _checked(self, changed: Mapping[str, bytes]) -> Checked:
        sources = self._files | {path: SourceFile(path, data) for path, data in changed.items()}
        return check(self._project, [sources[path] for path in sorted(sources)], TODAY, cache=self._cache)

    def _linked(self) -> frozenset[tuple[str, str]]:
        """The objects that an inbound routing leads to, told by names alone."""
        waiting: list[tuple[Kind, str]] = [("inbound_routings", name) for name in self.estate.inbound_routings]
        seen = set(waiting)
        for kind, name in waiting:
            for reference in references(self.estate.of(kind)[name]):
                there: Any = (reference.kind, reference.name)
                if there not in seen and there in self.assembly.files:
                    seen.add(there)
                    waiting.append(there)
        return frozenset(seen)


class Draft:
    """An estate that is being changed. `chance` makes every choice."""

    def __init__(self, ground: Ground, chance: Random) -> None:
        self.ground = ground
        self.estate = ground.estate
        self.chance = chance
        self._changed: dict[str, Values] = {}
        self._texts: dict[str, bytes] = {}

    def one_of(self, kind: str, fits: Callable[[str], bool] = lambda _: True) -> str | None:
        """The name of an object of a kind, if any fits."""
        names = [name for name in sorted(self.estate.of(kind)) if fits(name)]
        return self.chance.choice(names) if names else None

    def queue(self) -> Values:
        """A destination that ends the chat."""
        return {"queue": self.chance.choice(sorted(self.estate.queues))}

    def edit(self, kind: Kind, name: str) -> Values:
        """The values of an object, to be changed."""
        item: Values = self._file(self.ground.assembly.files[kind, name])[kind][name]
        return item

    def remove(self, kind: Kind, name: str) -> None:
        """Takes an object out."""
        del self._file(self.ground.assembly.files[kind, name])[kind][name]

    def add(self, kind: Kind, name: str, item: Values, file: str = NEW_FILE) -> str:
        """Puts a further object in; the pointer to it."""
        values = self._file(file)
        values[kind] = {**(values.get(kind) or {}), name: item}
        return f"/{kind}/{name}"

    def write(self, file: str, text: str) -> None:
        """Puts a text in place of a file."""
        self._texts[file] = text.encode()

    def files(self) -> dict[str, bytes]:
        """The files that differ from those of the estate."""
        return {file: text_of(values).encode() for file, values in self._changed.items()} | self._texts

    def _file(self, file: str) -> Values:
        if file not in self._changed:
            self._changed[file] = deepcopy(self.ground.values(file))
        return self._changed[file]

    def decision(
        self, fits: Callable[[DecisionTree, Decision], bool], *, whatever_the_data: bool = True
    ) -> "Spot | None":
        """A decision that customers get to, if any fits; by names alone, or as far as saved data let them."""
        spots = [
            Spot(self, name, decision)
            for name, tree in sorted(self.estate.decision_trees.items())
            if ("decision_trees", name) in self.ground.linked
            for decision in reached(tree)
            if whatever_the_data or (name, decision.name) in self.ground.reached
            if fits(tree, decision)
        ]
        return self.chance.choice(spots) if spots else None


class Spot:
    """A decision of a draft."""

    def __init__(self, draft: Draft, tree: str, decision: Decision) -> None:
        self._draft = draft
        self.tree = tree
        self.decision = decision
        self.name = decision.name
        self.pointer = f"/decision_trees/{tree}/decisions/{decision.name}"

    @property
    def values(self) -> Values:
        """The values of the decision, to be changed."""
        item: Values = self._draft.edit("decision_trees", self.tree)["decisions"][self.name]
        return item

    def beside(self, name: str, **decision: Any) -> str:
        """Puts a further decision at the end of the tree; the pointer to it."""
        self._draft.edit("decision_trees", self.tree)["decisions"][name] = {"title": "Planted", **decision}
        return f"/decision_trees/{self.tree}/decisions/{name}"


Planter: TypeAlias = Callable[[Draft], Places]
"""Plants a fault into a draft and says where it must be told; nowhere, if it fits nowhere."""


def place_of(diagnostic: Diagnostic) -> str:
    """Where a finding is told."""
    if diagnostic.place.pointer:
        return diagnostic.place.pointer
    return f"{diagnostic.place.file}:{diagnostic.place.span.line if diagnostic.place.span else ''}"


def lies_in(diagnostic: Diagnostic, places: Places) -> bool:
    """Whether a finding is told at one of these places, or at a part of it."""
    return any(place_of(diagnostic) == place or place_of(diagnostic).startswith(f"{place}/") for place in places)


def reached(tree: DecisionTree) -> list[Decision]:
    """The decisions of a tree that its start leads to by names."""
    after: dict[str, list[str]] = {decision.name: [] for decision in tree.decisions}
    for reference in references(tree):
        if reference.kind == "decision" and reference.path[0] == "decisions":
            after[str(reference.path[1])].append(reference.name)
    waiting = [tree.first]
    for name in waiting:
        waiting += [other for other in dict.fromkeys(after.get(name, ())) if other not in waiting]
    return [decision for decision in tree.decisions if decision.name in waiting]


def at(values: Any, path: InObject) -> Any:
    """The part of an object at a path."""
    for part in path:
        values = values[part]
    return values


def text_of(values: Values) -> str:
    """Values as YAML, an item a line. JSON is YAML."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def measured(folder: Path) -> Ground:
    """The estate of the benchmarks, small."""
    write_estate(folder, trees=40, seed=5)
    return Ground("measured", folder)
