"""What may happen next in a chat: all that a customer may do, and all that requests and chatbots may answer to it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

import msgspec

from routecfg.answers import beyond, spoken
from routecfg.engine import (
    Answer,
    Arrival,
    Asked,
    AtDecision,
    BotDown,
    BotMessage,
    BotSent,
    Button,
    Contact,
    Event,
    Failed,
    Input,
    Language,
    LoadedBundle,
    Message,
    State,
    WithBot,
    step,
)
from routecfg.engine.conversation import arrival_at, file_named
from routecfg.engine.decisions import PreparedDecision
from routecfg.engine.state import Asking
from routecfg.engine.stubs import BotReply, Reply
from routecfg.impact.branches import Wanted
from routecfg.impact.chats import CUSTOMER, PHOTO
from routecfg.impact.likely import likely_values
from routecfg.impact.messages import At, message_for
from routecfg.impact.sides import Side
from routecfg.model import Action, base_language, each_action
from routecfg.scenarios.proposing.arrivals import Begins
from routecfg.scenarios.proposing.expressions import expressions_in, names_in
from routecfg.scenarios.proposing.replies import Replies
from routecfg.templates import parse_expression

MOST_FORKS: Final = 240
"""Ways in which what one message leads to may go on: its first request gets many answers, those behind it fewer."""
_HELLO: Final = "Hello"
_MOST_WORDS: Final = 24
"""Texts that customers write because conditions compare with them, at one decision."""
_DEEPEST: Final = 30
"""Requests and posts that one message may lead to."""
_ANYTHING: Final = {
    "cs": ("Jaké bude zítra počasí?", "Něco jiného"),
    "de": ("Wie wird morgen das Wetter?", "Etwas anderes"),
    "en": ("How will the weather be tomorrow?", "Something else"),
}
"""What customers write that hardly any answer fits, in some languages."""

Kind = Literal["open", "say", "press", "send"]


class Move(NamedTuple):
    """What the customer does: opens the chat, or writes, presses the button of this title, sends a file."""

    kind: Kind
    text: str = ""


class Turn(NamedTuple):
    """A move and its instant, what it brought, and the state after it.

    `replies` and `posts` stood in for requests (by address) and for chatbots.
    """

    move: Move
    instant: int
    events: tuple[Event, ...]
    state: State
    replies: tuple[tuple[str, Reply], ...] = ()
    posts: tuple[tuple[str, BotReply], ...] = ()


class Turns:
    """The turns of chats on one bundle. `side` knows the same bundle, and what fits an answer."""

    def __init__(self, loaded: Callable[[int], LoadedBundle], side: Side) -> None:
        """`loaded` gives the bundle for chats that begin at an instant."""
        self._loaded_at = loaded
        self._side = side
        self._moves: dict[tuple[str, str, str], tuple[Move, ...]] = {}
        self._replies = Replies(side)
        self.count = 0
        """Steps that were tried so far."""

    def opening(self, begins: Begins) -> Iterator[Turn]:
        """The ways in which a chat may begin."""
        arrival = arrival_at(begins.line, CUSTOMER if begins.named else Contact())
        yield from self._after(State(), Move("open", begins.opens), begins.first.instant, arrival, begins.language)

    @property
    def openings(self) -> tuple[str, ...]:
        """First messages for which conditions may ask."""
        texts: dict[str, None] = {}
        for tree in self._side.estate.decision_trees:
            if "text" in self._names_asked_for(tree):
                texts |= dict.fromkeys((_HELLO, *self._words_asked_for(tree)))
        return tuple(texts)[:_MOST_WORDS]

    def next(self, state: State, instant: int) -> Iterator[Turn]:
        """What may come next where a chat waits for the customer."""
        chat = state.chat
        if chat is None:
            return
        waiting = chat.waiting
        if isinstance(waiting, AtDecision):
            moves = self._moves_at(waiting.decision_tree, waiting.decision, chat.language)
        elif isinstance(waiting, WithBot):
            moves = (Move("say", _anything(chat.language)[0]),)
        else:
            return
        for move in moves:
            yield from self._after(state, move, instant, chat.arrival, None)

    # what customers do

    def _moves_at(self, tree: str, name: str, language: str) -> tuple[Move, ...]:
        key = (tree, name, language)
        if key not in self._moves:
            self._moves[key] = tuple(dict.fromkeys(self._moves_of(At(self._side, tree, name, language))))
        return self._moves[key]

    def _moves_of(self, at: At) -> Iterator[Move]:
        decision = self._side.loaded.decision(at.tree, at.name)
        if decision is None:
            return
        choices = ((text, decision.choose(text, at.language, default=True)) for text in _anything(at.language))
        other = next((text for text, choice in choices if choice is None or choice.by == "default"), None)
        for target in range(len(decision.targets)):
            found = message_for(at, target) or _past_others(decision, target, at.language, self._side.loaded)
            if found is None:
                continue
            choice = decision.choose(found[1], at.language, default=True) if found[0] == "say" else None
            if choice is None or choice.by != "default" or other is None:
                yield Move(*found)  # type: ignore[arg-type]  # it says, presses or sends
        if other is not None:
            yield Move("say", other)
        for text in self._words_asked_for(at.tree):
            yield Move("say", text)
        if "attachments" in self._names_asked_for(at.tree):
            yield Move("send", PHOTO)

    def key(self, state: State) -> bytes:
        """All of a state that decides what may come next: of the data those that conditions elsewhere ask for."""
        chat = state.chat
        if chat is None:
            return b""
        waiting = chat.waiting
        place: tuple[str, ...] = ()
        if isinstance(waiting, AtDecision):
            place = waiting.decision_tree, waiting.decision
        elif isinstance(waiting, WithBot):
            place = (waiting.chatbot,)
        data = {name: value for name, value in sorted(chat.data.items()) if name in self._carried}
        return msgspec.msgpack.encode((chat.arrival.inbound, type(waiting).__name__, place, chat.language, data))

    @cached_property
    def _carried(self) -> frozenset[str]:
        """The names that conditions and loops ask for in decisions that do not save them."""
        found: set[str] = set()
        for tree in self._side.estate.decision_trees.values():
            for decision in tree.decisions:
                asked = {name for each, _ in expressions_in(decision) for name in names_in(each)}
                found |= asked - {name for each in decision.actions for name in _saved_by(each)}
        return frozenset(found)

    def _words_asked_for(self, tree: str) -> tuple[str, ...]:
        """Texts with which the conditions of a tree compare, where some of them may ask for what was written."""
        texts: dict[str, None] = {}
        for expression, _ in self._expressions(tree):
            parsed = parse_expression(expression).expression
            if parsed is not None:
                texts |= dict.fromkeys(
                    each for each in likely_values(parsed, Wanted("", expression, True)) if isinstance(each, str)
                )
        saves_text = "text" in self._names_asked_for(tree) or any(
            "text" in str(value)
            for decision in self._side.decisions(tree).values()
            for _, action in each_action(decision.actions, ())
            for value in (action.save_data or {}).values()
        )
        return tuple(texts)[:_MOST_WORDS] if saves_text else ()

    def _names_asked_for(self, tree: str) -> frozenset[str]:
        return frozenset(name for expression, _ in self._expressions(tree) for name in names_in(expression))

    def _expressions(self, tree: str) -> Iterator[tuple[str, bool]]:
        for decision in self._side.decisions(tree).values():
            yield from expressions_in(decision)

    # what the world does

    def _after(self, state: State, move: Move, instant: int, arrival: Arrival, language: str | None) -> Iterator[Turn]:
        loaded = self._loaded_at(instant)
        given = _input(loaded, state, move, instant, arrival, language)
        yield from self._forks(loaded, Turn(move, instant, (), state), given, 0, MOST_FORKS)

    def _forks(self, loaded: LoadedBundle, turn: Turn, given: Input, depth: int, most: int) -> Iterator[Turn]:
        """The turns in which it goes on, at most so many; what fails, or asks without an end, is none."""
        self.count += 1
        state, events = step(loaded, turn.state, given)
        turn = turn._replace(events=turn.events + events, state=state)
        last = events[-1] if events else None
        if isinstance(last, Failed) or depth > _DEEPEST:
            return
        common: dict[str, Any] = {"id": f"{given.id}-{depth}", "at": given.at}
        if isinstance(last, Asked) and state.chat is not None and isinstance(state.chat.waiting, Asking):
            replies = self._replies.to(last)[:most]
            for reply in replies:
                answer = Answer(**common, number=last.number, status=reply.status, json=reply.json)
                if reply.fails is not None:
                    answer = Answer(**common, number=last.number, status=int(reply.fails))
                further = turn._replace(replies=(*turn.replies, (last.url, reply)))
                yield from self._forks(loaded, further, answer, depth + 1, most // len(replies))
        elif isinstance(last, BotSent):
            posts = tuple(self._replies.of_chatbot(last.chatbot))[:most]
            for post in posts:
                further = turn._replace(posts=(*turn.posts, (last.chatbot, post)))
                body = {"text": post.says} | ({"transfer": post.transfers} if post.transfers else {})
                back = BotDown(**common, why="it is down") if post.down else BotMessage(**common, body=body)
                yield from self._forks(loaded, further, back, depth + 1, most // len(posts))
        else:
            yield turn


def _past_others(
    decision: PreparedDecision, target: int, language: str, loaded: LoadedBundle
) -> tuple[str, str] | None:
    """A message for a target whose patterns have nothing plain that no earlier pattern takes; None if none is found."""
    patterns = [
        (place, pattern)
        for place, each in enumerate(decision.targets[: target + 1])
        if each.when is not None
        for said in (spoken(each.when, language, loaded.first_language),)
        for pattern in (*said.patterns, *said.foreign_patterns)
    ]
    for own in (pattern for place, pattern in patterns if place == target):
        for other in (pattern for place, pattern in patterns if place != target):
            text = beyond(other, own)
            choice = decision.choose(text, language, default=False) if isinstance(text, str) else None
            if isinstance(text, str) and choice is not None and choice.answer == target:
                return "say", text
    return None


def _anything(language: str) -> tuple[str, ...]:
    return _ANYTHING.get(base_language(language), _ANYTHING["en"])


def _saved_by(action: Action) -> Iterator[str]:
    """The names that an action certainly saves."""
    yield from action.save_data or {}
    if action.request is not None:
        yield action.request.save_as


def _input(
    loaded: LoadedBundle, state: State, move: Move, instant: int, arrival: Arrival, language: str | None
) -> Input:
    common: dict[str, Any] = {
        "id": str(len(state.remembered) + state.effects),
        "at": datetime.fromtimestamp(instant, UTC),
        "arrival": arrival,
        "language": None if language is None else Language(language),
    }
    if move.kind == "press":
        waiting = None if state.chat is None else state.chat.waiting
        decision = None
        if state.chat is not None and isinstance(waiting, AtDecision):
            decision = loaded.decision(waiting.decision_tree, waiting.decision)
        shown = () if decision is None or state.chat is None else decision.buttons(state.chat.language)
        button = next((each.id for each in shown if each.title.casefold() == move.text.casefold()), "")
        return Button(**common, button=button, title=move.text)
    files = (file_named(move.text),) if move.kind == "send" else ()
    return Message(**common, text="" if files else move.text, attachments=files)
