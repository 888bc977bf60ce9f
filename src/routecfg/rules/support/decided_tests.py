"""Conditions and loops that come out the same way for every chat: with what is written down, or with what is saved."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from routecfg.diagnostics import Path
from routecfg.graph import NOBODY, EdgeKind, Tested
from routecfg.rules.support.context import DataContext
from routecfg.templates import BUILT_IN, Chooses, Constant, parse_expression, readings

Values: TypeAlias = dict[str, tuple[tuple[Constant, ...], bool]]


class Decided(NamedTuple):
    """A condition or a loop with a branch that no chat takes.

    `holds` says which: that of `else`, or that of `then`, or what a loop does. `values` are what the names in it may
    have when a chat gets here, and whether nothing may be saved; empty if no such name decides it. `others` are
    the places of those in the same tree that come out so by the same values. `behind` are the nodes to which no chat
    gets for that reason.
    """

    test: Tested
    holds: bool
    values: Values
    others: tuple[Path, ...]
    behind: tuple[int, ...]


def decided(context: DataContext) -> Iterator[Decided]:
    """Every such condition and loop; those of one tree that have one cause together, at the first.

    One that asks for a name under which nothing is saved is left out: other rules report that name.
    """
    found: dict[tuple[str, str, str], list[tuple[Tested, bool]]] = {}
    causes: dict[tuple[str, str, str], Values] = {}
    for test in context.data.tested():
        holds = test.fails == NOBODY
        if not _loses_something(test, holds=holds):
            continue
        values = _values(context, test)
        if values is None:
            continue
        node = context.flow.graph.nodes[test.node]
        cause = repr(sorted(values.items())) if values else test.step.expression
        key = (node.kind, node.tree or node.name, cause)
        found.setdefault(key, []).append((test, holds))
        causes[key] = values
    seen: set[int] = set()
    for key, tests in found.items():
        test, holds = tests[0]
        others = tuple(context.path(other.node, other.step.path) for other, _ in tests[1:])
        behind = tuple(number for each in tests for number in _behind(context, *each, seen))
        yield Decided(test, holds, causes[key], others, behind)


def _loses_something(test: Tested, *, holds: bool) -> bool:
    """Whether something is written in a branch that no chat takes."""
    if test.state == NOBODY or (test.holds != NOBODY and test.fails != NOBODY):
        return False
    if not isinstance(test.step, Chooses):
        return not holds
    if test.holds == NOBODY:
        return test.step.has_then
    return test.step.has_else or not _names(test)


def reads_names(test: Tested) -> bool:
    """Whether a condition or a loop reads any name."""
    return bool(_names(test))


def _names(test: Tested) -> list[str]:
    expression = parse_expression(test.step.expression).expression
    return list(dict.fromkeys(each.name.parts[0] for each in readings(expression))) if expression is not None else []


def _values(context: DataContext, test: Tested) -> Values | None:
    """What each name may have here, if that is known: it is decided whatever the others have.

    None if nothing is saved under one of them.
    """
    found: Values = {}
    for name in _names(test):
        if name in BUILT_IN:
            continue
        if name not in context.data.names:
            return None
        values = context.data.values_in(test.state, name)
        if values is not None and not values[0]:
            return None
        if values is not None:
            found[name] = values
    return found


def _behind(context: DataContext, test: Tested, holds: bool, seen: set[int]) -> Iterator[int]:
    """The nodes that chats would get to by the branch that none takes, the nearest first."""
    graph, data = context.flow.graph, context.data
    branch = ("do",) if not isinstance(test.step, Chooses) else ("else",) if holds else ("then",)
    inside = (*test.step.path[:-1], *branch)
    edges = (edge for edge in graph.edges[test.node] if edge.path[: len(inside)] == inside)
    waiting = [edge.to for edge in edges if edge.kind is not EdgeKind.UNTAKEN]
    for number in waiting:
        if number in seen or number not in context.flow.reached or data.reached(number):
            continue
        seen.add(number)
        if graph.nodes[number].kind != "also":
            yield number
        waiting += [edge.to for edge in graph.edges[number] if edge.kind is not EdgeKind.UNTAKEN]
