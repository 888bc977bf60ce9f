"""What changes between two releases, as plain data in the users' words. Printing it is somebody else's job."""

from typing import Final, Literal, TypeAlias

from routecfg.model import Part

FORMAT_VERSION: Final = 1
"""The version of the JSON form of a difference."""

What: TypeAlias = Literal["added", "removed", "changed", "renamed", "moved"]


class Detail(Part, frozen=True):
    """One change inside an object.

    `path` leads to it in words, outermost part first: `("decision 'faq'", "answer 'faq, 2'", "leads to")`; of a
    changed value its last part is the field. `before` and `after` say what was there and what is now, shortened and
    without secrets: names and texts stand in single quotes. Of a move they say what it stood and stands behind.
    `follow` counts the places that only follow this change and are not listed.
    """

    change: What
    path: tuple[str, ...]
    before: str | None = None
    after: str | None = None
    follow: int = 0


class ObjectChange(Part, frozen=True):
    """What happens to one object.

    `kind` is a kind of the language (`decision_trees`), or `project` for the settings, which have no name.
    A renamed object has its earlier name in `was`; `follow` counts the places that name it and follow. What an added
    or removed object does for customers stands in `does`, if that can be said in a line and something is live yet.
    """

    change: What
    kind: str
    name: str
    title: str = ""
    was: str | None = None
    follow: int = 0
    details: tuple[Detail, ...] = ()
    does: str = ""


class Difference(Part, frozen=True):
    """What a release would change: objects in the order of the language's kinds and of their names.

    `derived` says in one line each what changes although nobody changed it: public holidays that new data brought.
    `first` is a difference to nothing: there is no production yet.
    """

    objects: tuple[ObjectChange, ...] = ()
    derived: tuple[str, ...] = ()
    first: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to release."""
        return not (self.objects or self.derived or self.first)

    def count(self, change: What) -> int:
        """How many objects are added, removed, changed or renamed."""
        return sum(one.change == change for one in self.objects)
