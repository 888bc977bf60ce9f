"""Chats and scenarios: what the page asks for, and what it gets."""

import msgspec

from routecfg.preview.answers.objects import Named


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
