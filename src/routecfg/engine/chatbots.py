"""The protocol of chatbots, as the documentation of the source system has it: what is posted, and what comes back.

What is posted is written strictly: the documented fields, nested, texts where they are texts. What comes back is read
tolerantly: `transfer` and `queue` mean the same, numbers may be texts, a queue is named by its id or its name.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from routecfg.engine.events import BotFailed, BotSaid, BotSent, ShownButton
from routecfg.engine.running import Run
from routecfg.engine.state import Said, WithBot
from routecfg.engine.ways import Way
from routecfg.model import Chatbot, Destination

_DIRECTION: Final = "IN"


def enter_chatbot(run: Run, name: str) -> None:
    """Hands the chat to a chatbot, and posts at once.

    With `send_start_message` the post brings the message that opened the chat, if there were words or files in it;
    otherwise it has no message at all.
    """
    run.waiting = WithBot(name, run.effects + 1, (), run.steps, run.actions, run.texts, run.read)
    opening = run.opening
    bot = run.loaded.estate.chatbots[name]
    if bot.send_start_message and (opening.text or (opening.attachments and bot.send_attachments)):
        _post(run, name, opening, _words(bot, opening))
    else:
        _post(run, name, None, {})


def pass_to_chatbot(run: Run, waiting: WithBot, button: str = "") -> None:
    """Posts what the customer has just said; `button` is the name of one of the bot's own that was pressed."""
    bot = run.loaded.estate.chatbots[waiting.chatbot]
    run.waiting = WithBot(waiting.chatbot, waiting.since, waiting.buttons)
    said = {"quickreply": {"name": button}} if button else _words(bot, run.said)
    _post(run, waiting.chatbot, run.said, said)


def pressed(waiting: WithBot, button: str, title: str) -> str:
    """The name of a bot's button that was pressed: by its id, else by its title. Empty if there is no such button."""
    offered = [each for each in waiting.buttons if not each.url and each.id]
    found = next((each.id for each in offered if each.id == button), "")
    return found or next((each.id for each in offered if title and each.title == title), "")


def bot_said(run: Run, waiting: WithBot, body: Mapping[str, Any]) -> tuple[Way | None, bool]:
    """Reads what a chatbot called back with. Gives where the chat goes, and whether there was anything in it."""
    name = waiting.chatbot
    bot = run.loaded.estate.chatbots[name]
    place = f"/chatbots/{name}"
    text = _text(body.get("text"))
    buttons = tuple(_buttons(body))
    wanted = [found for key in ("transfer", "queue") if (found := _text(body.get(key)))]
    if text or buttons:
        run.emit(BotSaid(at=run.at, place=place, chatbot=name, text=text, buttons=buttons))
        run.waiting = msgspec.structs.replace(waiting, buttons=buttons)
    if not wanted:
        return None, bool(text or buttons)
    queues = {_queue(run, bot, each) for each in wanted}
    queue = queues.pop()
    if queues:
        why = f"it names two queues: '{wanted[0]}' and '{wanted[1]}'"
        return bot_failed(run, waiting, why, " ".join(wanted)), True
    if queue is None:
        why = f"it hands over to '{wanted[0]}', which is not under its transfers"
        return bot_failed(run, waiting, why, wanted[0]), True
    return Way(Destination(queue=queue), "transfer", f"{place}/transfers"), True


def bot_failed(run: Run, waiting: WithBot, why: str, queue: str = "") -> Way:
    """Reports what is wrong with a chatbot, and gives the way to its fallback; `queue` is one that it may not name."""
    name = waiting.chatbot
    run.emit(BotFailed(at=run.at, place=f"/chatbots/{name}", chatbot=name, why=why, queue=queue))
    return Way(run.loaded.estate.chatbots[name].fallback, "fallback", f"/chatbots/{name}/fallback")


def is_of_this_chat(run: Run, body: Mapping[str, Any], hash_: str) -> bool:
    """Whether a callback is about this chat: what it says of the chat's hash and name must be right."""
    conversation = body.get("conversation")
    named = _text(conversation.get("name")) if isinstance(conversation, Mapping) else ""
    hashes = {each for each in (hash_, _text(body.get("hash"))) if each}
    return hashes <= {run.arrival.hash} and (
        not named or not run.arrival.interaction or named == run.arrival.interaction
    )


def _post(run: Run, name: str, said: Said | None, words: dict[str, Any]) -> None:
    clock = run.loaded.clock
    arrival = run.arrival
    body: dict[str, Any] = {
        "name": (said.name or None) if said is not None else None,
        "time": clock.local(said.at) if said is not None else None,
        "direction": _DIRECTION if said is not None else None,
        "conversation": {
            "name": arrival.interaction,
            "title": arrival.title,
            "time": clock.local(run.began),
            "response_url": f"{arrival.callback}?hash={arrival.hash}",
            "customFields": _custom_fields(run, run.loaded.estate.chatbots[name]),
        },
        **words,
    }
    run.emit(BotSent(at=run.at, place=f"/chatbots/{name}", number=run.effect(), chatbot=name, body=body))


def _words(bot: Chatbot, said: Said) -> dict[str, Any]:
    """The text, and the files if the bot receives files."""
    words: dict[str, Any] = {"text": said.text}
    if bot.send_attachments:
        words["attachments"] = [
            {field: str(value) for field in ("link", "title", "type", "size") if (value := getattr(each, field)) != ""}
            for each in said.attachments
        ]
    return words


def _custom_fields(run: Run, bot: Chatbot) -> list[dict[str, str]]:
    fields, values = run.loaded.estate.custom_fields, run.arrival.contact.fields
    return [
        {"name": name, "title": fields[name].title if name in fields else "", "value": values.get(name, "")}
        for name in bot.send_custom_fields
    ]


def _queue(run: Run, bot: Chatbot, wanted: str) -> str | None:
    """The queue that a bot means, of those it may hand over to: by its id, else by its name."""
    queues = run.loaded.estate.queues
    by_id = next((name for name in bot.transfers if name in queues and str(queues[name].id) == wanted), None)
    return by_id or (wanted if wanted in bot.transfers else None)


def _buttons(body: Mapping[str, Any]) -> Iterator[ShownButton]:
    """Links and buttons, then quick replies. Those without words are left out."""
    for key in ("button", "buttons", "quickreply"):
        items = body.get(key)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, Mapping) and (title := _text(item.get("text"))):
                yield ShownButton(_text(item.get("name")), title, _text(item.get("url")))


def _text(value: Any) -> str:
    """A text, or a number as a text; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST else ""


_LARGEST: Final = 10**18
