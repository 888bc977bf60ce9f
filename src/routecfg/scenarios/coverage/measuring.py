"""What some runs have tried of an estate, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from routecfg.engine import Event
from routecfg.model import Estate
from routecfg.pipeline.analysis import Analysis
from routecfg.scenarios.coverage.covering import covered
from routecfg.scenarios.coverage.goals import GOAL_KINDS, Goal, GoalKind, goals
from routecfg.scenarios.coverage.out_of_reach import unreachable


class Counted(NamedTuple):
    """How many goals there are that chats can reach, and how many of them are covered."""

    goals: int
    covered: int

    @property
    def percent(self) -> float:
        """The share that is covered, cut to one digit behind the point: 100 only if all are."""
        return self.covered * 1000 // self.goals / 10 if self.goals else 100.0

    def reaches(self, percent: float) -> bool:
        """Whether the share is at least so large."""
        return self.covered * 100 >= percent * self.goals


class Coverage(msgspec.Struct, frozen=True, dict=True):
    """How often each goal was shown, in the order of the estate.

    `unreachable` has those that no chat can reach, and why: they are left out of every count. What a chat has reached
    is never among them, a chat of last year for example.
    """

    hits: Mapping[Goal, int]
    unreachable: Mapping[Goal, str]

    @property
    def uncovered(self) -> Iterator[Goal]:
        """The goals that are left to be covered."""
        return (goal for goal, hits in self.hits.items() if not hits and goal not in self.unreachable)

    @cached_property
    def by_kind(self) -> Mapping[GoalKind, Counted]:
        """The count of each kind of goal, if the estate has any."""
        left_out = Counter(goal.kind for goal in self.unreachable)
        every = Counter(goal.kind for goal in self.hits)
        hit = Counter(goal.kind for goal, hits in self.hits.items() if hits)
        return {kind: Counted(every[kind] - left_out[kind], hit[kind]) for kind in GOAL_KINDS if every[kind]}

    @cached_property
    def total(self) -> Counted:
        """The count of all goals."""
        counts = self.by_kind.values()
        return Counted(sum(each.goals for each in counts), sum(each.covered for each in counts))


def measured(events: Iterable[Event], written: Estate, proved: Analysis) -> Coverage:
    """What events show of an estate. `written` is as its files have it, and `proved` what the analysis says of it."""
    first = proved.time.settings.languages[0]
    every = goals(written, first)
    hits = Counter(covered(events, written, first))
    left = [goal for goal in every if not hits[goal]]
    return Coverage({goal: hits[goal] for goal in every}, unreachable(left, written, proved))
