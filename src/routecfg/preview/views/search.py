"""Every title, text and answer of the project, for the page to search."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import msgspec

from routecfg.diagnostics import Path
from routecfg.disclosure import harmless, may_hold_secrets
from routecfg.model import (
    Answer,
    Chatbot,
    Decision,
    DecisionTree,
    InboundRouting,
    Label,
    Object,
    Target,
    TargetSet,
    Template,
    each_action,
    shown_pointer,
)
from routecfg.preview.answers import Named, Searched, Text
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import name, named, words

_Written: TypeAlias = tuple[Path, str, str, str]
"""The path of a text within an object or a decision, what it is, the text, and its language."""

_ENCODER: Final = msgspec.json.Encoder()


def search(opened: Opened) -> Searched:
    """All of it, in the order of the estate. An object with errors has its name only."""
    objects: list[Named] = []
    texts: list[Text] = []
    for kind, key in opened.assembly.files:
        path: Path = (kind, key)
        item = opened.estate.of(kind).get(key)
        _add(opened, path, item, objects, texts)
        for decision in item.decisions if isinstance(item, DecisionTree) else ():
            _add(opened, (*path, "decisions", decision.name), decision, objects, texts)
    return Searched(opened.version, tuple(objects), tuple(texts))


def _add(opened: Opened, path: Path, part: Object | Decision | None, objects: list[Named], texts: list[Text]) -> None:
    at = named(opened, path)
    objects.append(at)
    texts.append(Text(at.pointer, at.pointer, "name", name(str(path[-1]))))
    if part is None:
        return
    clean = _cleaning(part)
    for inner, what, text, language in _texts(part):
        if text:
            where = (*path, *inner)
            texts.append(Text(at.pointer, at.pointer + shown_pointer(inner), what, clean(text, where), language))


def _cleaning(part: Object | Decision) -> Callable[[str, Path], str]:
    """What makes the texts of a part fit to be shown. Most hold no secret, as a look at all of it together shows."""
    if isinstance(part, DecisionTree):
        part = msgspec.structs.replace(part, decisions=())
    return words if may_hold_secrets(_ENCODER.encode(part)) else _harmless


def _harmless(text: str, _: Path) -> str:
    return harmless(text)


def _texts(part: Object | Decision) -> Iterator[_Written]:
    """The texts of an object, of a tree without those of its decisions; or of a decision."""
    yield ("title",), "title", part.title, ""
    yield ("description",), "description", part.description, ""
    match part:
        case Decision():
            yield from _texts_of_decision(part)
        case TargetSet():
            yield from _answers(part.targets)
        case Template():
            yield ("text",), "text", part.text, ""
            for language, text in part.languages.items():
                yield ("languages", language), "text", text, language
        case InboundRouting():
            yield ("number",), "number", part.number or "", ""
        case Chatbot():
            yield ("chatbot_url",), "address", part.chatbot_url, ""


def _texts_of_decision(decision: Decision) -> Iterator[_Written]:
    for at, action in each_action(decision.actions, ("actions",)):
        if action.send_message is not None:
            yield (*at, "send_message", "text"), "text", action.send_message.text, ""
            for language, text in action.send_message.languages.items():
                yield (*at, "send_message", "languages", language), "text", text, language
        elif action.create_ticket is not None:
            yield (*at, "create_ticket", "title"), "ticket", action.create_ticket.title, ""
    if isinstance(decision.list_label, str):
        yield ("list_label",), "label of the list", decision.list_label, ""
    elif decision.list_label is not None:
        yield from _label(("list_label",), "label of the list", decision.list_label)
    yield from _answers(decision.targets)


def _answers(targets: tuple[Target, ...]) -> Iterator[_Written]:
    for index, target in enumerate(targets):
        if target.when is not None:
            yield from _answer(("targets", index, "when"), target.when)


def _answer(at: Path, when: Answer) -> Iterator[_Written]:
    if isinstance(when.button, Label):
        yield from _label((*at, "button"), "button", when.button)
    for index, word in enumerate(when.similar):
        yield (*at, "similar", index), "answer", word, ""
    if when.pattern is not None:
        yield (*at, "pattern"), "pattern", when.pattern, ""
    for language, variant in when.languages.items():
        where = (*at, "languages", language)
        if isinstance(variant, str):
            yield where, "pattern", variant, language
        else:
            for index, word in enumerate(variant):
                yield (*where, index), "answer", word, language


def _label(at: Path, what: str, label: Label) -> Iterator[_Written]:
    yield (*at, "title"), what, label.title, ""
    for language, text in label.languages.items():
        yield (*at, "languages", language), what, text, language
