"""Runs one scenario on the sandbox, up to the first step that is not as expected."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from routecfg.bundle import Bundle, derive_again
from routecfg.diagnostics import Path, listed
from routecfg.disclosure import shortened, shown
from routecfg.engine import (
    Arrived,
    Asked,
    BotFailed,
    Contact,
    Ended,
    Event,
    Failed,
    FailedRequest,
    Ignored,
    LoadedBundle,
)
from routecfg.engine.conversation import Conversation, Detect, arrival_at, file_named
from routecfg.engine.stubs import NO_BOT, NOTHING, USED_UP, StubWorld
from routecfg.model import Estate
from routecfg.opening_hours import day_at
from routecfg.scenarios.expectations import Difference, difference, ended, reached
from routecfg.scenarios.moments import END, moment, seconds
from routecfg.scenarios.outcome import Outcome, outcome_of
from routecfg.scenarios.printable_events import printable, printable_address
from routecfg.scenarios.scenario import DETECT, Scenario, Step

_BEFORE: Final = 1
"""Years of holidays before the one in which a chat begins: hours that began last year may go on."""


class NoDetectorError(Exception):
    """A scenario wants the language to be detected, and nothing does that. `languages` are those of its line."""

    def __init__(self, scenario: Scenario, languages: Sequence[str]) -> None:
        super().__init__(scenario.label)
        self.scenario = scenario
        self.languages = languages


class Bundles:
    """A bundle with the holidays of the years that scenarios ask for, loaded once for each year."""

    def __init__(
        self, bundle: Bundle, written: Estate | None, detector: Callable[[Sequence[str]], Detect | None]
    ) -> None:
        """`written` is the estate as its files have it; `detector` makes what detects one of some languages.

        It gives None if nothing is installed that does.
        """
        self.bundle = bundle
        self._written = written
        self._detector = detector
        self._detects: dict[tuple[str, ...], Detect | None] = {}
        self._loaded: dict[int, LoadedBundle] = {}

    def changed(self, bundle: Bundle, written: Estate) -> "Bundles":
        """Another bundle, for which languages are detected in the same way."""
        other = Bundles(bundle, written, self._detector)
        other._detects = self._detects
        return other

    @property
    def zone(self) -> str:
        """The project's clock."""
        return self.bundle.estate.project.settings.timezone

    def at(self, instant: int) -> LoadedBundle:
        """The bundle for chats that begin at an instant."""
        year = day_at(self.zone, instant).day.year
        if year not in self._loaded:
            bundle = derive_again(self.bundle.estate, date(year - _BEFORE, 1, 1))
            self._loaded[year] = LoadedBundle(bundle, "sandbox", self._written)
        return self._loaded[year]

    def detect(self, scenario: Scenario) -> Detect | None:
        """What detects the customer's language, if the scenario wants that and the line has several; else None.

        Raises NoDetectorError.
        """
        languages = self.bundle.estate.inbound_routings[scenario.fields.inbound].languages
        if scenario.fields.contact.language != DETECT or len(languages) == 1:
            return None
        if languages not in self._detects:
            self._detects[languages] = self._detector(languages)
        found = self._detects[languages]
        if found is None:
            raise NoDetectorError(scenario, languages)
        return found


class RunStep(msgspec.Struct, frozen=True):
    """What happened in a step; `clock` is the time on the wall if it was set before."""

    events: tuple[Event, ...]
    clock: str = ""


class Run(msgspec.Struct, frozen=True):
    """A scenario that was run: up to its end, or up to the step with the first difference.

    `unused` has the addresses and chatbots for which something stands in, and that were never asked.
    """

    scenario: Scenario
    steps: tuple[RunStep, ...]
    difference: Difference | None = None
    unused: tuple[str, ...] = ()

    @property
    def events(self) -> Iterator[Event]:
        """All that happened, in order."""
        return (event for step in self.steps for event in step.events)


def run(scenario: Scenario, bundles: Bundles) -> Run:
    """Runs a scenario, which must be right: its instants exist, and so does all that it names.

    Raises NoDetectorError.
    """
    running = _Running(scenario, bundles)
    found = running.all_steps()
    unused = () if found is not None else tuple(map(printable_address, running.world.unused()))
    return Run(scenario, tuple(running.steps), found, unused)


