"""The project, its objects and its findings, as the page gets them."""

import msgspec


class Named(msgspec.Struct, frozen=True):
    """An object or a decision, as it is named to people. `kind` as in the files: `decision_trees`, `decisions`."""

    pointer: str
    kind: str
    name: str
    title: str


class Found(msgspec.Struct, frozen=True):
    """A finding of `validate`. `pointer` is the object or decision that it is about; None: the project or a whole file.

    `file` is a path in the project; `help` and `witness` may be empty.
    """

    code: str
    rule: str
    severity: str
    message: str
    help: str
    witness: str
    pointer: str | None
    file: str | None
    line: int | None
    editor: str = ""
    """A link that opens the line in an editor; empty in an export."""


class Number(msgspec.Struct, frozen=True):
    """An inbound routing. `phone` is its number as people write it, empty if it has none."""

    pointer: str
    name: str
    title: str
    phone: str
    languages: tuple[str, ...]
    zone: str


class Item(msgspec.Struct, frozen=True):
    """An object of the project, in the order of the files. `decisions` counts those of a tree."""

    pointer: str
    kind: str
    name: str
    title: str
    file: str
    incomplete: bool
    decisions: int = 0


class Summary(msgspec.Struct, frozen=True):
    """The project. `problem` says why nothing, or not everything, can be shown; empty if all is well.

    `version` grows with every change of the files. `release` is the number of the live release; None before the first.
    `kinds` has the words for each kind.
    """

    version: int
    title: str
    today: str
    zone: str
    languages: tuple[str, ...]
    problem: str
    release: int | None
    numbers: tuple[Number, ...]
    items: tuple[Item, ...]
    found: tuple[Found, ...]
    kinds: dict[str, str]
    exported: bool = False
