"""What was only renamed, and what merely follows: production as it would be if its names were the sandbox's.

Inbound routings that are gone and new are one that was renamed if they have one channel, queues if they have one id,
templates if they have one text. Else objects or decisions are one if they are equal once the names that they use are
changed as well, or else if at least 60 % of what is written in them is the same, the most alike first; but queues of
two ids never. Where several are alike in the same way, they are told apart by who names them.

Names of decisions belong to their tree. A generated button follows the title of the decision that it leads to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import cache, partial
from typing import Final, TypeAlias, TypeVar

import msgspec

from routecfg.bundle import CLOSED_KINDS, ClosedEstate
from routecfg.diagnostics import Path
from routecfg.diff.matching import best_pairs, content, exact, same
from routecfg.diff.referrers import Votes, paired_by_votes, votes
from routecfg.model import (
    Chatbot,
    Decision,
    DecisionTree,
    InboundRouting,
    Label,
    Object,
    Queue,
    Target,
    Template,
    references,
    with_names,
)

ALIKE: Final = 0.6
"""From this share of common content on, what is gone and what is new count as one thing renamed."""


class _Step(Enum):
    """How old and new names are found; a step is taken when those before it find nothing more."""

    IDENTITY = auto()
    """The same channel or queue of the source system, or the same text of a template."""
    EQUAL = auto()
    """Equal content; of several of one content, those that are named in the same places."""
    ALIKE = auto()
    """The most alike content; of several that are equally alike, those that are named in the same places."""
    GUESS = auto()
    """The same, and nothing tells several apart: by their names."""


_MOST_ROUNDS: Final = 12

Name: TypeAlias = tuple[str, str]
"""A kind of object, or `decision`, and a name."""

_Named = TypeVar("_Named", bound=Object | Decision)


class Rename(msgspec.Struct, frozen=True):
    """`was` is called `name` now; `follow` counts the places that name it and did so before."""

    was: str
    name: str
    follow: int = 0


class TreeFollowed(msgspec.Struct, frozen=True):
    """What one decision tree followed: renamed decisions, and how many buttons follow each decision's new title."""

    renames: tuple[Rename, ...] = ()
    buttons: dict[str, int] = {}


class Followed(msgspec.Struct, frozen=True):
    """A closed estate that has followed all that was renamed, and what that was.

    `objects` are renames by kind and new name, `trees` what happened inside decision trees, by their new names. `named`
    has followed the names alone: its buttons bear what they bear in production.
    """

    estate: ClosedEstate
    named: ClosedEstate
    objects: dict[Name, Rename] = {}
    trees: dict[str, TreeFollowed] = {}


NOTHING_FOLLOWED: Final = TreeFollowed()


def follow(before: ClosedEstate, after: ClosedEstate) -> Followed:
    """The earlier of two closed estates under the names of the later one."""
    names = _object_renames(before, after)
    estate = _renamed(before, names) if names else before
    trees: dict[str, DecisionTree] = {}
    named: dict[str, DecisionTree] = {}
    inside: dict[str, TreeFollowed] = {}
    for name, tree in estate.decision_trees.items():
        now = after.decision_trees.get(name)
        if now is None or same(tree, now):
            trees[name] = named[name] = tree
        else:
            named[name], renames = _follow_names(tree, now)
            trees[name], inside[name] = _follow_buttons(named[name], now, renames)
    places = _places(((kind, new) for (kind, _), new in names.items()), estate, after)
    objects = {(kind, new): Rename(old, new, places[kind, new]) for (kind, old), new in names.items()}
    followed, alike = (msgspec.structs.replace(estate, decision_trees=each) for each in (trees, named))
    return Followed(followed, alike, objects, inside)


def _object_renames(before: ClosedEstate, after: ClosedEstate) -> dict[Name, str]:
    """New names by kind and old name. What one round finds lets the next recognise what uses it."""
    names: dict[Name, str] = {}
    for _ in range(_MOST_ROUNDS):
        found: dict[Name, str] = {}
        for step in _Step:
            for kind in CLOSED_KINDS:
                old, new = before.of(kind), after.of(kind)
                taken = {name for (of, _), name in names.items() if of == kind}
                gone = [name for name in old if name not in new and (kind, name) not in names]
                came = {name: new[name] for name in new if name not in old and name not in taken}
                under_new_names = {name: _with_names(old[name], names) for name in gone} if came else {}
                counted = partial(_object_votes, before, after, names, kind)
                found |= {(kind, was): name for was, name in _pairs(under_new_names, came, step, counted)}
            if found:
                break
        if not found:
            break
        names |= found
    return names


