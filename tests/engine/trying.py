"""An estate with what is found in it, and chats over it that try whether that is so."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, Final, NamedTuple

import msgspec

from engine.walking import Walker
from estates import PROJECT, TODAY, checked
from routecfg.bundle import compile_bundle
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    Arrival,
    AtDecision,
    Attachment,
    Event,
    LoadedBundle,
    Waiting,
)
from routecfg.engine.conversation import Conversation
from routecfg.engine.stubs import Stubs, StubWorld
from routecfg.model import (
    Action,
    Decision,
    DecisionTree,
    Destination,
    Estate,
    InboundRouting,
    Label,
    SecretReference,
    Settings,
    Target,
)
from routecfg.pipeline import Project
from routecfg.pipeline.project_file import open_project

LANGUAGES: Final = ("en", "cs", "de")
TUESDAY: Final = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
NONSENSE: Final = "qqqqqqqqqqqqqqqqqq"
SAYINGS: Final = (
    "yes",
    "no",
    "agent",
    "order",
    "12345678",
    "123456789",
    "human agent",
    "pam",
    NONSENSE,
    "?",
)
ANSWERS: Final[tuple[Any, ...]] = (
    None,
    {"known": True, "status": "shipped", "items": [1], "ready": True, "open": True},
    [1],
    {},
    {"items": [{"name": "a"}, 2]},
)
STOP: Final = re.compile(r"(decision|decision tree|time condition|chatbot) '([^']+)'(?: of decision tree '([^']+)')?")


FAILS: Final = object()
"""Stands for a request that brings nothing."""


def world(*answers: Any, bots: dict[str, Any] | None = None) -> Stubs:
    """Requests bring these answers, one after the other."""
    replies = [{"fails": 503} if answer is FAILS else {"json": answer} for answer in answers]
    return msgspec.convert({"requests": {"*": replies}, "bots": bots or {}}, Stubs)


WORLDS: Final = tuple(world(answer) for answer in ANSWERS)
DOWN: Final = Stubs()


DATA: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"kept": "x", "other": "x", "got": "x"},
    {"kept": 1, "other": True, "got": 1},
    {"other": "x"},
    {"kept": "x", "other": "x", "got": {"known": True, "items": [1]}},
    {"got": [1], "kept": "x"},
)
"""What may have been saved before a chat gets to a place."""


class Happened(NamedTuple):
    """What one input brought, and what the chat waits for then: where it came in, in which language."""

    line: str
    language: str
    events: tuple[Event, ...]
    waits: Waiting | None


class Case:
    """An estate, what is found in it, and chats over it."""

    def __init__(
        self, files: dict[str, str], project: bytes = PROJECT, seed: str = "", select: Sequence[str] = ()
    ) -> None:
        one = checked(files, project=project, select=tuple(select))
        opened = open_project(project)
        assert isinstance(opened, Project)
        self.estate: Estate = one.assembly.estate
        self.findings: Sequence[Diagnostic] = one.result.diagnostics
        self.settings: Settings = opened.settings
        self.random = Random(seed)
        self._opened: dict[Any, LoadedBundle] = {}
        self._begun: dict[tuple[str, str], Case] = {}

    @cached_property
    def loaded(self) -> LoadedBundle:
        return self.load(self.estate)

    def load(self, estate: Estate) -> LoadedBundle:
        return LoadedBundle(compile_bundle(estate, self.settings, TODAY), "a", estate)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """What customers may say: all that is understood somewhere, and some other words."""
        found: dict[str, None] = dict.fromkeys(SAYINGS)
        trees = (each.targets for tree in self.estate.decision_trees.values() for each in tree.decisions)
        for targets in (*trees, *(each.targets for each in self.estate.target_sets.values())):
            for target in targets:
                if target.when is not None:
                    found |= dict.fromkeys(target.when.similar)
                    for words in target.when.languages.values():
                        found |= dict.fromkeys([words] if isinstance(words, str) else words)
        return tuple(found)

    @cached_property
    def happened(self) -> tuple[Happened, ...]:
        """Chats by chance, over all lines and languages and many times."""
        return tuple(each for line in self.estate.inbound_routings for _ in range(8) for each in self.chat(line))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(event for each in self.happened for event in each.events)

    def chat(self, line: str) -> Iterator[Happened]:
        """A chat by chance."""
        draw = self.random
        spoken = self.estate.inbound_routings[line].languages or LANGUAGES
        language = draw.choice(spoken)
        bots = {
            name: draw.choices([{"says": "Hi"}, {"transfers": "support"}, {"down": True}], k=6)
            for name in self.estate.chatbots
        }
        talk = Conversation(
            self.loaded,
            Arrival(line),
            int(any_time(draw).timestamp()),
            StubWorld(world(*draw.choices((*ANSWERS, FAILS), k=4), bots=bots)),
            language,
        )
        events = talk.say(draw.choice(self.phrases))
        for _ in range(7):
            yield Happened(line, language, tuple(events), None if talk.state.chat is None else talk.state.chat.waiting)
            events = self.act(talk)

    def act(self, talk: Conversation) -> list[Event]:
        """Something that a customer may do, by chance."""
        draw = self.random
        shown = talk.shown()
        if draw.random() < 0.2:
            talk.instant += draw.choice([60, 3600, 12 * 3600])
        if shown and draw.random() < 0.4:
            return talk.press(draw.choice(shown).id)
        if draw.random() < 0.1:
            return talk.say("", [Attachment("photo.png")])
        return talk.say(draw.choice(self.phrases))

    def opened(
        self,
        to: Destination,
        at: datetime = TUESDAY,
        language: str = "en",
        world: Stubs = WORLDS[0],
        data: dict[str, Any] | None = None,
    ) -> Conversation:
        """A chat on a line that leads straight to a place, with what has been saved before."""
        return Conversation(self.leading(to, data), Arrival("here"), int(at.timestamp()), StubWorld(world), language)

    def leading(self, to: Destination, data: dict[str, Any] | None = None) -> LoadedBundle:
        """The estate with a line `here` that leads straight to a place, or saves data before."""
        key = (to, repr(data))
        if key in self._opened:
            return self._opened[key]
        save = Decision("save", "Save", actions=(Action(save_data=data), Action(target=to)))
        trees = {**self.estate.decision_trees, "before": DecisionTree("Before", (save,))} if data else None
        changed = msgspec.structs.replace(
            self.estate,
            inbound_routings={"here": line_to(Destination(decision_tree="before") if data else to)},
            decision_trees=trees or self.estate.decision_trees,
        )
        self._opened[key] = self.load(changed)
        return self._opened[key]

    def at_start_of(self, tree: str, decision: str) -> "Case":
        """The same with a tree that begins at one of its decisions."""
        if (tree, decision) in self._begun:
            return self._begun[tree, decision]
        moved = msgspec.structs.replace(self.estate.decision_trees[tree], start=decision)
        changed = msgspec.structs.replace(self.estate, decision_trees={**self.estate.decision_trees, tree: moved})
        self._begun[tree, decision] = case = self.of(changed)
        return case

    def of(self, estate: Estate) -> "Case":
        """The same with another estate."""
        case = copy(self)
        case.__dict__.pop("loaded", None)
        case.estate, case._opened, case._begun = estate, {}, {}
        return case

    def from_first(self, path: Sequence[str]) -> tuple["Case", Destination]:
        """Where a path begins, for a line that leads there."""
        stop = STOP.match(path[0])
        assert stop is not None, path
        kind, name, tree = stop.groups()
        if tree is not None:
            return self.at_start_of(tree, name), Destination(decision_tree=tree)
        return self, Destination(**{kind.replace(" ", "_"): name})


def line_to(to: Destination) -> InboundRouting:
    """A line on which customers may speak and send everything."""
    token = SecretReference(env="T")
    return InboundRouting("L", token, "1", to, languages=LANGUAGES, allow_attachments="customer")


def any_time(random: Random) -> datetime:
    """An instant of the two years that proofs look at."""
    return datetime.fromisoformat("2026-11-22T00:30:00+01:00") + timedelta(hours=random.randrange(24 * 725))


def is_within(place: str, pointer: str) -> bool:
    return place == pointer or place.startswith(f"{pointer}/")


def openings(
    case: Case, tree: str, name: str, languages: Sequence[str] = LANGUAGES
) -> Iterator[tuple[Conversation, list[Event]]]:
    """Chats that begin at a decision, with data of all kinds, and what happens there."""
    here = case.at_start_of(tree, name)
    for data in DATA:
        for each in WORLDS:
            for saying in ("hi", "x"):
                for language in languages:
                    talk = here.opened(Destination(decision_tree=tree), TUESDAY, language, each, data)
                    yield talk, talk.say(saying)


def waiting_at(case: Case, tree: str, name: str, languages: Sequence[str] = LANGUAGES) -> Conversation | None:
    """A chat that waits at a decision."""
    for talk, _ in openings(case, tree, name, languages):
        if talk.state.chat is not None and talk.state.chat.waiting == AtDecision(tree, name):
            return talk
    return None


TIMES: Final = [
    datetime.fromisoformat(f"2026-{day}:00+01:00")
    for day in ("11-24T10:00", "11-24T22:00", "11-28T11:00", "11-29T23:00", "12-24T10:00")
]


def walker(case: Case, loaded: LoadedBundle) -> Walker:
    phrases = ("x", *case.phrases)
    titles = {each.title: None for each in map(_label, _targets(case.estate)) if each is not None}
    return Walker(loaded, (*phrases, *titles), ANSWERS, TIMES)


def _targets(estate: Estate) -> Iterator[Target]:
    for tree in estate.decision_trees.values():
        for decision in tree.decisions:
            yield from decision.targets
    for item in estate.target_sets.values():
        yield from item.targets


def _label(target: Target) -> Label | None:
    button = None if target.when is None else target.when.button
    return button if isinstance(button, Label) else None
