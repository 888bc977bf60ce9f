"""A chat as a scenario: what the customer did, what was read, how it ended."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from routecfg.engine import Arrived, BotSaid, BotSent, Ended, Event, LanguageSet, Sent, Went
from routecfg.report.recorded_world import LONGEST, MOST_BUTTONS, recorded_world
from routecfg.scenarios.scenario import DETECT
from routecfg.source import as_yaml

_NAME = re.compile(r"[^a-z0-9_-]+")
_LONGEST_NAME = 63


class Recording:
    """A chat as it was recorded so far. `at` is the wall clock of the next step, if it was set."""

    def __init__(
        self,
        inbound: str,
        begins: str,
        opens: str,
        contact: str,
        language: str | None,
        stubs: Mapping[str, Any],
        number: str = "",
    ) -> None:
        """`contact` and `number` are the customer's name and phone number, `stubs` what stands in for the world."""
        self.at: str | None = None
        self._head: dict[str, Any] = {"inbound": inbound, "at": begins[:16].replace(" ", "T")}
        self._who = {"name": contact, "number": number, "language": language}
        self._opens = {"opens": opens} if opens else {}
        self._stubs = stubs
        self._steps: list[tuple[dict[str, Any], list[Event]]] = []

    def add(self, step: dict[str, Any], events: list[Event]) -> None:
        """Notes a step and what it brought."""
        if self.at is not None and (step or events):
            step = {**step, "at": self.at.replace(" ", "T")}
        self.at = None
        self._steps.append((step, list(events)))

    def add_later(self, events: list[Event]) -> None:
        """Notes what came after a step, from a chatbot: it belongs to the step that posted to it last."""
        steps = [number for number, (_, before) in enumerate(self._steps) if _has_post(before)]
        self._steps[steps[-1] if steps else -1][1].extend(events)

    def take_back(self) -> None:
        """Forgets the last step."""
        self._steps.pop()

    def values(self, title: str) -> dict[str, Any]:
        """The scenario as it is written."""
        steps: list[dict[str, Any]] = []
        for number, (step, events) in enumerate(self._steps):
            made = dict(step)
            if made.get("closed") and not any(isinstance(event, Ended) for event in events):
                del made["closed"]  # there was nothing to close
            if number and any(isinstance(event, Arrived) for event in events):
                made["new_chat"] = True
            expect = _expectation(events)
            if expect:
                made["expect"] = expect
            if made:
                steps.append(made)
        happened = [event for _, events in self._steps for event in events]
        who = {**self._who, "language": DETECT if _detected(happened) else self._who["language"]}
        contact = {key: value for key, value in who.items() if value}
        head = {**self._head, **({"contact": contact} if contact else {}), **self._opens}
        scenario = {"title": title, **head, **recorded_world(happened, self._stubs), "chat": steps}
        end = _end(happened)
        return {**scenario, "ends": end} if end else scenario


def as_scenario(recording: Recording, name: str, title: str | None = None) -> str:
    """A recording as a file of scenarios. `name` is that of the file, and the title if there is no other."""
    return as_yaml({"scenarios": {scenario_name(name): recording.values(name if title is None else title)}})


def scenario_name(text: str) -> str:
    """The name of a scenario that comes nearest to a text: small letters, digits and hyphens."""
    return _NAME.sub("-", text.lower()).strip("-_")[:_LONGEST_NAME] or "recorded"


def _expectation(events: Iterable[Event]) -> dict[str, Any]:
    reads: list[str] = []
    buttons: list[str] = []
    for event in events:
        if isinstance(event, (Sent, BotSaid)):
            reads += [event.text[:LONGEST]] if event.text else []
            buttons += (button.title[:LONGEST] for button in event.buttons)
        elif isinstance(event, Ended) and event.auto_response:
            reads.append(event.auto_response)
    return {key: value for key, value in (("reads", reads), ("buttons", buttons[:MOST_BUTTONS])) if value}


def _end(events: Iterable[Event]) -> dict[str, Any]:
    """How the chat ended: by a terminate, by silence, or in a queue that nobody has closed."""
    end: dict[str, Any] = {}
    for event in events:
        if isinstance(event, Ended):
            end = {"terminate": event.terminate} if event.terminate else {"idle": True} if event.idle else {}
        elif isinstance(event, Went):
            end = {"queue": event.to.queue} if event.to.queue is not None else {}
    return end


def _detected(events: Iterable[Event]) -> bool:
    return any(isinstance(event, LanguageSet) and event.by == "detected" for event in events)


def _has_post(events: Iterable[Event]) -> bool:
    return any(isinstance(event, BotSent) for event in events)
