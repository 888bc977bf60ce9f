"""A chat with stubs in the place of the world: what is asked is answered at once, so only the customer is waited for.

The chat in a terminal and scenarios run on this.
"""

import mimetypes
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from routecfg.engine.events import Asked, BotSent, Event, ShownButton
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
)
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.state import Asking, AtDecision, State, WithBot
from routecfg.engine.step import step
from routecfg.engine.stubs import Stubs, address_for, bot_reply, outcome


def arrival_at(line: str, contact: Contact) -> Arrival:
    """How a customer comes in where there is no contact centre that would call the chat anything."""
    return Arrival(line, contact, "chat", "", "chat", "https://contact-centre.invalid/callback")


def file_named(name: str) -> Attachment:
    """A file that a customer sends, of the type that its name says."""
    return Attachment(name, mimetypes.guess_type(name)[0] or "application/octet-stream")


class _Moment(msgspec.Struct, frozen=True):
    """All that changes in a conversation."""

    state: State
    instant: int
    asked: dict[str, int]
    posted: dict[str, int]


class Conversation:
    """One customer on one line. `instant` is the clock, in seconds since 1970: it moves only when it is set."""

    def __init__(
        self, loaded: LoadedBundle, arrival: Arrival, instant: int, stubs: Stubs, language: str | None = None
    ) -> None:
        """`language` is what the host says of every message; None: nothing."""
        self.loaded = loaded
        self.instant = instant
        self.state = State()
        self._arrival = arrival
        self._stubs = stubs
        self._language = None if language is None else Language(language)
        self._asked: dict[str, int] = {}
        self._posted: dict[str, int] = {}
        self._past: list[_Moment] = []
        self._count = 0

    def say(self, text: str, files: Sequence[Attachment] = ()) -> list[Event]:
        """The customer writes, or sends files of which the text is the caption."""
        return self._begin(
            Message(
                **self._common(),
                text=text,
                attachments=tuple(files),
                language=self._language,
                name=f"message_{self._count}",
                arrival=self._arrival,
            )
        )

    def press(self, button: str, title: str = "") -> list[Event]:
        """The customer presses a button: by its id, or by its title alone."""
        return self._begin(
            Button(
                **self._common(),
                button=button,
                title=title,
                language=self._language,
                name=f"message_{self._count}",
                arrival=self._arrival,
            )
        )

    def close(self) -> list[Event]:
        """The contact centre is done with the chat."""
        return self._begin(Closed(**self._common()))

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

    def unused(self) -> list[str]:
        """The addresses and chatbots for which something stands in, and that were never asked."""
        return [each for each in (*self._stubs.requests, *self._stubs.bots) if each not in self._asked | self._posted]

    def back(self) -> bool:
        """Takes back what the customer did last, and the clock with it. False if there is nothing to take back."""
        if not self._past:
            return False
        moment = self._past.pop()
        self.state, self.instant = moment.state, moment.instant
        self._asked, self._posted = dict(moment.asked), dict(moment.posted)
        return True

    def _begin(self, given: Input) -> list[Event]:
        self._past.append(_Moment(self.state, self.instant, dict(self._asked), dict(self._posted)))
        events: list[Event] = []
        waiting = [given]
        while waiting:
            self.state, happened = step(self.loaded, self.state, waiting.pop())
            events += happened
            if happened:
                waiting += self._answers(happened[-1])
        return events

    def _answers(self, last: Event) -> list[Input]:
        """What the world answers: to a request or a post that the chat waits for now."""
        if isinstance(last, Asked) and self.state.chat is not None and isinstance(self.state.chat.waiting, Asking):
            found = outcome(self._stubs, last.url, self._asked)
            key = address_for(self._stubs, last.url)
            if key is not None:
                self._asked[key] = self._asked.get(key, 0) + 1
            common = self._common()
            return [Answer(**common, number=last.number, status=found.status, json=found.json, why=found.why)]
        if isinstance(last, BotSent):
            posts = self._posted.get(last.chatbot, 0)
            self._posted[last.chatbot] = posts + 1
            reply = bot_reply(self._stubs, last.chatbot, posts)
            if isinstance(reply, str) or reply.down:
                why = reply if isinstance(reply, str) else "it is down"
                return [BotDown(**self._common(), why=why, number=last.number)]
            body: dict[str, Any] = {"text": reply.says}
            if reply.transfers != "":
                body["transfer"] = reply.transfers
            if reply.buttons:
                body["quickreply"] = [{"name": title, "text": title} for title in reply.buttons]
            return [BotMessage(**self._common(), body=body)]
        return []

    def _common(self) -> dict[str, Any]:
        self._count += 1
        return {"id": str(self._count), "at": datetime.fromtimestamp(self.instant, UTC)}
