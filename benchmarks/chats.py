"""What a step of a chat costs: whole chats with the example's e-shop, of which a third are Czech."""

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.estate import TREES_A_NUMBER, write_estate

from routecfg.bundle import Bundle, compile_bundle
from routecfg.cache import Cache
from routecfg.engine import (
    Answer,
    Arrival,
    Attachment,
    BotMessage,
    Button,
    Closed,
    Contact,
    Input,
    Language,
    LoadedBundle,
    Message,
    State,
    step,
)
from routecfg.pipeline import Project, read_objects
from routecfg.pipeline.project_file import open_project
from routecfg.project import read_folder

ESHOP: Final = Path(__file__).resolve().parent.parent / "examples" / "eshop"
MORNING: Final = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CHATS: Final = 300
ROUNDS: Final = 5
LINES: Final = 30


class Said(NamedTuple):
    """What customers say in the three languages."""

    hello: str
    order: str
    where: str
    none: str
    unclear: str
    advice: str
    person: str
    thanks: str


WORDS: Final = {
    "en": Said(
        "Hello", "12345678", "Where is my order", "I do not have it", "hm?", "coffee advice", "agent", "No, thank you"
    ),
    "cs": Said(
        "Dobrý den", "12345678", "Kde je objednávka", "nemám ho", "žluťoučký kůň", "poradit s kavou", "operátor", "ne"
    ),
    "de": Said(
        "Guten Tag", "12345678", "Wo ist mein Paket", "habe ich nicht", "wie bitte", "Kaffeeberatung", "Mensch", "nein"
    ),
}
ORDERS: Final[tuple[Any, ...]] = (
    {"status": "shipped", "tracking": "T1"},
    {"status": "packed", "leaves_on": "2 Dec"},
    None,
)
PARCELS: Final = {"parcels": [{"number": "P1", "place": "Brno"}, {"number": "P2"}]}


class Step(NamedTuple):
    """A state and the input that it is given."""

    state: State
    given: Input


def released(folder: Path) -> Bundle:
    """A project as it would be released."""
    project = open_project((folder / "routecfg.yaml").read_bytes())
    if not isinstance(project, Project):
        raise TypeError(f"{folder} cannot be read")
    estate = read_objects(project, read_folder(folder, project.settings.sandbox), cache=Cache(None)).estate
    return compile_bundle(estate, project.settings, date(2026, 11, 25))


def steps(loaded: LoadedBundle, chats: int = CHATS) -> list[Step]:
    """Every step of so many chats, each with the state that it is taken in."""
    found: list[Step] = []
    for number in range(chats):
        chat = _Chat(loaded, number, found)
        chat.talk()
    return found


class _Chat:
    """One customer: what is said depends on the number only."""

    def __init__(self, loaded: LoadedBundle, number: int, found: list[Step]) -> None:
        self._loaded = loaded
        self._number = number
        self._found = found
        self._state = State()
        self._now = MORNING + timedelta(minutes=number % 400)
        self._language = ("en", "cs", "de")[number % 3]
        self._arrival = Arrival(
            "eshop-de" if self._language == "de" else "eshop-cz", Contact(f"Customer {number}", "+420777000111")
        )

    def talk(self) -> None:
        """The chat, from the first message until the contact centre closes it."""
        say = WORDS[self._language]
        self._say(say.hello)
        match self._number // 3 % 4:
            case 0:
                self._say(say.where)
                self._say(say.order)
                self._answer(ORDERS[self._number % len(ORDERS)])
                self._answer(PARCELS)
                self._say(say.thanks)
            case 1:
                self._say(say.unclear)
                self._press("main-menu/welcome/1")
                self._say(say.none)
                self._say(say.thanks)
            case 2:
                self._say(say.advice)
                self._take(BotMessage(**self._common(), body={"text": "Which beans?", "quickreply": []}))
                self._say(say.unclear)
                self._take(BotMessage(**self._common(), body={"text": "Bye", "transfer": "support"}))
            case 3:
                self._say(say.person)
                self._say(say.hello, Attachment("photo.png", "image/png", 122221, "https://cc.example/photo"))
        self._take(Closed(**self._common()))

    def _say(self, text: str, *files: Attachment) -> None:
        language = Language(self._language)
        self._take(Message(**self._common(), text=text, attachments=files, language=language, arrival=self._arrival))

    def _press(self, button: str) -> None:
        self._take(Button(**self._common(), button=button, arrival=self._arrival))

    def _answer(self, json: Any) -> None:
        self._take(Answer(**self._common(), number=self._state.effects, status=200, json=json))

    def _take(self, given: Input) -> None:
        self._found.append(Step(self._state, given))
        self._state, _ = step(self._loaded, self._state, given)
        self._now += timedelta(seconds=20)

    def _common(self) -> dict[str, Any]:
        return {"id": f"{self._number}-{len(self._found)}", "at": self._now}


def seconds_of(loaded: LoadedBundle, mix: list[Step]) -> list[float]:
    """The processor time of each step, the fastest of some rounds."""
    fastest = [float("inf")] * len(mix)
    for _ in range(ROUNDS):
        for place, (state, given) in enumerate(mix):
            start = time.perf_counter_ns()
            step(loaded, state, given)
            fastest[place] = min(fastest[place], (time.perf_counter_ns() - start) / 1e9)
    return fastest


def same_words(loaded: LoadedBundle) -> list[Step]:
    """Steps of chats in which the same is said on every line, whatever it asks: on any estate."""
    found: list[Step] = []
    for line in [*loaded.estate.inbound_routings][:LINES]:
        for language in WORDS:
            state = State()
            for number, text in enumerate(("Hello", "tracking", WORDS[language].unclear, "menu", "agent", "2")):
                said = Message(
                    id=str(number),
                    at=MORNING,
                    text=text,
                    language=Language(language),
                    arrival=Arrival(line, Contact("Jana")),
                )
                found.append(Step(state, said))
                state, _ = step(loaded, state, said)
    return found


def rows(work: Path) -> Iterator[tuple[str, str, float, float | None, str]]:
    """Each figure: what, its unit, its value, its bound, and a note. The large estate is written into `work`."""
    loaded = LoadedBundle(released(ESHOP))
    mix = steps(loaded)
    times = sorted(seconds_of(loaded, mix))
    mean = sum(times) / len(times)
    yield (
        "a step of a chat with the e-shop",
        "us",
        mean * 1e6,
        20.0,
        f"{1 / mean:,.0f} steps a second, {len(mix)} steps",
    )
    yield "the slowest of a hundred steps", "us", times[len(times) * 99 // 100] * 1e6, 1000.0, ""
    size = write_estate(work / "large")
    bundle = released(work / "large")
    start = time.process_time()
    large = LoadedBundle(bundle)
    yield f"load {size / 1e6:.0f} MB of estate for chats", "s", time.process_time() - start, 0.5, ""
    write_estate(work / "small", TREES_A_NUMBER)
    small = LoadedBundle(released(work / "small"))
    usual, more = (statistics.mean(seconds_of(each, same_words(each))) for each in (small, large))
    note = f"{usual * 1e6:.1f} and {more * 1e6:.1f} us"
    yield "a step on it, by one on a fiftieth of it", "times", more / usual, 1.5, note