class _Running:
    def __init__(self, scenario: Scenario, bundles: Bundles) -> None:
        self.scenario = scenario
        self.steps: list[RunStep] = []
        self._outcome = Outcome()
        self._zone = bundles.zone
        fields = scenario.fields
        begins = self._instant(fields.at)
        contact = Contact(fields.contact.name, fields.contact.number)
        arrival = arrival_at(fields.inbound, contact)
        loaded = bundles.at(begins)
        self.world = StubWorld(scenario.stubs)
        language = None if fields.contact.language == DETECT else fields.contact.language
        self.chat = Conversation(loaded, arrival, begins, self.world, language, bundles.detect(scenario))

    def all_steps(self) -> Difference | None:
        scenario, fields = self.scenario, self.scenario.fields
        opening = scenario.place("opens") if fields.opens else scenario.path
        found = self._happened(self.chat.say(fields.opens), opening)
        if found is None and fields.reaches is not None:
            found = reached(fields.reaches, self._outcome, scenario.place("reaches"))
        for index, step in enumerate(fields.chat):
            if found is not None:
                return found
            found = self._step(step, scenario.place("chat", index), first=index == 0)
        if found is None and fields.ends is not None:
            found = ended(fields.ends, self._outcome, scenario.place("ends"))
        return found

    def _step(self, step: Step, path: Path, *, first: bool) -> Difference | None:
        clock, events = "", list[Event]()
        if step.at is not None or step.later is not None:
            then = (
                self._instant(step.at) if step.at is not None else self.chat.instant + (seconds(step.later or "") or 0)
            )
            if then < self.chat.instant:
                now = self.chat.loaded.clock.local(self.chat.instant)[:16]
                return Difference((*path, "at"), "the clock moves on", f"it is {now} already")
            if then >= END:
                return Difference((*path, "later"), "the clock stays in this century", "it would be later")
            if step.acts:  # what is done then finds out about the silence by itself
                self.chat.instant = then
            else:
                events = self.chat.wait_until(then)
            clock = self.chat.loaded.clock.local(then)[:16]
        if step.press is not None and not self.chat.has_seen(step.press):
            seen = [f"'{shown(button.title, ())}'" for button in self.chat.shown()]
            came = f"no such button has been shown; the customer sees {listed(seen, 'and') or 'none'}"
            return Difference((*path, "press"), f"the customer presses '{shown(step.press, ())}'", came)
        if step.acts:
            found = self._happened(self._act(step), path, clock) or self._of_new_chat(step, path)
        elif first and not clock:
            found = None  # it is about the arrival
        else:
            found = self._happened(events, path, clock)
        if found is None and step.expect is not None:
            found = difference(step.expect, self._outcome, (*path, "expect"))
        return found

    def _act(self, step: Step) -> list[Event]:
        if step.closed:
            return self.chat.close()
        if step.press is not None:
            button = self.chat.shown_as(step.press)
            return self.chat.press("" if button is None else button.id, step.press if button is None else button.title)
        files = [] if step.send is None else [file_named(step.send)]
        return self.chat.say(step.say or "", files)

    def _happened(self, events: Sequence[Event], path: Path, clock: str = "") -> Difference | None:
        """Notes what a step brought. What no stub fits, and a bound, are differences wherever they come up."""
        shown_events = tuple(map(printable, events))
        self.steps.append(RunStep(shown_events, clock))
        self._outcome = outcome_of(shown_events, self.chat.state, self._outcome)
        asked: dict[int, str] = {}
        for event in shown_events:
            match event:
                case Asked(number=number, url=url):
                    asked[number] = url
                case FailedRequest(number=number, why=why) if why == NOTHING:
                    expected = f"something stands in for the request to {shortened(asked.get(number, ''))}"
                    return Difference(path, expected, "no address under 'requests' fits")
                case BotFailed(chatbot=chatbot, why=why) if why in (NO_BOT, USED_UP):
                    came = "it has nothing more to say" if why == USED_UP else "nothing does under 'bots'"
                    return Difference(path, f"something stands in for chatbot '{chatbot}'", came)
                case Failed(why=why):
                    return Difference(path, "the chat goes on", f"it fails: {why}")
        return None

    def _of_new_chat(self, step: Step, path: Path) -> Difference | None:
        """Whether the step belongs to the chat that it is meant for."""
        events = self.steps[-1].events
        if step.closed:
            if any(isinstance(event, Ended) for event in events):
                return None
            why = next((event.why for event in events if isinstance(event, Ignored)), "it has no chat")
            return Difference((*path, "closed"), "the contact centre closes the chat", why)
        new = any(isinstance(event, Arrived) for event in events)
        if new and not step.new_chat:
            came = (
                "the chat before was over, so this opens a new one: if that is meant, add 'new_chat: true' to the step"
            )
            return Difference(path, "the chat goes on", came)
        if step.new_chat and not new:
            return Difference((*path, "new_chat"), "a new chat begins", "the chat before goes on")
        return None

    def _instant(self, text: str) -> int:
        found = moment(text, self._zone)
        if not isinstance(found, int):
            raise TypeError(found.message)
        return found
