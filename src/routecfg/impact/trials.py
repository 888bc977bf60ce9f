"""Chats that are made to get to a pair of places, and run on both sides: in each way in which data may decide."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from routecfg.engine import Asked, Entered
from routecfg.impact.account import StaffChange
from routecfg.impact.branches import Goal, Wanted, every_goal
from routecfg.impact.chats import Turn, Wishes
from routecfg.impact.data_samples import paths_of, roots_of
from routecfg.impact.facts import Facts
from routecfg.impact.findings import Both, Finding, Pair
from routecfg.impact.messages import At
from routecfg.impact.parts import MOST_FOLLOWED, Parts
from routecfg.impact.places import lies_in, pointer, with_wholes
from routecfg.impact.reaches import NoWay, Reach, script
from routecfg.impact.scripts import Script, arranged
from routecfg.impact.sides import Node
from routecfg.model import variant_for
from routecfg.opening_hours import Instants
from routecfg.templates import parse_text

_MOST_GOALS: Final = 24
"""Ways of conditions that are tried where a chat gets to two different places."""


class Budget:
    """How many chats may be run, and places be looked at, for a whole account."""

    def __init__(self, chats: int = 60_000, places: int = 600_000) -> None:
        self.chats, self.places = chats, places

    @property
    def used_up(self) -> bool:
        """Whether nothing is left."""
        return self.chats <= 0 or self.places <= 0


class Trials:
    """What the chats of one line and language have shown.

    `findings` by what they show; `shown` is what the events of chats that differ point to, `staff` what only the
    contact centre sees otherwise, by its place. Of `unproven` places no chat is known, each with the expression
    that it depends on.
    """

    def __init__(self, parts: Parts, pair: Pair, silence: int, budget: Budget) -> None:
        """`silence` is after how many seconds a chat is over."""
        self._parts, self._pair, self._silence, self._budget = parts, pair, silence, budget
        self._before, self._after = parts.before, parts.after
        self._at = At(self._before, "", "", pair.speech.before), At(self._after, "", "", pair.speech.after)
        self.findings: dict[tuple[object, ...], Finding] = {}
        self.shown: set[str] = set()
        self.staff: dict[str, StaffChange] = {}
        self._names: tuple[str, ...] = ()
        self._further_names: tuple[str, ...] = parts.followed
        self._dead: set[_Mark] = set()
        self._stuck: dict[tuple[str, str], None] = {}
        self._missed: dict[tuple[str, str], None] = {}
        self._expected: dict[tuple[str, str], None] = {}
        self._proven: set[str] = set()
        self._tried: dict[tuple[object, ...], list[tuple[Script, Both, Script]]] = {}

    def begin_again(self) -> None:
        """Forgets what was tried: more names are followed now, or ways are known to be closed."""
        self._names = self._further_names
        self._missed, self._expected, self._tried = {}, {}, {}

    @property
    def unproven(self) -> list[tuple[str, str]]:
        """Places that differ and that no chat has shown, each with the expression that it depends on."""
        known = with_wholes(self.shown)
        left = [each for each in (*self._stuck, *self._missed) if each[0] not in self._proven]
        return [
            (place, expression)
            for place, expression in dict.fromkeys((*left, *self._expected))
            if place not in known and not (expression and self._is_closed(expression))
        ]

    def note(self, reach: Reach, chat: Script, both: Both, instants: Instants) -> None:
        """Keeps what a chat shows; what an earlier place of the same turn brings about is shown already."""
        self.staff |= {each.place: each for each in both.seen_by_staff if each.place not in self.staff}
        if not both.differs:
            return
        self.shown |= set(both.places)
        finding = self._pair.finding(chat, both, instants)
        key = finding.key
        here = lies_in(finding.place, pointer(reach.key.after)) or finding.place.endswith("/languages")
        if reach.key.before == reach.key.after and not here:
            key = next((each.key for each in self.findings.values() if each.place == finding.place), key)
        known = self.findings.get(key)
        if known is None:
            self.findings[key] = finding
        elif key == finding.key:
            self.findings[key] = known._replace(instants=known.instants | finding.instants)

    def expect(self, goals: Sequence[Goal]) -> None:
        """Remembers what customers may see otherwise: it has to be shown, or said to depend on data."""
        read = [{self._in_language(goal) for goal in goals if goal.later is later} for later in (False, True)]
        for goal in goals:
            text = self._in_language(goal)
            if text is not None and "{" in text and text not in read[not goal.later]:
                names = {reading.name.parts[0] for reading in parse_text(text).readings}
                if not all(name in self._names and name in self._parts.saved.known for name in names):
                    self._expected[goal.place, ""] = None
                continue
            last = goal.wanted[-1] if goal.wanted and goal.visible and not goal.texts else None
            if last is not None and lies_in(last.place, goal.place) and not self._is_closed(last.expression):
                self._expected[goal.place, last.expression] = None

    def _in_language(self, goal: Goal) -> str | None:
        texts, language = dict(goal.texts), self._pair.speech.after
        return variant_for(language, texts) or texts.get("")

    def run_once(
        self, reach: Reach, instants: Instants, holding: int, goals: Sequence[Goal]
    ) -> list[tuple[Script, Both, Script]]:
        """The chats that get there, what they bring, and the plain chat of each.

        At other instants at which the same groups hold they bring the same, so they are run once.
        """
        apart = reach.parent.key if reach.parent is not None and reach.key.before != reach.key.after else None
        key = (reach.key, apart, reach.how.step, tuple(reach.how.bots), holding)
        found = self._tried.get(key)
        if found is None:
            plain, tried = self._run(reach, instants, goals)
            found = [(chat, both, plain) for chat, both in tried if both.together]
            if found:
                self._tried[key] = found
        return found

    def _run(self, reach: Reach, instants: Instants, goals: Sequence[Goal]) -> tuple[Script, list[tuple[Script, Both]]]:
        """Chats that get there at an instant of the class, and what they bring; none if none is known."""
        plain, base = self.plain(reach, instants)
        if base is None:
            return plain, []
        last = len(base.steps) - 1
        found = [(base, self._both(base))]
        turns = [each[-1] for each in found[0][1]]
        asks = any(isinstance(event, Asked) for turn in turns for event in turn.events)
        sparse = base._replace(wishes=base.wishes._replace(sparse=True))
        if asks:
            nothing = base._replace(wishes=base.wishes._replace(nothing=True))
            found += [(nothing, self._both(nothing)), (sparse, self._both(sparse))]
        if not goals:
            goals = [*self._goals_in(turns[0], later=False), *self._goals_in(turns[1], later=True)][:_MOST_GOALS]
        for goal in goals:
            if self._budget.used_up:
                break
            if not goal.wanted:
                continue
            talk, other = self._pair.after, self._pair.before
            if not goal.later:
                talk, other = other, talk
            start = sparse if asks and any("default" in text for _, text in goal.texts) else base
            chat = arranged(talk, start._replace(wanted=tuple((last, each) for each in goal.wanted)), other)
            if isinstance(chat, Wanted):
                if goal.visible and not self._is_closed(chat.expression):
                    self._missed[goal.place, chat.expression] = None
                continue
            self._proven.add(goal.place)
            if all(chat != other for other, _ in found):
                found.append((chat, self._both(chat)))
        return plain, found

    def _both(self, chat: Script) -> Both:
        self._budget.chats -= 1
        return self._pair.run(chat)

    def _goals_in(self, turn: Turn, *, later: bool) -> Iterator[Goal]:
        """Both ways of each condition in the decisions that a turn has entered."""
        side = self._after if later else self._before
        for event in turn.events:
            if isinstance(event, Entered):
                decision = side.decision(("decisions", event.decision, event.decision_tree))
                if decision is not None:
                    for goal in every_goal(decision.actions, f"{event.place}/actions"):
                        yield goal._replace(later=later)

    def plain(self, reach: Reach, instants: Instants) -> tuple[Script, Script | None]:
        """A chat that gets there at the first of these instants, and with what must stand in; None if none is known."""
        try:
            plain = script(reach, instants.edges[0], self._at[1], self._silence)
        except NoWay as stuck:
            if stuck.reach.parent is not None:
                self._dead.add(mark(stuck.reach))
            self._stuck[pointer(reach.key.after), ""] = None
            return _NOTHING, None
        base = arranged(self._pair.after, plain)
        if isinstance(base, Wanted):
            self._stuck[pointer(reach.key.after), base.expression] = None
            self._follow(base.expression)
            here: Reach | None = reach
            while here is not None:
                if base in here.how.wanted:
                    self._dead.add(mark(here))
                here = here.parent
            return plain, None
        self._proven.add(pointer(reach.key.after))
        return plain, base

    def _follow(self, expression: str) -> None:
        """Follows what is saved under the names that an expression reads, when the walk begins again."""
        saved = self._parts.saved.constants
        known = self._further_names
        names = [name for name in sorted(roots_of(expression)) if name in saved and name not in known]
        self._further_names = (*known, *names[: max(0, MOST_FOLLOWED - len(known))])

    def _is_closed(self, expression: str) -> bool:
        """Whether all that an expression reads is followed and nothing but constants, or is known of the line."""
        known = self._parts.saved.known
        return all(
            path[0] == "inbound" or path == ("contact", "language") or (path[0] in self._names and path[0] in known)
            for path in paths_of(expression)
        )


_NOTHING: Final = Script((), Wishes())
_Mark: TypeAlias = tuple[Node, object, tuple[Wanted, ...], Facts]


def mark(reach: Reach) -> _Mark:
    """A way from one place to the next, whatever leads to it."""
    assert reach.parent is not None  # noqa: S101 - only a beginning has none, and no way leads there
    return (reach.parent.key.after, reach.how.step, reach.how.wanted, reach.parent.key.facts)
