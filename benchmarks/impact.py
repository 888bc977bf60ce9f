"""What it takes to work out what a change does to chats: two large estates, and the example's e-shop."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from benchmarks.chats import ESHOP, released
from benchmarks.estate import write_estate

from routecfg.bundle import Bundle, ClosedEstate
from routecfg.impact import account
from routecfg.model import Action, Decision, DecisionTree, Destination, SendMessage

TREES: Final = 500
EDITS: Final = 50
TODAY: Final = date(2026, 11, 25)


def rows(work: Path) -> Iterator[tuple[str, str, float, float, str]]:
    """Seconds of processor time, each with its bound: those that somebody waits who looks at a change."""
    size = write_estate(work / "impact", TREES)
    before = released(work / "impact")
    for count, bound in ((EDITS, 3.0), (1, 1.0)):
        edits = "one edit" if count == 1 else f"{count} edits"
        yield _row(f"impact of {edits}, {size / 1e6:.0f} MB a side", before, count, bound)
    yield _row("impact of 3 edits, examples/eshop", released(ESHOP), 3, 0.5)


def _row(what: str, before: Bundle, count: int, bound: float) -> tuple[str, str, float, float, str]:
    after = msgspec.structs.replace(before, estate=edited(before.estate, count))
    start = time.process_time()
    found = account(before, after, TODAY)
    seconds = time.process_time() - start
    changes = sum(len(line.changes) for line in found.lines)
    return what, "s", seconds, bound, f"{changes} changes on {len(found.lines)} lines, compared {found.compared}"


def edited(estate: ClosedEstate, count: int) -> ClosedEstate:
    """The estate with so many edits in as many trees: a text that is read, or an answer that leads elsewhere."""
    names = sorted(estate.decision_trees)
    step = max(1, len(names) // count)
    queue = Destination(queue=min(estate.queues))
    trees = dict(estate.decision_trees)
    for number, name in enumerate(names[::step][:count]):
        trees[name] = _with_answer(trees[name], queue) if number % 2 else _with_text(trees[name])
    return msgspec.structs.replace(estate, decision_trees=trees)


def _with_text(tree: DecisionTree) -> DecisionTree:
    decisions = list(tree.decisions)
    for place, decision in enumerate(decisions):
        message = decision.actions[0].send_message if decision.actions else None
        if message is not None:
            other = SendMessage(f"{message.text} New.", message.languages)
            actions = (Action(send_message=other), *decision.actions[1:])
            decisions[place] = msgspec.structs.replace(decision, actions=actions)
            break
    return msgspec.structs.replace(tree, decisions=tuple(decisions))


def _with_answer(tree: DecisionTree, to: Destination) -> DecisionTree:
    first: Decision = tree.decisions[-1]
    targets = (msgspec.structs.replace(first.targets[0], to=to, languages={}), *first.targets[1:])
    return msgspec.structs.replace(
        tree, decisions=(*tree.decisions[:-1], msgspec.structs.replace(first, targets=targets))
    )
