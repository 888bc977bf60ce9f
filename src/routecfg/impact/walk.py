"""Both sides walked through together, from one inbound routing, for customers of one language.

The walk goes from pairs of places to pairs of places: where a chat is in production, and where the same chat would be.
As long as both are one place with equal content, it follows the graph and runs nothing. Where something differs, the
chat that leads there is made and run on both sides: once for each class of instants by which time groups hold, and once
for each way in which conditions that make the difference can come out. A chat that differs is a finding. It ends its
path, unless only words differ and both sides wait at one place: then another change may lie behind it. A chat that does
not differ goes on, be it at two different places.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import Final

from routecfg.engine.stubs import BotReply
from routecfg.graph import AT_ONCE, Edge, EdgeKind, followed
from routecfg.impact.branches import Goal, Wanted, every_goal, goals_between, leading_to, passing
from routecfg.impact.facts import Facts, Way, decided, facts_of, saves_any, ways_through
from routecfg.impact.findings import Both, Pair, words_changed
from routecfg.impact.messages import Answers, tried
from routecfg.impact.moments import NEVER, Moments, divided
from routecfg.impact.parts import ALWAYS_DATA, Parts
from routecfg.impact.reaches import GREETING, How, Key, Reach
from routecfg.impact.scripts import Script
from routecfg.impact.sides import Node, node_of
from routecfg.impact.trials import Budget, Trials, mark
from routecfg.model import Action
from routecfg.opening_hours import Instants

_BY_ACTION: Final = frozenset({EdgeKind.TARGET, EdgeKind.MAYBE})
_MOST_ATTEMPTS: Final = 12
"""How often the walk begins again, without ways that turned out to be closed."""

_ANSWERS: Final = frozenset({EdgeKind.ANSWER, EdgeKind.DEFAULT})


def settings_differ(pair: Pair) -> bool:
    """Whether something differs for customers of a line wherever their chats are."""
    sides = pair.before.side, pair.after.side
    old, new = (
        (side.estate.inbound_routings[line].allow_attachments == "none", side.loaded.silence)
        for side, line in zip(sides, (pair.before.line, pair.after.line), strict=True)
    )
    return old != new


class Walk(Trials):
    """One walk. What it finds stands in its attributes, and in those of the trials.

    `partly`: something was left out, for which reasons. `visited` are all places.
    """

    def __init__(self, parts: Parts, pair: Pair, data: frozenset[str], moments: Moments, budget: Budget) -> None:
        """`data` are the names of data that differ from the beginning."""
        super().__init__(parts, pair, moments.silence, budget)
        self._moments = moments
        self._data = data
        self._everywhere = settings_differ(pair)
        self._alike = pair.speech.before == pair.speech.after
        self._horizon = Instants.between(self._after.horizon.start, self._after.horizon.end)
        self.partly: dict[str, None] = {}
        self.visited: dict[Node, Reach] = {}
        self._known: dict[Key, Instants] = {}
        self._heap: list[tuple[int, int, Reach]] = []
        self._answers_known: dict[Key, Answers] = {}
        self._pushed = 0

    def run(self) -> None:
        """Walks."""
        for _ in range(_MOST_ATTEMPTS):
            before = len(self._dead)
            self.begin_again()
            self._known, self._heap, self._pushed = {}, [], 0
            self._start()
            while self._heap and not self._budget.used_up:
                self._budget.places -= 1
                self._look(heappop(self._heap)[2])
            if (len(self._dead) == before and self._names == self._further_names) or self._budget.used_up:
                break
        if self._budget.used_up:
            self.partly["there is too much to compare"] = None

    def _start(self) -> None:
        old = self._before.estate.inbound_routings[self._pair.before.line]
        new = self._after.estate.inbound_routings[self._pair.after.line]
        line = ("inbound_routings", self._pair.after.line, "")
        root = Reach(Key(line, line, False, self._data, (None,) * len(self._names)), self._horizon)
        first, second = node_of(old.next_destination, ""), node_of(new.next_destination, "")
        self._go(root, self._horizon, How(("say", GREETING)), first, second)

    def waiting(self, most: int) -> Iterator[tuple[Script, Instants]]:
        """Chats that wait at a decision for an answer, the shortest first, and when they may be there."""
        found = 0
        for node, reach in sorted(self.visited.items(), key=lambda each: each[1].length):
            if node[0] == "decisions" and self._rests(node, common=True) and found < most:
                _, chat = self.plain(reach, reach.instants)
                if chat is not None:
                    found += 1
                    yield chat, reach.instants

    # from place to place

    def _go(self, parent: Reach, instants: Instants, how: How, old: Node, new: Node) -> None:
        """Goes on to a pair of places; where these are two, runs the chats that get there."""
        if not instants:
            return
        reach = Reach(Key(old, new, False, parent.key.data, parent.key.facts), instants, parent, how)
        if old == new:
            self._add(reach)
        else:
            self._try(reach, ())

    def _add(self, reach: Reach) -> None:
        key, known = reach.key, self._known.get(reach.key)
        lockstep = key.before == key.after and not key.waits and self._alike and not self._everywhere
        if lockstep and not self._parts.leads_on(key.after, key.data):
            return
        fresh = reach.instants if known is None else self._moments.without(reach.instants, known)
        if not fresh or (self._dead and mark(reach) in self._dead):
            return
        self._known[key] = fresh if known is None else self._moments.union(known, fresh)
        if fresh is not reach.instants:
            reach = Reach(key, fresh, reach.parent, reach.how)
        self._pushed += 1
        heappush(self._heap, (reach.length, self._pushed, reach))

    def _look(self, reach: Reach) -> None:
        node, other, waits, data, _ = reach.key
        if waits:
            self._answers(reach, data)
            return
        self.visited.setdefault(other, reach)
        match node[0]:
            case "time_conditions":
                self._time(reach)
            case "decision_trees":
                old, new = (side.estate.decision_trees[node[1]].first for side in (self._before, self._after))
                first, second = ("decisions", old, node[1]), ("decisions", new, node[1])
                self._go(reach, reach.instants, How(), first, second)
            case "decisions":
                self._decision(reach, data)
            case "chatbots":
                self._chatbot(reach)
            case "terminates":
                if not self._alike or self._parts.terminate_differs(node) or data & self._parts.reads(node):
                    self._try(reach, ())

    def _time(self, reach: Reach) -> None:
        name = reach.key.before[1]
        old, new = (side.estate.time_conditions[name] for side in (self._before, self._after))
        was, now = self._before.holds(old.time_group), self._after.holds(new.time_group)
        instants, both, without = reach.instants, self._moments.both, self._moments.without
        open_, closed = both(instants, was), without(instants, was)
        for part, to, then in (
            (both(open_, now), old.if_time_matches, new.if_time_matches),
            (without(open_, now), old.if_time_matches, new.if_time_does_not_match),
            (both(closed, now), old.if_time_does_not_match, new.if_time_matches),
            (without(closed, now), old.if_time_does_not_match, new.if_time_does_not_match),
        ):
            self._go(reach, part, How(), node_of(to, ""), node_of(then, ""))

    def _decision(self, reach: Reach, data: frozenset[str]) -> None:
        node = reach.key.after
        old, new = self._before.decision(node), self._after.decision(node)
        if old is None or new is None:
            return
        place = f"/decision_trees/{node[2]}/decisions/{node[1]}/actions"
        reads = bool(data) and bool(data & self._parts.reads(node))
        looks = reads or not self._alike or self._parts.decision_differs(node)
        left, behind = reach.instants, self._parts.data_after(node, data)
        if looks:
            goals = goals_between(old.actions, new.actions, place)
            self.expect(goals)
            if reads or not self._alike:
                goals += [goal._replace(visible=False) for goal in every_goal(new.actions, place)]
            left = self._try(reach, goals, behind)
        if not left:
            return
        passes = passing(new.actions, len(new.actions), place)
        ends = self._facts_behind(new.actions, reach.key.facts, place)
        for edge in self._edges(node, common=looks):
            if edge.kind not in AT_ONCE:
                continue
            to, wanted, ways = self._after.node(edge.to), passes, ends
            if edge.kind in _BY_ACTION:
                wanted = leading_to(new.actions, place, edge.path[1:])
                ways = self._facts_behind(new.actions[: int(edge.path[1])], reach.key.facts, place)
            self._add_ways(reach, left, Key(to, to, False, behind), ways, wanted, new.actions)
        if self._rests(node, common=looks):
            self._add_ways(reach, left, Key(node, node, True, behind), ends, passes, new.actions)

    def _facts_behind(self, actions: Sequence[Action], facts: Facts, place: str) -> list[Way]:
        if not self._names or not saves_any(actions, self._names):
            return [Way(facts)]
        return ways_through(actions, self._names, facts, place)

    def _add_ways(
        self,
        reach: Reach,
        instants: Instants,
        key: Key,
        ways: Sequence[Way],
        wanted: tuple[Wanted, ...],
        actions: Sequence[Action],
    ) -> None:
        """Goes on from the actions of a decision in each way in which what is wanted can come out by the facts."""
        names, facts = self._names, reach.key.facts
        by_facts = bool(names and wanted) and not saves_any(actions, names)
        decisions = [
            (decided(each.expression, names, facts), each.holds) for each in wanted if by_facts and not each.loop
        ]
        if any(found is not None and found != holds for found, holds in decisions):
            return
        for way in ways:
            self._add(Reach(key._replace(facts=way.facts), instants, reach, How(None, (*way.wanted, *wanted))))

    def _edges(self, node: Node, *, common: bool) -> Iterator[Edge]:
        number = self._after.number(node)
        edges = [] if number is None else followed(self._after.graph.edges[number], self._pair.speech.after)
        if not common:
            yield from edges
            return
        number = self._before.number(node)
        others = [] if number is None else followed(self._before.graph.edges[number], self._pair.speech.before)
        ways = {(edge.kind in _BY_ACTION, self._before.node(edge.to)) for edge in others if edge.kind in AT_ONCE}
        for edge in edges:
            if edge.kind not in AT_ONCE or (edge.kind in _BY_ACTION, self._after.node(edge.to)) in ways:
                yield edge

    def _rests(self, node: Node, *, common: bool) -> bool:
        number, other = self._after.number(node), self._before.number(node)
        if number is None or other is None:
            return False
        return self._after.graph.rests[number] and (not common or self._before.graph.rests[other])

    def _chatbot(self, reach: Reach) -> None:
        name = reach.key.after[1]
        old, new = (side.estate.chatbots[name] for side in (self._before, self._after))
        down = How(bots={name: BotReply(down=True)})
        self._go(reach, reach.instants, down, node_of(old.fallback, ""), node_of(new.fallback, ""))
        for queue in sorted({*old.transfers} ^ {*new.transfers}):
            how = How(bots={name: BotReply(transfers=queue)})
            there = ("queues", queue, "")
            self._try(Reach(reach.key._replace(before=there, after=there), reach.instants, reach, how), ())

    # answers

    def _answers(self, reach: Reach, data: frozenset[str]) -> None:
        old, new = reach.key.before, reach.key.after
        if "chatbots" in (old[0], new[0]):
            if old == new:
                self._add(Reach(reach.key._replace(waits=False), reach.instants, reach, How()))
            return
        later = self._moments.answered(reach.instants)
        if old == new and self._alike and not self._parts.answers_of(new):
            for edge in self._edges(new, common=False):
                if edge.kind in _ANSWERS:
                    to = self._after.node(edge.to)
                    key = Key(to, to, False, data, reach.key.facts)
                    self._add(Reach(key, later, reach, How(int(edge.path[1]))))
            return
        before = self._at[0]._replace(tree=old[2], name=old[1])
        after = self._at[1]._replace(tree=new[2], name=new[1])
        answers = self._answers_known.get(reach.key)
        if answers is None:
            answers = self._answers_known[reach.key] = tried(before, after, files=self._takes_files())
        if not answers.all:
            self.partly[f"not all answers of '{new[1]}' in '{new[2]}' could be compared"] = None
        for each in answers.tried:
            if each.before is None and each.after is None:
                continue
            how = How((each.kind, each.text))
            first = node_of(each.before.to, old[2]) if each.before is not None else old
            second = node_of(each.after.to, new[2]) if each.after is not None else new
            if each.before is None or each.after is None:
                self._try(Reach(Key(first, second, False, data, reach.key.facts), later, reach, how), ())
            else:
                self._go(reach, later, how, first, second)

    def _takes_files(self) -> bool:
        lines = (
            self._before.estate.inbound_routings[self._pair.before.line],
            self._after.estate.inbound_routings[self._pair.after.line],
        )
        return all(line.allow_attachments != "none" for line in lines)

    # chats that are run

    def _try(self, reach: Reach, goals: Sequence[Goal], behind: frozenset[str] = frozenset()) -> Instants:
        """Runs the chats that get to a pair of places on both sides. Gives the instants at which some stay together.

        `behind` are the data that may differ behind these places.
        """
        old, new = reach.key.before, reach.key.after
        groups = [self._before.holds(name) for name in self._before.groups_from(old)]
        groups += [self._after.holds(name) for name in self._after.groups_from(new)]
        classes, complete = divided(reach.instants, groups)
        if not complete:
            self.partly["too many time groups are asked at once"] = None
        alike = NEVER
        for instants, holding in classes:
            tried = self.run_once(reach, instants, holding, goals)
            onward = [each for each in tried if not each[1].differs or (self._alike and each[1].stays_together)]
            if onward or not tried:
                alike = self._moments.union(alike, instants)
            for chat, both, _ in tried:
                self.note(reach, chat, both, instants)
            # the chat in which most data differ goes on first, since only one does for each place and data
            for chat, both, plain in sorted(onward, key=lambda each: -len(each[1].data)):
                self._go_on(reach, instants, How(wishes=chat.wishes, words=words_changed(plain, chat)), both, behind)
        return alike

    def _go_on(self, reach: Reach, instants: Instants, how: How, both: Both, behind: frozenset[str]) -> None:
        if both.waits is not None:
            data = both.data | behind | (reach.key.data & ALWAYS_DATA)
            chat = both.after[-1].state.chat
            facts = facts_of(self._names, chat.data, self._parts.saved) if self._names and chat is not None else ()
            self._add(Reach(Key(*both.waits, True, data, facts), instants, reach, how))
