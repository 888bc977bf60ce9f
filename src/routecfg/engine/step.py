"""One step of a chat: a state and an input in, a new state and what happened out. Pure: no clock, no network, no files.

What the contract of a chat leaves open is decided here, and in the modules that this one calls:

- An input with an `id` that is remembered gives the same events again, and the same state. What is ignored because a
  request is pending, or because the chat runs on another release, is not remembered: the host hands it in again later.
- While a message is handled the clock stands still: what follows the answer to a request happens at the instant of the
  message, however long the answer took.
- A chat goes on only with the bundle that it began with. A host hands in the live one first: if that is another, and
  silence has ended the chat, the next one begins on it; else the input is ignored, and the chat's own bundle takes it.
- The events of an arrival are `arrived`, `received`, `refused`, `language`, then the ways. Of a later message
  `received`, `refused`, then `language` if this message is the first that says it.
- Where a decision has buttons its last message is held back until its actions end, and so while a request among them is
  pending; every other message is sent at once. A message of which nothing is left when it is filled in is not sent.
- A button without an id is the one of this decision with that title, or else its title typed.
- A language that is not a code (`cs`, `de-AT`) counts as none.
- In a queue silence does not end a chat: the contact centre has it, and only it knows what its agents write. Elsewhere
  silence is the time since the customer's last message or button.
- A message that has lost all its files and has no text is reported, and nothing else happens: the chat stays, nothing
  is passed on or posted. As the first message it opens a chat like any other.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from routecfg.engine.bounds import MOST_DATA, REMEMBERED, size_of
from routecfg.engine.chatbots import bot_failed, bot_said, is_of_this_chat
from routecfg.engine.clock import seconds, within_calendars
from routecfg.engine.events import Answered, Ended, Event, FailedRequest, Ignored
from routecfg.engine.following import follow, go_on
from routecfg.engine.hearing import end_by_silence, hear, is_silent
from routecfg.engine.inputs import Answer, Arrival, BotDown, BotMessage, Button, Closed, Input, Message, Silence
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.operations import Ask, Operation, Repeat
from routecfg.engine.running import OverBound, Run
from routecfg.engine.state import Asking, Chat, InQueue, State, WithBot

_SUCCESS: Final = range(200, 300)


def step(loaded: LoadedBundle, state: State, given: Input) -> tuple[State, tuple[Event, ...]]:
    """The state after an input, and what happened, in order. `State()` is where a customer's first chat begins.

    An input that came before the last one counts as coming with it. Never raises, whatever the bundle, the state and
    the input are: what cannot be is an `ignored` that says why.
    """
    known = state.remembered.get(given.id)
    if known is not None:
        return state, known
    run = Run(loaded, state, within_calendars(_instant(state, given)))
    not_now = _why_not_now(loaded, state, given, run.instant)
    if not_now:
        return state, (Ignored(at=run.at, why=not_now),)
    try:
        arrival = _take(run, state, given)
    except OverBound as over:
        arrival = run.arrival
        run.fail(over)
    events = tuple(run.events)
    remembered = {**state.remembered, given.id: events}
    if len(remembered) > REMEMBERED:
        del remembered[next(iter(remembered))]
    if len(events) == 1 and type(events[0]) is Ignored:
        return msgspec.structs.replace(state, remembered=remembered), events
    return State(loaded.release, run.instant, run.effects, run.chat(), arrival, remembered), events


def _instant(state: State, given: Input) -> int:
    """When an input is handled: an answer that is awaited belongs to the message whose actions asked for it."""
    waiting = None if state.chat is None else state.chat.waiting
    if isinstance(given, Answer) and isinstance(waiting, Asking) and waiting.number == given.number:
        return state.at
    return max(seconds(given.at), state.at)


def _why_not_now(loaded: LoadedBundle, state: State, given: Input, instant: int) -> str:
    """Why an input cannot be taken as things stand, and is not remembered; empty if it can."""
    chat = state.chat
    if chat is None:
        return ""
    if state.release != loaded.release:
        over = isinstance(given, (Message, Button, Silence)) and type(chat.waiting) is not Asking
        return "" if over and is_silent(loaded, chat, instant) else "this chat runs on another release"
    if not _fits(loaded, chat):
        return "this state is of no chat on this release"
    if type(chat.waiting) is Asking and type(given) is not Answer:
        return f"the answer to request {chat.waiting.number} is awaited"
    return ""


def _fits(loaded: LoadedBundle, chat: Chat) -> bool:
    """Whether the places that a chat names are there: so of every chat that this bundle has made."""
    if chat.arrival.inbound not in loaded.estate.inbound_routings:
        return False
    waiting = chat.waiting
    if isinstance(waiting, WithBot):
        return waiting.chatbot in loaded.estate.chatbots
    if isinstance(waiting, InQueue):
        return True
    decision = loaded.decision(waiting.decision_tree, waiting.decision)
    if decision is None:
        return False
    if isinstance(waiting, Asking):
        return _asks_there(decision.operations, waiting)
    return True


def _asks_there(operations: Sequence[Operation], waiting: Asking) -> bool:
    """Whether there is a request where a chat waits for the answer to one, inside the loops that the chat says run."""
    at = waiting.operation - 1
    if not (0 <= at < len(operations) and isinstance(operations[at], Ask)):
        return False
    around = [each.name for each in operations[:at] if isinstance(each, Repeat) and at < each.end]
    return around == [loop.name for loop in waiting.loops] and all(
        0 <= loop.position < len(loop.items) for loop in waiting.loops
    )


def _take(run: Run, state: State, given: Input) -> Arrival | None:
    """Does what an input means. Gives how the last chat came in. Raises OverBound."""
    waiting = None if state.chat is None else state.chat.waiting
    if isinstance(given, (Message, Button)):
        return hear(run, state, given)
    if isinstance(given, Answer):
        if isinstance(waiting, Asking) and waiting.number == given.number:
            _take_answer(run, waiting, given)
        else:
            run.ignore("no request waits for this answer")
    elif isinstance(given, BotMessage):
        _take_callback(run, waiting, given)
    elif isinstance(given, BotDown):
        if isinstance(waiting, WithBot) and (given.number is None or given.number >= waiting.since):
            run.use_up(waiting)
            follow(run, bot_failed(run, waiting, given.why))
        else:
            run.ignore("no chatbot has this chat")
    elif isinstance(given, Closed):
        if isinstance(waiting, InQueue):
            run.emit(Ended(at=run.at, place=f"/queues/{waiting.queue}", queue=waiting.queue))
            run.waiting = None
        else:
            run.ignore("the chat is not with the contact centre")
    elif state.chat is None or not is_silent(run.loaded, state.chat, run.instant):
        run.ignore("no chat has been silent for so long")
    else:
        end_by_silence(run)
    return state.arrival


def _take_answer(run: Run, waiting: Asking, given: Answer) -> None:
    """Saves what a request brought, or clears it, and goes on with the actions."""
    decision = run.loaded.decision(waiting.decision_tree, waiting.decision)
    request = None if decision is None else decision.operations[waiting.operation - 1]
    if decision is None or not isinstance(request, Ask):  # `_fits` has seen to it that there is one
        return
    run.resume(waiting)
    why = _failure(given)
    if why:
        run.clear(request.save_as)
        run.emit(FailedRequest(at=run.at, place=request.place, number=given.number, why=why))
    else:
        run.emit(Answered(at=run.at, place=request.place, number=given.number, status=given.status or 0))
        run.save(request.save_as, given.json, f"{request.place}/save_as")
    follow(run, go_on(run, decision), decision.tree)


def _failure(given: Answer) -> str:
    """Why an answer is of no use; empty if it is of use."""
    if given.why or given.status is None:
        return given.why or "no answer"
    if given.status not in _SUCCESS:
        return f"status {given.status}"
    size = None if given.json is msgspec.UNSET else size_of(given.json)
    if size is None:
        return "the answer is not JSON that can be kept"
    return "the answer is larger than 1 MiB" if size > MOST_DATA else ""


def _take_callback(run: Run, waiting: object, given: BotMessage) -> None:
    if not isinstance(waiting, WithBot):
        run.ignore("no chatbot has this chat")
    elif not isinstance(given.body, dict):
        run.ignore("what the chatbot sent is not a message")
    elif not is_of_this_chat(run, given.body, given.hash):
        run.ignore("what the chatbot sent belongs to another chat")
    else:
        run.use_up(waiting)
        way, said = bot_said(run, waiting, given.body)
        if not said:
            run.ignore("what the chatbot sent has neither a text nor a queue")
        follow(run, way)
