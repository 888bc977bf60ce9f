"""The shape of everything that the page gets, as JSON. The types of the page's JavaScript are made from these.

Every text is masked and harmless. A pointer names an object or a place in it, as in the events of chats:
`/decision_trees/menu/decisions/welcome`. Positions are in pixels, days are dates like 2026-12-24, times of a day are
in minutes by the clock on the wall, lines are counted from 1.
"""

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


class CardHeading(msgspec.Struct, frozen=True):
    """A part of a card: an object or a decision. `title` is in lines that fit, `name` says what it is below them.

    `first_words` is the beginning of what customers are sent there. `top` and `height` are within the card.
    """

    pointer: str
    kind: str
    title: tuple[str, ...]
    name: str
    badge: str
    severity: str
    top: float
    height: float
    first_words: tuple[str, ...] = ()
    mark: str = ""
    """In the picture of a change: added, removed or changed."""


class CardRow(msgspec.Struct, frozen=True):
    """A way out of a card. With a `chip` it leads to a card that is elsewhere; without it a line begins here.

    `to` is the pointer of where it leads. `waits`: the chat goes on only after a message of the customer.
    """

    label: str
    chip: str
    to: str
    to_kind: str
    chip_width: float
    middle: float
    below: bool
    waits: bool
    mark: str = ""


class PictureCard(msgspec.Struct, frozen=True):
    """A card, by its left upper corner."""

    left: float
    top: float
    width: float
    height: float
    headings: tuple[CardHeading, ...]
    rows: tuple[CardRow, ...]


class PictureLine(msgspec.Struct, frozen=True):
    """From the row of a card to another card, by their numbers: it goes down at `bend`, and never up."""

    start: int
    row: int
    end: int
    x: float
    y: float
    bend: float
    to_x: float
    to_y: float
    waits: bool
    mark: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A drawing. No line crosses another, or a card."""

    version: int
    title: str
    width: float
    height: float
    cards: tuple[PictureCard, ...]
    lines: tuple[PictureLine, ...]


class SourceLine(msgspec.Struct, frozen=True):
    """A line of a file. `within`: it belongs to what was asked for; the others are around it."""

    number: int
    text: str
    within: bool


class Source(msgspec.Struct, frozen=True):
    """Lines of a file, in which secrets are masked. `editor` is a link that opens them; empty in an export."""

    file: str
    line: int
    lines: tuple[SourceLine, ...]
    editor: str = ""


class Way(msgspec.Struct, frozen=True):
    """A way from or to an object or a decision. `label` says when it is taken: an answer, a time, nothing at once."""

    at: Named
    label: str
    waits: bool


class Said(msgspec.Struct, frozen=True):
    """What a customer can be sent: texts by language, in the order of the line's languages; media and buttons.

    `when` is the condition under which it is sent; empty for always.
    """

    pointer: str
    what: str
    texts: dict[str, str]
    when: str = ""


class Details(msgspec.Struct, frozen=True):
    """An object or a decision: what customers see of it, where it leads, and what leads to it."""

    version: int
    at: Named
    description: str
    within: Named | None
    """The tree of a decision."""
    said: tuple[Said, ...]
    facts: tuple[tuple[str, str], ...]
    """What else is set, in words: name and value."""
    leads_to: tuple[Way, ...]
    led_from: tuple[Way, ...]
    found: tuple[Found, ...]
    source: Source | None


class Band(msgspec.Struct, frozen=True):
    """A stretch of a day, in minutes of the clock on the wall, in which chats go to one destination."""

    start: int
    end: int
    to: Named
    open: bool
    """Chats get to people."""
    colour: int
    """The place of the destination in the week's list."""


class WeekDay(msgspec.Struct, frozen=True):
    """A day. `notes` say why it is not like any other: a holiday, a special day, a change of the clock."""

    day: str
    notes: tuple[str, ...]
    bands: tuple[Band, ...]
    today: bool


class Share(msgspec.Struct, frozen=True):
    """A destination, and for how many minutes of the week chats go there."""

    to: Named
    open: bool
    minutes: int


class Week(msgspec.Struct, frozen=True):
    """Seven days of a number, each from midnight to midnight where it is."""

    version: int
    number: str
    title: str
    zone: str
    first: str
    days: tuple[WeekDay, ...]
    destinations: tuple[Share, ...]


class Text(msgspec.Struct, frozen=True):
    """A text that can be searched. `at` is the object or decision, `pointer` the place of the text in it.

    `what`: title, text, answer, pattern, name, ...
    """

    at: str
    pointer: str
    what: str
    text: str
    language: str = ""


class Searched(msgspec.Struct, frozen=True):
    """Every title, text and answer of the project. `named` are the objects and decisions that `Text.at` points to."""

    version: int
    named: tuple[Named, ...]
    texts: tuple[Text, ...]


class Coverage(msgspec.Struct, frozen=True):
    """How many scenarios get to each object and decision, by pointer. What is not listed is reached by none."""

    version: int
    scenarios: int
    visits: dict[str, int]
    covered: int
    total: int
