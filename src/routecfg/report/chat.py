"""Chats for people: what the customer reads, what happens behind it, and the path with its reasons."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from routecfg.colours import CLOSED
from routecfg.disclosure import harmless, harmless_json, shortened, without_tokens
from routecfg.engine import (
    Answered,
    Arrived,
    Asked,
    Attachment,
    BotFailed,
    BotSaid,
    BotSent,
    Branched,
    Chosen,
    ConditionAsked,
    Ended,
    Entered,
    Event,
    Failed,
    FailedRequest,
    Ignored,
    LanguageSet,
    Looped,
    NotUnderstood,
    PassedOn,
    Received,
    Refused,
    Saved,
    Sent,
    ShownButton,
    Ticket,
    Went,
)
from routecfg.model import Estate, destination_words, spoken
from routecfg.pipeline.written_places import Written
from routecfg.screen import PLAIN, Screen

_BY = {
    "button": "by its button",
    "pattern": "by the pattern",
    "phrase": "by the phrase",
    "within": "by the phrase in it",
    "alike": "by the phrase that is alike",
    "default": "by the default",
}
_WAYS = {
    "arrival": "with the first message",
    "condition": "by the time condition",
    "answer": "by the answer",
    "immediate": "at once",
    "action": "by a target among the actions",
    "fallback": "as the fallback of the chatbot",
    "transfer": "as the chatbot asks",
}
_FOUND = {"line": "the first of the line", "host": "as the host says", "detected": "as the message shows"}
_LONGEST = 120
LONGEST_TEXT = 4096
"""What a chatbot says in one message is shown up to here."""
MOST_BUTTONS = 30
"""So many buttons of a chatbot are shown: three times what WhatsApp takes."""


def chat_as_text(events: Iterable[Event], estate: Estate, screen: Screen = PLAIN, *, echo: bool) -> str:
    """What happened, as lines: the customer behind `>`, what is sent to the customer, what nobody sees behind `--`.

    `echo` repeats what the customer wrote, where no terminal shows it already.
    """
    lines: list[str] = []
    for event in events:
        for text, style in _lines(event, estate, echo):
            lines += (screen.paint(part, style) for part in screen.wrap(text, "   "))
    return "".join(f"{line}\n" for line in lines)


def chat_as_json(events: Iterable[Event], written: Written) -> str:
    """Each event as JSON on a line of its own, with `file` and `line` where its place is written."""
    lines = []
    for event in events:
        values = msgspec.to_builtins(event)
        where = written(event.from_ or event.place) if event.place else None
        if where is not None:
            values["file"], values["line"] = where
        lines.append(without_tokens(harmless_json(msgspec.json.encode(values).decode())) + "\n")
    return "".join(lines)


def path_as_text(events: Iterable[Event], written: Written, screen: Screen = PLAIN) -> str:
    """Every step with its reason, and the file and line where it is written."""
    lines: list[str] = []
    for event in events:
        said = reason(event)
        if said:
            where = written(event.from_ or event.place) if event.place else None
            at = "" if where is None else f"  ({harmless(where[0])}:{where[1]})"
            lines += screen.wrap(f"   {without_tokens(harmless(said))}{at}", "      ")
    return "".join(f"{screen.paint(line, 'dim')}\n" for line in lines)


def _lines(event: Event, estate: Estate, echo: bool) -> Iterator[tuple[str, str]]:
    """What is shown of an event: lines that are harmless, each with its style."""
    match event:
        case Arrived(at=at, inbound=inbound):
            line = estate.inbound_routings[inbound]
            number = f" ({line.number})" if line.number else ""
            yield f"-- {datetime.fromisoformat(at):%a %d %b %Y %H:%M}, {harmless(line.title)}{number}", "bold"
        case Received(text=text, button=button, attachments=files):
            if echo and (text or button or files):
                yield _said(text, button, files), "cyan"
        case Sent(text=text, buttons=buttons, list=label):
            yield from _message(text, buttons, label)
        case BotSaid(chatbot=bot, text=text, buttons=buttons):
            yield from _message(f"{bot}: {shortened(text, LONGEST_TEXT)}", buttons[:MOST_BUTTONS], "")
            if (more := len(text) - LONGEST_TEXT) > 0:
                yield f"-- {more:,} more characters: WhatsApp takes no text of that length", "dim"
            if (more := len(buttons) - MOST_BUTTONS) > 0:
                yield f"-- {more:,} more buttons", "dim"
        case Ended():
            if event.auto_response:
                yield from _message(event.auto_response, (), "")
            yield f"-- {end_of(event)}", CLOSED
        case _:
            if said := aside(event):
                yield f"-- {without_tokens(harmless(said))}", "red" if isinstance(event, Failed) else "dim"


def _message(text: str, buttons: tuple[ShownButton, ...], label: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines() or [""]:
        yield harmless(line), ""
    if label:
        yield f"   [{harmless(label)}]", "bold"
    number = 0
    for button in buttons:
        number += not button.url
        title = harmless(shortened(button.title, _LONGEST))
        # a link is opened, not pressed
        yield f"   {f'*  {title}  {harmless(button.url)}' if button.url else f'{number}  {title}'}", "bold"


def _said(text: str, button: str, files: tuple[Attachment, ...]) -> str:
    parts = [f"[{text or button}]" if button else text, *(f"({each.title or 'a file'})" for each in files)]
    return "> " + harmless(" ".join(filter(None, parts)))


def aside(event: Event) -> str:
    """What the customer does not see and somebody wants to know; empty if nobody does. Not harmless yet."""
    match event:
        case Ticket(title=title, category=category):
            return f"a ticket in '{category}': {title}"
        case FailedRequest(why=why):
            return f"the request brought nothing: {why}"
        case Refused(attachment=file):
            return f"the file '{file.title or file.type}' is not allowed on this line, and was removed"
        case NotUnderstood():
            return "no answer fits: the chat stays where it is, and the customer gets no reply"
        case PassedOn(queue=queue):
            return f"passed on to queue '{queue}'"
        case BotFailed(chatbot=bot, why=why):
            return f"the chatbot '{bot}' failed: {why}"
        case Went(to=to) if to.queue is not None:
            return f"handed over to queue '{to.queue}'"
        case Ignored(why=why):
            return f"nothing happens: {why}"
        case Failed(why=why, place=place):
            return f"the chat fails: {why}, at {place}"
    return ""


def end_of(event: Ended) -> str:
    """How a chat ended."""
    if event.idle:
        return "the chat ends: the customer has been silent for too long"
    if not event.terminate:
        return f"the chat ends: the contact centre has closed it (queue '{event.queue}')"
    return f"the chat ends: terminate '{event.terminate}' ({event.disconnection_cause})"


def reason(event: Event) -> str:
    """Why the chat went this way, for the path; empty for what says nothing of it. Not harmless yet."""
    match event:
        case Arrived(inbound=inbound):
            return f"a chat begins at {spoken('inbound_routings', inbound)}"
        case LanguageSet(language=language, by=by):
            return f"language '{language}', {_FOUND[by]}"
        case ConditionAsked(time_condition=name, holds=holds, because=because):
            return f"{spoken('time_conditions', name)} {'holds' if holds else 'does not hold'}: {because}"
        case Entered(decision_tree=tree, decision=decision):
            return f"decision '{decision}' of {spoken('decision_trees', tree)}"
        case Branched(if_=expression, then=then):
            return f"'{expression}' {'holds' if then else 'does not hold'}"
        case Looped(count=count):
            return f"a loop over {count} items" if count != 1 else "a loop over one item"
        case Asked(url=url, save_as=name):
            return f"asks {url}, to be saved as '{name}'"
        case Answered(status=status):
            return f"answered with status {status}"
        case Saved(name=name, value=value):
            return f"saves '{name}': {_short(value)}"
        case Chosen(by=by, answer=answer, alike=alike):
            degree = f", {alike:.0f} percent" if alike is not None else ""
            return f"an answer {_BY[by]}{f' {chr(39)}{answer}{chr(39)}' if answer else ''}{degree}"
        case Went(to=to, by=by, variant=variant):
            of_language = f", the variant '{variant}'" if variant else ""
            return f"to {destination_words(to)}, {_WAYS[by]}{of_language}"
        case BotSent(chatbot=bot, body=body):
            return f"posts to {spoken('chatbots', bot)}: {_short(body, LONGEST_TEXT)}"
        case Sent(text=text, language=language):
            return f"sends '{_short(text)}' ({language})"
        case Ended(terminate=name) if name:
            return f"ends by {spoken('terminates', name)}"
    return aside(event)


def _short(value: object, longest: int = _LONGEST) -> str:
    return shortened(value if isinstance(value, str) else msgspec.json.encode(value).decode(), longest)
