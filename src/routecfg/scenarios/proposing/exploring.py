"""Chats that cover what is left: from every arrival to the nearest thing that nobody has tried, and on from there."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from routecfg.engine import LoadedBundle
from routecfg.impact.sides import Side
from routecfg.model import Estate
from routecfg.pipeline.analysis import Analysis
from routecfg.scenarios.coverage import Coverage, Goal, covered, target_at
from routecfg.scenarios.proposing.arrivals import Arrivals, Begins, Moment
from routecfg.scenarios.proposing.prospects import Prospects
from routecfg.scenarios.proposing.turns import Turn, Turns

MOST_TURNS: Final = 8
"""What a customer does in one chat from the first new thing on. A longer one is hard to read."""
_FARTHEST: Final = 60
"""Turns that may lead to the first new thing."""
MOST_STEPS: Final = 400_000
"""Steps of the engine for all proposals: some 20 seconds."""
_MOST_FROM_HERE: Final = 6_000
"""Steps that are tried to find the next thing to cover from one place."""

_STALE: Final = 0.9
"""The share of what was left that still is when it is worked out anew from where it can be covered."""
_ENOUGH: Final = 150
"""Steps after which the best turn so far is good enough."""


class Proposal(NamedTuple):
    """A chat, and what it covers of what was left."""

    begins: Begins
    turns: tuple[Turn, ...]
    covers: frozenset[Goal]


class Proposals(NamedTuple):
    """The chats, fewest first found, and whether all was explored that there is."""

    chats: tuple[Proposal, ...]
    finished: bool


def proposals(
    coverage: Coverage,
    loaded: Callable[[int], LoadedBundle],
    side: Side,
    written: Estate,
    proved: Analysis,
    watched: Callable[[Iterable[Proposal]], Iterable[Proposal]] = iter,
) -> Proposals:
    """Chats for what a coverage lacks. `loaded` gives the bundle for chats that begin at an instant.

    `watched` passes chats on as they are found.
    """
    left = set(coverage.uncovered)
    languages = dict.fromkeys(each for goal in coverage.uncovered for each in _languages_of(goal, written))
    arrivals = Arrivals(written, proved, [*languages])
    explorer = _Explorer(Turns(loaded, side), written, Prospects(written, proved), left)
    found = list(watched(explorer.chats(arrivals, coverage)))
    return Proposals(tuple(_needed(found)), explorer.finished)


def _languages_of(goal: Goal, written: Estate) -> Iterable[str]:
    """The languages in which a goal may have to be covered: that of a text or a destination, those of an answer."""
    if goal.kind == "texts":
        return (goal.which,)
    if goal.kind != "targets":
        return ()
    target, language = target_at(goal.place, written)
    return (language,) if language else target.when.languages if target.when is not None else ()


def _needed(chats: Collection[Proposal]) -> Iterator[Proposal]:
    """The chats without those that cover nothing which no other does; the smallest are left out first."""
    times = Counter(goal for chat in chats for goal in chat.covers)
    spare: set[int] = set()
    for index, chat in sorted(enumerate(chats), key=lambda each: len(each[1].covers)):
        if all(times[goal] > 1 for goal in chat.covers):
            times.subtract(chat.covers)
            spare.add(index)
    yield from (chat for index, chat in enumerate(chats) if index not in spare)


class _Explorer:
    def __init__(self, turns: Turns, written: Estate, prospects: Prospects, left: set[Goal]) -> None:
        self.finished = True
        self._turns = turns
        self._written = written
        self._prospects = prospects
        self._wanted = frozenset(left)
        self._left = left
        self._done: set[tuple[bytes, int, Moment | None]] = set()
        self._worth: Collection[int] = ()

    def chats(self, arrivals: Arrivals, coverage: Coverage) -> Iterator[Proposal]:
        """The chats from all arrivals: from those at certain hours only while what they are for is left."""
        for begins in chain(arrivals.every_language(), arrivals.other_openings(self._turns.openings)):
            yield from self._chats_from(begins)
        for goal, choices in arrivals.for_hours(coverage.uncovered):
            for begins in choices:
                if goal not in self._left:
                    break
                yield from self._chats_from(begins)

    def _chats_from(self, begins: Begins) -> Iterator[Proposal]:
        """Chats from an arrival until none covers anything more."""
        known = 0
        while self.finished:
            if known == 0 or len(self._left) < known * _STALE:  # it takes longer than a chat, and more does no harm
                known = len(self._left)
                self._worth = self._prospects.nodes(self._left, begins)
            chat = self._chat(begins) if self._prospects.line(begins.line) in self._worth else []
            if not chat:
                return
            covers = frozenset(goal for turn in chat for goal in self._covers(turn))
            yield Proposal(begins, tuple(chat), covers & self._wanted)

    def _chat(self, begins: Begins) -> list[Turn]:
        """One chat, as long as it comes by something new; nothing if it never does."""
        further = self._turns.opening(begins)
        chat: list[Turn] = []
        most = _FARTHEST
        while onward := self._nearest(further, begins, most - len(chat)):
            if not chat:  # what is far away is worth a chat of its own
                most = len(onward) + MOST_TURNS - 1
            chat += onward
            for turn in onward:
                self._left.difference_update(self._covers(turn))
            further = self._further(chat[-1], begins)
        return chat

    def _further(self, turn: Turn, begins: Begins) -> Iterator[Turn]:
        """What may come after a turn: at the same instant, then later."""
        yield from self._turns.next(turn.state, turn.instant)
        if begins.later is not None and turn.instant < begins.later.instant:
            yield from self._turns.next(turn.state, begins.later.instant)

    def _nearest(self, start: Iterator[Turn], begins: Begins, most: int) -> list[Turn]:
        """The shortest way to something new, of several the one that covers most; at most so many turns."""
        level: list[tuple[list[Turn], Iterator[Turn]]] = [([], start)]
        seen: set[tuple[bytes, int, Moment | None]] = set()
        limit = self._turns.count + _MOST_FROM_HERE
        complete = True
        for depth in range(most):
            best: list[Turn] = []
            most_new = 0
            following: list[tuple[list[Turn], Iterator[Turn]]] = []
            enough = self._turns.count + _ENOUGH
            for way, turn in ((way, turn) for way, each in level for turn in each):
                if best and self._turns.count > enough:
                    break
                if self._turns.count > MOST_STEPS:
                    self.finished = False
                    return []
                new = len(self._left.intersection(self._covers(turn)))
                if new > most_new:
                    best, most_new = [*way, turn], new
                key = (self._turns.key(turn.state), turn.instant, begins.later)
                if key in seen or key in self._done or self._prospects.waits_at(turn.state) not in self._worth:
                    continue
                seen.add(key)
                following.append(([*way, turn], self._further(turn, begins)))
            if best:
                return best
            level = following if self._turns.count < limit else []
            complete = complete and self._turns.count < limit and not (depth == most - 1 and level)
        if complete:
            self._done |= seen
        return []

    def _covers(self, turn: Turn) -> Iterator[Goal]:
        return covered(turn.events, self._written, self._prospects.first)
