"""Where texts and expressions stand in the estate's objects, and what each is for."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeAlias

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import Action, Chatbot, Decision, DecisionTree, Label, Object, Target, TargetSet, Template


class Use(StrEnum):
    """What a text is for."""

    __hash__ = str.__hash__  # that of an enum runs Python code, and an estate has tens of thousands of texts

    MESSAGE = "message"
    """A customer reads it."""
    TICKET = "ticket"
    """Agents read it."""
    ADDRESS = "address"
    """A request is sent there."""
    HEADER = "header"
    """It goes along with a request."""
    SAVED = "saved"
    """It is kept as a value."""
    IF = "if"
    """An expression that decides."""
    EACH = "each"
    """An expression for a list."""
    LABEL = "label"
    """Customers see it on a button, or above buttons, as it stands."""
    BOT = "bot"
    """A chatbot is called there, as it stands."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A text or expression, its path inside its object, and what it is for."""

    path: Path
    use: Use
    text: str


Wanted: TypeAlias = Callable[[Use, str], bool]
"""Which texts are looked for: most of an estate's are plain, and a path to each would take most of the time."""


def _every(_use: Use, _text: str) -> bool:
    return True


def texts_of(item: Object, wanted: Wanted = _every) -> Iterator[Place]:
    """Every text of an object in which something can be filled in, and every expression, in written order."""
    if isinstance(item, DecisionTree):
        for decision in item.decisions:
            yield from texts_of_decision(decision, wanted)
    elif isinstance(item, Template):
        yield from _variants(item.text, item.languages, (), wanted)


def texts_of_decision(decision: Decision, wanted: Wanted = _every) -> Iterator[Place]:
    """The same for a decision; paths begin at its tree."""
    if decision.actions:
        yield from texts_of_actions(decision.actions, ("decisions", decision.name, "actions"), wanted)


def texts_of_actions(actions: tuple[Action, ...], path: Path, wanted: Wanted = _every) -> Iterator[Place]:
    """The same for actions; `path` leads to them."""
    for index, action in enumerate(actions):
        here = (*path, index)
        yield from texts_of_action(action, here, wanted)
        if action.condition is not None:
            yield from texts_of_actions(action.condition.then, (*here, "condition", "then"), wanted)
            yield from texts_of_actions(action.condition.else_, (*here, "condition", "else"), wanted)
        elif action.loop is not None:
            yield from texts_of_actions(action.loop.do, (*here, "loop", "do"), wanted)


def texts_as_written(item: Object, wanted: Wanted = _every) -> Iterator[Place]:
    """The texts of an object that customers see, or machines use, exactly as they stand: nothing is filled in."""
    if isinstance(item, Chatbot):
        if wanted(Use.BOT, item.chatbot_url):
            yield Place(("chatbot_url",), Use.BOT, item.chatbot_url)
    elif isinstance(item, TargetSet):
        yield from _buttons(item.targets, (), wanted)
    elif isinstance(item, DecisionTree):
        for decision in item.decisions:
            yield from labels_of_decision(decision, wanted)


def labels_of_decision(decision: Decision, wanted: Wanted = _every) -> Iterator[Place]:
    """What customers see of a decision besides its messages, exactly as it stands; paths begin at its tree."""
    path = ("decisions", decision.name)
    if wanted(Use.LABEL, decision.title):
        yield Place((*path, "title"), Use.LABEL, decision.title)
    if isinstance(decision.list_label, str):
        if wanted(Use.LABEL, decision.list_label):
            yield Place((*path, "list_label"), Use.LABEL, decision.list_label)
    elif decision.list_label is not None:
        yield from _label(decision.list_label, (*path, "list_label"), wanted)
    yield from _buttons(decision.targets, path, wanted)


def texts_of_action(action: Action, path: Path, wanted: Wanted = _every) -> Iterator[Place]:
    """The texts of one action, without those of the actions inside it."""
    if (message := action.send_message) is not None:
        if _any_wanted(Use.MESSAGE, message.text, message.languages, wanted):
            yield from _variants(message.text, message.languages, (*path, "send_message"), wanted)
        return
    for place in _texts_of_other(action, path):
        if wanted(place.use, place.text):
            yield place


def _texts_of_other(action: Action, path: Path) -> Iterator[Place]:
    """The same of an action that is not a message."""
    if (saved := action.save_data) is not None:
        for name, value in saved.items():
            if isinstance(value, str):
                yield Place((*path, "save_data", name), Use.SAVED, value)
    elif (request := action.request) is not None:
        yield Place((*path, "request", "url"), Use.ADDRESS, request.url)
        for header, text in request.headers.items():
            yield Place((*path, "request", "headers", header), Use.HEADER, text)
    elif (ticket := action.create_ticket) is not None:
        yield Place((*path, "create_ticket", "title"), Use.TICKET, ticket.title)
        yield Place((*path, "create_ticket", "comment"), Use.TICKET, ticket.comment)
    elif action.condition is not None:
        yield Place((*path, "condition", "if"), Use.IF, action.condition.if_)
    elif action.loop is not None:
        yield Place((*path, "loop", "each"), Use.EACH, action.loop.each)


def _any_wanted(use: Use, text: str, languages: dict[str, str], wanted: Wanted) -> bool:
    """Whether a text or one of its variants is looked for: only then paths are worth their time."""
    if wanted(use, text):
        return True
    for variant in languages.values():  # noqa: SIM110 - `any` takes three times as long, and there are 60,000 texts
        if wanted(use, variant):
            return True
    return False


def _variants(text: str, languages: dict[str, str], path: Path, wanted: Wanted) -> Iterator[Place]:
    if wanted(Use.MESSAGE, text):
        yield Place((*path, "text"), Use.MESSAGE, text)
    for language, variant in languages.items():
        if wanted(Use.MESSAGE, variant):
            yield Place((*path, "languages", language), Use.MESSAGE, variant)


def _buttons(targets: tuple[Target, ...], path: Path, wanted: Wanted) -> Iterator[Place]:
    for index, target in enumerate(targets):
        label = target.when.button if target.when is not None else None
        if isinstance(label, Label) and _any_wanted(Use.LABEL, label.title, label.languages, wanted):
            yield from _label(label, (*path, "targets", index, "when", "button"), wanted)


def _label(label: Label, path: Path, wanted: Wanted) -> Iterator[Place]:
    if wanted(Use.LABEL, label.title):
        yield Place((*path, "title"), Use.LABEL, label.title)
    for language, text in label.languages.items():
        if wanted(Use.LABEL, text):
            yield Place((*path, "languages", language), Use.LABEL, text)
