"""What customers do: they write, press buttons, send files, speak a language, or are silent."""

import re
from typing import Final

from routecfg.answers import Choice
from routecfg.engine.chatbots import pass_to_chatbot, pressed
from routecfg.engine.decisions import PreparedDecision
from routecfg.engine.events import Arrived, Chosen, Ended, LanguageSet, NotUnderstood, PassedOn, Received, Refused
from routecfg.engine.following import follow
from routecfg.engine.inputs import Arrival, Attachment, Button, Language, Message
from routecfg.engine.loaded import LoadedBundle
from routecfg.engine.running import Run
from routecfg.engine.state import AtDecision, Chat, InQueue, Said, State, WithBot
from routecfg.engine.ways import Way

_CODE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


def is_silent(loaded: LoadedBundle, chat: Chat, instant: int) -> bool:
    """Whether silence has ended a chat by an instant.

    In a queue it does not: only the contact centre knows what agents write.
    """
    return type(chat.waiting) is not InQueue and instant - chat.heard >= loaded.silence


def end_by_silence(run: Run) -> None:
    """Ends the chat."""
    run.emit(Ended(at=run.at, idle=True))
    run.waiting = None


def hear(run: Run, state: State, given: Message | Button) -> Arrival | None:
    """Takes what the customer did. Gives how the chat came in."""
    if state.chat is not None and not is_silent(run.loaded, state.chat, run.instant):
        _go_on_with(run, state.chat, given)
        return state.arrival
    if state.chat is not None:
        end_by_silence(run)
    arrival = given.arrival or state.arrival
    line = None if arrival is None else run.loaded.estate.inbound_routings.get(arrival.inbound)
    if arrival is None or line is None:
        run.ignore(
            "there is no such inbound routing" if arrival is not None else "nothing says where the chat comes in"
        )
        return state.arrival
    first = next(iter(line.languages), run.loaded.first_language)
    run.begin(arrival, first)
    run.emit(
        Arrived(
            at=run.at, place=f"/inbound_routings/{arrival.inbound}", inbound=arrival.inbound, contact=arrival.contact
        )
    )
    _receive(run, given)
    run.opening = run.said
    if not run.spoken:
        run.emit(LanguageSet(at=run.at, language=first, by="line"))
    follow(run, Way(line.next_destination, "arrival", f"/inbound_routings/{arrival.inbound}/next_destination"))
    return arrival


def _go_on_with(run: Run, chat: Chat, given: Message | Button) -> None:
    waiting = chat.waiting
    if not _receive(run, given):
        return
    if isinstance(waiting, InQueue):
        run.emit(PassedOn(at=run.at, place=f"/queues/{waiting.queue}", queue=waiting.queue))
    elif isinstance(waiting, WithBot):
        button = pressed(waiting, given.button, given.title) if isinstance(given, Button) else ""
        pass_to_chatbot(run, waiting, button)
    elif isinstance(waiting, AtDecision):
        decision = run.loaded.decision(waiting.decision_tree, waiting.decision)
        if decision is not None:
            _choose(run, decision, given)


def _receive(run: Run, given: Message | Button) -> bool:
    """Notes what the customer said, and in which language. False if nothing is left of it."""
    files: tuple[Attachment, ...] = ()
    refused: tuple[Attachment, ...] = ()
    if isinstance(given, Button):
        text = given.title or run.loaded.title_of(given.button, run.language)
        button = given.button
    else:
        allowed = run.loaded.estate.inbound_routings[run.arrival.inbound].allow_attachments != "none"
        text, button = given.text, ""
        files, refused = (given.attachments, ()) if allowed else ((), given.attachments)
    text = _encodable(text)
    run.said = Said(run.instant, text, given.name, files)
    run.heard = run.instant
    run.emit(Received(at=run.at, text=text, button=button, attachments=files))
    for attachment in refused:
        run.emit(Refused(at=run.at, attachment=attachment))
    if given.language is not None and not run.spoken:
        _speak(run, given.language)
    return not refused or bool(text.strip())


def _encodable(text: str) -> str:
    """The text with a question mark for each half of a character: JSON has none, and a state must be one."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def language_code(written: str) -> str | None:
    """The code of a language as chats have it, `de-AT`; None if it is not a code."""
    code = _CODE.fullmatch(written)
    if code is None:
        return None
    base, region = code.groups()
    return base.lower() if region is None else f"{base.lower()}-{region.upper()}"


def _speak(run: Run, language: Language) -> None:
    """Fixes the language of the chat."""
    code = language_code(language.code)
    if code is not None:
        run.language = code
        run.spoken = True
        run.emit(LanguageSet(at=run.at, language=run.language, by=language.by))


def _choose(run: Run, decision: PreparedDecision, given: Message | Button) -> None:
    """Takes the answer that a message or a button chooses."""
    choice = None
    if isinstance(given, Button) and (target := decision.pressed(given.button)) is not None:
        choice = Choice(target, "button")
    if choice is None:
        choice = decision.choose(run.said.text, run.language, default=isinstance(given, Message))
    if choice is None:
        run.emit(NotUnderstood(at=run.at, place=decision.place))
        return
    way = decision.way(choice.answer, "answer", run.language)
    words = decision.words(choice, run.said.text, run.language)
    run.emit(Chosen(at=run.at, place=way.place, from_=way.from_, by=choice.by, answer=words, alike=choice.alike))
    follow(run, way, decision.tree)
