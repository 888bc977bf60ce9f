"""Which steps read and save which names, over the whole estate."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import msgspec

from routecfg.diagnostics import Path
from routecfg.graph import Graph, Steps
from routecfg.model import DecisionTree, Object, Template
from routecfg.templates import (
    Chooses,
    Name,
    Reads,
    Repeats,
    Saves,
    Step,
    Use,
    parse_expression,
    readings,
    reads_of,
    steps_of,
    texts_of,
)

_QUOTED_PATH: Final = re.compile(r"""["']([A-Za-z_]\w*)\.[\w.]+["']""")
"""A path to data that quotes make a text: its name."""

_WORD: Final = re.compile(r"\w+")


class NameRead(msgspec.Struct, frozen=True, gc=False):
    """A name is read at a node. `items` are the names of the loops around; `filled`: a `default` stands behind it."""

    node: int
    path: Path
    use: Use
    name: Name
    items: frozenset[str]
    filled: bool
    expression: str = ""
    """The whole `if` or `each`, if it stands in one."""


class NameSaved(msgspec.Struct, frozen=True, gc=False):
    """A name is saved at a node; `request`: by a request."""

    node: int
    path: Path
    name: str
    request: bool


class DataUsage(NamedTuple):
    """Everything that is read and saved, in the order of nodes and steps, and the names of all loops.

    `mentioned` are the words of expressions and texts that cannot be understood, or of expressions that read nothing:
    what is meant by them is not known.
    """

    read: tuple[NameRead, ...]
    saved: tuple[NameSaved, ...]
    items: frozenset[str]
    mentioned: frozenset[str]


StepsOf: TypeAlias = Mapping[str, Mapping[str, Mapping[str, tuple[Step, ...]]]]
"""Steps by kind, name and decision; those of a template, which has no decisions, under an empty name."""


def steps_in(kind: str, name: str, item: Object) -> dict[str, tuple[Step, ...]]:
    """What an object does to data, by its decisions. A template reads; what has no steps is left out."""
    if isinstance(item, Template):
        reads = tuple(_reads((kind, name), item))
        return {"": reads} if reads else {}
    if not isinstance(item, DecisionTree):
        return {}
    found = {each.name: steps_of(each.actions) for each in item.decisions if each.actions}
    return {decision: steps for decision, steps in found.items() if steps}


def data_steps(steps: StepsOf, auto_responses: Mapping[str, str], graph: Graph) -> Steps:
    """What happens to data at each node: decisions save and read, a terminate reads by its auto response,
    which `auto_responses` has."""
    found: dict[int, tuple[Step, ...]] = {}
    for name, by_decision in steps.get("decision_trees", {}).items():
        numbers = graph.decisions[name]
        found.update((numbers[decision], inside) for decision, inside in by_decision.items())
    templates = steps.get("templates", {})
    for name, template in auto_responses.items():
        if reads := templates.get(template):
            found[graph.numbers["terminates", name]] = reads[""]
    return found


def data_usage(steps: Steps) -> DataUsage:
    """What all these steps read and save."""
    read: list[NameRead] = []
    saved: list[NameSaved] = []
    items: set[str] = set()
    for node in sorted(steps):
        _collect(node, steps[node], frozenset(), read, saved, items)
    return DataUsage(tuple(read), tuple(saved), frozenset(items), frozenset(_mentioned(steps)))


def _reads(path: Path, template: Template) -> Iterator[Step]:
    for place in texts_of(template):
        reads = reads_of(place)
        if reads is not None:
            yield msgspec.structs.replace(reads, path=(*path, *reads.path))


def _collect(
    node: int,
    steps: tuple[Step, ...],
    around: frozenset[str],
    read: list[NameRead],
    saved: list[NameSaved],
    items: set[str],
) -> None:
    """Adds what steps read and save, and the names of their loops. `around` are the names of the loops around them."""
    for step in steps:
        if isinstance(step, Reads):
            for written, filled in step.names:
                read.append(NameRead(node, step.path, step.use, _name(written), around, filled))
        elif isinstance(step, Saves):
            for name in (*step.constants, *step.others):
                path = step.path if step.request else (*step.path, name)
                saved.append(NameSaved(node, path, name, step.request))
        elif isinstance(step, Chooses):
            _add_expression(node, step, Use.IF, around, read)
            _collect(node, step.then, around, read, saved, items)
            _collect(node, step.otherwise, around, read, saved, items)
        elif isinstance(step, Repeats):
            _add_expression(node, step, Use.EACH, around, read)
            items.add(step.name)
            _collect(node, step.steps, around | {step.name}, read, saved, items)


@lru_cache(maxsize=1024)
def _name(written: str) -> Name:
    return Name(tuple(written.split(".")))


def _mentioned(steps: Steps) -> Iterator[str]:
    pending = [step for inside in steps.values() for step in inside]
    while pending:
        step = pending.pop()
        if isinstance(step, Reads):
            yield from step.mentioned
        elif isinstance(step, Chooses | Repeats):
            expression = parse_expression(step.expression).expression
            if expression is None or not any(True for _ in readings(expression)):
                yield from _WORD.findall(step.expression)
            yield from _QUOTED_PATH.findall(step.expression)
            pending += (*step.then, *step.otherwise) if isinstance(step, Chooses) else step.steps


def _add_expression(node: int, step: Chooses | Repeats, use: Use, around: frozenset[str], read: list[NameRead]) -> None:
    expression = parse_expression(step.expression).expression
    if expression is not None:
        for name, filled, _ in readings(expression):
            read.append(NameRead(node, step.path, use, name, around, filled, step.expression))
