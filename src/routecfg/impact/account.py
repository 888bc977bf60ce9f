"""What a release changes for those who write in, as plain data: the account.

It is worked out in `impact`, printed by `report`, and part of the JSON of a difference and of plans. Texts of users are
unchanged here: code that prints them makes them harmless.
"""

from typing import Any, Literal, TypeAlias

import msgspec


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a chat waits or ends, as scenarios name it: one of these, but for `decision`, which belongs to its tree.

    `failed` is the bound of a chat that fails; `silence`: it was over because the customer had been silent.
    """

    terminate: str = ""
    queue: str = ""
    decision_tree: str = ""
    decision: str = ""
    chatbot: str = ""
    failed: str = ""
    silence: bool = False


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one step of a customer brings: what is read, the buttons, and then where the chat waits or ends.

    Of both places at most one is set; a chat that a queue has counts as ended there. `label` opens a list of buttons.
    """

    reads: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    label: str = ""
    waits: Place | None = None
    ends: Place | None = None


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the customer does, at an instant (RFC 3339, the clock of the project): one of `say`, `press` and `send`.

    The first step of a chat opens it.
    """

    at: str
    say: str | None = None
    press: str | None = None
    send: str | None = None


class Exchange(msgspec.Struct, frozen=True):
    """One step of a chat that was replayed on both sides, and what it brought there."""

    step: Step
    before: Outcome
    after: Outcome


Window: TypeAlias = tuple[str, str]
"""From an instant up to, but not including, another one (RFC 3339)."""


class Decided(msgspec.Struct, frozen=True):
    """What decides on the way through the last step: a time condition by its name, or the expression of an `if`.

    Of loops, by the expressions of their lists, only those that have no items stand here; `holds` is false for them.
    `side`: it is asked on one side only, or comes out in this way there.
    """

    what: Literal["time_condition", "if", "loop"]
    name: str
    holds: bool
    side: Literal["both", "before", "after"] = "both"


class Change(msgspec.Struct, frozen=True):
    """One conversation that goes on differently, with an example.

    `languages`: the customers for whom it does; `language` is that of the example, empty where nothing says what the
    customer speaks. `waiting` is where the chat waited before the step that decides; None: it is the first message.
    `at` is the instant of that step in the example. `windows` are the first few times in which such a step is answered
    differently, `count` how many there are in the years that are looked at, `seconds` how long they last together and
    `times` all of them in words, where opening hours make the difference; `always`: at any time.

    `chat` is the example, whose last step shows the change; where an earlier step brings other words, the chat waits
    for the same answers after it. `requests` and `bots` are what stands in for the world in it, as in a scenario, and
    `contact` is the `name` and the `number` of its customer, if a condition asks for these.
    `place` points to what makes the difference, in what would be released; in production if it goes. Where it is a
    setting, of the project or for files, `setting` is what it was and is. `replayed`: both sides were run, and it is
    true of every change.

    `decided` is all that decides on the way through the last step and may matter to customers; `otherwise`: the words
    of that step do not matter, since no answer of its decision fits them, and no condition asks for them. `words` are
    what customers of other `languages` write or press instead.
    """

    language: str
    languages: tuple[str, ...]
    at: str
    windows: tuple[Window, ...]
    count: int
    seconds: int
    times: str
    always: bool
    chat: tuple[Exchange, ...]
    before: Outcome
    after: Outcome
    place: str
    setting: tuple[str, ...] = ()
    waiting: Place | None = None
    decided: tuple[Decided, ...] = ()
    otherwise: bool = False
    words: dict[str, str] = {}
    requests: dict[str, Any] = {}
    bots: dict[str, Any] = {}
    contact: dict[str, str] = {}
    replayed: bool = True


class LineImpact(msgspec.Struct, frozen=True):
    """What changes on one inbound routing. `was` is its name in production, where that is another one.

    `languages` are what its customers may speak, empty among them: nobody says it.
    `moved` is the share of all time, 0 to 1, in which a first message leads to another end than before.
    """

    inbound: str
    title: str
    status: Literal["changed", "added", "removed"]
    languages: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    was: str = ""
    moved: float = 0.0


class StaffChange(msgspec.Struct, frozen=True):
    """What only the contact centre notices: `what` is said in a few words, with its values; `place` points to it."""

    place: str
    what: str
    before: str
    after: str


class DataChange(msgspec.Struct, frozen=True):
    """A difference of which no example was found: it depends on data.

    `place` points to what differs, `condition` is the expression that it is behind, empty if there is none. `inbound`
    is a line on which customers may meet it.
    """

    inbound: str
    place: str
    condition: str = ""


class Account(msgspec.Struct, frozen=True):
    """What a release changes, for customers and for the contact centre.

    `lines` are those on which something changes, those that are new and those that are gone, by name; `every` counts
    the lines of both sides. Of other changed objects, decisions and settings, `behind` counts those that lie behind a
    change: chats that get there have gone another way already. `unnoticed` counts those that nobody notices. The places
    of both have pointers to them.
    `compared`: whether everything was looked at, or a bound was reached; `why` then says which, in words.
    """

    lines: tuple[LineImpact, ...] = ()
    every: int = 0
    staff: tuple[StaffChange, ...] = ()
    depends_on_data: tuple[DataChange, ...] = ()
    behind: int = 0
    behind_places: tuple[str, ...] = ()
    unnoticed: int = 0
    unnoticed_places: tuple[str, ...] = ()
    compared: Literal["fully", "in part"] = "fully"
    why: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[LineImpact, ...]:
        """The lines whose customers notice something."""
        return tuple(line for line in self.lines if line.changes or line.status != "changed")
