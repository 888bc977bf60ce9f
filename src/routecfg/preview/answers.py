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
    notes: tuple[str, ...] = ()
    """In the picture of a change, what changes here besides the ways, in lines that fit."""


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

    `when` is the condition under which it is sent, such as `if order.paid`; empty for always.
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


class ChatStep(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the customer or the contact centre does: one of these. `say` beside `send` is the caption.

    `press` is the title of a button, or its number in the buttons that can be pressed, from 1, written as a number.
    `send` is the name of a file or a media type: `photo.jpg`, `image/jpeg`. `later` is a length such as `2h`, `at` an
    instant such as 2026-12-24T11:50. `close`: the contact centre is done.
    """

    say: str | None = None
    press: str | int | None = None
    send: str | None = None
    later: str | None = None
    at: str | None = None
    close: bool = False


class ChatContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The customer: a name, a phone number, custom fields by name."""

    name: str = ""
    phone: str = ""
    fields: dict[str, str] = {}


class ChatRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chat from its beginning. `number` is an inbound routing by name; empty: the first.

    `begins` is an instant such as 2026-12-24T11:50 by the project's clock; empty: now. The first step opens the chat;
    without any, nothing has happened yet. `language` is what the customer speaks; empty: what the messages show.
    `side`: `sandbox` or `production`.
    """

    number: str = ""
    begins: str = ""
    language: str = ""
    contact: ChatContact = ChatContact()
    steps: tuple[ChatStep, ...] = ()
    side: str = "sandbox"


class ScenarioRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chat to be kept as a scenario of this title."""

    title: str
    chat: ChatRequest


class ChatButton(msgspec.Struct, frozen=True):
    """A button. `number` counts those of its message that can be pressed, from 1; 0: it opens the page `url`."""

    number: int
    title: str
    url: str = ""


class Bubble(msgspec.Struct, frozen=True):
    """What stands in a chat.

    `who`: `customer`, `routing`, `chatbot`, or `aside` for what the customer does not see (`failed`: it went wrong).
    `label` opens the list that the buttons stand in; without it they stand below the text. `files` are names.
    """

    who: str
    text: str
    buttons: tuple[ChatButton, ...] = ()
    label: str = ""
    files: tuple[str, ...] = ()
    failed: bool = False


class Passed(msgspec.Struct, frozen=True):
    """A part of the path of a step: why it was taken, and where it is written.

    `lit` is the object or decision in pictures; empty if the place is in none.
    """

    pointer: str
    lit: str
    words: str
    file: str
    line: int | None
    editor: str = ""


class Turn(msgspec.Struct, frozen=True):
    """A step and what came of it. `refused` says why it could not be done: the steps after it were not tried.

    `clock` is the clock on the wall behind it: 2026-12-24 11:50.
    """

    step: ChatStep
    clock: str
    bubbles: tuple[Bubble, ...]
    path: tuple[Passed, ...]
    refused: str = ""


class Chat(msgspec.Struct, frozen=True):
    """A chat as it stands after its steps.

    `problem` says why there is no chat. `number` is the line that was taken; `begins` and `clock` are by the clock on
    the wall, as `ChatRequest.begins`. `at` is where it waits or ended; None before it begins. `ended` says how it
    ended, and is empty while it goes on; `queue` is the queue that has it. `buttons` can be pressed now. `saved` has
    the values by name, as JSON. `notes` say what is worth knowing of the language.
    """

    version: int
    problem: str
    side: str = "sandbox"
    number: str = ""
    begins: str = ""
    clock: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    at: Named | None = None
    ended: str = ""
    queue: str = ""
    buttons: tuple[ChatButton, ...] = ()
    saved: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class Saved(msgspec.Struct, frozen=True):
    """The new file of a scenario, a path in the project; or, in `problem`, why there is none."""

    file: str = ""
    name: str = ""
    problem: str = ""


class Played(msgspec.Struct, frozen=True):
    """A scenario that was run. `failed` says what was not as expected, up to where the chat went; empty: it passes."""

    name: str
    title: str
    file: str
    line: int
    failed: str
    chat: Chat


class Scenarios(msgspec.Struct, frozen=True):
    """The scenarios of the project, run. `left_out` counts those that are left out because there are too many."""

    version: int
    problem: str
    played: tuple[Played, ...] = ()
    left_out: int = 0
    passed: int = 0
    failed: int = 0
