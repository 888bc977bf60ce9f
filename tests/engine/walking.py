"""A chat that goes exactly along a path: looked for, message by message and answer by answer."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Final

from routecfg.engine import (
    Answer,
    Arrival,
    Asking,
    AtDecision,
    Attachment,
    BotDown,
    BotMessage,
    ConditionAsked,
    Ended,
    Entered,
    Event,
    Input,
    Language,
    LoadedBundle,
    Message,
    Saved,
    State,
    Went,
    WithBot,
    step,
)

MOST_STEPS: Final = 1000
"""A path that no chat goes would be looked for until all are tried."""

_STOP: Final = re.compile(
    r"(inbound routing|decision|decision tree|time condition|chatbot|target set|queue|terminate) '([^']+)'"
)
Stop = tuple[str, str]


def stops_of(path: Sequence[str]) -> list[Stop]:
    """A witness's path as kinds and names. Target sets are no stops: a chat goes by them, and is never there."""
    found = [stop for stop in map(_STOP.match, path) if stop is not None]
    return [(stop[1], stop[2]) for stop in found if stop[1] != "target set"]


def visited(events: Sequence[Event]) -> Iterator[Stop]:
    """The stops of a chat, in order."""
    for event in events:
        if isinstance(event, Entered):
            yield "decision", event.decision
        elif isinstance(event, ConditionAsked):
            yield "time condition", event.time_condition
        elif isinstance(event, Ended) and event.terminate:
            yield "terminate", event.terminate
        elif isinstance(event, Went):
            for kind in ("decision_tree", "chatbot", "queue"):
                name = getattr(event.to, kind)
                if name is not None:
                    yield kind.replace("_", " "), name


class Walker:
    """Looks for a chat over an estate."""

    def __init__(
        self, loaded: LoadedBundle, phrases: Sequence[str], answers: Sequence[Any], instants: Sequence[datetime]
    ) -> None:
        """`phrases` is what the customer may say, `answers` what requests may bring, at any of the `instants`."""
        self._loaded = loaded
        self._phrases = phrases
        self._answers = answers
        self._instants = sorted(instants)
        self._ids = count()
        self._left = MOST_STEPS

    def walk(self, line: str, path: Sequence[Stop], languages: Sequence[str], unsaved: str = "") -> bool:
        """Whether a chat was found that comes in at a line and goes this way.

        Before the last stop it saves nothing under the name `unsaved`.
        """
        self._unsaved = unsaved
        self._left = MOST_STEPS
        for language in languages:
            for at in self._instants:
                for text in self._phrases[:2]:
                    first = Message(
                        id=str(next(self._ids)), at=at, text=text, arrival=Arrival(line), language=Language(language)
                    )
                    if self._go(State(), first, list(path)):
                        return True
        return False

    def _go(self, state: State, given: Input, path: list[Stop]) -> bool:
        self._left -= 1
        if self._left < 0:
            return False
        state, events = step(self._loaded, state, given)
        stops: list[Stop] = []
        for event in events:
            if len(stops) < len(path) and isinstance(event, Saved) and event.name == self._unsaved:
                return False
            stops += visited([event])
        if stops[: len(path)] != path[: len(stops)] or (not stops and not isinstance(given, Answer)):
            return False
        rest = path[len(stops) :]
        return not rest or any(self._go(state, following, rest) for following in self._next(state, given.at, rest))

    def _next(self, state: State, at: datetime, rest: list[Stop]) -> Iterator[Input]:
        """What may come next."""
        waiting = None if state.chat is None else state.chat.waiting
        timed = any(kind == "time condition" for kind, _ in rest)
        for instant in [at, *(each for each in self._instants if each > at and timed)]:
            if isinstance(waiting, Asking):
                for answer in self._answers:
                    yield Answer(id=str(next(self._ids)), at=at, number=waiting.number, status=200, json=answer)
                return
            if isinstance(waiting, AtDecision):
                yield Message(id=str(next(self._ids)), at=instant, attachments=(Attachment("photo.png"),))
                for phrase in self._phrases:
                    yield Message(id=str(next(self._ids)), at=instant, text=phrase)
            elif isinstance(waiting, WithBot):
                yield BotDown(id=str(next(self._ids)), at=instant, why="down")
                for queue in self._loaded.estate.chatbots[waiting.chatbot].transfers:
                    yield BotMessage(id=str(next(self._ids)), at=instant, body={"transfer": queue})
