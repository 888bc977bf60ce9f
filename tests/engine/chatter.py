"""Random inputs, and small random estates whose chats ask, save, loop and file tickets."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as some

from engine.talking import ARRIVAL
from routecfg.engine import (
    Answer,
    Attachment,
    BotDown,
    BotMessage,
    Button,
    Closed,
    Input,
    Language,
    LoadedBundle,
    Message,
    Silence,
    State,
)
from routecfg.engine.state import Asking
from small_estates import Values, small_estates

TEXTS = (
    "",
    " ",
    "yes",
    "no",
    "Help",
    "2",
    "a",
    "Press",
    "Stisk",
    "help me",
    "ａ",
    "{{ secrets.crm_key }}",
    "\x00",
    "?" * 50,
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    14.0,
    "x",
    [],
    ["a", {"b": [1, None]}],
    {"items": [1, 2]},
    [[[[]]]],
    10**30,
    "14",
)
LANGUAGES = ("en", "cs", "cs-CZ", "de_at", "", "not a language")
FILES = (Attachment("photo.png", "image/png", 12, "https://cc.example/1"), Attachment())
ACTIONS: tuple[Values, ...] = (
    {"request": {"url": "https://a.example/{{ text | urlencode }}?{{ secrets.crm_key }}", "save_as": "kept"}},
    {"loop": {"each": "kept", "as": "item", "do": [{"send_message": {"text": "{{ item }}{{ kept }}"}}]}},
    {"create_ticket": {"title": "{{ kept }}", "category": "c", "comment": "{{ attachments }}"}},
    {"condition": {"if": "kept == 14 or text in kept", "then": [{"save_data": {"kept": "{{ kept }}{{ text }}"}}]}},
    {
        "loop": {
            "each": "kept.items | default(kept)",
            "as": "kept",
            "do": [
                {"request": {"url": "https://b.example", "save_as": "item"}},
                {"send_message": {"text": "{{ kept }}"}},
            ],
        }
    },
)


@some.composite
def busy_estates(draw: some.DrawFn) -> Values:
    """A valid estate with more actions than most have."""
    values = draw(small_estates())
    values["ticket_categories"] = {"c": {"title": "C"}}
    values["inbound_routings"]["line"]["allow_attachments"] = draw(some.sampled_from(["none", "customer"]))
    for tree in values["decision_trees"].values():
        for decision in tree["decisions"].values():
            decision["actions"] += draw(some.lists(some.sampled_from(ACTIONS), max_size=3))
    return values


class Chatter:
    """Draws what comes next: most of it fits what the chat waits for."""

    def __init__(self, seed: int, loaded: LoadedBundle) -> None:
        self.random = Random(seed)
        self.now = datetime.fromisoformat("2026-07-07T10:00:00+02:00")
        self._loaded = loaded
        self._count = 0

    def next(self, state: State) -> Input:
        draw = self.random
        self.now += timedelta(seconds=draw.choice([0, 0, 1, 60, 3600, -7200, 86_400, 86_400 * 30]))
        self._count += 1
        # now and then an id comes again
        common: dict[str, Any] = {
            "id": str(self._count if draw.random() < 0.95 else draw.randrange(self._count)),
            "at": self.now,
        }
        waiting = None if state.chat is None else state.chat.waiting
        if isinstance(waiting, Asking) and draw.random() < 0.8:
            return self._answer(common, waiting.number)
        match draw.choice(
            ["message"] * 6 + ["button", "button", "answer", "bot", "bot", "bot-down", "closed", "silence"]
        ):
            case "message":
                return Message(
                    **common,
                    text=draw.choice(TEXTS),
                    attachments=tuple(draw.choices(FILES, k=draw.choice([0, 0, 1, 2]))),
                    language=Language(draw.choice(LANGUAGES)) if draw.random() < 0.2 else None,
                    arrival=ARRIVAL,
                )
            case "button":
                return Button(**common, button=self._button(), title=draw.choice(["", *TEXTS]), arrival=ARRIVAL)
            case "answer":
                return self._answer(common, draw.randrange(5))
            case "bot":
                keys = draw.choices(["text", "transfer", "queue", "button", "quickreply", "conversation", "hash"], k=2)
                body: Any = {key: draw.choice([*VALUES, "a", "b", 1, [{"text": "T", "name": "n"}]]) for key in keys}
                return BotMessage(**common, body=draw.choice([body, body, body, *VALUES]))
            case "bot-down":
                return BotDown(**common, why="down", number=draw.choice([None, 1, 100]))
            case "closed":
                return Closed(**common)
        return Silence(**common)

    def _answer(self, common: dict[str, Any], number: int) -> Answer:
        draw = self.random
        if draw.random() < 0.2:
            return Answer(**common, number=number, status=draw.choice([None, 404, 200]))
        return Answer(**common, number=number, status=200, json=draw.choice(VALUES))

    def _button(self) -> str:
        draw = self.random
        tree = draw.choice([*self._loaded.estate.decision_trees])
        decision = draw.choice(self._loaded.estate.decision_trees[tree].decisions)
        return draw.choice(
            [f"{tree}/{decision.name}/{draw.randrange(4)}", "n", "", "a/b/c/d", f"{tree}/{decision.name}/²"]
        )
