"""A finding as a change with its example, replayed by what scenarios run on: only what differs there is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from routecfg.engine import Branched, Chosen, ConditionAsked, Looped
from routecfg.engine.stubs import BotReply, Reply, Stubs, StubWorld
from routecfg.impact.account import Change, Decided, Exchange, Step, Window
from routecfg.impact.branches import is_visible
from routecfg.impact.causes import of_tree
from routecfg.impact.chats import CUSTOMER, Given, Turn, outcome, run
from routecfg.impact.findings import Both, Finding, Pair
from routecfg.impact.sides import Side
from routecfg.impact.wording import times_in_words
from routecfg.model import Action, each_action
from routecfg.opening_hours import Instants, offset_at

MOST_WINDOWS: Final = 3
"""Times that a change lists."""


def change_of(pair: Pair, finding: Finding, words: Mapping[str, str]) -> Change | None:
    """The finding as it is shown; None if the last step of the chat does not differ when it is replayed.

    `words` is what customers of each language do in the last step.
    """
    stubs, contact = _stubs(pair, finding), finding.script.wishes.contact
    old, new = (
        run(talk.side.loaded, talk.line, talk.language, StubWorld(stubs), finding.script.steps, contact=contact)
        for talk in (pair.before, pair.after)
    )
    both = Both(tuple(old), tuple(new))
    if not (both.differs and both.together):
        return None
    clock = pair.after.side.loaded.clock
    exchanges = tuple(
        Exchange(_step(given, clock.written(given.at)), outcome(was), outcome(now))
        for given, was, now in zip(finding.script.steps, old, new, strict=True)
    )
    horizon = pair.after.side.horizon
    whole = finding.instants == Instants.between(horizon.start, horizon.end)
    every = finding.instants.intervals
    by_time = finding.place.startswith(("/time_groups/", "/time_conditions/"))
    shown = every if by_time else every[:MOST_WINDOWS]
    windows: list[Window] = [(clock.written(start), clock.written(end)) for start, end in shown]
    return Change(
        language=finding.speech.host or "",
        languages=tuple(words),
        at=clock.written(finding.script.steps[-1].at),
        windows=() if whole else tuple(windows[:MOST_WINDOWS]),
        count=len(every),
        seconds=finding.instants.seconds,
        times=_times(pair, finding, windows) if by_time and not whole else "",
        always=whole,
        chat=exchanges,
        before=exchanges[-1].before,
        after=exchanges[-1].after,
        place=of_tree(pair.before.side, pair.after.side, finding.place, both.before[-1]),
        setting=tuple(_setting(pair, finding.place)),
        waiting=finding.waiting,
        decided=tuple(_decided(pair, both)),
        otherwise=not finding.script.chosen_last and all(_by_default(turns[-1]) is not False for turns in both),
        words={language: text for language, text in words.items() if text != finding.script.steps[-1].text},
        requests=msgspec.to_builtins(stubs.requests),
        bots=msgspec.to_builtins(stubs.bots),
        contact={} if contact == CUSTOMER else {"name": contact.name, "number": contact.number},
    )


def _setting(pair: Pair, place: str) -> Iterator[str]:
    """What a setting was and is, of the project or of the line; nothing for other places."""
    kind, *_, name = place.split("/")[1:]
    for talk in (pair.before, pair.after):
        estate = talk.side.estate
        if kind == "project" or (kind == "inbound_routings" and name == "allow_attachments"):
            owner = estate.project if kind == "project" else estate.inbound_routings[talk.line]
            value = getattr(owner, name)
            yield ", ".join(value) if isinstance(value, tuple) else str(value)


def _times(pair: Pair, finding: Finding, windows: Sequence[Window]) -> str:
    """The times in words: by the clock of the project, which is named where the hours are written by another."""
    estate = pair.after.side.estate
    kind, name = finding.place.split("/")[1:3]
    group = estate.time_groups.get(name) if kind == "time_groups" else None
    zone = estate.project.timezone
    other = group is not None and _differ(windows, zone, group.zone(zone))
    return times_in_words(windows) + (f" (by the clock of {zone})" if other else "")


def _differ(windows: Sequence[Window], zone: str, other: str) -> bool:
    """Whether the clocks of two zones show different times in one of the windows."""
    begins = [int(datetime.fromisoformat(start).timestamp()) for start, _ in windows]
    return any(offset_at(zone, begin) != offset_at(other, begin) for begin in begins)


def _stubs(pair: Pair, finding: Finding) -> Stubs:
    """What stands in on both sides, written as a scenario has it."""
    requests: dict[str, Reply | tuple[Reply, ...]] = {}
    bots: dict[str, BotReply | tuple[BotReply, ...]] = {}
    for talk in (pair.before, pair.after):
        world = talk.world(finding.script.wishes)
        contact = finding.script.wishes.contact
        run(talk.side.loaded, talk.line, talk.language, world, finding.script.steps, contact=contact)
        bots |= world.bots
        for url, value in world.requests.items():
            requests.setdefault(url, Reply(json=value))
    return Stubs(requests, bots)


def _decided(pair: Pair, both: Both) -> Iterator[Decided]:
    """What decides, in order: first what comes out alike on both sides, then what only one side asks or decides so."""
    old, new = (
        list(dict.fromkeys(_outcomes(talk.side, turns[-1])))
        for talk, turns in zip((pair.before, pair.after), both, strict=True)
    )
    yield from (Decided(*each) for each in new if each in old)
    yield from (Decided(*each, "before") for each in old if each not in new)
    yield from (Decided(*each, "after") for each in new if each not in old)


def _outcomes(side: Side, turn: Turn) -> Iterator[tuple[Literal["time_condition", "if", "loop"], str, bool]]:
    """What was decided in a turn, and how it came out: not what makes no difference to customers in either way."""
    for event in turn.events:
        if isinstance(event, ConditionAsked):
            yield "time_condition", event.time_condition, event.holds
        elif isinstance(event, Branched):
            action = _action_at(side, event.place)
            if action is None or is_visible(action):
                yield "if", event.if_, event.then
        elif isinstance(event, Looped) and not event.count:
            action = _action_at(side, event.place)
            if action is not None and action.loop is not None and is_visible(action):
                yield "loop", action.loop.each, False


def _action_at(side: Side, place: str) -> Action | None:
    """The action of which a pointer leads to the condition or the loop."""
    _, tree, _, name, *path = place.strip("/").split("/")
    decision = side.decision(("decisions", name, tree))
    actions = each_action(decision.actions, ("actions",)) if decision is not None else iter(())
    return next((action for here, action in actions if [str(each) for each in here] == path[:-1]), None)


def _by_default(turn: Turn) -> bool | None:
    """Whether the answer was the default; None if there was none to choose, or nothing was understood."""
    return next((event.by == "default" for event in turn.events if isinstance(event, Chosen)), None)


def _step(given: Given, at: str) -> Step:
    return Step(at, **{given.kind: given.text})
