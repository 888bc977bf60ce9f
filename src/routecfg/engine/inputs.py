"""What a chat is given: what the customer does, what requests and chatbots answer, what the contact centre reports.

Each input has an `id`, by which a repetition is known, and the instant `at` which it came. In JSON the field `input`
says which it is; `schema/chat.schema.json` describes all of them.
"""

from datetime import datetime
from typing import Any, Literal, TypeAlias

import msgspec


class Detail(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The base of what inputs, events and states consist of: plain data, compared by value."""


class Contact(Detail, frozen=True):
    """The customer. `fields` are the contact's custom fields by their names."""

    name: str = ""
    number: str = ""
    fields: dict[str, str] = {}


class Arrival(Detail, frozen=True):
    """Where and how a chat comes in: what a host knows of it beforehand.

    `interaction`, `title` and `hash` are what the contact centre calls the chat, and `callback` is where chatbots send
    their answers. What is left out is empty.
    """

    inbound: str
    contact: Contact = Contact()
    interaction: str = ""
    title: str = ""
    hash: str = ""
    callback: str = ""


class Attachment(Detail, frozen=True):
    """A file that came with a message. `size` is in bytes, `link` where it can be fetched."""

    title: str = ""
    type: str = ""
    size: int | str = ""
    link: str = ""


class Language(Detail, frozen=True):
    """The language of a customer, as a code (`cs`, `de-AT`), and who found it: the host, or a detector of languages."""

    code: str
    by: Literal["host", "detected"] = "host"


class _Input(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="input"
):
    id: str
    at: datetime


class Message(_Input, frozen=True, kw_only=True, tag="message"):
    """A customer wrote something, or sent files; of these the text is the caption. `name` is the message's own id.

    `arrival` is needed where the message opens the first chat of a state. A later one comes in as the last did unless
    it says otherwise.
    """

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    language: Language | None = None
    name: str = ""
    arrival: Arrival | None = None


class Button(_Input, frozen=True, kw_only=True, tag="button"):
    """A customer pressed a button: its id (`menu/welcome/0`; of a chatbot's the bot's own name), its title, or both."""

    button: str = ""
    title: str = ""
    language: Language | None = None
    name: str = ""
    arrival: Arrival | None = None


class Answer(_Input, frozen=True, kw_only=True, tag="answer"):
    """What came of the request that `asked` with this number: a status and JSON, or `why` there is no answer.

    `json` is left out where the answer was no JSON.
    """

    number: int
    status: int | None = None
    json: Any = msgspec.UNSET
    why: str = ""


class BotMessage(_Input, frozen=True, kw_only=True, tag="bot"):
    """A chatbot called back: the whole body, as JSON, and the hash of the address that was called."""

    body: Any
    hash: str = ""


class BotDown(_Input, frozen=True, kw_only=True, tag="bot-down"):
    """A chatbot could not be reached. `number` is that of the `bot-sent` that did not arrive; without it the last."""

    why: str
    number: int | None = None


class Closed(_Input, frozen=True, kw_only=True, tag="closed"):
    """The contact centre is done with the chat that it was handed."""


class Silence(_Input, frozen=True, kw_only=True, tag="silence"):
    """Time has passed. The chat ends if the customer has been silent for as long as the project says."""


Input: TypeAlias = Message | Button | Answer | BotMessage | BotDown | Closed | Silence
