"""Chats of the page, played from their beginning: each question has all steps, and nothing is kept between two."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import first_few, shortened
from routecfg.engine import Contact, Event
from routecfg.engine.conversation import Conversation, arrival_at, file_named
from routecfg.engine.media_types import named_for
from routecfg.engine.stubs import Stubs, StubWorld
from routecfg.preview.answers import ChatContact, ChatRequest, ChatStep
from routecfg.preview.bubbles import shown_buttons
from routecfg.preview.grounds import Ground, Grounds, in_words
from routecfg.scenarios.by_hand import button_meant, later, not_before
from routecfg.scenarios.moments import NoMoment, moment
from routecfg.scenarios.printable_events import printable
from routecfg.world.language_detection import undetected, unspoken

MOST_STEPS: Final = 300
"""Steps of a chat that are played."""

LONGEST: Final = 4096
"""Characters of a text: WhatsApp takes no more."""

_LONGEST_WORD: Final = 200
"""Characters of what is no message: a length of time, a file's name, a language."""

_MOST_FIELDS: Final = 100
_FEW: Final = 6


class Done(NamedTuple):
    """A step and what came of it; `refused` says why it could not be done.

    `recorded` is the step as scenarios have it, empty for one that only moves the clock. `clock` is the clock on the
    wall behind it; `moved`: the step has set it.
    """

    step: ChatStep
    events: list[Event]
    clock: str
    recorded: dict[str, Any]
    moved: bool = False
    refused: str = ""


class Replay(NamedTuple):
    """A chat that was played. `begins` is the clock on the wall when it began; `notes` are for whoever plays it."""

    line: str
    chat: Conversation
    done: tuple[Done, ...]
    begins: str
    notes: tuple[str, ...]
    world: dict[str, Any]


def replay(grounds: Grounds, ground: Ground, asked: ChatRequest) -> Replay:
    """Plays a chat, up to a step that cannot be done. Raises CannotRun if it cannot even begin."""
    estate = ground.estate
    line = _line(asked.number, ground)
    begins = _begins(asked.begins, ground, grounds)
    languages = estate.inbound_routings[line].languages
    notes: list[str] = []
    language, detect = asked.language or None, None
    if language is None and len(languages) > 1:
        detect = grounds.detector(languages)
        if detect is None:
            notes.append(undetected(languages, "or choose the customer's language"))
    elif language is not None:
        _fitting(language, _LONGEST_WORD, "the language")
        notes += filter(None, [unspoken(language, languages)])
    values: dict[str, Any] = {}
    stubs = Stubs()
    try:
        values, stubs = grounds.world()
    except CannotRun as error:
        notes.append(in_words(error))
    arrival = arrival_at(line, _contact(asked.contact, ground))
    chat = Conversation(ground.loaded(begins), arrival, begins, StubWorld(stubs), language, detect)
    opened = chat.loaded.clock.local(begins)[:16]
    if len(asked.steps) > MOST_STEPS:
        notes.append(f"no more than {MOST_STEPS} steps are played: of these, {len(asked.steps) - MOST_STEPS:,} are not")
    done = tuple(_played(chat, asked.steps[:MOST_STEPS]))
    return Replay(line, chat, done, opened, tuple(notes), values)


def _played(chat: Conversation, steps: tuple[ChatStep, ...]) -> Iterator[Done]:
    talk = _Talk(chat)
    for step in steps:
        try:
            done = talk.take(step)
        except CannotRun as error:
            yield Done(step, [], talk.clock, {}, refused=in_words(error))
            return
        yield done._replace(events=[printable(event) for event in done.events])


