"""What must hold for a chat to get to an action of a decision, and in which actions two decisions differ."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from routecfg.diagnostics import Path
from routecfg.diff.matching import exact
from routecfg.model import Action


class Wanted(NamedTuple):
    """A condition or a loop among the actions, by its place, that has to come out in one way.

    `holds`: the condition holds, or the loop has an item. `expression` is that of the condition or of the list.
    `against` is what has to come out on the other side at the same time.
    """

    place: str
    expression: str
    holds: bool
    loop: bool = False
    against: "Wanted | None" = None


class Goal(NamedTuple):
    """What must come out how for a chat to get to some actions, the outermost first; `later`: on the later side.

    `place` points to what is to be reached, and `texts` are what is read there, by language, the text itself without
    one. `visible`: it may make a difference to the customer.
    """

    wanted: tuple[Wanted, ...]
    later: bool
    place: str
    texts: tuple[tuple[str, str], ...] = ()
    visible: bool = True


def goals_between(before: Sequence[Action], after: Sequence[Action], place: str) -> list[Goal]:
    """For each difference between two lists of actions what leads to it; `place` points to both."""
    found: dict[Goal, None] = {}
    for goal in _between(before, after, place, place, (), ()):
        found[goal] = None
    return list(found)


def every_goal(actions: Sequence[Action], place: str, wanted: tuple[Wanted, ...] = ()) -> Iterator[Goal]:
    """Both ways of each condition and loop."""
    for index, action in enumerate(actions):
        here = f"{place}/{index}"
        for first, (inner, under) in zip(_ways(action, here), _inside(action, here), strict=True):
            both = (*wanted, *passing(actions, index, place), first)
            yield Goal(both, True, here, visible=is_visible(action))
            yield from every_goal(inner, under, both)


def leading_to(actions: Sequence[Action], place: str, path: Path) -> tuple[Wanted, ...]:
    """What must come out how for a chat to get to an action; `path` leads to it from `actions`."""
    wanted: tuple[Wanted, ...] = ()
    rest = list(path)
    while rest:
        index = rest.pop(0)
        if not isinstance(index, int):
            break
        wanted = (*wanted, *passing(actions, index, place))
        action, here = actions[index], f"{place}/{index}"
        if len(rest) < 2 or rest[0] not in ("condition", "loop"):
            break
        part = str(rest[1])
        rest = rest[2:]
        if action.condition is not None:
            holds = part == "then"
            wanted = (*wanted, Wanted(f"{here}/condition", action.condition.if_, holds))
            actions, place = (action.condition.then if holds else action.condition.else_), f"{here}/condition/{part}"
        elif action.loop is not None:
            wanted = (*wanted, Wanted(f"{here}/loop", action.loop.each, True, True))
            actions, place = action.loop.do, f"{here}/loop/do"
    return wanted


def passing(actions: Sequence[Action], index: int, place: str) -> tuple[Wanted, ...]:
    """What must come out how for a chat not to leave before the action at a position of a list."""
    found: list[Wanted] = []
    for number, action in enumerate(actions[:index]):
        here = f"{place}/{number}"
        if action.condition is not None:
            then, other = (_leaves(each) for each in (action.condition.then, action.condition.else_))
            if then != other:
                found.append(Wanted(f"{here}/condition", action.condition.if_, other))
            elif then:
                found += passing([*action.condition.then], len(action.condition.then), f"{here}/condition/then")
        elif action.loop is not None and _leaves(action.loop.do):
            found += passing([*action.loop.do], len(action.loop.do), f"{here}/loop/do")
    return tuple(found)


def _leaves(actions: Sequence[Action]) -> bool:
    for action in actions:
        if action.target is not None:
            return True
        if action.condition is not None and (_leaves(action.condition.then) or _leaves(action.condition.else_)):
            return True
        if action.loop is not None and _leaves(action.loop.do):
            return True
    return False


def _between(
    before: Sequence[Action],
    after: Sequence[Action],
    old_place: str,
    new_place: str,
    old_wanted: tuple[Wanted, ...],
    new_wanted: tuple[Wanted, ...],
) -> Iterator[Goal]:
    left, right = [exact(each) for each in before], [exact(each) for each in after]
    if left == right:
        return
    for kind, start, end, begin, stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = list(zip(range(start, end), range(begin, stop), strict=False))
        for old, new in pairs:
            mine = (*old_wanted, *passing(before, old, old_place))
            others = (*new_wanted, *passing(after, new, new_place))
            yield from _of_pair(before[old], after[new], f"{old_place}/{old}", f"{new_place}/{new}", mine, others)
        for old in range(start + len(pairs), end):
            yield from _alone(before, old, old_place, old_wanted, later=False)
        for new in range(begin + len(pairs), stop):
            yield from _alone(after, new, new_place, new_wanted, later=True)


def _of_pair(
    old: Action, new: Action, old_place: str, new_place: str, mine: tuple[Wanted, ...], others: tuple[Wanted, ...]
) -> Iterator[Goal]:
    """The differences between two actions that stand in each other's place."""
    if (old.condition is None) != (new.condition is None) or (old.loop is None) != (new.loop is None):
        yield _goal(old, mine, old_place, later=False)
        yield _goal(new, others, new_place, later=True)
        yield from _both_ways(old, old_place, mine, later=False)
        yield from _both_ways(new, new_place, others, later=True)
        return
    if old.condition is None and old.loop is None:
        yield _goal(new, others, new_place, later=True)
        yield _goal(old, mine, old_place, later=False)
        return
    alike = [way._replace(place="") for way in _ways(old, "")] == [way._replace(place="") for way in _ways(new, "")]
    named = old.loop is None or new.loop is None or old.loop.as_ == new.loop.as_
    if not alike or not named:
        yield from _apart(old, new, old_place, new_place, mine, others)
        yield from _both_ways(new, new_place, others, later=True, inside=False)
        yield from _both_ways(old, old_place, mine, later=False, inside=False)
    for way, other, (left, under), (right, below) in zip(
        _ways(old, old_place), _ways(new, new_place), _inside(old, old_place), _inside(new, new_place), strict=True
    ):
        yield from _between(left, right, under, below, (*mine, way), (*others, other))


