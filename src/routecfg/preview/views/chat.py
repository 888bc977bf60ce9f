"""A chat as the page shows it: its turns, its path, and what can be done now."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from routecfg.diagnostics import CannotRun
from routecfg.disclosure import all_without_tokens, harmless_json, masked, shortened, without_secrets
from routecfg.engine import Arrived, Ended, Event, PassedOn, State
from routecfg.model import Estate
from routecfg.preview.answers import Chat, ChatRequest, Named, Turn
from routecfg.preview.bubbles import bubbles, lit_by, path_of_step, safe, shown_buttons
from routecfg.preview.grounds import Ground, in_words
from routecfg.preview.opened import Opened
from routecfg.preview.replaying import Done, replay
from routecfg.report.chat import end_of
from routecfg.scenarios.outcome import Outcome, outcome_of

_LONGEST_VALUE: Final = 2_000
"""Characters of a saved value, as JSON."""

_MOST_VALUES: Final = 200
_SIDES: Final = ("sandbox", "production")


def chat(opened: Opened, asked: ChatRequest) -> Chat:
    """Plays a chat from its beginning. What cannot be done is said in the answer, in words."""
    if asked.side not in _SIDES:
        return Chat(opened.version, "a chat is with the sandbox or with production")
    ground = opened.grounds.side(asked.side)
    if isinstance(ground, str):
        return Chat(opened.version, ground, asked.side)
    try:
        played = replay(opened.grounds, ground, asked)
    except CannotRun as error:
        return Chat(opened.version, in_words(error), asked.side)
    talk = played.chat
    found = chat_of(opened, ground, played.line, played.done)
    return msgspec.structs.replace(
        found,
        side=asked.side,
        begins=played.begins,
        clock=played.done[-1].clock if played.done else played.begins,
        buttons=shown_buttons(talk.shown()),
        notes=tuple(map(safe, played.notes)),
    )


def chat_of(opened: Opened, ground: Ground, line: str, done: Sequence[Done]) -> Chat:
    """The chat that these steps have brought, so far as their events say it."""
    estate = ground.estate
    turns = tuple(
        Turn(
            each.step,
            each.clock,
            tuple(bubbles(each.events, estate)),
            tuple(path_of_step(each.events, ground.written, opened.editor_link)),
            each.refused,
        )
        for each in done
    )
    events = [event for each in done for event in each.events]
    outcome = outcome_of(events, State(), Outcome())
    ended, queue = _standing(events)
    at = next(iter(reversed([*lit_by(events)])), None)
    return Chat(
        opened.version,
        "",
        number=line,
        language=outcome.language,
        languages=estate.inbound_routings[line].languages,
        turns=turns,
        at=None if at is None else _named(at, estate),
        ended=ended,
        queue=queue,
        saved=tuple((name, _json(value, name)) for name, value in sorted(outcome.saved.items())[:_MOST_VALUES]),
    )


def _standing(events: Iterable[Event]) -> tuple[str, str]:
    """How the last chat has ended, empty while it goes on; and the queue that has it."""
    ended, queue = "", ""
    for event in events:
        match event:
            case Arrived():
                ended, queue = "", ""
            case Ended():
                ended, queue = safe(end_of(event)), ""
            case _ if (to := getattr(event, "to", None)) is not None:
                queue = to.queue or ""
            case PassedOn():
                queue = event.queue
    return ended, queue


def _named(pointer: str, estate: Estate) -> Named:
    """The object or decision of a pointer, by what people call it."""
    _, kind, name, *inner = pointer.split("/")
    part: Any = estate.of(kind).get(name)
    if len(inner) > 1 and part is not None:
        found = next((each for each in part.decisions if each.name == inner[1]), None)
        return Named(pointer, "decisions", inner[1], _title(found))
    return Named(pointer, kind, name, _title(part))


def _title(part: Any) -> str:
    return "" if part is None else safe(masked(part.title or ""))


def _json(value: object, name: str) -> str:
    shown = all_without_tokens(without_secrets(value, (name,)))
    return shortened(harmless_json(msgspec.json.encode(shown).decode()), _LONGEST_VALUE)
