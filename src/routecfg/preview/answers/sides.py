"""The sandbox beside production, as the page gets it."""

import msgspec

from routecfg.preview.answers.objects import Named
from routecfg.preview.answers.pictures import Picture


class Words(msgspec.Struct, frozen=True):
    """A piece of a line. `marked`: the other side does not have it."""

    text: str
    marked: bool = False


class SideRow(msgspec.Struct, frozen=True):
    """A line of the two columns of an object, side by side; None where a side has no line here.

    `change`: empty where both are equal; `changed`, `added` (only in the sandbox), `removed` (only in production), or
    `left out`: equal lines that are not shown, so many that `count` says.
    """

    change: str
    sandbox: tuple[Words, ...] | None
    production: tuple[Words, ...] | None
    count: int = 0


class ChangeLine(msgspec.Struct, frozen=True):
    """A line of what `diff` says, further in by `depth`. `change`: added, removed, changed, renamed or moved."""

    change: str
    text: str
    depth: int


class Changed(msgspec.Struct, frozen=True):
    """An object that differs. `change`: added, removed, changed or renamed; `was` is the earlier name of a renamed one.

    Of the project's settings `at.pointer` is `/project`. `lines` are the first that `diff` says, `more` counts others.
    """

    at: Named
    change: str
    was: str
    heading: str
    lines: tuple[ChangeLine, ...]
    more: int = 0


class ExampleLine(msgspec.Struct, frozen=True):
    """A line of a chat that was replayed on both sides.

    `side`: `customer` what the customer does, `both` what both bring, `production` and `sandbox` what one brings.
    """

    side: str
    text: str


class Notice(msgspec.Struct, frozen=True):
    """What customers of a line notice: when, what they do, and what comes of it on both sides.

    `where` says in which files it is made, empty if nobody knows; `pointer` is the place that makes the difference.
    """

    when: str
    does: str
    production: str
    sandbox: str
    where: str
    pointer: str
    example: tuple[ExampleLine, ...] = ()


class LineNotices(msgspec.Struct, frozen=True):
    """An inbound routing on which something changes. `status` says what it means that it is new or goes.

    `more` counts notices that are left out.
    """

    at: Named
    status: str
    notices: tuple[Notice, ...]
    more: int = 0


class Sides(msgspec.Struct, frozen=True):
    """The sandbox beside production.

    `problem` says why there is nothing to compare: errors in the files, or production cannot be read. `release` is the
    number of the live release; None: there is none, and production is empty. `nothing`: both sides do the same.
    `headline`, `lines` and `rest` are the account: what customers notice. `large` says why `apply` will want a reason.
    `derived` are changes that nobody made, such as new public holidays. `production` and `picture` draw the changed
    paths before and after.
    """

    version: int
    problem: str
    release: int | None = None
    nothing: bool = False
    headline: str = ""
    lines: tuple[LineNotices, ...] = ()
    rest: tuple[str, ...] = ()
    large: tuple[str, ...] = ()
    summary: str = ""
    objects: tuple[Changed, ...] = ()
    more: int = 0
    """How many objects that differ are left out of `objects`."""
    derived: tuple[str, ...] = ()
    production: Picture | None = None
    picture: Picture | None = None


class Change(msgspec.Struct, frozen=True):
    """One object in two columns, and everything that `diff` says of it. `problem` as in `Sides`.

    `change` is empty if the object is the same on both sides. A side on which it does not exist has no lines.
    """

    version: int
    problem: str
    at: Named | None = None
    change: str = ""
    was: str = ""
    says: tuple[ChangeLine, ...] = ()
    rows: tuple[SideRow, ...] = ()
