"""What changes between two releases, as plain data. It is printed by `report`.

Texts of users are without secrets here, but otherwise unchanged: code that prints them makes them harmless.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from routecfg.diagnostics import Path

FORMAT_VERSION: Final = 2
"""The version of the JSON form of a difference."""

What: TypeAlias = Literal["added", "removed", "changed", "renamed", "moved"]


class Shown(msgspec.Struct, frozen=True):
    """A value as plain JSON, for programs, and in words: names and texts in single quotes, long ones in part."""

    value: object
    words: str


class Line(NamedTuple):
    """A line of what something new says, asks and leads to. `depth` is how far in it stands, from 0."""

    depth: int
    words: str


class Detail(msgspec.Struct, frozen=True):
    """One change inside an object.

    `path` leads to it by keys, names and positions, in the object as it will be (of what is removed: as it is).
    `labels` say the same in words, outermost part first: `("decision 'faq'", "answer 'faq, 2'", "leads to")`; of a
    changed value the last one is the field. `before` and `after` are what is there and what will be; None: nothing. Of
    a move they are positions, and say in words what it stands behind. `follow` counts the places that only follow this
    change and are not listed. `says` is what stands in a new part, as far as the labels and `after` do not say it.
    """

    change: What
    path: Path
    labels: tuple[str, ...]
    before: Shown | None = None
    after: Shown | None = None
    follow: int = 0
    says: tuple[Line, ...] = ()


class ObjectChange(msgspec.Struct, frozen=True):
    """What happens to one object.

    `kind` is a kind of the language (`decision_trees`), or `project` for the settings, which have no name.
    A renamed object has its earlier name in `was`; `follow` counts the places that name it and follow. Where something
    is live already, what an added or removed object does for customers stands in `does`, if a line can say that, and
    the object itself, as plain JSON, in `before` or `after`; `says` is what stands in an added one.
    """

    change: What
    kind: str
    name: str
    title: str = ""
    was: str | None = None
    follow: int = 0
    details: tuple[Detail, ...] = ()
    does: str = ""
    before: object = None
    after: object = None
    says: tuple[Line, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """What a release would change: objects in the order of the language's kinds and of their names.

    `derived` says in one line each what changes although nobody changed it: public holidays that new data brought.
    `large` says in a sentence each why this is so large a change that a release needs a reason; empty if it is not.
    `first` is a difference to nothing: there is no production yet.
    """

    objects: tuple[ObjectChange, ...] = ()
    derived: tuple[str, ...] = ()
    large: tuple[str, ...] = ()
    first: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to release."""
        return not (self.objects or self.derived or self.first)

    def count(self, change: What) -> int:
        """How many objects are added, removed, changed or renamed."""
        return sum(each.change == change for each in self.objects)
