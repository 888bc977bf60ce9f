"""What is expected of a step, compared with what came of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec

from routecfg.diagnostics import Path
from routecfg.disclosure import quoted, shown
from routecfg.engine import Ticket
from routecfg.scenarios.outcome import Outcome, end_words, place_words
from routecfg.scenarios.printable_events import printable_address
from routecfg.scenarios.scenario import ChatPlace, Expectation, ExpectedTicket

_LONGEST: Final = 300
"""Characters of a message that a difference repeats: the chat above it shows all."""

_Item = TypeVar("_Item")
_Came = TypeVar("_Came")


class Difference(msgspec.Struct, frozen=True):
    """Where a scenario does not hold: the place in its file, what is expected there, and what came instead."""

    path: Path
    expected: str
    came: str


def difference(wanted: Expectation, came: Outcome, path: Path) -> Difference | None:
    """The first thing that is not as expected; None if all is. `path` is that of the expectation."""
    return next(_differences(wanted, came, path), None)


def reached(wanted: ChatPlace, came: Outcome, path: Path) -> Difference | None:
    """Whether a chat waits or ends at a place."""
    if wanted.terminate is not None:
        return ended(wanted, came, path)
    expected = f"the chat waits at {place_words(wanted)}"
    return None if came.standing.waits_at(wanted) else Difference(path, expected, came.standing.words)


def ended(wanted: ChatPlace, came: Outcome, path: Path) -> Difference | None:
    """Whether a chat ended in a way."""
    expected = f"the chat ends {end_words(wanted)}"
    return None if came.standing.ends_as(wanted) else Difference(path, expected, came.standing.words)


def _differences(wanted: Expectation, came: Outcome, path: Path) -> Iterator[Difference]:
    texts = [_text(text) for text in came.reads]
    if wanted.reads is not None:
        yield from _reads(wanted.reads, came.reads, wanted.only, (*path, "reads"))
    for index, part in enumerate(wanted.not_reads or ()):
        found = next((text for text in came.reads if part in text), None)
        if found is not None:
            at = (*path, "not_reads", index)
            yield Difference(at, f"the customer does not read {quoted(part, at)}", f"'{_text(found)}'")
    if wanted.not_reads == () and texts:
        yield Difference((*path, "not_reads"), "the customer reads nothing", _listed(texts))
    lists: tuple[tuple[str, str, Any, Sequence[Any], Callable[[Any, Any], bool], Callable[[Any], str]], ...] = (
        ("buttons", "button", wanted.buttons, came.buttons, str.__eq__, _text),
        ("tickets", "ticket", wanted.tickets, came.tickets, _is_ticket, _ticket_words),
        ("requests", "request", wanted.requests, came.requests, _is_address, printable_address),
    )
    for key, word, items, found_here, fits, words in lists:
        if items is not None:
            yield from _in_order(word, items, found_here, fits, words, wanted.only, (*path, key))
    yield from _saved(wanted, came, path)
    if wanted.waits is not None and (found_there := reached(wanted.waits, came, (*path, "waits"))) is not None:
        yield found_there
    if wanted.ends is not None and (found_end := ended(wanted.ends, came, (*path, "ends"))) is not None:
        yield found_end
    if wanted.language is not None and wanted.language != came.language:
        yield Difference((*path, "language"), f"the chat is in '{wanted.language}'", f"it is in '{came.language}'")


def _reads(parts: Sequence[str], texts: Sequence[str], only: bool, path: Path) -> Iterator[Difference]:
    """Each part in a text, behind the part before it."""
    all_texts = _listed([_text(text) for text in texts])
    if not parts and texts:
        yield Difference(path, "the customer reads nothing", all_texts)
    number, offset = 0, 0
    for index, part in enumerate(parts):
        while number < len(texts) and (at := texts[number].find(part, offset)) < 0:
            number, offset = number + 1, 0
        if number == len(texts):
            earlier = any(part in text for text in texts)
            came = f"{all_texts}, where it stands before what is listed above it" if earlier and index else all_texts
            yield Difference((*path, index), f"the customer reads {quoted(part, path)}", came)
            return
        offset = at + len(part)
    if only:
        for text in texts:
            if not any(part in text for part in parts):
                yield Difference(path, "the customer reads nothing else", f"'{_text(text)}'")


def _in_order(
    word: str,
    items: Sequence[_Item],
    came: Sequence[_Came],
    fits: Callable[[_Item, _Came], bool],
    words: Callable[[Any], str],
    only: bool,
    path: Path,
) -> Iterator[Difference]:
    """Each item in this order; others may stand between, unless `only`."""
    everything = _listed([words(each) for each in came])
    if not items and came:
        yield Difference(path, f"there is no {word}", everything)
        return
    left = list(came)
    others: list[_Came] = []
    for index, item in enumerate(items):
        while left and not fits(item, left[0]):
            others.append(left.pop(0))
        if not left:
            yield Difference((*path, index), f"there is a {word} '{words(item)}'", everything)
            return
        left.pop(0)
    if only and (others or left):
        rest = _listed([words(each) for each in (*others, *left)])
        yield Difference(path, f"there is no other {word}", rest)


def _saved(wanted: Expectation, came: Outcome, path: Path) -> Iterator[Difference]:
    for name, value in (wanted.saved or {}).items():
        found = came.saved.get(name)
        if not _same(value, found):
            at = (*path, "saved", name)
            yield Difference(at, f"'{name}' is {_value(value)}", _value(found))
    if wanted.saved is not None:
        others = [name for name in came.saved if name not in wanted.saved]
        if others and (wanted.only or not wanted.saved):
            yield Difference((*path, "saved"), "nothing else is saved", _listed(others))


def _value(value: object) -> str:
    return "nothing" if value is None else _text(msgspec.json.encode(value).decode())


def _same(wanted: object, found: object) -> bool:
    """Whether two values are equal; true is not 1."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(_same(value, found[key]) for key, value in wanted.items())
    if isinstance(wanted, list | tuple) and isinstance(found, list | tuple):
        return len(wanted) == len(found) and all(map(_same, wanted, found))
    return isinstance(wanted, bool) == isinstance(found, bool) and wanted == found


def _is_ticket(wanted: ExpectedTicket, found: Ticket) -> bool:
    return all(getattr(wanted, key) in (None, getattr(found, key)) for key in ("title", "category", "comment"))


def _ticket_words(ticket: Ticket | ExpectedTicket) -> str:
    parts = (f"{key}: {getattr(ticket, key)}" for key in ("title", "category", "comment") if getattr(ticket, key))
    return _text(", ".join(parts))


def _is_address(wanted: str, found: str) -> bool:
    return found.startswith(wanted[:-1]) if wanted.endswith("*") else found == wanted


def _text(text: str) -> str:
    return shown(text, (), _LONGEST)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts) or "nothing"
