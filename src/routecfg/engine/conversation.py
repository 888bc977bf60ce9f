"""A chat with stubs in the place of the world: what is asked is answered at once, so only the customer is waited for.

The chat in a terminal and scenarios run on this.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from routecfg.engine.events import Asked, BotSent, Event
from routecfg.engine.inputs import (
    Answer,
    Arrival,
    Attachment,
    BotDown,
    BotMessage,
    Button,
    Closed,
    Input,
    Language,
    Message,
)
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.state import Asking, State
from routecfg.engine.step import step
from routecfg.engine.stubs import Stubs, address_for, bot_reply, outcome


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
