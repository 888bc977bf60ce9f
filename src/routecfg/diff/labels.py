"""What parts of a closed estate are called, and values in words: without secrets, long texts in part."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from routecfg.disclosure import first_few, masked, shortened
from routecfg.disclosure import quoted as quoted_whole
from routecfg.model import (
    DESTINATION_KINDS,
    KIND_WORDS,
    Action,
    Answer,
    Destination,
    Holidays,
    Label,
    SecretReference,
    Target,
    Value,
)

SHORT: Final = 40
"""How much of a text stands in a label."""

WHOLE: Final = 4_096
"""How much of a text is shown where all of it matters: WhatsApp sends no longer one."""

LONG: Final = 160
"""How much of a value is shown; of two longer texts the words around their differences."""

MANY: Final = 10
"""How many items of a list are named; the others are counted."""

_AROUND: Final = 4
_UNSEEN: Final = " (changed in what is not shown)"
_ALIKE: Final = ", which hardly looks different"
_MOST_PAIRS: Final = 10_000
"""Words that went times words that came: in more of them nobody looks for two that look the same."""

_DESTINATION_WORDS: Final = {
    **{key: KIND_WORDS[kind] for key, kind in DESTINATION_KINDS.items()},
    "decision": "decision",
}


def quoted(text: str, longest: int = LONG, path: Sequence[str | int] = ()) -> str:
    """A user's text in single quotes, without secrets. `path` is where it stands, if that matters."""
    return quoted_whole(text, path, longest)


def field_words(field: str) -> str:
    """A field as it is called in a sentence: `next destination`."""
    return "leads to" if field == "to" else field.replace("_", " ")


def destination(to: Destination) -> str:
    """`queue 'support'`."""
    return f"{_DESTINATION_WORDS[to.field]} '{to.name}'"


def answer(when: Answer | None, *, default: bool) -> str:
    """What a target is called: `answer 'faq, 2'`; by its button if it has one, as customers see it."""
    if when is None:
        return "any other answer" if default else "the way on at once"
    if isinstance(when.button, Label):
        return f"button {quoted(when.button.title, SHORT)}"
    if when.similar:
        return f"answer {quoted(', '.join(when.similar), SHORT)}"
    if when.pattern is not None:
        return f"pattern {shortened(masked(when.pattern), SHORT)}"
    words = next((words for _, words in sorted(when.languages.items()) if words), "")
    return f"answer {quoted(words if isinstance(words, str) else ', '.join(words), SHORT)}"


def target(value: Target) -> str:
    """Where a target leads: `leads to queue 'support', in 'cs' to queue 'support-cs'`."""
    variants = "".join(f", in '{language}' to {destination(to)}" for language, to in sorted(value.languages.items()))
    return f"leads to {destination(value.to)}{variants}"


def action(value: Action) -> str:
    """What an action is called: `message 'Hello!'`."""
    match value:
        case Action(send_message=message) if message is not None:
            return f"message {quoted(message.text, SHORT)}"
        case Action(save_data=data) if data is not None:
            return f"saved data {quoted(', '.join(data), SHORT)}"
        case Action(request=request) if request is not None:
            return f"request {quoted(request.save_as, SHORT)}"
        case Action(create_ticket=ticket) if ticket is not None:
            return f"ticket {quoted(ticket.title, SHORT)}"
        case Action(condition=condition) if condition is not None:
            return f"condition {quoted(condition.if_, SHORT, ('if',))}"
        case Action(loop=loop) if loop is not None:
            return f"loop over {quoted(loop.each, SHORT, ('each',))}"
        case Action(target=to) if to is not None:
            return f"target {destination(to)}"
    raise AssertionError("an action without a field")


def several(words: Sequence[str]) -> str:
    """The items of a list; of a long one the first of them, and how many more there are."""
    return first_few(words, MANY) if len(words) > MANY + 1 else ", ".join(words)


def country(holidays: Holidays) -> str:
    """`CZ`, or `DE-BY` for a subdivision."""
    return "-".join(part for part in (holidays.country, holidays.subdivision) if part)


def value_words(value: Value, path: Sequence[str | int] = ()) -> str | None:
    """The value of a field; None if it says nothing."""
    if value is None or value == "" or value == () or value == {}:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return quoted(value, path=path)
    if isinstance(value, tuple):
        return several([quoted(str(item), SHORT) for item in value])
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {value_words(value[key])}" for key in sorted(value))
    return _part_words(value)


def change_words(before: Value, after: Value, path: Sequence[str | int] = ()) -> tuple[str | None, str | None]:
    """Both sides of a changed value. Of long texts only the words around the first and the last difference stay.

    Of texts that hardly look different the characters in which they differ are shown by code point.
    """
    words: tuple[str | None, str | None] = (value_words(before, path), value_words(after, path))
    if isinstance(before, str) and isinstance(after, str) and words[0] and words[1]:
        texts = masked(before, path), masked(after, path)
        if max(len(before), len(after)) > LONG:
            texts = _near_difference(*_excerpts(*texts))
        old, new = (shortened(text, LONG) for text in texts)
        apart = looking_alike(old, new)
        words = (f"'{apart[0]}'", f"'{apart[1]}'{_ALIKE}") if apart is not None else (f"'{old}'", f"'{new}'")
    return (words[0], f"{words[1]}{_UNSEEN}") if words[0] == words[1] and words[0] is not None else words


def looking_alike(before: str, after: str) -> tuple[str, str] | None:
    """Two texts that hardly look different, with what they differ in shown; None if they clearly do."""
    if before.isascii() and after.isascii() and (before + after).isprintable():
        return None
    from routecfg.shape import told_apart

    return told_apart(before, after)


def list_words(went: Sequence[str], came: Sequence[str]) -> tuple[str | None, str | None]:
    """What went from a list of words and what came, as `change_words` shows texts."""
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    for word, other in product(went, came) if len(went) * len(came) <= _MOST_PAIRS else ():
        if (apart := looking_alike(word, other)) is not None:
            old[word], new[other] = apart
    words = [value_words(tuple(shown.get(word, word) for word in side)) for shown, side in ((old, went), (new, came))]
    alike = went and len(old) == len(went) and len(new) == len(came)
    return words[0], f"{words[1]}{_ALIKE}" if alike else words[1]


def _part_words(value: Value) -> str:
    match value:
        case Destination():
            return destination(value)
        case SecretReference(env=str(env)):
            return f"environment variable {quoted(env, path=('api_token', 'env'))}"
        case SecretReference(file=str(file)):
            return f"file {quoted(file, path=('api_token', 'file'))}"
        case Answer():
            return answer(value, default=False)
        case Label():
            variants = (
                f", in '{language}' {quoted(text, SHORT)}" for language, text in sorted(value.languages.items())
            )
            return quoted(value.title, SHORT) + "".join(variants)
    return str(value)


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


def _near_difference(before: str, after: str) -> tuple[str, str]:
    """The texts without a long common beginning: not every language has spaces between words."""
    both = min(len(before), len(after))
    common = next((index for index in range(both) if before[index] != after[index]), both)
    if max(len(before), len(after)) <= LONG or common <= 2 * SHORT:
        return before, after
    start = common - SHORT
    return f"…{before[start:]}", f"…{after[start:]}"


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"
