"""A chat as a scenario: what the customer did, what was read, how it ended."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from routecfg.engine import Arrived, Asked, BotFailed, BotSaid, Ended, Event, FailedRequest, Sent, Went
from routecfg.engine.stubs import NO_BOT, NOTHING, USED_UP
from routecfg.source import as_yaml

_NAME = re.compile(r"[^a-z0-9_-]+")
_LONGEST_NAME = 63


class Recording:
    """What is known of a chat so far. `at` is the clock on the wall once it was set, for the next step."""

    def __init__(
        self,
        inbound: str,
        begins: str,
        opens: str,
        contact: str,
        language: str | None,
        stubs: Mapping[str, Any],
    ) -> None:
        self.at: str | None = None
        self._head: dict[str, Any] = {"inbound": inbound, "at": begins[:16].replace(" ", "T")}
        who = {"name": contact, "language": language}
        if any(who.values()):
            self._head["contact"] = {key: value for key, value in who.items() if value}
        if opens:
            self._head["opens"] = opens
        self._head |= stubs
        self._steps: list[tuple[dict[str, Any], list[Event]]] = []

    def add(self, step: dict[str, Any], events: list[Event]) -> None:
        """Notes a step and what it brought."""
        if self.at is not None and step:
            step = {**step, "at": self.at.replace(" ", "T")}
        self.at = None
        self._steps.append((step, events))

    def take_back(self) -> None:
        """Forgets the last step."""
        self._steps.pop()

    def values(self, title: str) -> dict[str, Any]:
        """The scenario as it is written."""
        steps: list[dict[str, Any]] = []
        for number, (step, events) in enumerate(self._steps):
            if step.get("closed") and not any(isinstance(event, Ended) for event in events):
                continue  # there was nothing to close
            made = dict(step)
            if number and any(isinstance(event, Arrived) for event in events):
                made["new_chat"] = True
            expect = _expectation(events)
            if expect:
                made["expect"] = expect
            if made:
                steps.append(made)
        happened = [event for _, events in self._steps for event in events]
        scenario = {"title": title, **_with_missing(self._head, happened), "chat": steps}
        end = _end(happened)
        return {**scenario, "ends": end} if end else scenario


def as_scenario(recording: Recording, name: str) -> str:
    """A recording as a file of scenarios; `name` is that of the file."""
    plain = _NAME.sub("-", name.lower()).strip("-_")[:_LONGEST_NAME] or "recorded"
    return as_yaml({"scenarios": {plain: recording.values(name)}})


def _expectation(events: Iterable[Event]) -> dict[str, Any]:
    reads: list[str] = []
    buttons: list[str] = []
    for event in events:
        if isinstance(event, (Sent, BotSaid)):
            reads += [event.text] if event.text else []
            buttons += (button.title for button in event.buttons)
        elif isinstance(event, Ended) and event.auto_response:
            reads.append(event.auto_response)
    return {key: value for key, value in (("reads", reads), ("buttons", buttons)) if value}


def _end(events: Iterable[Event]) -> dict[str, str]:
    """How the chat ended: by a terminate, or in a queue that nobody has closed."""
    end: dict[str, str] = {}
    for event in events:
        if isinstance(event, Ended):
            end = {"terminate": event.terminate} if event.terminate else {}
        elif isinstance(event, Went):
            end = {"queue": event.to.queue} if event.to.queue is not None else {}
    return end


def _with_missing(head: dict[str, Any], events: Iterable[Event]) -> dict[str, Any]:
    """With what nothing stood in for: it brought nothing, and so it does when the scenario runs."""
    requests: dict[str, Any] = dict(head.get("requests") or {})
    bots: dict[str, Any] = dict(head.get("bots") or {})
    asked: dict[int, str] = {}
    for event in events:
        match event:
            case Asked(number=number, url=url):
                asked[number] = url
            case FailedRequest(number=number, why=why) if why == NOTHING and number in asked:
                requests[asked[number]] = {"fails": "timeout"}
            case BotFailed(chatbot=bot, why=why) if why == NO_BOT:
                bots[bot] = {"down": True}
            case BotFailed(chatbot=bot, why=why) if why == USED_UP:
                bots[bot] = [*bots[bot], {"down": True}]
    more = {key: values for key, values in (("requests", requests), ("bots", bots)) if values}
    return {**head, **more}
