"""A chat that goes on line by line: messages, and commands that begin with a slash."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from routecfg.cli.chat_world import instant, world_values
from routecfg.cli.terminal import note, say, screen
from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import harmless, without_secrets
from routecfg.engine import Event, Failed, Ignored
from routecfg.engine.conversation import Conversation, file_named
from routecfg.report.chat import chat_as_json, chat_as_text, path_as_text
from routecfg.scenarios.by_hand import button_meant, later, not_before
from routecfg.scenarios.moments import NoMoment, seconds
from routecfg.scenarios.printable_events import printable

if TYPE_CHECKING:
    from routecfg.pipeline.written_places import Written
    from routecfg.report.scenario import Recording

_HOW: Final = (
    "the commands are /press /send /later /at /wait /close /back /data /why; two slashes begin a message with one;"
    " Ctrl-D on a line of its own leaves the chat (on Windows Ctrl-Z, then Enter)"
)


class Session:
    """Takes lines, and prints what they bring. `failed`: a chat has met a bound; `typed`: somebody types the lines.

    `wait` handles what chatbots call back with within some seconds; a chat that is not live gets no calls.
    """

    def __init__(self, conversation: Conversation, line: str, written: "Written", *, as_json: bool, opens: str) -> None:
        """`line` is the inbound routing, `opens` the first message."""
        self.failed = False
        self.wait: Callable[[float], None] = lambda _: None
        self._chat = conversation
        self._line = line
        self._written = written
        self._as_json = as_json
        self._opens = opens
        self.typed = sys.stdin is not None and sys.stdin.isatty()
        self._steps: list[list[Event]] = []
        self._record: Callable[[], None] | None = None
        self._recording: Recording | None = None
        self._commands: dict[str, Callable[[str], None]] = {
            "press": self._press,
            "send": self._send,
            "later": self._later,
            "at": self._at,
            "wait": self._wait,
            "close": self._close,
            "back": self._back,
            "data": self._data,
            "why": self._why,
        }

    def record_to(self, path: Path, contact: str, language: str | None, world: Path | None) -> None:
        """Writes the chat into a file when it is over. A folder for it is made where scenarios are looked for.

        Raises CannotRun, before anything is typed, if the file is there already or none may be there.
        """
        from routecfg.cli.output_file import is_for_scenarios, put, writable
        from routecfg.report.scenario import Recording, as_scenario

        refused, advice = f"the chat cannot be written to '{path}'", "name a file elsewhere"
        with writable(path.parent, path.name, refused, advice, make=is_for_scenarios(path.parent)) as folder:
            if path.exists() or folder.status(path.name) is not None:
                raise CannotRun(f"the chat cannot be recorded: there is a file '{path}' already", "name a new one")
        stubs = {} if world is None else world_values(world)
        clock = self._chat.loaded.clock
        recording = Recording(self._line, clock.local(self._chat.instant), self._opens, contact, language, stubs)
        self._recording = recording

        def write() -> None:
            text = as_scenario(recording, path.stem)
            with writable(path.parent, path.name, refused, advice) as folder:
                put(folder, path.name, text.encode(), refused, lambda _: False)
            note(f"recorded in {path}")

        self._record = write

    def run(self, lines: Iterable[str]) -> None:
        """Opens the chat, and goes on until there are no more lines. Who stops it keeps the recording.

        Raises CannotRun for a command of a script that does not exist or cannot be carried out.
        """
        self._happened(self._chat.say(self._opens), {})
        try:
            for line in lines:
                self._try(line)
        except KeyboardInterrupt:
            self._end()
            raise
        self._end()

    def _end(self) -> None:
        if self.typed:
            note("")  # the prompt stands on the last line
        if self._record is not None:
            self._record()

    def _try(self, line: str) -> None:
        """Takes a line; on a terminal a mistake is mentioned. Raises CannotRun elsewhere."""
        try:
            self._take(line)
        except CannotRun as refused:
            if not self.typed:
                raise
            note(f"{refused.message}{f': {refused.help}' if refused.help else ''}")

    @property
    def is_with_chatbot(self) -> bool:
        """Whether a chatbot has the chat."""
        return bool(self._chat.chatbot)

    def called(self, body: dict[str, Any], hash_: str) -> bool:
        """A chatbot calls back: what that brings belongs to the last step. False if it changes nothing."""
        events = [printable(event) for event in self._chat.called(body, hash_)]
        self._steps[-1] += events
        if self._recording is not None:
            self._recording.add_later(events)
        self._show(events)
        return not all(isinstance(event, Ignored) for event in events)

    def _take(self, line: str) -> None:
        if not line.startswith("/") or line.startswith("//"):
            text = line.removeprefix("/") if line.startswith("//") else line
            self._happened(self._chat.say(text), {"say": text})
            return
        word, _, rest = line[1:].partition(" ")
        command = self._commands.get(word)
        if command is None:
            near = nearest(word, self._commands)
            advice = did_you_mean(None if near is None else f"/{near}", _HOW)
            raise CannotRun(f"there is no command '/{harmless(word)}'", advice)
        command(rest.strip())

    def _happened(self, events: list[Event], step: dict[str, Any]) -> None:
        events = [printable(event) for event in events]
        self._steps.append(events)
        if self._recording is not None:
            self._recording.add(step, events)
        self._show(events)

    def _show(self, events: list[Event]) -> None:
        self.failed = self.failed or any(isinstance(event, Failed) for event in events)
        if self._as_json:
            say(chat_as_json(events, self._written))
        else:
            say(chat_as_text(events, self._chat.loaded.estate, screen(), echo=not self.typed))

    def _press(self, wanted: str) -> None:
        if not wanted:
            raise CannotRun("/press needs a button", "write its title or its number behind it")
        found = button_meant(self._chat, wanted)
        if found is None:
            raise CannotRun(f"no button '{harmless(wanted)}' has been shown", "without /press it is typed")
        button, title = found
        self._happened(self._chat.press(button, title), {"press": title})

    def _send(self, rest: str) -> None:
        name, _, caption = rest.partition(" ")
        if not name:
            raise CannotRun("/send needs the name of a file", "write it behind it, such as /send photo.png")
        step = {"send": name, **({"say": caption.strip()} if caption.strip() else {})}
        self._happened(self._chat.say(caption.strip(), [file_named(name)]), step)

    def _later(self, rest: str) -> None:
        then = later(self._chat, rest)
        if isinstance(then, NoMoment):
            raise CannotRun(f"'/later {harmless(rest)}' {then.message}", then.help)
        self._set_clock(then)

    def _at(self, rest: str) -> None:
        then = instant(rest, self._chat.loaded.settings.timezone, "/at")
        past = not_before(self._chat, then)
        if past is not None:
            raise CannotRun(f"'/at {harmless(rest)}' {past.message}", f"{past.help}; /back does")
        self._set_clock(then)

    def _set_clock(self, then: int) -> None:
        events = self._chat.wait_until(then)
        self._say_aside(f"-- it is {self._clock()}")
        if events:
            self._happened(events, {})

    def _clock(self) -> str:
        """The clock on the wall, for the recording too."""
        at = self._chat.loaded.clock.local(self._chat.instant)[:16]
        if self._recording is not None:
            self._recording.at = at
        return at

    def _wait(self, rest: str) -> None:
        length = seconds(rest)
        if length is None:
            raise CannotRun(f"'/wait {harmless(rest)}' is not a length of time", "write it as 5s or 1m")
        self.wait(length)

    def _close(self, _rest: str) -> None:
        self._happened(self._chat.close(), {"closed": True})

    def _back(self, _rest: str) -> None:
        if len(self._steps) < 2:
            raise CannotRun("there is nothing to take back", "the first message opens the chat")
        if not self._chat.back():
            raise CannotRun("the last step cannot be taken back: something was sent", "begin another chat")
        self._steps.pop()
        if self._recording is not None:
            self._recording.take_back()
            self._clock()
        self._say_aside("-- the last step is taken back")

    def _data(self, _rest: str) -> None:
        chat = self._chat.state.chat
        data = {} if chat is None else chat.data
        for name, value in sorted(data.items()):
            self._say_aside(f"   {name}: {msgspec.json.encode(without_secrets(value, (name,))).decode()}")
        if not data:
            self._say_aside("-- nothing is saved")

    def _why(self, _rest: str) -> None:
        text = path_as_text(self._steps[-1], self._written, screen())
        if self._as_json:
            note(text.rstrip("\n"))
        else:
            say(text)

    def _say_aside(self, text: str) -> None:
        """Says something beside the chat: with JSON, where no program reads it."""
        if self._as_json:
            note(text)
        else:
            say("".join(f"{line}\n" for line in screen().wrap(harmless(text), "   ")))
