"""Values to objects, one by one, so that a bad object does not bury the others."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from routecfg.model.estate import ALL_KINDS, Estate, Kind
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


class Assembly(msgspec.Struct, frozen=True):
    """The whole estate out of its files.

    `files` has the file of each object, incomplete ones too. If a name occurs in two files, the first one counts, and
    `twice` has the name, the first and the other file. `unread` are the files of which nothing is known, or not all
    names.
    """

    estate: Estate
    files: dict[Name, str]
    incomplete: frozenset[Name] = frozenset()
    unread: tuple[str, ...] = ()
    twice: tuple[tuple[Name, str, str], ...] = ()

    def only(self, kinds: Collection[Kind]) -> "Assembly":
        """The same as if there were no other kinds."""
        return Assembly(
            msgspec.structs.replace(Estate(), **{kind: self.estate.of(kind) for kind in kinds}),
            {name: file for name, file in self.files.items() if name[0] in kinds},
            frozenset(name for name in self.incomplete if name[0] in kinds),
            self.unread,
            tuple(found for found in self.twice if found[0][0] in kinds),
        )


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
    objects: dict[Kind, dict[str, Any]] = {kind: {} for kind in ALL_KINDS}
    owners: dict[Name, str] = {}
    incomplete: set[Name] = set()
    unread: list[str] = []
    twice: list[tuple[Name, str, str]] = []

    def own(name: Name, file: str) -> bool:
        first = owners.setdefault(name, file)
        if first != file:
            twice.append((name, first, file))
        return first == file

    for file, found in files:
        if found is None:
            unread.append(file)
            continue
        if found.obscure:
            unread.append(file)
        for kind, name, item in found.estate:
            if own((kind, name), file):
                objects[kind][name] = item
        incomplete.update(name for name in found.incomplete if own(name, file))
    return Assembly(Estate(**objects), owners, frozenset(incomplete), tuple(unread), tuple(twice))


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
