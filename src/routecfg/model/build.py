"""Values to objects, one by one, so that a bad object does not bury the others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import msgspec

from routecfg.model.estate import ALL_KINDS, Estate, Kind, Object
from routecfg.model.parts import Part
from routecfg.model.settings import Settings

Name: TypeAlias = tuple[Kind, str]
"""An object by its kind and name."""


class FileObjects(Part, frozen=True):
    """What one file defines. `incomplete` objects are known by name only: something in them is wrong.

    `obscure` says that not even all names are known, for example because a kind is misspelt.
    """

    estate: Estate = Estate()
    incomplete: tuple[Name, ...] = ()
    obscure: bool = False


class FileNames(NamedTuple):
    """The names of the objects of one file: see `FileObjects`."""

    complete: Collection[Name]
    incomplete: Collection[Name] = ()
    obscure: bool = False


class Assembly:
    """The whole estate out of its files.

    `items` has the complete objects; they may be decoded when somebody looks at them. `files` has the file of each
    object, incomplete ones too. If a name occurs in two files, the first one counts, and `twice` has the name, the
    first and the other file. `unread` are the files of which nothing is known, or not all names.
    """

    def __init__(
        self,
        items: Mapping[Name, Object],
        files: dict[Name, str],
        incomplete: frozenset[Name] = frozenset(),
        unread: tuple[str, ...] = (),
        twice: tuple[tuple[Name, str, str], ...] = (),
    ) -> None:
        self.items = items
        self.files = files
        self.incomplete = incomplete
        self.unread = unread
        self.twice = twice

    def without_objects(self) -> "Assembly":
        """The same, but for the objects."""
        return Assembly({}, self.files, self.incomplete, self.unread, self.twice)

    @cached_property
    def estate(self) -> Estate:
        """Every complete object."""
        return gathered(self.items.items())


def gathered(items: Iterable[tuple[Name, Object]]) -> Estate:
    """An estate of these objects."""
    objects: dict[Kind, dict[str, Any]] = {kind: {} for kind in ALL_KINDS}
    for (kind, name), item in items:
        objects[kind][name] = item
    return Estate(**objects)


def build_file(values: object, wrong: Collection[tuple[str | int, ...]] = ()) -> FileObjects:
    """The objects of one file's values. `wrong` are the paths at which the schema found an error.

    An object that holds such a path becomes incomplete. Values other than a mapping define nothing.
    """
    if not isinstance(values, Mapping):
        return FileObjects(obscure=bool(wrong))
    if not wrong:
        prepared = {kind: _prepared(kind, objects) for kind, objects in values.items() if objects is not None}
        return FileObjects(msgspec.convert(prepared, Estate))
    bad = {path[:2] for path in wrong}
    good: dict[str, dict[str, Any]] = {}
    incomplete: list[Name] = []
    for kind in ALL_KINDS:
        objects = values.get(kind)
        if not isinstance(objects, Mapping):
            continue
        for name, fields in objects.items():
            if (kind, name) in bad:
                incomplete.append((kind, name))
            else:
                good.setdefault(kind, {})[name] = fields
    estate = msgspec.convert({kind: _prepared(kind, objects) for kind, objects in good.items()}, Estate)
    return FileObjects(estate, tuple(incomplete), any(len(path) < 2 for path in wrong))


def build_project(values: object) -> Settings:
    """The settings, of values that the schema has let through."""
    return msgspec.convert(_with_whole_numbers(values, "routecfg", "similarity"), Settings)


def assemble(files: Iterable[tuple[str, FileObjects | None]]) -> Assembly:
    """The estate of all files, in the given order; None stands for a file that could not be read."""
    read = list(files)
    estates = [Estate() if found is None else found.estate for _, found in read]
    return assemble_names(
        [(file, None if found is None else _names(found)) for file, found in read], estates.__getitem__
    )


def _names(found: FileObjects) -> FileNames:
    return FileNames([(kind, name) for kind, name, _ in found.estate], found.incomplete, found.obscure)


def assemble_names(files: Iterable[tuple[str, FileNames | None]], objects_of: Callable[[int], Estate]) -> Assembly:
    """As `assemble`, where only names are known as yet. `objects_of` has the objects of the file at a position."""
    owners: dict[Name, str] = {}
    complete: dict[Name, int] = {}
    incomplete: set[Name] = set()
    unread: list[str] = []
    twice: list[tuple[Name, str, str]] = []

    def own(name: Name, file: str) -> bool:
        first = owners.setdefault(name, file)
        if first != file:
            twice.append((name, first, file))
        return first == file

    for position, (file, found) in enumerate(files):
        if found is None:
            unread.append(file)
            continue
        if found.obscure:
            unread.append(file)
        complete.update((name, position) for name in found.complete if own(name, file))
        incomplete.update(name for name in found.incomplete if own(name, file))
    return Assembly(_Items(complete, objects_of), owners, frozenset(incomplete), tuple(unread), tuple(twice))


class _Items(Mapping[Name, Object]):
    """Objects that are looked up in their file, of which the position is known."""

    def __init__(self, positions: dict[Name, int], objects_of: Callable[[int], Estate]) -> None:
        self._positions = positions
        self._objects_of = objects_of

    def __getitem__(self, name: Name) -> Object:
        kind, own = name
        return self._objects_of(self._positions[name]).of(kind)[own]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


def _prepared(kind: str, objects: Any) -> Any:
    """Decisions are ordered: their mapping becomes a list whose items carry their names."""
    if kind == "decision_trees":
        return {name: _with_decisions(fields) for name, fields in objects.items()}
    if kind == "queues":
        return {name: _with_whole_numbers(fields, "id") for name, fields in objects.items()}
    return objects


def _with_decisions(tree: Any) -> dict[str, Any]:
    return {**tree, "decisions": [{"name": name, **decision} for name, decision in tree["decisions"].items()]}


def _with_whole_numbers(fields: Any, *names: str) -> dict[str, Any]:
    """To the schema `1.0` is a whole number; to Python it is not."""
    return {key: int(value) if key in names and isinstance(value, float) else value for key, value in fields.items()}
