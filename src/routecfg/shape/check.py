"""A whole file against its schema."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

import msgspec

from routecfg.diagnostics import Finding
from routecfg.shape.explain import explained
from routecfg.shape.facts import facts
from routecfg.shape.keys import KEY_FAULTS, misfits
from routecfg.shape.rules import BAD_PROJECT, INVALID_VALUE, LITERAL_SECRET
from routecfg.shape.schemas import FilePath, SchemaName, schema, trail

MOST_PLACES: Final = 1000
"""Places of one file that are explained. Nobody reads on, and no file can keep us busy for long."""


class Shaped(msgspec.Struct, frozen=True):
    """What is wrong with the shape of a file, and the paths at which it is: whatever holds one cannot be built."""

    found: tuple[Finding, ...] = ()
    wrong: tuple[FilePath, ...] = ()


def check(values: object) -> Shaped:
    """A routing file's values (None: an empty file) against the schema of routing files."""
    return _shaped("routing", values)


def check_project(values: object) -> Shaped:
    """The values of `routecfg.yaml`. All that is wrong there is RC004, but for a secret that stands there itself.

    In a file of another version of the language nothing else is looked at.
    """
    shaped = _shaped("routecfg", values)
    found = [_of_project(one) for one in shaped.found]
    of_version = [one for one in found if one.path == ("routecfg",)]
    return Shaped(tuple(of_version or found), shaped.wrong)


def _of_project(one: Finding) -> Finding:
    if one.code == LITERAL_SECRET.code:
        return one
    return msgspec.structs.replace(one, code=BAD_PROJECT.code)


def _shaped(name: SchemaName, values: object) -> Shaped:
    found = facts(name, values)
    if not found:
        return Shaped()
    places = {path: {fact.keyword for fact in group} for path, group in groupby(found, attrgetter("path"))}
    return Shaped(tuple(dict.fromkeys(_found(name, values, places))), tuple(_wrong(name, values, places)))


def _found(name: SchemaName, values: object, places: dict[FilePath, set[str]]) -> Iterator[Finding]:
    for count, (path, keywords) in enumerate(places.items()):
        if count == MOST_PLACES:
            yield INVALID_VALUE.at((), f"{len(places) - count:,} more places of this file are wrong")
            return
        yield from explained(schema(name), trail(schema(name), values, path), keywords)


def _wrong(name: SchemaName, values: object, places: dict[FilePath, set[str]]) -> Iterator[FilePath]:
    """The places, or, where keys are at fault, the keys."""
    for path, keywords in places.items():
        if keywords & KEY_FAULTS:
            yield from ((*path, key) for key in misfits(schema(name), trail(schema(name), values, path)[-1]))
        if keywords - KEY_FAULTS:
            yield path