def _object_votes(before: ClosedEstate, after: ClosedEstate, names: Mapping[Name, str], kind: str) -> Votes:
    """Which objects stand where those of a kind stood, both under the names that are known so far."""
    old = (
        ((of, names.get((of, owner), owner)), reference) for of, owner, part in before for reference in references(part)
    )
    new = (((of, owner), reference) for of, owner, part in after for reference in references(part))
    return votes(old, new, kind)


def _pairs(
    gone: Mapping[str, _Named], came: Mapping[str, _Named], step: _Step, counted: Callable[[], Votes]
) -> list[tuple[str, str]]:
    """Old and new names that one step finds. `counted` says who names what; it is asked where that decides."""
    if not gone or not came:
        return []
    if step is _Step.IDENTITY:
        return _same_identity(gone, came)
    voted = cache(counted)
    if step is _Step.EQUAL:
        old, new = _by_form(gone), _by_form(came)
        equal = [(old[form], new[form]) for form in old.keys() & new.keys()]
        return sorted(pair for was, now in equal for pair in _one_by_one(was, now, voted))
    left, right = ({name: content(item) for name, item in side.items()} for side in (gone, came))

    def possible(was: str, name: str) -> bool:
        return not _two_queues(gone[was], came[name])

    def number(was: str, name: str) -> int:
        return voted().get(was, Counter())[name]

    return best_pairs(left, right, possible, number, least=ALIKE, guess=step is _Step.GUESS)


def _two_queues(one: Object | Decision, other: Object | Decision) -> bool:
    """Whether they are two queues of the source system, however much alike."""
    if not (isinstance(one, Queue) and isinstance(other, Queue)) or one.id is None or other.id is None:
        return False
    return one.id != other.id


def _one_by_one(was: Sequence[str], now: Sequence[str], voted: Callable[[], Votes]) -> list[tuple[str, str]]:
    return [(was[0], now[0])] if len(was) == len(now) == 1 else paired_by_votes(was, now, voted())


def _by_form(side: Mapping[str, _Named]) -> dict[bytes, list[str]]:
    names: dict[bytes, list[str]] = {}
    for name in sorted(side):
        names.setdefault(_nameless(side[name]), []).append(name)
    return names


def _same_identity(gone: Mapping[str, _Named], came: Mapping[str, _Named]) -> list[tuple[str, str]]:
    """Old and new names of what only one thing on each side can be."""
    old, new = (_by_identity(side) for side in (gone, came))
    return sorted((old[key][0], new[key][0]) for key in old.keys() & new.keys() if len(old[key]) == len(new[key]) == 1)


def _by_identity(side: Mapping[str, _Named]) -> dict[bytes, list[str]]:
    names: dict[bytes, list[str]] = {}
    for name, item in side.items():
        match item:
            case Queue(id=int(number)):
                names.setdefault(exact(number), []).append(name)
            case InboundRouting():
                names.setdefault(exact(item.channel_id), []).append(name)
            case Template():
                names.setdefault(exact((item.text, item.languages)), []).append(name)
    return names


def _nameless(item: Object | Decision) -> bytes:
    return exact(msgspec.structs.replace(item, name="") if isinstance(item, Decision) else item)


def _renamed(before: ClosedEstate, names: Mapping[Name, str]) -> ClosedEstate:
    kinds: dict[str, dict[str, Object]] = {}
    for kind in CLOSED_KINDS:
        objects = {names.get((kind, name), name): item for name, item in before.of(kind).items()}
        kinds[kind] = {name: _with_names(objects[name], names) for name in sorted(objects)}
    return msgspec.structs.replace(before, **kinds)


def _follow_names(before: DecisionTree, after: DecisionTree) -> tuple[DecisionTree, dict[Name, str]]:
    """A tree with the new names of its decisions, and these by their old ones."""
    now = {decision.name: decision for decision in after.decisions}
    old = {decision.name for decision in before.decisions}
    names: dict[Name, str] = {}
    for _ in range(_MOST_ROUNDS):
        taken = set(names.values())
        came = {name: decision for name, decision in now.items() if name not in old and name not in taken}
        gone = {
            decision.name: _with_names(decision, names)
            for decision in before.decisions
            if decision.name not in now and ("decision", decision.name) not in names
        }
        counted = partial(_decision_votes, before, after, names)
        found = next(filter(None, (_pairs(gone, came, step, counted) for step in _Step)), None)
        if found is None:
            break
        names |= {("decision", was): name for was, name in found}
    tree = _with_names(before, names) if names else before
    decisions = [
        msgspec.structs.replace(decision, name=names.get(("decision", decision.name), decision.name))
        for decision in tree.decisions
    ]
    if _sorted(before.decisions) and _sorted(after.decisions):  # then the order only follows the names
        decisions.sort(key=lambda decision: decision.name)
    return msgspec.structs.replace(tree, decisions=tuple(decisions)), names


