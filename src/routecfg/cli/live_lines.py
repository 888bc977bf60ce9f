"""The lines of a chat to which chatbots call back: whatever comes first, a line or a call, is taken first."""

import time
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from routecfg.cli.terminal import note, prompt
from routecfg.disclosure import shortened
from routecfg.world.callbacks import Callback, RefusedCall

if TYPE_CHECKING:
    from routecfg.cli.chat_session import Session
    from routecfg.world.live import LiveWorld

_ON_TERMINAL: Final = 2.0
"""Seconds until a terminal prompts, although a chatbot has not said anything yet."""
_PAUSE: Final = 0.3
"""Seconds after which a chatbot that has said something has no more to say."""
_MOST_WAITING: Final = 100
"""Calls that have come and are not handled yet."""
_MOST_REFUSED: Final = 20
"""Refused calls that are mentioned: whoever scans a network for servers calls all of them."""


class _Line(NamedTuple):
    """A line; without text the end, or what kept it from being read."""

    text: str | None
    failure: Exception | None = None


_Arrived: TypeAlias = Callback | RefusedCall | _Line


class Inbox(Queue[_Arrived]):
    """Where lines and calls arrive."""

    def __init__(self) -> None:
        super().__init__(_MOST_WAITING)

    def take(self, call: Callback | RefusedCall) -> bool:
        """Takes a call, on any thread; False if too many are waiting."""
        if isinstance(call, RefusedCall) and self.qsize() > _MOST_WAITING // 2:
            return False  # the rest is kept for what counts
        try:
            self.put_nowait(call)
        except Full:
            return False
        return True


class LiveLines:
    """What arrives in an inbox, in order."""

    def __init__(self, inbox: Inbox, world: "LiveWorld", wait: float) -> None:
        """`wait`: how many seconds a script waits for a chatbot to which something was posted."""
        self._inbox = inbox
        self._world = world
        self._wait = wait
        self._posts = 0
        self._refused = 0

    def of(self, session: "Session", typed: Callable[[], Iterator[str]], prompting: str) -> Iterator[str]:
        """The lines of `typed`. Before each, and while it is waited for, the session gets what chatbots call back with.

        Raises CannotRun as `typed` does.
        """
        session.wait = lambda length: self._hand_over(session, time.monotonic() + length)
        wanted = Semaphore(0)
        Thread(target=self._read, args=(typed, wanted), name="lines", daemon=True).start()
        while True:
            self._wait_for_chatbot(session)
            prompt(prompting)
            wanted.release()
            while not isinstance(arrived := self._inbox.get(), _Line):
                if session.typed:
                    note("")  # what is being typed stays where it is
                self._handle(session, arrived)
                prompt(prompting)
            if arrived.failure is not None:
                raise arrived.failure
            if arrived.text is None:
                return
            yield arrived.text

    def _read(self, typed: Callable[[], Iterator[str]], wanted: Semaphore) -> None:
        """Reads a line each time when one is wanted: what is typed meanwhile stays with the terminal."""
        end = _Line(None)
        try:
            wanted.acquire()
            for text in typed():
                self._inbox.put(_Line(text))
                wanted.acquire()
        except Exception as failure:  # it is raised where lines are waited for
            end = _Line(None, failure)
        self._inbox.put(end)

    def _hand_over(self, session: "Session", end: float) -> None:
        """Hands over what comes until an instant."""
        while (arrived := self._next_call(end)) is not None:
            self._handle(session, arrived)

    def _wait_for_chatbot(self, session: "Session") -> None:
        """Waits, within bounds, until a chatbot to which something was posted has said what it has to say."""
        owes = self._world.posts != self._posts
        self._posts = self._world.posts
        wait = min(self._wait, _ON_TERMINAL) if session.typed else self._wait
        end = time.monotonic() + (wait if owes else 0)
        while (arrived := self._next_call(end if session.is_with_chatbot else 0)) is not None:
            if self._handle(session, arrived):
                owes = False
                end = min(end, time.monotonic() + _PAUSE)
        if owes and session.is_with_chatbot:
            note(f"the chatbot has said nothing within {wait:g} s: {self._why_silent()}")

    def _why_silent(self) -> str:
        if self._world.answers_posts:
            return "its answer to a post is ignored, it must call back"
        return "it may still call back"

    def _next_call(self, end: float) -> Callback | RefusedCall | None:
        """The next call that comes before an instant, or has come already; no line is wanted meanwhile."""
        left = end - time.monotonic()
        try:
            arrived = self._inbox.get(timeout=left) if left > 0 else self._inbox.get_nowait()
        except Empty:
            return None
        return None if isinstance(arrived, _Line) else arrived

    def _handle(self, session: "Session", call: Callback | RefusedCall) -> bool:
        """Hands a call to the session. Whether it changes something."""
        if isinstance(call, Callback):
            return session.called(call.body, call.hash)
        self._refused += 1
        if self._refused <= _MOST_REFUSED:
            note(f"a call was refused: {shortened(call.why)}")
        if self._refused == _MOST_REFUSED:
            note("no more refused calls are mentioned")
        return False
