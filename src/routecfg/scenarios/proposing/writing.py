"""Proposed chats as scenarios: what the customer does, what stands in, and one telling expectation a step."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import msgspec

from routecfg.engine import AtDecision, BotSaid, Ended, Entered, Event, InQueue, Sent, State, WithBot
from routecfg.impact.chats import CUSTOMER
from routecfg.model import Estate
from routecfg.scenarios.printable_events import printable
from routecfg.scenarios.proposing.arrivals import Begins
from routecfg.scenarios.proposing.exploring import Proposal
from routecfg.scenarios.proposing.turns import Turn

_PART: Final = 50
"""Characters of a text that a step expects."""
_TITLE: Final = 100
"""Characters of a title."""


def scenarios_of(chats: Iterable[Proposal], estate: Estate, taken: Collection[str]) -> dict[str, Any]:
    """The scenarios by new names, as they are written. `taken` are the names that others have.

    Chats in which the customer only writes in become one table for each line.
    """
    found: dict[str, Any] = {}
    names = _names(taken)
    every = list(chats)
    tables: dict[str, list[Proposal]] = {}
    for chat in every:
        plain = chat.begins == Begins(chat.begins.line, None, chat.begins.first)
        if len(chat.turns) == 1 and plain and not _stubs(chat.turns) and not _is_named(chat.turns, estate):
            tables.setdefault(chat.begins.line, []).append(chat)
    tables = {line: several for line, several in tables.items() if len(several) > 1}
    for chat in every:
        if chat not in tables.get(chat.begins.line, ()):
            found[names(chat.begins.line)] = _scenario(chat, estate)
    for line, several in tables.items():
        cases = [
            {"at": each.begins.first.at, "reaches": _place(each.turns[-1])}
            for each in sorted(several, key=lambda each: each.begins.first.instant)
        ]
        title = f"When {estate.inbound_routings[line].title} leads where"
        found[names(f"{line}-hours")] = {"title": title, "inbound": line, "cases": cases}
    return found


def _names(taken: Collection[str]) -> Callable[[str], str]:
    """Gives new names that begin in a way."""
    used = set(taken)

    def name(beginning: str) -> str:
        number = 1
        while (found := f"{beginning[:55]}-{number}") in used:
            number += 1
        used.add(found)
        return found

    return name


def _scenario(chat: Proposal, estate: Estate) -> dict[str, Any]:
    begins, turns = chat.begins, chat.turns
    values: dict[str, Any] = {"title": _title(chat, estate), "inbound": begins.line, "at": begins.first.at}
    who = {"name": CUSTOMER.name, "number": CUSTOMER.number} if begins.named and _is_named(turns, estate) else {}
    if begins.language is not None:
        who["language"] = begins.language
    if who:
        values["contact"] = who
    if begins.opens:
        values["opens"] = begins.opens
    values |= _stubs(turns)
    steps = [_step(turn) for turn in turns[1:]]
    if begins.later is not None:
        waited = next((index for index, turn in enumerate(turns[1:]) if turn.instant > begins.first.instant), None)
        if waited is not None:
            steps[waited]["at"] = begins.later.at
    reads = next(_parts(turns[0].events), "")
    if not steps and reads:
        steps = [{"expect": {"reads": [reads]}}]
    end = _place(turns[-1])
    if "terminate" in end or "queue" in end:
        return {**values, **({"chat": steps} if steps else {}), "ends": end}
    if len(turns) == 1:
        return {**values, **({"chat": steps} if steps else {}), "reaches": end}
    steps[-1].setdefault("expect", {})["waits"] = end
    return {**values, "chat": steps}


def _is_named(turns: Sequence[Turn], estate: Estate) -> bool:
    """Whether it may matter who the customer is: a decision on the way, or the last message, says or asks it."""
    passed: list[object] = []
    for event in (event for turn in turns for event in turn.events):
        if isinstance(event, Entered):
            decisions = estate.decision_trees[event.decision_tree].decisions
            passed += [each for each in decisions if each.name == event.decision]
        elif isinstance(event, Ended) and event.terminate:
            passed.append(estate.templates.get(estate.terminates[event.terminate].auto_response or ""))
    return b"contact." in msgspec.json.encode(passed)


def _title(chat: Proposal, estate: Estate) -> str:
    """The line, the language if it is not the line's, and what the customer does."""
    title = estate.inbound_routings[chat.begins.line].title
    words = title if chat.begins.language is None else f"{title} ({chat.begins.language})"
    for index, turn in enumerate(chat.turns[1:]):
        longer = f"{words}{', ' if index else ': '}{turn.move.text}"
        if len(longer) > _TITLE:
            return f"{words}, ..."
        words = longer
    return words


def _step(turn: Turn) -> dict[str, Any]:
    """What the customer does, and the beginning of what that brings."""
    part = next(_parts(turn.events), "")
    done: dict[str, Any] = {turn.move.kind: turn.move.text}
    return {**done, "expect": {"reads": [part]}} if part else done


def _parts(events: Sequence[Event]) -> Iterator[str]:
    """The beginnings of the texts, up to a whole word."""
    for event in map(printable, events):
        text = event.auto_response if isinstance(event, Ended) else ""
        if isinstance(event, (Sent, BotSaid)):
            text = event.text
        line = next((each.strip() for each in text.splitlines() if each.strip()), "")
        yield from filter(None, [line if len(line) <= _PART else line[:_PART].rpartition(" ")[0] or line[:_PART]])


def _place(turn: Turn) -> dict[str, str]:
    """Where a chat waits or has ended."""
    return _waits(turn.state) or next(
        ({"terminate": event.terminate} for event in turn.events if isinstance(event, Ended)), {}
    )


def _waits(state: State) -> dict[str, str]:
    match state.chat.waiting if state.chat is not None else None:
        case AtDecision(decision_tree=tree, decision=decision):
            return {"decision_tree": tree, "decision": decision}
        case InQueue(queue=queue):
            return {"queue": queue}
        case WithBot(chatbot=chatbot):
            return {"chatbot": chatbot}
    return {}


def _stubs(turns: Sequence[Turn]) -> dict[str, Any]:
    """What stood in for requests and chatbots, call by call; what answers the same each time is written once."""
    requests = [each for turn in turns for each in turn.replies]
    bots = [each for turn in turns for each in turn.posts]
    found = {"requests": _by_name(requests, once=True), "bots": _by_name(bots, once=False)}
    return {key: values for key, values in found.items() if values}


def _by_name(answers: Sequence[tuple[str, Any]], *, once: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, each in groupby(sorted(answers, key=lambda answer: answer[0]), key=lambda answer: answer[0]):
        replies = [msgspec.to_builtins(reply) for _, reply in each]
        same = once and all(reply == replies[0] for reply in replies)
        found[name] = replies[0] if same or replies == [{"down": True}] else replies
    return found
