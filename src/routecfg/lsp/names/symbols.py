"""What has a name, and where the name stands."""

from typing import Final, NamedTuple

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import KIND_WORDS

DECISIONS: Final = "decisions"
SCENARIOS: Final = "scenarios"
SECRETS: Final = "secrets"
SAVED: Final = "saved"
ITEM: Final = "item"
LANGUAGES: Final = "languages"

_WORDS: Final = {
    **KIND_WORDS,
    DECISIONS: "decision",
    SCENARIOS: "scenario",
    SECRETS: "secret",
    SAVED: "saved name",
    ITEM: "item of a loop",
    LANGUAGES: "language",
}


class Symbol(NamedTuple):
    """Something with a name.

    `kind` is a kind of object, or one of the above. `scope` is the tree of a decision, or the path of the loop that
    gives an item its name; empty for what is known everywhere.
    """

    kind: str
    name: str
    scope: str = ""

    @property
    def word(self) -> str:
        """What it is called in a message: `queue`."""
        return _WORDS[self.kind]


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """A place of a name: from `start` up to `end` of the text of its file, without quotation marks.

    `path` leads to the key (`on_key`) or the value in which it stands. `whole`: the name is all that stands there.
    """

    symbol: Symbol
    start: int
    end: int
    path: Path
    defines: bool = False
    on_key: bool = False
    whole: bool = True


class NamesInFile(msgspec.Struct, frozen=True):
    """Every name in a file, in the order of the text.

    `complete` is False if the file does not parse, and names may be missing. `unclear` are the words in texts that
    cannot be understood: they may be meant as names.
    """

    occurrences: tuple[Occurrence, ...]
    complete: bool
    unclear: frozenset[str] = frozenset()

    def at(self, index: int) -> Occurrence | None:
        """The name at an index; of two that touch there the one that begins."""
        here = [each for each in self.occurrences if each.start <= index <= each.end]
        return here[-1] if here else None
