"""What a step brought, and how the chat stands after it, as the events say."""

from collections.abc import Iterable
from typing import Any

import msgspec

from routecfg.engine import (
    Arrived,
    Asked,
    AtDecision,
    BotSaid,
    Ended,
    Event,
    FailedRequest,
    InQueue,
    LanguageSet,
    Saved,
    Sent,
    State,
    Ticket,
    WithBot,
)
from routecfg.model import spoken
from routecfg.scenarios.scenario import ChatPlace


class Standing(msgspec.Struct, frozen=True):
    """Where a chat is. `over`: it has ended, by a terminate, by silence, or closed by the contact centre (`queue`)."""

    place: ChatPlace = ChatPlace()
    over: bool = False

    def ends_as(self, wanted: ChatPlace) -> bool:
        """Whether it ended so. A chat in a queue has: it belongs to the contact centre."""
        return self.place == wanted if wanted.queue is not None else self.over and self.place == wanted

    def waits_at(self, wanted: ChatPlace) -> bool:
        """Whether it waits there. A decision that is not named may be any of its tree."""
        here = self.place
        if wanted.decision is None:
            here = msgspec.structs.replace(here, decision=None)
        return not self.over and here == wanted

    @property
    def words(self) -> str:
        """The standing, for people."""
        if self.place == ChatPlace():
            return "there is no chat"
        return f"it ended {end_words(self.place)}" if self.over else f"it waits at {place_words(self.place)}"


def place_words(place: ChatPlace) -> str:
    """A place, for people."""
    if place.decision_tree is not None:
        tree = spoken("decision_trees", place.decision_tree)
        return tree if place.decision is None else f"decision '{place.decision}' of {tree}"
    named = (("terminates", place.terminate), ("queues", place.queue), ("chatbots", place.chatbot))
    return next((spoken(kind, name) for kind, name in named if name is not None), "no place")


def end_words(place: ChatPlace) -> str:
    """How a chat ends, for people: what follows "it ends"."""
    return "because the customer is silent" if place.idle else f"at {place_words(place)}"


class Outcome(msgspec.Struct, frozen=True):
    """What there is to compare after a step."""

    reads: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    requests: tuple[str, ...] = ()
    saved: dict[str, Any] = {}
    language: str = ""
    standing: Standing = Standing()


def outcome_of(events: Iterable[Event], state: State, before: Outcome) -> Outcome:
    """The outcome of a step that brought these events; `before` is that of the step before."""
    reads: list[str] = []
    buttons: list[str] = []
    tickets: list[Ticket] = []
    requests: list[str] = []
    saved, language, standing = dict(before.saved), before.language, before.standing
    asked: dict[int, str] = {}
    for event in events:
        match event:
            case Arrived():
                saved = {}
            case Sent(text=text, buttons=shown) | BotSaid(text=text, buttons=shown):
                reads += [text] if text else []
                buttons += (button.title for button in shown)
            case Ticket():
                tickets.append(event)
            case Asked(number=number, url=url, save_as=name):
                requests.append(url)
                asked[number] = name
            case FailedRequest(number=number):
                saved.pop(asked.get(number, ""), None)
            case Saved(name=name, value=value):
                saved[name] = value
            case LanguageSet():
                language = event.language
            case Ended():
                reads += [event.auto_response] if event.auto_response else []
                standing = _ended(event)
    if state.chat is not None:
        standing = _waiting(state)
    return Outcome(tuple(reads), tuple(buttons), tuple(tickets), tuple(requests), saved, language, standing)


def _ended(event: Ended) -> Standing:
    if event.terminate:
        return Standing(ChatPlace(terminate=event.terminate), over=True)
    return Standing(ChatPlace(queue=event.queue) if event.queue else ChatPlace(idle=True), over=True)


def _waiting(state: State) -> Standing:
    match state.chat.waiting if state.chat is not None else None:
        case AtDecision(decision_tree=tree, decision=decision):
            return Standing(ChatPlace(decision_tree=tree, decision=decision))
        case InQueue(queue=queue):
            return Standing(ChatPlace(queue=queue))
        case WithBot(chatbot=chatbot):
            return Standing(ChatPlace(chatbot=chatbot))
    return Standing()
