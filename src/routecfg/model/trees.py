"""Decision trees: decisions, their actions, and the targets that customers choose."""

from collections.abc import Iterator

from msgspec import field

from routecfg.diagnostics import Path
from routecfg.model.parts import Destination, Label, Part, Value


class SendMessage(Part, frozen=True):
    """Sends a text (a template) in the customer's language."""

    text: str
    languages: dict[str, str] = {}


class Request(Part, frozen=True):
    """Asks a web address and saves the answer under a name. Secrets may stand in the address and in headers."""

    url: str
    save_as: str
    headers: dict[str, str] = {}


class CreateTicket(Part, frozen=True):
    """Files a ticket."""

    title: str
    category: str
    comment: str


class Condition(Part, frozen=True):
    """Runs `then` if the expression holds, else `else`."""

    if_: str = field(name="if")
    then: "tuple[Action, ...]" = ()
    else_: "tuple[Action, ...]" = field(name="else", default=())


class Loop(Part, frozen=True):
    """Runs `do` once for each item of a list."""

    each: str
    as_: str = field(name="as")
    do: "tuple[Action, ...]" = ()


class Action(Part, frozen=True):
    """One step of a decision: exactly one field is set. A `target` leaves the decision at once."""

    send_message: SendMessage | None = None
    save_data: dict[str, str | int | float | bool | None] | None = None
    request: Request | None = None
    create_ticket: CreateTicket | None = None
    condition: Condition | None = None
    loop: Loop | None = None
    target: Destination | None = None

    @property
    def field(self) -> str:
        """Which field is set: `send_message`."""
        return next(field for field in self.__struct_fields__ if getattr(self, field) is not None)

    @property
    def value(self) -> Value:
        """The value of the field that is set."""
        value: Value = getattr(self, self.field)
        return value


def each_action(actions: tuple[Action, ...], path: Path) -> Iterator[tuple[Path, Action]]:
    """Every action in written order, those inside conditions and loops too, with its path.

    `path` leads to `actions`.
    """
    for index, action in enumerate(actions):
        here = (*path, index)
        yield here, action
        if action.condition is not None:
            yield from each_action(action.condition.then, (*here, "condition", "then"))
            yield from each_action(action.condition.else_, (*here, "condition", "else"))
        elif action.loop is not None:
            yield from each_action(action.loop.do, (*here, "loop", "do"))


class Answer(Part, frozen=True):
    """What a customer does to choose a target; any of the kinds that are set fits.

    `button` is a label, or True for one made of the target decision's title. `languages` holds the variants:
    words for `similar`, a text for `pattern`.
    """

    similar: tuple[str, ...] = ()
    pattern: str | None = None
    button: bool | Label | None = None
    languages: dict[str, str | tuple[str, ...]] = {}


class Target(Part, frozen=True):
    """Where a decision can lead. Without `when` and `default` it is taken immediately.

    `languages` holds other destinations for customers of a language, outside the tree only.
    """

    to: Destination
    when: Answer | None = None
    default: bool = False
    languages: dict[str, Destination] = {}

    @property
    def immediate(self) -> bool:
        """Taken as soon as the actions have run, without waiting for the customer."""
        return self.when is None and not self.default


class Decision(Part, frozen=True):
    """A step of a tree: its actions run, then a target is taken or the customer's answer is awaited.

    `list_label` is the label of the list that replaces more than three buttons.
    """

    name: str
    title: str
    description: str = ""
    actions: tuple[Action, ...] = ()
    targets: tuple[Target, ...] = ()
    also: tuple[str, ...] = ()
    list_label: str | Label | None = None


class DecisionTree(Part, frozen=True):
    """A chat bot. `start` names the first decision; without it the first in the list is."""

    title: str
    decisions: tuple[Decision, ...]
    description: str = ""
    also: tuple[str, ...] = ()
    start: str | None = None

    @property
    def first(self) -> str:
        """The name of the decision that the tree begins with."""
        return self.start if self.start is not None else self.decisions[0].name
