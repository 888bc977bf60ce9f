"""One type for each of the eleven kinds of object (decision trees: see `trees`).

Field names are the source system's. Defaults are those of the language: an object that leaves a field out and one
that writes its default are equal.
"""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, get_args

from routecfg.model.parts import Destination, Part, SecretReference
from routecfg.model.trees import Target

GroupPart: TypeAlias = Literal["include", "exclude", "special"]

GROUP_PARTS: Final[tuple[GroupPart, ...]] = get_args(GroupPart)
"""The lists of entries that a time group consists of."""


class InboundRouting(Part, frozen=True):
    """A WhatsApp number, and where its chats go first. Without `languages` its customers speak the project's."""

    title: str
    api_token: SecretReference
    channel_id: str
    next_destination: Destination
    description: str = ""
    number: str | None = None
    languages: tuple[str, ...] = ()
    allow_attachments: Literal["none", "customer", "both"] = "none"


class Holidays(Part, frozen=True):
    """The public holidays of a country (ISO 3166-1), or of one of its subdivisions (ISO 3166-2 without the country)."""

    country: str
    subdivision: str | None = None


class Entry(Part, frozen=True):
    """One line of a time group: it holds where all its parts do; a part that is left out always holds.

    The parts stand as written: `days` `mon-fri` or a list; `hours` `08:00-18:00`, a list, or `closed`; `dates`
    `2026-12-24`, `12-24`, ranges with `..`, or a list; `holidays` a country code or its long form; `group` the
    name of another time group, taken as instants in its own zone.
    """

    days: str | tuple[str, ...] | None = None
    hours: str | tuple[str, ...] | None = None
    dates: str | tuple[str, ...] | None = None
    holidays: str | Holidays | None = None
    group: str | None = None

    @property
    def public_holidays(self) -> Holidays | None:
        """Whose public holidays are meant: a country's code written alone is its long form."""
        return Holidays(self.holidays) if isinstance(self.holidays, str) else self.holidays


class TimeGroup(Part, frozen=True):
    """A set of instants, written in local wall-clock time. Without `timezone` the project's is meant."""

    title: str
    description: str = ""
    timezone: str | None = None
    include: tuple[Entry, ...] = ()
    exclude: tuple[Entry, ...] = ()
    special: tuple[Entry, ...] = ()

    def zone(self, default: str) -> str:
        """The name of the time zone whose clock the group goes by; `default` is the project's."""
        return self.timezone or default

    @property
    def entries(self) -> Iterator[tuple[GroupPart, int, Entry]]:
        """Every entry with its part of the group and its position there, in order."""
        for part in GROUP_PARTS:
            for index, entry in enumerate(getattr(self, part)):
                yield part, index, entry


class TimeCondition(Part, frozen=True):
    """Sends a chat one way while its time group holds, and another way while it does not."""

    title: str
    time_group: str
    if_time_matches: Destination
    if_time_does_not_match: Destination
    description: str = ""


class TargetSet(Part, frozen=True):
    """Answers that are understood in many places. They lead out of the tree, or to an object, never to a decision."""

    targets: tuple[Target, ...]
    title: str = ""
    description: str = ""


class Chatbot(Part, frozen=True):
    """A third party's chatbot. `fallback` is where the chat goes if the bot cannot be reached."""

    title: str
    chatbot_url: str
    fallback: Destination
    description: str = ""
    transfers: tuple[str, ...] = ()
    send_start_message: bool = False
    send_attachments: bool = False
    send_custom_fields: tuple[str, ...] = ()


class Terminate(Part, frozen=True):
    """How a chat ends. `queue` is notified of a missed chat; `auto_response` names a template."""

    title: str
    disconnection_cause: Literal["user", "client", "timeout", "not_avail", "out_of_time", "decision_tree"]
    description: str = ""
    queue: str | None = None
    auto_response: str | None = None
    answered: bool = False


class Queue(Part, frozen=True):
    """A queue of the source system, by its number there."""

    title: str
    description: str = ""
    id: int | None = None


class Template(Part, frozen=True):
    """A message text kept in the source system."""

    title: str
    text: str
    description: str = ""
    languages: dict[str, str] = {}


class TicketCategory(Part, frozen=True):
    """A category that tickets are filed under."""

    title: str
    description: str = ""


class CustomField(Part, frozen=True):
    """A field of the customer's contact that a chatbot may be sent."""

    title: str
    description: str = ""
