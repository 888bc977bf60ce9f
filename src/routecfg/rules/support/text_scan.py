"""The texts of an object at which the rules about texts need to look. Most texts are plain, and are passed over."""

from typing import Final, NamedTuple

from routecfg.model import Decision, DecisionTree, Label, Object
from routecfg.templates import Place, Use, labels_of_decision, texts_as_written, texts_of, texts_of_decision

_CURLY: Final = "“”„‟«»‘’‚"

QUOTES: Final = frozenset(f'"{_CURLY}')

_ALWAYS: Final = frozenset((Use.IF, Use.EACH, Use.ADDRESS, Use.BOT))
_ODD_AT_START: Final = QUOTES | frozenset(" \t\n")


class TextScan(NamedTuple):
    """Expressions, addresses, and texts with a brace, or with a quote or a blank at one of their ends.

    `filled`: what is filled in. `as_written`: what is not.
    """

    filled: tuple[Place, ...]
    as_written: tuple[Place, ...]


class _Last:
    """The scan of the object that was asked for last: the rules ask for one object after the other."""

    one: Object | None = None
    scan: TextScan = TextScan((), ())


def scanned(item: Object) -> TextScan:
    """The scan of an object."""
    if _Last.one is not item:
        _Last.one, _Last.scan = item, _scan(item)
    return _Last.scan


def _scan(item: Object) -> TextScan:
    if not isinstance(item, DecisionTree):
        return TextScan(tuple(texts_of(item, _is_odd)), tuple(texts_as_written(item, _is_odd)))
    filled: list[Place] = []
    as_written: list[Place] = []
    for decision in item.decisions:
        if not _is_plain(decision):
            filled += texts_of_decision(decision, _is_odd)
            as_written += labels_of_decision(decision, _is_odd)
    return TextScan(tuple(filled), tuple(as_written))


def _is_plain(decision: Decision) -> bool:
    """Whether a decision only sends messages, and no sign that could matter stands in any of its texts.

    All of its texts are looked at in one piece: so the 60,000 texts of 8 MB take half as long as one by one.
    """
    texts = [decision.title]
    for action in decision.actions:
        if action.send_message is None:
            return False
        texts.append(action.send_message.text)
        texts += action.send_message.languages.values()
    if isinstance(decision.list_label, Label):
        texts += (decision.list_label.title, *decision.list_label.languages.values())
    elif decision.list_label is not None:
        texts.append(decision.list_label)
    for target in decision.targets:
        if target.when is not None and isinstance(target.when.button, Label):
            texts.append(target.when.button.title)
            texts += target.when.button.languages.values()
    whole = "".join(texts)
    if "{" in whole or '"' in whole or "}}" in whole:
        return False
    return whole.isascii() or not any(mark in whole for mark in _CURLY)


def _is_odd(use: Use, text: str) -> bool:
    return "{" in text or text[-1:] in QUOTES or text[:1] in _ODD_AT_START or "}}" in text or use in _ALWAYS
