"""What requests and chatbots answered in a chat, as stubs with which it can run again."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from routecfg.engine import Answered, Asked, BotFailed, BotSaid, BotSent, Event, FailedRequest, Saved, Went
from routecfg.engine.stubs import NOTHING, USED_UP, Stubs, address_for

LONGEST: Final = 4096
"""Characters of a text that a scenario can hold: WhatsApp takes no more."""
MOST_BUTTONS: Final = 200
"""Buttons that a scenario can hold."""

_STATUS: Final = re.compile(r"status ([0-9]{3})")


def recorded_world(events: Iterable[Event], values: Mapping[str, Any]) -> dict[str, Any]:
    """`requests` and `bots` of a scenario: those of `values`, the file that stood in, and all that it does not name.

    A request that nothing stood in for had no answer, and gets none when the scenario runs.
    """
    world = _World(values)
    for event in events:
        world.note(event)
    return world.values()


class _World:
    def __init__(self, values: Mapping[str, Any]) -> None:
        self._given = values
        self._named = msgspec.convert(values, Stubs)
        self._asked: dict[int, str] = {}
        self._answered: tuple[str, int] | None = None
        self._requests: dict[str, list[dict[str, Any]]] = {}
        self._bots: dict[str, list[dict[str, Any]]] = {}
        self._bot = ""

    def note(self, event: Event) -> None:
        match event:
            case Asked(number=number, url=url):
                self._asked[number] = url
            case Answered(number=number, status=status):
                self._answered = self._asked.get(number, ""), status
            case Saved(value=value) if self._answered is not None:
                (url, status), self._answered = self._answered, None
                self._replied(url, {"json": value} if status == _OK else {"json": value, "status": status})
            case FailedRequest(number=number, why=why):
                found = _STATUS.fullmatch(why)
                fails = {"fails": int(found[1]) if found else "timeout"}
                self._replied(self._asked.get(number, ""), fails, nothing=why == NOTHING)
            case BotSent(chatbot=bot):
                self._bot = bot
                if bot not in self._named.bots:
                    self._bots.setdefault(bot, []).append({"says": ""})
            case BotFailed(chatbot=bot, why=why) if why == USED_UP:
                self._bots.setdefault(bot, [*self._given["bots"][bot]]).append({"down": True})
            case BotSaid() | BotFailed() | Went(by="transfer"):
                if self._bot not in self._named.bots and self._bots.get(self._bot):
                    _add(self._bots[self._bot][-1], event)

    def values(self) -> dict[str, Any]:
        requests = {**(self._given.get("requests") or {}), **_shortest(self._requests)}
        downs = {name: {"down": True} for name, items in self._bots.items() if all("down" in item for item in items)}
        bots = {**(self._given.get("bots") or {}), **self._bots, **downs}
        return {key: values for key, values in (("requests", requests), ("bots", bots)) if values}

    def _replied(self, url: str, reply: dict[str, Any], *, nothing: bool = False) -> None:
        if url and (nothing or address_for(self._named, url) is None):
            self._requests.setdefault(url, []).append(reply)


_OK: Final = 200


def _add(item: dict[str, Any], event: BotSaid | BotFailed | Went) -> None:
    """Adds what a chatbot did to what it did already after the same post."""
    match event:
        case BotSaid(text=text, buttons=buttons):
            item["says"] = "\n".join(filter(None, (item["says"], text[:LONGEST])))[:_LONGEST_SPEECH]
            if buttons:
                more = [button.title[:LONGEST] for button in buttons]
                item["buttons"] = [*item.get("buttons", []), *more][:MOST_BUTTONS]
        case Went(to=to):
            item["transfers"] = to.queue
        case BotFailed(queue=queue) if queue:
            item["transfers"] = queue[:_LONGEST_NAME]
        case BotFailed():
            item.clear()  # it was down when something was posted: it has said nothing
            item["down"] = True


_LONGEST_NAME: Final = 128
_LONGEST_SPEECH: Final = 65_536
"""Characters of all that a chatbot says after a post, as a scenario can hold them."""


def _shortest(requests: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Replies by addresses; where all are the same, that one."""
    return {url: each[0] if all(reply == each[0] for reply in each) else each for url, each in requests.items()}