def _apart(
    old: Action, new: Action, old_place: str, new_place: str, mine: tuple[Wanted, ...], others: tuple[Wanted, ...]
) -> Iterator[Goal]:
    """The ways in which two conditions, or two loops, come out differently with the same data.

    For each also both ways of the conditions that follow inside: they decide what a customer sees of the difference.
    """
    for was, now in zip(_each_way(old, old_place), reversed(_each_way(new, new_place)), strict=True):
        later, earlier = now._replace(against=was), was._replace(against=now)
        yield Goal((*others, later), True, new_place, visible=False)
        for goal in _behind(new, new_place, others, later):
            yield goal._replace(visible=False)
        for goal in _behind(old, old_place, mine, earlier):
            yield goal._replace(later=False, visible=False)


def _behind(action: Action, place: str, wanted: tuple[Wanted, ...], way: Wanted) -> Iterator[Goal]:
    """Both ways of what is inside an action where it comes out in one way."""
    for each, (inner, under) in zip(_ways(action, place), _inside(action, place), strict=True):
        if each.holds == way.holds:
            yield from every_goal(inner, under, (*wanted, way))


def _alone(
    actions: Sequence[Action], index: int, place: str, wanted: tuple[Wanted, ...], *, later: bool
) -> Iterator[Goal]:
    here = f"{place}/{index}"
    wanted = (*wanted, *passing(actions, index, place))
    yield _goal(actions[index], wanted, here, later=later)
    yield from _both_ways(actions[index], here, wanted, later=later)


def _both_ways(
    action: Action, place: str, wanted: tuple[Wanted, ...], *, later: bool, inside: bool = True
) -> Iterator[Goal]:
    """What leads into an action. `inside`: what is inside it differs as well, or is on one side only."""
    for way, (inner, under) in zip(_ways(action, place), _inside(action, place), strict=True):
        yield Goal((*wanted, way), later, place, visible=is_visible(action))
        for goal in every_goal(inner, under, (*wanted, way)):
            yield goal._replace(later=later, visible=goal.visible and inside)


def _goal(action: Action, wanted: tuple[Wanted, ...], place: str, *, later: bool) -> Goal:
    message = action.send_message
    texts = () if message is None else (("", message.text), *sorted(message.languages.items()))
    return Goal(wanted, later, place, texts, is_visible(action))


def is_visible(action: Action) -> bool:
    """Whether an action may make a difference to the customer, now or later."""
    if action.condition is not None:
        return any(map(is_visible, (*action.condition.then, *action.condition.else_)))
    if action.loop is not None:
        return any(map(is_visible, action.loop.do))
    return action.create_ticket is None


def _ways(action: Action, place: str) -> tuple[Wanted, ...]:
    if action.condition is not None:
        return tuple(Wanted(f"{place}/condition", action.condition.if_, holds) for holds in (True, False))
    if action.loop is not None:
        return (Wanted(f"{place}/loop", action.loop.each, True, True),)
    return ()


def _each_way(action: Action, place: str) -> tuple[Wanted, Wanted]:
    """Both ways in which a condition or a loop may come out: that a loop has no item is one of them."""
    first = _ways(action, place)[0]
    return first, first._replace(holds=False)


def _inside(action: Action, place: str) -> tuple[tuple[tuple[Action, ...], str], ...]:
    if action.condition is not None:
        condition = action.condition
        return (condition.then, f"{place}/condition/then"), (condition.else_, f"{place}/condition/else")
    return ((action.loop.do, f"{place}/loop/do"),) if action.loop is not None else ()
