"""What happens in a chat, in order. Terminal, scenarios, coverage, pictures and a gateway read this and nothing else.

Each event has `at` (RFC 3339, the project's clock; all events of one input have the same) and, where something in the
estate made it happen, a `place`: a pointer by names, `/decision_trees/menu/decisions/welcome/targets/0`. Targets are
counted as a decision has them in a bundle: its own, then those of its target sets. `from` is where in a set one of the
latter is written; only a sandbox knows. In JSON the field `event` says which it is.

What has an effect outside has a `number`; they count up from 1 for each state.
"""

from typing import Any, Final, Literal, TypeAlias

import msgspec

from routecfg.engine.inputs import Attachment, Contact, Detail
from routecfg.model import Destination

SECRET: Final = "SECRET"  # noqa: S105 - it stands for one
"""Stands in an address or a header where a secret belongs."""


class ShownButton(Detail, frozen=True):
    """A button that the customer sees. `url`: it opens a page; only chatbots have such."""

    id: str
    title: str
    url: str = ""


class Placeholder(Detail, frozen=True):
    """Where a secret belongs in the address or in a header of a request, and the filters that it goes through.

    The text has `SECRET` there, at `start`. `header` is the header's name; empty for the address.
    """

    name: str
    start: int
    header: str = ""
    filters: tuple[tuple[str, tuple[Any, ...]], ...] = ()


class _Event(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="event"
):
    at: str
    place: str = ""
    from_: str = msgspec.field(name="from", default="")


class Arrived(_Event, frozen=True, kw_only=True, tag="arrived"):
    """A chat begins."""

    inbound: str
    contact: Contact


class LanguageSet(_Event, frozen=True, kw_only=True, tag="language"):
    """The language of the chat from here on. `line`: the first of its line, until a message says more."""

    language: str
    by: Literal["host", "detected", "line"]


class ConditionAsked(_Event, frozen=True, kw_only=True, tag="condition"):
    """A time condition was decided: why in words, and by which entries of its time group and of those that it names."""

    time_condition: str
    holds: bool
    because: str
    entries: tuple[str, ...] = ()


class Entered(_Event, frozen=True, kw_only=True, tag="entered"):
    """A decision was reached; its actions follow."""

    decision_tree: str
    decision: str


class Sent(_Event, frozen=True, kw_only=True, tag="sent"):
    """The customer gets a message. `language` is that of the words; `list` opens a list of more than three buttons."""

    number: int
    text: str
    language: str
    buttons: tuple[ShownButton, ...] = ()
    list: str = ""


class Branched(_Event, frozen=True, kw_only=True, tag="branched"):
    """A condition among the actions was decided: `then` is true where its `then` follows."""

    if_: str = msgspec.field(name="if")
    then: bool


class Looped(_Event, frozen=True, kw_only=True, tag="looped"):
    """A loop begins, over so many items."""

    count: int


class Asked(_Event, frozen=True, kw_only=True, tag="asked"):
    """A request is to be made. The chat waits for an `answer` with this number.

    `open_host`: what is filled in chooses the host, or a part of it. No secret may be sent there.
    """

    number: int
    url: str
    save_as: str
    headers: dict[str, str] = {}
    placeholders: tuple[Placeholder, ...] = ()
    open_host: bool = False


class Answered(_Event, frozen=True, kw_only=True, tag="answered"):
    """A request was answered; `saved` follows."""

    number: int
    status: int


class FailedRequest(_Event, frozen=True, kw_only=True, tag="failed-request"):
    """A request brought nothing, and what was saved under its name is gone."""

    number: int
    why: str


class Saved(_Event, frozen=True, kw_only=True, tag="saved"):
    """A value was saved."""

    name: str
    value: Any


class Ticket(_Event, frozen=True, kw_only=True, tag="ticket"):
    """A ticket is to be filed. `id` is its number among the effects."""

    id: int
    title: str
    category: str
    comment: str
    attachments: tuple[Attachment, ...] = ()


class Received(_Event, frozen=True, kw_only=True, tag="received"):
    """What the customer did: the text (of a button its title), the button's id, and the files that are allowed."""

    text: str = ""
    button: str = ""
    attachments: tuple[Attachment, ...] = ()


class Refused(_Event, frozen=True, kw_only=True, tag="refused"):
    """A file that the line does not allow was removed."""

    attachment: Attachment


class PassedOn(_Event, frozen=True, kw_only=True, tag="passed-on"):
    """The contact centre has the chat, and gets the message."""

    queue: str


class Ignored(_Event, frozen=True, kw_only=True, tag="ignored"):
    """An input changed nothing."""

    why: str


class Chosen(_Event, frozen=True, kw_only=True, tag="chosen"):
    """An answer was chosen, and by what; `alike` how alike it is, in percent."""

    by: Literal["button", "pattern", "phrase", "within", "alike", "default"]
    answer: str = ""
    alike: float | None = None


class Went(_Event, frozen=True, kw_only=True, tag="went"):
    """The chat goes on. `variant` is the language whose destination it is."""

    to: Destination
    by: Literal["immediate", "action", "answer", "fallback", "transfer", "condition", "arrival"]
    variant: str = ""


class NotUnderstood(_Event, frozen=True, kw_only=True, tag="not-understood"):
    """No answer fits, and there is no default: the chat stays."""


class BotSent(_Event, frozen=True, kw_only=True, tag="bot-sent"):
    """This body is to be posted to a chatbot."""

    number: int
    chatbot: str
    body: dict[str, Any]


class BotSaid(_Event, frozen=True, kw_only=True, tag="bot-said"):
    """A chatbot says something."""

    chatbot: str
    text: str = ""
    buttons: tuple[ShownButton, ...] = ()


class BotFailed(_Event, frozen=True, kw_only=True, tag="bot-failed"):
    """A chatbot could not be reached, or asked for what it may not; `went` to its fallback follows.

    `queue` is what it named where it may not hand over.
    """

    chatbot: str
    why: str
    queue: str = ""


class Ended(_Event, frozen=True, kw_only=True, tag="ended"):
    """The chat is over: by a terminate, because the contact centre closed it (`queue` alone), or by silence (`idle`).

    `auto_response` is as the customer reads it, `language` that of its words.
    """

    terminate: str = ""
    disconnection_cause: str = ""
    queue: str = ""
    auto_response: str = ""
    language: str = ""
    answered: bool = False
    idle: bool = False


Bound: TypeAlias = Literal["steps", "actions", "data", "texts", "read"]
"""What a chat may use up."""


class Failed(_Event, frozen=True, kw_only=True, tag="failed"):
    """A bound was reached, and the chat is over."""

    bound: Bound
    why: str


Event: TypeAlias = (
    Arrived
    | LanguageSet
    | ConditionAsked
    | Entered
    | Sent
    | Branched
    | Looped
    | Asked
    | Answered
    | FailedRequest
    | Saved
    | Ticket
    | Received
    | Refused
    | PassedOn
    | Ignored
    | Chosen
    | Went
    | NotUnderstood
    | BotSent
    | BotSaid
    | BotFailed
    | Ended
    | Failed
)
