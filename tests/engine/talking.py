"""A customer who talks to an estate: inputs with ids and instants, and what happened, checked against the schema."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import jsonschema_rs
import msgspec

from routecfg.engine import (
    Answer,
    Arrival,
    Attachment,
    BotDown,
    BotMessage,
    Button,
    Closed,
    Contact,
    Event,
    Input,
    Language,
    LoadedBundle,
    Message,
    Sent,
    Silence,
    State,
    step,
)
from small_estates import PROJECT, Values, bundle, estate_and_settings

SCHEMA: Final[Values] = json.loads(
    (Path(__file__).resolve().parents[2] / "schema" / "chat.schema.json").read_text(encoding="utf-8")
)
VALIDATOR: Final = jsonschema_rs.validator_for(SCHEMA)
TUESDAY: Final = datetime.fromisoformat("2026-07-07T10:00:00+02:00")
"""A day on which the small shop is open."""
ARRIVAL: Final = Arrival(
    "line", Contact("Jana", "+420777000111", {"customer": "22"}), "wap_1", "A chat", "abc", "https://cc.example/in"
)
_Event = TypeVar("_Event")


class Talk:
    """A chat with the estate of these values. What each input brought is in `events`, everything in `all`."""

    def __init__(self, values: Values, project: Values = PROJECT, arrival: Arrival = ARRIVAL) -> None:
        self.loaded = LoadedBundle(bundle(values, project), written=estate_and_settings(values, project)[0])
        self.state = State()
        self.now = TUESDAY
        self.events: tuple[Event, ...] = ()
        self.all: list[Event] = []
        self._arrival = arrival
        self._count = 0

    def later(self, **time: float) -> "Talk":
        self.now += timedelta(**time)
        return self

    def take(self, given: Input) -> tuple[Event, ...]:
        """One step; input, events and state are plain data that the schema describes and JSON holds."""
        before = msgspec.json.encode(self.state)
        state, events = step(self.loaded, self.state, given)
        assert msgspec.json.encode(self.state) == before, "the state that was given has changed"
        for value in (given, *events, state):
            VALIDATOR.validate(json.loads(msgspec.json.encode(value)))
        assert step(self.loaded, state, given) == (state, events), "a repetition changes something"
        self.state = msgspec.json.decode(msgspec.json.encode(state), type=State)
        assert self.state == state, "the state is not what is read back"
        self.events = events
        self.all += events
        return events

    def say(self, text: str = "", *files: Attachment, language: str | None = None) -> tuple[Event, ...]:
        spoken = None if language is None else Language(language)
        return self.take(
            Message(
                id=self._id(),
                at=self.now,
                text=text,
                attachments=files,
                language=spoken,
                name="m",
                arrival=self._arrival,
            )
        )

    def press(self, button: str = "", title: str = "") -> tuple[Event, ...]:
        return self.take(Button(id=self._id(), at=self.now, button=button, title=title, arrival=self._arrival))

    def answer(
        self, number: int, status: int | None = 200, json: Any = msgspec.UNSET, why: str = ""
    ) -> tuple[Event, ...]:
        return self.take(Answer(id=self._id(), at=self.now, number=number, status=status, json=json, why=why))

    def bot(self, hash: str = "", **body: Any) -> tuple[Event, ...]:  # noqa: A002 - as the input calls it
        return self.take(BotMessage(id=self._id(), at=self.now, body=body, hash=hash))

    def bot_down(self, number: int | None = None) -> tuple[Event, ...]:
        return self.take(BotDown(id=self._id(), at=self.now, why="no connection", number=number))

    def closed(self) -> tuple[Event, ...]:
        return self.take(Closed(id=self._id(), at=self.now))

    def silence(self) -> tuple[Event, ...]:
        return self.take(Silence(id=self._id(), at=self.now))

    def one(self, kind: type[_Event]) -> _Event:
        """The only event of a kind that the last input brought."""
        found = [event for event in self.events if isinstance(event, kind)]
        assert len(found) == 1, words(self.events)
        return found[0]

    def reads(self) -> list[str]:
        """What the customer read after the last input."""
        return [event.text for event in self.events if isinstance(event, Sent)]

    def _id(self) -> str:
        self._count += 1
        return f"in-{self._count}"


def words(events: Iterable[Event]) -> list[str]:
    """The names of events: `sent`."""
    return [str(msgspec.to_builtins(event)["event"]) for event in events]


def tree(decisions: Values, **others: Any) -> Values:
    """A small estate: one line that leads to the tree `menu` with these decisions."""
    values: Values = {
        "inbound_routings": {
            "line": {
                "title": "The line",
                "api_token": {"env": "AMIO_TOKEN"},
                "channel_id": "6487021345678901234",
                "next_destination": {"decision_tree": "menu"},
            }
        },
        "decision_trees": {"menu": {"title": "Menu", "decisions": decisions}},
        "queues": {"support": {"title": "Support", "id": 10001}, "sales": {"title": "Sales", "id": 10002}},
    }
    for kind, objects in others.items():
        values[kind] = {**values.get(kind, {}), **objects}
    return values


def decision(*actions: Values, targets: list[Values] | None = None, **fields: Any) -> Values:
    """A decision with these actions."""
    return {"title": "A title", "actions": list(actions), "targets": targets or [], **fields}


def send(text: str, **languages: str) -> Values:
    """An action that sends a text."""
    return {"send_message": {"text": text, "languages": languages}}


def button(title: str, to: Values, **fields: Any) -> Values:
    """A target with a button."""
    return {"when": {"button": {"title": title}}, "to": to, **fields}


SUPPORT: Final = {"queue": "support"}
