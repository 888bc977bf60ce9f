"""The account against brute force: what sampled chats show is in it, and what it shows is true."""

from datetime import UTC, datetime
from random import Random

import msgspec
import pytest

from engine.random_chats import ANSWERS, WORDS
from impact.edits import two_estates
from routecfg.diff.renames import follow
from routecfg.engine.stubs import BotReply
from routecfg.impact import Account, Change, Exchange, account
from routecfg.impact.chats import Given, Wishes
from routecfg.impact.findings import Finding, Pair
from routecfg.impact.lines import speeches
from routecfg.impact.reaches import Speech
from routecfg.impact.scripts import SampleData, Script, Talk
from routecfg.impact.sides import Side
from routecfg.opening_hours import Instants, horizon_from
from small_estates import PROJECT, TODAY, bundle

PROJECT_OF_CHATS = {**PROJECT, "languages": ["en", "cs", "de"]}
MINUTE = 60


def test_examples_differ_and_every_difference_is_covered() -> None:
    for seed in range(20):
        agrees(seed, 12)


@pytest.mark.slow  # a minute of random estates: the same as above, over many more of them
def test_examples_differ_and_every_difference_is_covered_at_length() -> None:
    for seed in range(20, 1000):
        agrees(seed, 25)


def agrees(seed: int, count: int) -> None:
    """The account of one pair of estates, against so many chats."""
    values, edited, random = two_estates(seed)
    before, after = bundle(values, PROJECT_OF_CHATS), bundle(edited, PROJECT_OF_CHATS)
    found = account(before, after, TODAY)
    before = msgspec.structs.replace(before, estate=follow(before.estate, after.estate).named)
    horizon = horizon_from(TODAY)
    sides = Side(before, "before", horizon), Side(after, "after", horizon)
    for change in (change for line in found.lines for change in line.changes):
        assert change.chat[-1].before != change.chat[-1].after or change.place, (seed, change)
        assert all(_together(each) for each in change.chat[:-1]), (seed, change)
    samples = SampleData(sides)
    for speech in speeches(sides[0].loaded, sides[1].loaded, "line", "line"):
        for _ in range(count):
            chat = random_chat(random, sides, speech, samples)
            if chat is not None:
                assert covers(found, *chat), (seed, chat, found)


def _together(exchange: Exchange) -> bool:
    old, new = exchange.before, exchange.after
    return (old.reads, old.buttons) == (new.reads, new.buttons) or old.waits == new.waits is not None


def random_chat(
    random: Random, sides: tuple[Side, Side], speech: Speech, samples: SampleData
) -> tuple[Finding, Speech] | None:
    """What a random chat shows that differs at some step; None if it never does."""
    values = random.choice([{}, {"got": random.choice([*ANSWERS, None])}, {"got": random.choice([*ANSWERS, None])}])
    bots = {"bot": random.choice([BotReply(says="Hi"), BotReply(down=True), BotReply(transfers="sales")])}
    wishes = Wishes(values, bots)
    pair = Pair(
        Talk(sides[0], "line", speech.hosts[0], samples), Talk(sides[1], "line", speech.hosts[1], samples), speech
    )
    at = sides[0].horizon.start + random.randrange(14 * 24 * 60) * MINUTE
    steps = [Given(at, "say", random.choice(["Hello", *WORDS]))]
    while True:
        script = Script(tuple(steps), wishes)
        both = pair.run(script)
        if both.differs:
            return pair.finding(script, both, Instants.between(steps[-1].at, steps[-1].at + 1)), speech
        if len(steps) > 8 or both.waits is None or "chatbots" in (both.waits[0][0], both.waits[1][0]):
            return None
        decision = sides[0].loaded.decision(both.waits[0][2], both.waits[0][1])
        shown = [each.title for each in decision.buttons(speech.before)] if decision and decision.has_buttons else []
        at += random.choice([0, 0, 30, 600]) * MINUTE
        words = [Given(at, "say", text) for text in (random.choice(WORDS), "123456", "xyz")]
        presses = [Given(at, "press", title) for title in shown] * 2
        steps.append(random.choice([*words, Given(at, "send", "photo.png"), *presses]))


def covers(found: Account, finding: Finding, speech: Speech) -> bool:
    """Whether the account speaks of what a chat shows: the line, the language, the place, the time."""
    for line in found.lines:
        for change in line.changes:
            if (speech.host or "") in change.languages and _fits(change, finding):
                return True
    parts = finding.place.split("/")
    return any(each.place.split("/")[:7] == parts[:7] for each in found.depends_on_data) or found.compared == "in part"


def _fits(change: Change, finding: Finding) -> bool:
    if change.place.split("/")[:7] != finding.place.split("/")[:7]:
        return False
    instant = datetime.fromtimestamp(finding.instants.edges[0], UTC)
    if change.always or change.count > len(change.windows):
        return True
    return any(datetime.fromisoformat(start) <= instant < datetime.fromisoformat(end) for start, end in change.windows)
