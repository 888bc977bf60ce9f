"""Parts of a closed estate as people read them: labels of what has no name, values without secrets, texts in part."""

from collections.abc import Sequence
from typing import Any, Final

from routecfg.diagnostics import plain
from routecfg.model import DESTINATION_KINDS, KIND_WORDS, masked

SHORT: Final = 40
"""How much of a text stands in a label."""

LONG: Final = 160
"""How much of a value is shown; of two longer texts the words around their differences."""

MANY: Final = 10
"""How many items of a list are told; the others are counted."""

_AROUND: Final = 4
_UNSEEN: Final = " (changed in what is not shown)"

_DESTINATION_WORDS: Final = {
    **{key: KIND_WORDS[kind] for key, kind in DESTINATION_KINDS.items()},
    "decision": "decision",
}


def quoted(text: str, longest: int = LONG, path: Sequence[str | int] = ()) -> str:
    """A user's text in single quotes, on one line, without secrets. `path` is where it stands, if that matters."""
    return f"'{plain(masked(text, path), longest)}'"


def field_words(field: str) -> str:
    """A field as it is called in a sentence: `next destination`."""
    return "leads to" if field == "to" else field.replace("_", " ")


def destination(value: dict[str, str]) -> str:
    """`queue 'support'`."""
    ((kind, name),) = value.items()
    return f"{_DESTINATION_WORDS[kind]} '{name}'"


def answer(when: dict[str, Any] | None, default: bool) -> str:
    """What one calls a target: `answer 'faq, 2'`, by the first kind of answer that it has."""
    if when is None:
        return "any other answer" if default else "the way on at once"
    if when["similar"]:
        return f"answer {quoted(', '.join(when['similar']), SHORT)}"
    if when["button"] is not None:
        return f"button {quoted(when['button']['title'], SHORT)}"
    if when["pattern"] is not None:
        return f"pattern {plain(masked(when['pattern']), SHORT)}"
    words = next((words for _, words in sorted(when["languages"].items()) if words), "")
    return f"answer {quoted(words if isinstance(words, str) else ', '.join(words), SHORT)}"


def target(value: dict[str, Any]) -> str:
    """A target and where it leads: `answer 'faq, 2', leads to queue 'support'`."""
    variants = "".join(f", in '{language}' to {destination(to)}" for language, to in value["languages"].items())
    return f"leads to {destination(value['to'])}{variants}"


def action(value: dict[str, Any]) -> str:
    """What one calls an action: `message 'Hello!'`."""
    ((sort, part),) = value.items()
    match sort:
        case "send_message":
            return f"message {quoted(part['text'], SHORT)}"
        case "save_data":
            return f"saved data {quoted(', '.join(part), SHORT)}"
        case "request":
            return f"request {quoted(part['save_as'], SHORT)}"
        case "create_ticket":
            return f"ticket {quoted(part['title'], SHORT)}"
        case "condition":
            return f"condition {quoted(part['if'], SHORT)}"
        case "loop":
            return f"loop over {quoted(part['each'], SHORT)}"
        case _:
            return f"target {destination(part)}"


def place(holidays: dict[str, Any]) -> str:
    """`CZ`, or `DE-BY` for a subdivision."""
    return "-".join(part for part in (holidays["country"], holidays["subdivision"]) if part)


def several(parts: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    left = len(parts) - MANY
    return ", ".join(parts) if left <= 1 else f"{', '.join(parts[:MANY])} and {left:,} more"


def value(one: Any, path: Sequence[str | int] = ()) -> str | None:
    """A field's value; None if it says nothing."""
    if one is None or one == "" or one == [] or one == {}:
        return None
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, str):
        return quoted(one, path=path)
    if isinstance(one, list):
        return several([quoted(part, SHORT) for part in one])
    if isinstance(one, dict):
        return _mapping(one)
    return str(one)


def change(before: Any, after: Any, path: Sequence[str | int] = ()) -> tuple[str | None, str | None]:
    """Both sides of a changed value. Of long texts only the words around the first and the last difference stay."""
    if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > LONG:
        old, new = _excerpts(masked(before, path), masked(after, path))
        shown: tuple[str | None, str | None] = (f"'{plain(old, LONG)}'", f"'{plain(new, LONG)}'")
    else:
        shown = (value(before, path), value(after, path))
    return (shown[0], f"{shown[1]}{_UNSEEN}") if shown[0] == shown[1] and shown[0] is not None else shown


def _mapping(one: dict[str, Any]) -> str:
    if len(one) == 1 and next(iter(one)) in _DESTINATION_WORDS:
        return destination(one)
    if "env" in one:
        return f"environment variable {quoted(one['env'], path=('api_token', 'env'))}"
    if "file" in one:
        return f"file {quoted(one['file'], path=('api_token', 'file'))}"
    if "similar" in one:
        return answer(one, default=False)
    if "title" in one:
        variants = "".join(f", in '{language}' {quoted(text, SHORT)}" for language, text in one["languages"].items())
        return f"{quoted(one['title'], SHORT)}{variants}"
    return ", ".join(f"{key}: {value(part)}" for key, part in one.items())


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Of each text the words from the first to the last difference, with a few around them."""
    old, new = before.split(" "), after.split(" ")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"