class _Talk:
    def __init__(self, chat: Conversation) -> None:
        self._chat = chat
        self._begun = False

    @property
    def clock(self) -> str:
        return self._chat.loaded.clock.local(self._chat.instant)[:16]

    def take(self, step: ChatStep) -> Done:
        """Does one step. Raises CannotRun for one that cannot be done."""
        kinds = [name for name in ("press", "send", "later", "at") if getattr(step, name) is not None]
        kinds += ["close"] if step.close else []
        kinds += ["say"] if step.say is not None and "send" not in kinds else []
        if len(kinds) != 1:
            raise CannotRun("this step does nothing" if not kinds else "one step does one thing", "make a step of each")
        match kinds[0]:
            case "say":
                events, recorded = self._say(step.say or "")
            case "press":
                events, recorded = self._press(str(step.press))
            case "send":
                events, recorded = self._send(step.send or "", step.say or "")
            case "close":
                events, recorded = self._close()
            case _:
                then = self._then(step)
                return Done(step, self._chat.wait_until(then), self.clock, {}, moved=True)
        return Done(step, events, self.clock, recorded)

    def _say(self, text: str) -> tuple[list[Event], dict[str, Any]]:
        _fitting(text, LONGEST, "a message")
        if self._begun and not text.strip():
            raise CannotRun("there is nothing to send", "write something")
        self._begun = True
        return self._chat.say(text), {"say": text}

    def _press(self, wanted: str) -> tuple[list[Event], dict[str, Any]]:
        _fitting(wanted, LONGEST, "the title of a button")
        found = button_meant(self._chat, wanted) or self._shown_as(wanted)
        if found is None:
            raise CannotRun(
                f"no button '{shortened(wanted)}' has been shown", "the routing may have changed: take the step back"
            )
        return self._chat.press(*found), {"press": found[1]}

    def _shown_as(self, title: str) -> tuple[str, str] | None:
        """The button of this title as the page shows it: without secrets and what steers a text, and not too long."""
        buttons = self._chat.shown()
        found = next((each for each in shown_buttons(buttons) if each.title == title), None)
        return None if found is None else (buttons[found.number - 1].id, buttons[found.number - 1].title)

    def _send(self, name: str, caption: str) -> tuple[list[Event], dict[str, Any]]:
        _fitting(name, _LONGEST_WORD, "the name of a file")
        _fitting(caption, LONGEST, "a caption")
        if not name.strip():
            raise CannotRun("the file has no name", "name it, such as photo.jpg")
        name, caption = named_for(name.strip()), caption.strip()
        self._begun = True
        return self._chat.say(caption, [file_named(name)]), {"send": name, **({"say": caption} if caption else {})}

    def _close(self) -> tuple[list[Event], dict[str, Any]]:
        if not self._begun:
            raise CannotRun("there is no chat yet to close", "write a message first")
        return self._chat.close(), {"closed": True}

    def _then(self, step: ChatStep) -> int:
        text = step.later if step.later is not None else step.at or ""
        _fitting(text, _LONGEST_WORD, "a time")
        zone = self._chat.loaded.settings.timezone
        then = later(self._chat, text) if step.later is not None else moment(text, zone)
        if isinstance(then, int):
            then = not_before(self._chat, then) or then
        if isinstance(then, NoMoment):
            raise CannotRun(f"'{shortened(text)}' {then.message}", then.help)
        return then


def _fitting(text: str, longest: int, what: str) -> None:
    if len(text) > longest:
        raise CannotRun(f"{what} has no more than {longest:,} characters here", f"this one has {len(text):,}")


def _line(wanted: str, ground: Ground) -> str:
    known = ground.estate.inbound_routings
    if not known:
        raise CannotRun("there is no inbound routing, so customers have no number", "add one under 'inbound_routings:'")
    if not wanted:
        return next(iter(known))
    if wanted not in known:
        few = f"they are called {first_few(sorted(known), _FEW)}"
        raise CannotRun(
            f"no inbound routing is called '{shortened(wanted)}'", did_you_mean(nearest(wanted, known), few)
        )
    return wanted


def _begins(text: str, ground: Ground, grounds: Grounds) -> int:
    if not text:
        return grounds.now()
    _fitting(text, _LONGEST_WORD, "a time")
    found = moment(text, ground.estate.project.settings.timezone)
    if isinstance(found, NoMoment):
        raise CannotRun(f"'{shortened(text)}' {found.message}", found.help)
    return found


def _contact(given: ChatContact, ground: Ground) -> Contact:
    known = ground.estate.custom_fields
    if len(given.fields) > _MOST_FIELDS:
        raise CannotRun(f"a chat has no more than {_MOST_FIELDS} custom fields here")
    for name, value in given.fields.items():
        if name not in known:
            few = f"they are called {first_few(sorted(known), _FEW)}" if known else "the project has none"
            raise CannotRun(f"no custom field is called '{shortened(name)}'", did_you_mean(nearest(name, known), few))
        _fitting(value, LONGEST, f"the custom field '{name}'")
    _fitting(given.name, _LONGEST_WORD, "a name")
    _fitting(given.phone, _LONGEST_WORD, "a phone number")
    return Contact(given.name, given.phone, given.fields)
