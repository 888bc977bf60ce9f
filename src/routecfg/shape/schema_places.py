"""What the schema says of a place, by its path alone: what is there need not be known, nor be right."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from routecfg.shape.schemas import Node, SchemaName, resolved, schema


class SchemaPlace(NamedTuple):
    """A node of a schema with its references resolved, and the shared definition that it is."""

    node: Node
    definition: str | None

    @property
    def names(self) -> str | None:
        """The kind of object that a value names here (`decision`: one of the same tree)."""
        kind: str | None = self.node.get("x-refersTo")
        return kind


class SchemaPlaces:
    """The places of one schema. Each is looked up once."""

    def __init__(self, name: SchemaName) -> None:
        self._root = schema(name)
        self.top = SchemaPlace(*resolved(self._root, self._root))
        self._below: dict[tuple[int, str], SchemaPlace | None] = {}
        self._known: list[Node] = []

    def below(self, place: SchemaPlace, key: str | int) -> SchemaPlace | None:
        """The place of what is under a key or at a position; None if nothing may stand there."""
        fields = place.node.get("properties", {})
        step = "*items" if isinstance(key, int) else key if key in fields else "*others"
        where = id(place.node), step
        if where not in self._below:
            self._known.append(place.node)  # an identity is its own for as long as the node is there
            node = (
                fields.get(key)
                if step == key
                else place.node.get("items" if step == "*items" else "additionalProperties")
            )
            self._below[where] = SchemaPlace(*resolved(self._root, node)) if node else None
        return self._below[where]

    def at(self, path: Iterable[str | int]) -> SchemaPlace | None:
        """The place of a path; None if nothing may stand there."""
        place: SchemaPlace | None = self.top
        for key in path:
            place = self.below(place, key) if place is not None else None
        return place

    def of_keys(self, place: SchemaPlace) -> SchemaPlace | None:
        """What the keys of a mapping are, where its writer chooses them."""
        node = place.node.get("propertyNames")
        return SchemaPlace(*resolved(self._root, node)) if node else None


@cache
def schema_places(name: SchemaName) -> SchemaPlaces:
    """The places of a schema."""
    return SchemaPlaces(name)
