"""A decision tree by itself: which decisions its start leads to."""

from collections import deque

from routecfg.graph.leaving import leaving
from routecfg.model import DecisionTree


def taken_steps(tree: DecisionTree) -> dict[str, list[str]]:
    """The decisions to which some chat goes on from each decision."""
    known = {one.name for one in tree.decisions}
    steps: dict[str, list[str]] = {}
    for one in tree.decisions:
        left = leaving(one.actions)
        goals = [way_out.to.decision for way_out in left.exits]
        targets = one.targets
        if not left.goes_on:
            targets = ()
        elif targets and all(target.immediate for target in targets):
            targets = targets[:1]
        goals += [target.to.decision for target in targets]
        steps[one.name] = [goal for goal in goals if goal in known]
    return steps


def ways_inside(tree: DecisionTree, steps: dict[str, list[str]]) -> dict[str, str | None]:
    """The decisions that these steps lead to from the start, each with the one before it on a shortest way.

    A start that does not exist leads to all of them, since nobody knows which one is meant.
    """
    if not tree.decisions:
        return {}
    if tree.first not in steps:
        return dict.fromkeys(steps)
    before: dict[str, str | None] = {tree.first: None}
    queue = deque([tree.first])
    while queue:
        name = queue.popleft()
        for following in steps[name]:
            if following not in before:
                before[following] = name
                queue.append(following)
    return before


def way_inside(name: str, before: dict[str, str | None]) -> list[str]:
    """The decisions on the way that `ways_inside` found, from the start to this one."""
    way = [name]
    while (earlier := before[way[-1]]) is not None:
        way.append(earlier)
    return way[::-1]
