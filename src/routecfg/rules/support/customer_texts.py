"""What customers read: every text of an object with its language variants, and the buttons of a decision."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import Action, DecisionTree, Estate, Label, Object, Target, TargetSet, Template
from routecfg.templates import parse_text


class CustomerText(msgspec.Struct, frozen=True, gc=False):
    """A text that customers read.

    `path` leads to what holds it; there it stands under `field`, and its variants under `languages`. The list label
    that is written as a plain text has no field.
    """

    path: Path
    field: str
    text: str
    languages: Mapping[str, str]

    @property
    def text_path(self) -> Path:
        """Where the text itself stands."""
        return (*self.path, self.field) if self.field else self.path

    def variants(self) -> Iterator[tuple[Path, str]]:
        """The text and each of its variants, with the path of each."""
        yield self.text_path, self.text
        for language, text in self.languages.items():
            yield (*self.path, "languages", language), text


_REMEMBERED: Final = 16
_known: dict[int, tuple[Object, list[CustomerText]]] = {}
"""By the identity of objects, which the entry holds, so that it stays theirs: several rules ask one after the other."""


def texts_in(kind: str, name: str, item: Object) -> list[CustomerText]:
    """Every text of an object that customers read, in written order: of target sets, decision trees and templates."""
    if not isinstance(item, TargetSet | DecisionTree | Template):
        return []
    known = _known.get(id(item))
    if known is not None:
        return known[1]
    found = _texts_in((kind, name), item)
    if len(_known) >= _REMEMBERED:
        _known.clear()
    _known[id(item)] = (item, found)
    return found


def languages_in(texts: Iterable[CustomerText]) -> set[str]:
    """The languages for which some of these texts have a variant."""
    return set[str]().union(*(text.languages for text in texts))


def customer_texts(estate: Estate) -> list[CustomerText]:
    """Every text of an estate that customers read."""
    return [text for kind, name, item in estate for text in texts_in(kind, name, item)]


def _texts_in(path: Path, item: TargetSet | DecisionTree | Template) -> list[CustomerText]:
    found: list[CustomerText] = []
    if isinstance(item, Template):
        found.append(CustomerText(path, "text", item.text, item.languages))
    elif isinstance(item, TargetSet):
        _add_buttons(item.targets, (*path, "targets"), found)
    else:
        for decision in item.decisions:
            here = (*path, "decisions", decision.name)
            if decision.actions:
                found += messages(decision.actions, (*here, "actions"))
            _add_buttons(decision.targets, (*here, "targets"), found)
            if decision.list_label is not None:
                found.append(of_label(decision.list_label, (*here, "list_label")))
    return found


def messages(actions: tuple[Action, ...], path: Path) -> list[CustomerText]:
    """Every message among these actions, those inside conditions and loops too."""
    found: list[CustomerText] = []
    for index, action in enumerate(actions):
        if (sent := action.send_message) is not None:
            found.append(CustomerText((*path, index, "send_message"), "text", sent.text, sent.languages))
        elif action.condition is not None:
            found += messages(action.condition.then, (*path, index, "condition", "then"))
            found += messages(action.condition.else_, (*path, index, "condition", "else"))
        elif action.loop is not None:
            found += messages(action.loop.do, (*path, index, "loop", "do"))
    return found


def of_label(label: str | Label, path: Path) -> CustomerText:
    """The text of a button or of a list label."""
    if isinstance(label, Label):
        return CustomerText(path, "title", label.title, label.languages)
    return CustomerText(path, "", label, {})


def literal_part(text: str) -> str:
    """A text without what is filled in: what is read whatever the data are."""
    return parse_text(text).fixed if "{{" in text else text


def last_messages(actions: tuple[Action, ...], path: Path) -> tuple[list[Path], bool]:
    """The messages that may be the last one sent when all actions have run, and whether one surely is sent.

    Buttons belong to the last message. A branch that leaves the decision sends none that matters: no answer is awaited.
    """
    found: list[Path] = []
    for index in range(len(actions) - 1, -1, -1):
        action, here = actions[index], (*path, index)
        if action.target is not None:
            return [], True
        if action.send_message is not None:
            return [*found, (*here, "send_message")], True
        if action.condition is not None:
            then, sent_then = last_messages(action.condition.then, (*here, "condition", "then"))
            other, sent_else = last_messages(action.condition.else_, (*here, "condition", "else"))
            found += [*then, *other]
            if sent_then and sent_else:
                return found, True
        elif action.loop is not None:
            found += last_messages(action.loop.do, (*here, "loop", "do"))[0]
    return found, False


def _add_buttons(targets: tuple[Target, ...], path: Path, found: list[CustomerText]) -> None:
    for index, target in enumerate(targets):
        if target.when is not None and isinstance(label := target.when.button, Label):
            found.append(CustomerText((*path, index, "when", "button"), "title", label.title, label.languages))
