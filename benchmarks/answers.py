"""What answers cost: to choose one, and to prove something about many."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.estate import write_file, write_project

from routecfg.answers import Answers, PatternSet
from routecfg.model import Answer, Destination, Label, Target

ANSWERS: Final = 40
EVERY: Final = 5  # of so many answers one has a pattern: 8 of 40
WORDS: Final = tuple(
    word
    for line in (
        "order status delivery invoice refund voucher contract moving warranty parcel agent human person menu",
        "back help payment card account password login job career quality stock store points company catalogue",
    )
    for word in line.split()
)
FITTING: Final = ("Invoice 3!", "delivery 2", "PL1234567", "it is about invoice 3 again", "Button 7")
UNFITTING: Final = ("something else entirely", "Žluťoučký kůň pěl ďábelské ódy", "99", "do you know when it comes")
ROUNDS: Final = 301
REPEATED: Final = 20


def choosing() -> tuple[Answers, PatternSet]:
    """A decision with 40 answers, 8 of them with a pattern, and these patterns by themselves."""
    chance = random.Random(1)
    targets, patterns = [], []
    for number in range(ANSWERS):
        word, other = chance.sample(WORDS, 2)
        pattern = None
        if number % EVERY == 0:
            pattern = f"/^PL[0-9]{{{6 + number // EVERY}}}$/" if number % 2 else rf"/\b{word}-{number}s?\b/i"
            patterns.append(pattern)
        words = (f"{WORDS[number % len(WORDS)]} {number}", f"{word} and {other} {number}")
        targets.append(Target(Destination(queue=f"q{number}"), Answer(words, pattern, Label(f"Button {number}"))))
    targets.append(Target(Destination(queue="rest"), default=True))
    return Answers(targets, "en", "en", 85), PatternSet(patterns)


def median_times(calls: Sequence[Callable[[], object]]) -> list[float]:
    """The median time of each call in seconds, taken in turns."""
    times: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()  # makes what is made by the first use
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            start = time.perf_counter_ns()
            for _ in range(REPEATED):
                call()
            times[place].append((time.perf_counter_ns() - start) / REPEATED / 1e9)
    return [statistics.median(each) for each in times]


def ratios() -> tuple[float, float, float]:
    """One search of a set in seconds; what fits and what fits nothing, each by that."""
    answers, patterns = choosing()
    calls: list[Callable[[], object]] = [lambda: patterns.first(UNFITTING[0])]
    calls += [partial(answers.choose, text) for text in (*FITTING, *UNFITTING)]
    search, *chosen = median_times(calls)
    fitting, unfitting = chosen[: len(FITTING)], chosen[len(FITTING) :]
    return search, statistics.median(fitting) / search, statistics.median(unfitting) / search


_OWN: Final = 999
"""Answers of a decision beside its default: a list of targets holds a thousand."""


def write_large_decision(folder: Path, answers: int = 1999) -> None:
    """A project of one decision with so many answers beside its default, half from a set; a tenth are patterns."""
    targets: list[dict[str, Any]] = []
    for number in range(answers):
        word = f"{WORDS[number % len(WORDS)]} {number}"
        when: dict[str, Any] = {"similar": [word, f"no {word}"], "languages": {"cs": [f"cs {word}"]}}
        if number % 10 == 0:
            when = {"pattern": rf"/\b{WORDS[number % len(WORDS)]}-?{number}[a-f]?\b/i"}
        own = number < _OWN
        targets.append({"when": when, "to": {"decision": f"d{number % 7}"} if own else {"queue": f"q{number % 7}"}})
    _write(folder, {"menu": targets[:_OWN]}, targets[_OWN:])


def write_patterns(folder: Path, patterns: int = 3000, a_decision: int = 8) -> None:
    """A project with so many patterns, all of them different."""
    chance = random.Random(2)
    trees = {}
    for tree in range(patterns // a_decision):
        targets = []
        for number in range(a_decision):
            one, other = chance.sample(WORDS, 2)
            forms = (
                rf"/\b({one}|{other})s?{tree}\b/i",
                f"/^#?[0-9]{{{2 + number}}}-{tree}$/",
                f"/{one}[ -]?{tree}/",
                f"/^{one} .*{other} {tree}$/i",
            )
            targets.append({"when": {"pattern": forms[number % 4]}, "to": {"decision": f"d{number % 7}"}})
        trees[f"tree-{tree}"] = targets
    _write(folder, trees)


def _write(folder: Path, trees: dict[str, list[dict[str, Any]]], brought: Sequence[dict[str, Any]] = ()) -> None:
    write_project(folder)
    goals = {f"d{number}": {"title": f"D {number}", "targets": [{"to": {"queue": "support"}}]} for number in range(7)}
    queues = {name: {"title": name} for name in ("support", *(f"q{number}" for number in range(7)))}
    estate: dict[str, Any] = {"queues": queues, "decision_trees": {}}
    if brought:
        estate["target_sets"] = {"everywhere": {"targets": [*brought]}}
    for name, targets in trees.items():
        rest = {"to": {"queue": "support"}, "default": True}
        decisions = {"start": {"title": "Start", "targets": [*targets, rest]}, **goals}
        estate["decision_trees"][name] = {"title": name, "decisions": decisions}
        if brought:
            estate["decision_trees"][name]["also"] = ["everywhere"]
    estate["inbound_routings"] = {
        f"line-{place}": {
            "title": f"Line {place}",
            "api_token": {"env": "TOKEN"},
            "channel_id": str(place + 1),
            "next_destination": {"decision_tree": name},
        }
        for place, name in enumerate(trees)
    }
    write_file(folder / "routing/all.yaml", estate)


def rows(validate: Callable[[Path], float], work: Path) -> Iterator[tuple[str, str, float, float, str]]:
    """Each figure: what, its unit, its value, its bound, and a note. `validate` gives the seconds of one check."""
    search, fitting, unfitting = ratios()
    note = f"a search is {search * 1e6:.1f} us"
    yield "choose among 40 answers, one fits", "set searches", fitting, 2.0, note
    yield "the same, none fits", "set searches", unfitting, 15.0, note
    empty = work / "empty-of-answers"
    write_project(empty)
    (empty / "routing").mkdir()
    start = validate(empty)
    for what, write, bound in (
        ("a decision with 2,000 answers", write_large_decision, 2.0),
        ("3,000 patterns", write_patterns, 3.0),
    ):
        folder = work / write.__name__
        write(folder)
        yield what, "seconds", validate(folder) - start, bound, "more than an empty project takes"