def _follow_buttons(
    before: DecisionTree, after: DecisionTree, names: Mapping[Name, str]
) -> tuple[DecisionTree, TreeFollowed]:
    """A tree that has followed the names of decisions, with buttons that follow their titles; and what was followed."""
    decisions, buttons = _follow_titles(before.decisions, {decision.name: decision for decision in after.decisions})
    tree = msgspec.structs.replace(before, decisions=tuple(decisions))
    renames = tuple(
        Rename(was, name, min(_uses(tree)["decision", name], _uses(after)["decision", name]))
        for (_, was), name in sorted(names.items())
    )
    return tree, TreeFollowed(renames, buttons)


def _decision_votes(before: DecisionTree, after: DecisionTree, names: Mapping[Name, str]) -> Votes:
    """Which decisions of a tree stand where others stood, both under the names that are known so far."""

    def renamed(path: Path) -> Path:
        if path[0] != "decisions":
            return path
        return ("decisions", names.get(("decision", str(path[1])), path[1]), *path[2:])

    old = (((), reference._replace(path=renamed(reference.path))) for reference in references(before))
    return votes(old, (((), reference) for reference in references(after)), "decision")


def _follow_titles(decisions: Sequence[Decision], now: Mapping[str, Decision]) -> tuple[list[Decision], dict[str, int]]:
    """The decisions with the new title on buttons that had the old title of the decision to which they lead, where the
    sandbox has it; and by decision how many these are.
    """
    titles = {
        decision.name: (Label(decision.title), Label(now[decision.name].title))
        for decision in decisions
        if decision.name in now and decision.title != now[decision.name].title
    }
    if not titles:
        return list(decisions), {}
    count: Counter[str] = Counter()

    def followed(target: Target, later: Sequence[tuple[str | None, Label | None]]) -> Target:
        to = target.to.decision
        if to is None or to not in titles or target.when is None:
            return target
        old, new = titles[to]
        if _label(target) != old or (to, new) not in later or (to, old) in later:
            return target
        count[to] += 1
        return msgspec.structs.replace(target, when=msgspec.structs.replace(target.when, button=new))

    made: list[Decision] = []
    for decision in decisions:
        same = now.get(decision.name)
        later = [(target.to.decision, _label(target)) for target in same.targets] if same is not None else []
        targets = tuple(followed(target, later) for target in decision.targets)
        made.append(msgspec.structs.replace(decision, targets=targets))
    return made, dict(sorted(count.items()))


def _label(target: Target) -> Label | None:
    button = target.when.button if target.when is not None else None
    return button if isinstance(button, Label) else None


def _sorted(decisions: Sequence[Decision]) -> bool:
    names = [decision.name for decision in decisions]
    return names == sorted(names)


def _places(names: Iterable[Name], before: ClosedEstate, after: ClosedEstate) -> Counter[Name]:
    """How many places name each object before and after."""
    wanted, found = set(names), Counter[Name]()
    for kind, owner, item in before if wanted else ():
        used = {name: count for name, count in _uses(item).items() if name in wanted}
        later = after.of(kind).get(owner)
        if used and later is not None:
            now = _uses(later)
            found.update({name: min(count, now[name]) for name, count in used.items()})
    return found


def _uses(item: Object) -> Counter[Name]:
    return Counter((reference.kind, reference.name) for reference in references(item))


def _with_names(part: _Named, names: Mapping[Name, str]) -> _Named:
    """The object or decision with the new names in it; lists of names that have no order stay sorted."""
    part = with_names(part, lambda kind, name: names.get((kind, name), name))
    if isinstance(part, Chatbot):
        transfers, fields = sorted(part.transfers), sorted(part.send_custom_fields)
        return msgspec.structs.replace(part, transfers=tuple(transfers), send_custom_fields=tuple(fields))
    return part
