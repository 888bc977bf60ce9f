"""What happened in a step of a chat, as the page shows it: what stands in the chat, and the path with its places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from routecfg.disclosure import harmless, masked, shortened, without_tokens
from routecfg.engine import (
    Arrived,
    BotSaid,
    Ended,
    Event,
    Failed,
    Received,
    Sent,
    ShownButton,
    Went,
)
from routecfg.model import Estate, shown_pointer
from routecfg.pipeline.written_places import Written, path_of
from routecfg.preview.answers import Bubble, ChatButton, Passed
from routecfg.report.chat import LONGEST_TEXT, MOST_BUTTONS, aside, end_of, reason

_LONGEST_TITLE: Final = 120
_DECISION_DEPTH: Final = 4
_OBJECT_DEPTH: Final = 2

Linked: TypeAlias = Callable[[str, int], str]
"""Gives what opens a file of the project at a line in an editor; empty if nothing does."""


def bubbles(events: Iterable[Event], estate: Estate) -> Iterator[Bubble]:
    """What stands in the chat after a step, in order."""
    for event in events:
        match event:
            case Arrived(at=at, inbound=inbound):
                line = estate.inbound_routings[inbound]
                title = safe(masked(line.title))
                yield Bubble("aside", f"{datetime.fromisoformat(at):%a %d %b %Y %H:%M}, {title}")
            case Received(text=text, button=button, attachments=files):
                if text or button or files:
                    names = tuple(safe(shortened(each.title or "a file", _LONGEST_TITLE)) for each in files)
                    yield Bubble("customer", safe(text or button), files=names)
            case Sent(text=text, buttons=buttons, list=label):
                yield Bubble("routing", safe(text), shown_buttons(buttons), safe(label))
            case BotSaid(text=text, buttons=buttons):
                yield Bubble("chatbot", safe(shortened(text, LONGEST_TEXT)), shown_buttons(buttons[:MOST_BUTTONS]))
            case Ended():
                if event.auto_response:
                    yield Bubble("routing", safe(event.auto_response))
                yield Bubble("aside", without_tokens(safe(end_of(event))))
            case _:
                if said := aside(event):
                    yield Bubble("aside", without_tokens(safe(said)), failed=isinstance(event, Failed))


def shown_buttons(buttons: Sequence[ShownButton]) -> tuple[ChatButton, ...]:
    """Buttons with the numbers by which they can be pressed, without secrets: a link is opened, not pressed."""
    shown: list[ChatButton] = []
    number = 0
    for button in buttons:
        number += not button.url
        title = safe(shortened(masked(button.title), LONGEST_TEXT))
        shown.append(ChatButton(0 if button.url else number, title, safe(masked(button.url, ("url",)))))
    return tuple(shown)


def path_of_step(events: Iterable[Event], written: Written, linked: Linked) -> Iterator[Passed]:
    """Each part of the path with its reason, its place in the pictures and in the files."""
    for event in events:
        said = reason(event)
        if not said:
            continue
        at = event.from_ or event.place
        found = written(at) if at else None
        file, line = ("", None) if found is None else (safe(found[0]), found[1])
        editor = "" if found is None else linked(*found)
        yield Passed(_shown(event.place), _lit(event), without_tokens(safe(said)), file, line, editor)


def lit_by(events: Iterable[Event]) -> Iterator[str]:
    """The pointers of all objects and decisions that a chat gets to, in order."""
    for event in events:
        if lit := _lit(event):
            yield lit


def _lit(event: Event) -> str:
    """The object or decision that an event belongs to in pictures; of a way that is taken, where it leads."""
    path = path_of(event.place)
    if isinstance(event, Went):
        to = event.to
        return shown_pointer((*path[:2], "decisions", to.decision) if to.decision is not None else (to.kind, to.name))
    decision = path[:1] == ("decision_trees",) and len(path) >= _DECISION_DEPTH
    return shown_pointer(path[: _DECISION_DEPTH if decision else _OBJECT_DEPTH])


def _shown(place: str) -> str:
    return shown_pointer(path_of(place)) if place else ""


def safe(text: str) -> str:
    """A text of a chat, line by line, harmless to show. Secrets are masked in events already."""
    return "\n".join(map(harmless, text.splitlines()))
