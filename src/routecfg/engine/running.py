"""A chat while one input is handled: what is known of it, and what may be done with it.

The parts of the engine work on a `Run`: operations of actions, the ways from one place to the next, what is done with
a message, chatbots. `step` makes it out of a state and makes a state of it again; nothing else survives.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from routecfg.engine.bounds import MOST_ACTIONS, MOST_DATA, MOST_READ, MOST_TEXT, size_of
from routecfg.engine.events import Bound, Event, Failed, Ignored, Saved, Sent, ShownButton
from routecfg.engine.inputs import Arrival, Attachment
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.state import Asking, AtDecision, Chat, HeldMessage, LoopItems, Said, State, Waiting, WithBot
from routecfg.templates import BUILT_IN, SECRETS, Data, Expression, Text, shown


class OverBound(Exception):  # noqa: N818 - it ends a chat in order, and is caught in `step`
    """A chat has used up what it may: raised where that is noticed, caught where the input was taken."""

    def __init__(self, bound: Bound, place: str) -> None:
        super().__init__(bound)
        self.bound: Bound = bound
        self.place = place


WHY: Final = {
    "steps": "more than 100 steps without a message of the customer",
    "actions": "more than 1,000 actions for one message",
    "data": "more than 1 MiB of saved data",
    "texts": "more than 1 MiB of text for one message",
    "read": "texts and conditions that work through more than 8 MiB of data for one message",
}


class Run:
    """One input being handled. What a chat keeps stands here as attributes until `chat` puts it together again."""

    def __init__(self, loaded: LoadedBundle, state: State, instant: int) -> None:
        """`instant` is that of the input, in seconds since 1970."""
        self.loaded = loaded
        self.instant = instant
        self.at = loaded.clock.written(instant)
        self.events: list[Event] = []
        self.effects = state.effects
        self.tree = self.decision = self.place = ""
        self.steps = self.actions = self.texts = self.read = self.operation = 0
        self.holding = False
        self.held: HeldMessage | None = None
        self.loops: list[tuple[str, tuple[Any, ...], int]] = []
        self._scope: dict[str, Data] | None = None
        self._chat = chat = state.chat
        self.waiting: Waiting | None = None
        if chat is not None:
            self.arrival = chat.arrival
            self.began = chat.began
            self.heard = chat.heard
            self.language = chat.language
            self.spoken = chat.spoken
            self.data = chat.data
            self.size = max(0, chat.size)
            self.opening = chat.opening
            self.said = chat.said
            self.waiting = chat.waiting

    # what a chat keeps

    def begin(self, arrival: Arrival, language: str) -> None:
        """Begins a new chat."""
        self.arrival = arrival
        self.began = self.heard = self.instant
        self.language = language
        self.spoken = False
        self.data = {}
        self.size = 0
        self.opening = self.said = Said(self.instant)
        self.waiting = None
        self._scope = None

    def resume(self, waiting: Asking) -> None:
        """Goes back to where a request was made."""
        self.use_up(waiting)
        self.operation, self.held = waiting.operation, waiting.held
        self.loops = [(loop.name, loop.items, loop.position) for loop in waiting.loops]
        self.waiting = AtDecision(waiting.decision_tree, waiting.decision)

    def use_up(self, waiting: Asking | WithBot) -> None:
        """Goes on with what the customer's last message has left of its bounds."""
        self.steps, self.actions = max(0, waiting.steps), max(0, waiting.actions)  # a state may have been made up
        self.texts, self.read = max(0, waiting.texts), max(0, waiting.read)

    def leave_loops(self) -> None:
        """Ends all loops."""
        if self.loops:
            self.loops = []
            self._scope = None

    def chat(self) -> Chat | None:
        """The chat as it is kept; None if it is over."""
        if self.waiting is None:
            return None
        return Chat(
            self.arrival,
            self.began,
            self.heard,
            self.language,
            self.waiting,
            self.opening,
            self.said,
            self.spoken,
            self.data,
            self.size,
        )

    def save(self, name: str, value: Any, place: str) -> None:
        """Saves a value. Raises OverBound."""
        size = size_of(value)
        if size is None:
            value, size = None, 4
        self._replace(name, value, size)
        self.emit(Saved(at=self.at, place=place, name=name, value=value))
        if self.size > MOST_DATA:
            raise OverBound("data", place)

    def clear(self, name: str) -> None:
        """Forgets what is saved under a name."""
        if name in self.data:
            self.size -= _entry_size(name, size_of(self.data[name]) or 0)
            self.data = {key: value for key, value in self.data.items() if key != name}
            self._scope = None

    def _replace(self, name: str, value: Any, size: int) -> None:
        if name in self.data:
            self.size -= _entry_size(name, size_of(self.data[name]) or 0)
        self.size += _entry_size(name, size)
        if self._chat is not None and self.data is self._chat.data:
            self.data = dict(self.data)  # the state that was given stays as it is
        self.data[name] = value
        if self._scope is not None and name not in BUILT_IN and all(name != loop for loop, _, _ in self.loops):
            self._scope[name] = value

    # texts

    @property
    def scope(self) -> Mapping[str, Data]:
        """What names mean now."""
        if self._scope is None:
            items = {name: items[position] for name, items, position in self.loops}
            self._scope = {**self.data, **items, **self._own_values()}
        return self._scope

    def filled(self, text: Text) -> str:
        """A text filled in. Raises OverBound."""
        first, *more = text.segments or ("",)
        filled = first if isinstance(first, str) and not more else self._put_together(text.segments)
        self.use_text(len(filled))
        return filled

    def _put_together(self, segments: Iterable[str | Expression]) -> str:
        parts: list[str] = []
        most = MOST_TEXT - self.texts
        for segment in segments:
            part = segment if isinstance(segment, str) else shown(self.value(segment))
            parts.append(part)
            most -= len(part)
            if most < 0:  # found out before all of it is put together
                raise OverBound("texts", "")
        return "".join(parts)

    def value(self, expression: Expression) -> Data:
        """What an expression comes to. Raises OverBound."""
        return expression.value(self.scope, self.count_read)

    def count_read(self, value: Data) -> None:
        """Counts a value that an expression works with. Raises OverBound."""
        size = size_of(value)
        if size is None:  # what JSON cannot hold is never saved: only a state that was made up has any of it
            size = len(value) if isinstance(value, str) else MOST_READ
        self.read += size
        if self.read > MOST_READ:
            raise OverBound("read", "")

    def use_text(self, length: int) -> None:
        """Counts characters of text. Raises OverBound."""
        self.texts += length
        if self.texts > MOST_TEXT:
            raise OverBound("texts", "")

    def _own_values(self) -> dict[str, Data]:
        arrival, said, clock = self.arrival, self.said, self.loaded.clock
        line = self.loaded.estate.inbound_routings[arrival.inbound]
        contact = arrival.contact
        return {
            "text": said.text,
            "attachments": [_attachment(each) for each in said.attachments],
            "message": {"name": said.name, "time_created": clock.local(said.at), "direction": "IN"},
            "interaction": {"name": arrival.interaction, "title": arrival.title, "time": clock.local(self.began)},
            "interactionHash": arrival.hash,
            "contact": {"name": contact.name, "number": contact.number, "language": self.language},
            "inbound": {"name": arrival.inbound, "title": line.title, "number": line.number},
            "config": {"callback": arrival.callback},
            SECRETS: None,
        }

    # loops

    def begin_loop(self, name: str, items: tuple[Any, ...]) -> None:
        """Begins with the first item."""
        self.loops.append((name, items, 0))
        self._name_item(name, items[0])

    def next_item(self, name: str) -> bool:
        """Goes on to the next item; if there is none the loop ends, and what its name hid can be read again."""
        _, items, position = self.loops.pop()
        if position + 1 < len(items):
            self.loops.append((name, items, position + 1))
            self._name_item(name, items[position + 1])
            return True
        self._scope = None
        return False

    def _name_item(self, name: str, item: Any) -> None:
        if self._scope is not None and name not in BUILT_IN:
            self._scope[name] = item

    def wait_for_answer(self) -> None:
        """Waits for the answer to the last effect, in the middle of the actions of the decision that is running."""
        self.waiting = Asking(
            self.effects,
            self.tree,
            self.decision,
            self.operation,
            self.steps,
            self.actions,
            self.texts,
            tuple(LoopItems(name, items, position) for name, items, position in self.loops),
            self.held,
            self.read,
        )

    # what happens

    def emit(self, event: Event) -> None:
        """Notes what happened."""
        self.events.append(event)

    def effect(self) -> int:
        """The number of the next effect."""
        self.effects += 1
        return self.effects

    def count_action(self, place: str) -> None:
        """Counts an action that begins. Raises OverBound."""
        self.actions += 1
        self.place = place
        if self.actions > MOST_ACTIONS:
            raise OverBound("actions", place)

    def say(self, text: str, language: str, place: str) -> None:
        """Sends a message. At a decision with buttons it is held back: the last one bears them."""
        self.release()
        self.held = HeldMessage(text, language, place)
        if not self.holding:
            self.release()

    def release(self, buttons: tuple[ShownButton, ...] = (), label: str = "") -> None:
        """Sends the message that is held back, if there is one."""
        held, self.held = self.held, None
        if held is not None:
            number = self.effect()
            self.emit(
                Sent(
                    at=self.at,
                    place=held.place,
                    number=number,
                    text=held.text,
                    language=held.language,
                    buttons=buttons,
                    list=label,
                )
            )

    def ignore(self, why: str) -> None:
        """Notes that an input changes nothing."""
        self.emit(Ignored(at=self.at, why=why))

    def fail(self, over: OverBound) -> None:
        """Ends the chat because of a bound."""
        self.release()
        self.emit(Failed(at=self.at, place=over.place or self.place, bound=over.bound, why=WHY[over.bound]))
        self.waiting = None


def _entry_size(name: str, size: int) -> int:
    """What an entry of a JSON object takes: the name in quotes, a colon, the value, a comma."""
    return len(name) + size + 4


def _attachment(attachment: Attachment) -> dict[str, Data]:
    return {field: value for field in attachment.__struct_fields__ if (value := getattr(attachment, field)) != ""}
