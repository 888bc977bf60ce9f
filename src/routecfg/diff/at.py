"""A place inside an object, and the details about it."""

from collections.abc import Sequence
from typing import NamedTuple

from routecfg.bundle import to_json
from routecfg.diagnostics import Path
from routecfg.diff import labels
from routecfg.diff.difference import Detail, Shown, What
from routecfg.disclosure import without_secrets
from routecfg.model import Value


class At(NamedTuple):
    """A place inside an object: the way to it by keys, names and positions, and in words.

    `root` leads to the object from the top of a file; for the settings of the project it is empty. What is secret
    depends on it.
    """

    root: Path
    path: Path = ()
    words: tuple[str, ...] = ()

    def to(self, *keys: str | int, words: Sequence[str] = ()) -> "At":
        """A place further in."""
        return At(self.root, (*self.path, *keys), (*self.words, *words))

    def shown(self, value: Value, words: str | None) -> Shown | None:
        """A value at this place; None if it says nothing."""
        if words is None:
            return None
        return Shown(without_secrets(to_json(value), (*self.root, *self.path)), words)

    def detail(self, before: Value, after: Value) -> Detail:
        """The change of a value that is shown whole. None and what is empty stand for nothing."""
        old, new = labels.change_words(before, after, (*self.root, *self.path))
        change: What = "added" if old is None else "removed" if new is None else "changed"
        return Detail(change, self.path, self.words, self.shown(before, old), self.shown(after, new))
