"""A chat with the world around it: requests are answered at once, so that it only ever waits for the customer.

The chat in a terminal and scenarios run on this. Chatbots may call back later.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import msgspec

from routecfg.engine.events import Arrived, Asked, BotSaid, BotSent, Event, Ignored, Sent, ShownButton
from routecfg.engine.hearing import is_silent
from routecfg.engine.inputs import (
    Answer,
    Arrival,
    Attachment,
    BotDown,
    BotMessage,
    Button,
    Closed,
    Contact,
    Input,
    Language,
    Message,
    Silence,
)
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.media_types import media_type
from routecfg.engine.state import Asking, AtDecision, State, WithBot
from routecfg.engine.step import step
from routecfg.engine.world import World

Detect: TypeAlias = Callable[[str], str | None]
"""Says in which of a line's languages a text is; None if the text does not show it."""


def arrival_at(line: str, contact: Contact) -> Arrival:
    """How a customer comes in where no contact centre gives the chat a name."""
    return Arrival(line, contact, "chat", "", "chat", "https://contact-centre.invalid/callback")


def file_named(name: str) -> Attachment:
    """A file that a customer sends: its name says the type, and may be the web address from which it is downloaded."""
    link = name if name.startswith(("https://", "http://")) else ""
    title = name.partition("?")[0].rstrip("/").rpartition("/")[2] if link else name
    return Attachment(title, media_type(title), link=link)


class _Moment(msgspec.Struct, frozen=True):
    """All that changes in a conversation."""

    state: State
    instant: int
    post: int
    world: object
    seen: frozenset[str]


class Conversation:
    """One customer on one line. `instant` is the clock, in seconds since 1970: it moves only when it is set."""

    def __init__(
        self,
        loaded: LoadedBundle,
        arrival: Arrival,
        instant: int,
        world: World,
        language: str | None = None,
        detect: Detect | None = None,
    ) -> None:
        """`language` is what the host says of every message; None: nothing, and texts go through `detect`."""
        self.loaded = loaded
        self.instant = instant
        self.state = State()
        self._arrival = world.comes_in(arrival)
        self._world = world
        self._language = None if language is None else Language(language)
        self._detect = detect
        self._seen: frozenset[str] = frozenset()
        self._past: list[_Moment] = []
        self._count = 0
        self._post = 0

    @property
    def chatbot(self) -> str:
        """The chatbot that has the chat; empty if none has it."""
        chat = self.state.chat
        return chat.waiting.chatbot if chat is not None and isinstance(chat.waiting, WithBot) else ""

    def say(self, text: str, files: Sequence[Attachment] = ()) -> list[Event]:
        """The customer writes, or sends files with the text as their caption."""
        return self._begin(
            Message(
                **self._common(),
                text=text,
                attachments=tuple(files),
                language=self._language or self._detected(text),
                name=self._message_name(),
                arrival=self._arrival,
            )
        )

    def press(self, button: str, title: str = "") -> list[Event]:
        """The customer presses a button: by its id, or by its title alone.

        Its words are not the customer's, so they say nothing about the customer's language.
        """
        return self._begin(
            Button(
                **self._common(),
                button=button,
                title=title,
                language=self._language,
                name=self._message_name(),
                arrival=self._arrival,
            )
        )

    def wait_until(self, then: int) -> list[Event]:
        """Moves the clock on. Something happens only if the customer has then been silent for too long."""
        chat = self.state.chat
        if chat is None or not is_silent(self.loaded, chat, then):
            self.instant = then
            return []
        self._remember()
        self.instant = then
        return self._take(Silence(**self._common()))

    def close(self) -> list[Event]:
        """The contact centre is done with the chat."""
        return self._begin(Closed(**self._common()))

    def called(self, body: Any, hash_: str) -> list[Event]:
        """A chatbot calls back, with this hash in the address. It belongs to what the customer did last.

        The protocol has no ids: a chatbot that sends the same twice after one post repeats itself.
        """
        digest = hashlib.sha256(msgspec.json.encode((self._post, body, hash_), order="deterministic")).hexdigest()
        if digest in self.state.remembered:
            return [Ignored(at=self.loaded.clock.written(self.instant), why="the chatbot has sent this already")]
        return self._take(BotMessage(**{**self._common(), "id": digest}, body=body, hash=hash_))

    def shown(self) -> Sequence[ShownButton]:
        """The buttons that the customer sees now and can press."""
        chat = self.state.chat
        if chat is None:
            return ()
        if isinstance(chat.waiting, WithBot):
            return [button for button in chat.waiting.buttons if not button.url]
        if isinstance(chat.waiting, AtDecision):
            decision = self.loaded.decision(chat.waiting.decision_tree, chat.waiting.decision)
            return decision.buttons(chat.language) if decision is not None and decision.has_buttons else ()
        return ()

    def shown_as(self, title: str) -> ShownButton | None:
        """The button of this title that the customer sees now, capitals or not."""
        return next((each for each in self.shown() if each.title.casefold() == title.casefold()), None)

    def has_seen(self, title: str) -> bool:
        """Whether the customer has seen a button of this title, now or further up; capitals do not count."""
        return title.casefold() in self._seen

    def back(self) -> bool:
        """Takes back what the customer did last, and the clock with it.

        False if there is nothing to take back, or something was sent into the world since, which is not undone.
        """
        if not self._past or not self._world.restore(self._past[-1].world):
            return False
        moment = self._past.pop()
        self.state, self.instant, self._post, self._seen = moment.state, moment.instant, moment.post, moment.seen
        return True

    def _begin(self, given: Input) -> list[Event]:
        self._remember()
        return self._take(given)

    def _remember(self) -> None:
        self._past.append(_Moment(self.state, self.instant, self._post, self._world.moment(), self._seen))

    def _detected(self, text: str) -> Language | None:
        code = None if self._detect is None else self._detect(text)
        return None if code is None else Language(code, "detected")

    def _take(self, given: Input) -> list[Event]:
        events: list[Event] = []
        waiting = [given]
        while waiting:
            self.state, happened = step(self.loaded, self.state, waiting.pop())
            events += happened
            if happened:
                waiting += self._answers(happened[-1])
        for event in events:
            if isinstance(event, (Sent, BotSaid)) and event.buttons:
                self._seen |= {button.title.casefold() for button in event.buttons if not button.url}
        if any(isinstance(event, Arrived) for event in events):
            self._arrival = self._world.comes_in(self._arrival)
        return events

    def _answers(self, last: Event) -> list[Input]:
        """What the world answers: to a request or a post that the chat waits for now."""
        if isinstance(last, Asked) and self.state.chat is not None and isinstance(self.state.chat.waiting, Asking):
            found = self._world.answer(last)
            common = self._common()
            return [Answer(**common, number=last.number, status=found.status, json=found.json, why=found.why)]
        if isinstance(last, BotSent):
            self._post = last.number
            posted = self._world.post(last)
            if posted.why:
                return [BotDown(**self._common(), why=posted.why, number=last.number)]
            if posted.body is not None:
                return [BotMessage(**self._common(), body=posted.body)]
        return []

    def _message_name(self) -> str:
        """What the contact centre calls a message: by the chat's name, so that no two chats have the same."""
        opened = self.state.arrival if self.state.chat is not None else None
        return f"{(opened or self._arrival).interaction}_message_{self._count}"

    def _common(self) -> dict[str, Any]:
        self._count += 1
        return {"id": str(self._count), "at": datetime.fromtimestamp(self.instant, UTC)}
