"""What was only renamed, and what merely follows: production as it would be if its names were the sandbox's.

An object or decision that is gone and one that is new are one that was renamed if they are equal once the names that
they use are told the new way, or else if at least 60 % of what is written in them is the same, the most alike first.
Names of decisions belong to their tree. A generated button follows the title of the decision that it leads to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from routecfg.bundle import CLOSED_KINDS
from routecfg.diff.matching import best_pairs, content, exact
from routecfg.model import DESTINATION_KINDS, Part

ALIKE: Final = 0.6
"""From this share of common content on, what is gone and what is new count as one thing renamed."""

_NAMES: Final = {
    **DESTINATION_KINDS,
    "decision": "decision",
    "start": "decision",
    "time_group": "time_groups",
    "group": "time_groups",
    "transfers": "queues",
    "send_custom_fields": "custom_fields",
    "category": "ticket_categories",
    "auto_response": "templates",
}
"""The fields whose texts name an object of a kind, or a decision of the same tree."""

_FREE_KEYS: Final = ("save_data", "headers")
"""Mappings whose keys are the operator's own words."""

_MOST_ROUNDS: Final = 8

Name: TypeAlias = tuple[str, str]
Named: TypeAlias = Callable[[str, str], str]


class Rename(Part, frozen=True):
    """`was` is called `name` now; `follow` counts the places that name it and did so before."""

    was: str
    name: str
    follow: int = 0


class TreeFollowed(Part, frozen=True):
    """What one decision tree followed: renamed decisions, and how many buttons follow each decision's new title."""

    renames: tuple[Rename, ...] = ()
    buttons: dict[str, int] = {}


class Followed(Part, frozen=True):
    """A closed estate that has followed all that was renamed, and what that was.

    `objects` are renames by kind and new name, `trees` what happened inside decision trees, by their new names.
    """

    estate: dict[str, Any]
    objects: dict[Name, Rename] = {}
    trees: dict[str, TreeFollowed] = {}


NOTHING_FOLLOWED: Final = TreeFollowed()


def follow(before: dict[str, Any], after: dict[str, Any]) -> Followed:
    """The earlier of two closed estates under the names of the later one."""
    names = _object_renames(before, after)
    estate = _renamed(before, names) if names else dict(before)
    trees: dict[str, Any] = {}
    inside: dict[str, TreeFollowed] = {}
    for name, tree in estate["decision_trees"].items():
        now = after["decision_trees"].get(name)
        if now is None or exact(tree) == exact(now):
            trees[name] = tree
        else:
            trees[name], inside[name] = _follow_tree(tree, now)
    places = _places(((kind, new) for (kind, _), new in names.items()), estate, after)
    objects = {(kind, new): Rename(old, new, places[kind, new]) for (kind, old), new in names.items()}
    return Followed({**estate, "decision_trees": trees}, objects, inside)


def _object_renames(before: dict[str, Any], after: dict[str, Any]) -> dict[Name, str]:
    """New names by kind and old name. What one round finds lets the next recognise what uses it."""
    names: dict[Name, str] = {}
    for _ in range(_MOST_ROUNDS):
        found: dict[Name, str] = {}
        for least in (1.0, ALIKE):
            for kind in CLOSED_KINDS:
                taken = {new for (of, _), new in names.items() if of == kind}
                gone = [name for name in before[kind] if name not in after[kind] and (kind, name) not in names]
                new = [name for name in after[kind] if name not in before[kind] and name not in taken]
                old_form = {name: _with_names(before[kind][name], _by(names)) for name in gone} if new else {}
                pairs = _pairs(old_form, {name: after[kind][name] for name in new}, least)
                found |= {(kind, old): name for old, name in pairs}
            if found:
                break
        if not found:
            break
        names |= found
    return names


def _pairs(gone: dict[str, Any], new: dict[str, Any], least: float) -> list[Name]:
    """Old and new names: those of equal things, or at least so much alike."""
    if not gone or not new:
        return []
    if least < 1:
        left, right = ({name: content(one) for name, one in side.items()} for side in (gone, new))
        return best_pairs(left, right, least)
    places: dict[bytes, list[str]] = {}
    for name in sorted(gone):
        places.setdefault(_nameless(gone[name]), []).append(name)
    equal = ((_nameless(new[name]), name) for name in sorted(new))
    return [(places[form].pop(0), name) for form, name in equal if places.get(form)]


def _nameless(one: dict[str, Any]) -> bytes:
    return exact({key: part for key, part in one.items() if key != "name"})


def _renamed(before: dict[str, Any], names: Mapping[Name, str]) -> dict[str, Any]:
    estate = {"project": before["project"]}
    for kind in CLOSED_KINDS:
        objects = {names.get((kind, name), name): one for name, one in before[kind].items()}
        estate[kind] = {name: _with_names(objects[name], _by(names)) for name in sorted(objects)}
    return estate


def _follow_tree(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], TreeFollowed]:
    now = {one["name"]: one for one in after["decisions"]}
    names: dict[Name, str] = {}
    for _ in range(_MOST_ROUNDS):
        old = {one["name"] for one in before["decisions"]}
        taken = set(names.values())
        new = {name: one for name, one in now.items() if name not in old and name not in taken}
        gone = {
            one["name"]: _with_names(one, _by(names))
            for one in before["decisions"]
            if one["name"] not in now and ("decision", one["name"]) not in names
        }
        found = _pairs(gone, new, 1.0) or _pairs(gone, new, ALIKE)
        if not found:
            break
        names |= {("decision", was): name for was, name in found}
    tree = _with_names(before, _by(names)) if names else before
    decisions = [{**one, "name": names.get(("decision", one["name"]), one["name"])} for one in tree["decisions"]]
    if _sorted(before["decisions"]) and _sorted(after["decisions"]):  # then the order only follows the names
        decisions.sort(key=lambda one: str(one["name"]))
    buttons = _follow_titles(decisions, now)
    tree = {**tree, "decisions": decisions}
    renames = tuple(
        Rename(was, name, _common(tree, after, "decision", name)) for (_, was), name in sorted(names.items())
    )
    return tree, TreeFollowed(renames, buttons)


def _follow_titles(decisions: list[dict[str, Any]], now: Mapping[str, dict[str, Any]]) -> dict[str, int]:
    """Gives buttons that bore the old title of the decision they lead to the new one, where they bear it now."""
    titles = {
        one["name"]: (_button(one["title"]), _button(now[one["name"]]["title"]))
        for one in decisions
        if one["name"] in now and one["title"] != now[one["name"]]["title"]
    }
    count: Counter[str] = Counter()
    for one in decisions if titles else ():
        later = [(to["to"].get("decision"), _shown(to)) for to in now.get(one["name"], {"targets": []})["targets"]]
        targets = []
        for target in one["targets"]:
            name = target["to"].get("decision")
            old, new = titles.get(name, (None, None))
            if old is not None and _shown(target) == old and (name, new) in later and (name, old) not in later:
                target = {**target, "when": {**target["when"], "button": new}}
                count[name] += 1
            targets.append(target)
        one["targets"] = targets
    return dict(sorted(count.items()))


def _button(title: str) -> dict[str, Any]:
    return {"title": title, "languages": {}}


def _shown(target: dict[str, Any]) -> dict[str, Any] | None:
    button: dict[str, Any] | None = target["when"]["button"] if target["when"] is not None else None
    return button


def _sorted(decisions: list[dict[str, Any]]) -> bool:
    names = [one["name"] for one in decisions]
    return names == sorted(names)


def _by(names: Mapping[Name, str]) -> Named:
    return lambda kind, name: names.get((kind, name), name)


def _places(names: Iterable[Name], before: dict[str, Any], after: dict[str, Any]) -> Counter[Name]:
    """How many places name each object before and after."""
    wanted, found = set(names), Counter[Name]()
    for kind in CLOSED_KINDS if wanted else ():
        for owner, one in before[kind].items():
            used = {name: count for name, count in _uses(one).items() if name in wanted}
            if used and owner in after[kind]:
                now = _uses(after[kind][owner])
                found.update({name: min(count, now[name]) for name, count in used.items()})
    return found


def _common(before: Any, after: Any, kind: str, name: str) -> int:
    return min(_uses(before)[kind, name], _uses(after)[kind, name])


def _uses(part: Any) -> Counter[Name]:
    found: Counter[Name] = Counter()

    def seen(kind: str, name: str) -> str:
        found[kind, name] += 1
        return name

    _with_names(part, seen)
    return found


def _with_names(part: Any, named: Named) -> Any:
    """The part with every name that it uses put through `named`, which is given its kind and the name."""
    if isinstance(part, list):
        return [_with_names(one, named) for one in part]
    if not isinstance(part, dict):
        return part
    made: dict[str, Any] = {}
    for key, one in part.items():
        if key in _FREE_KEYS or one is None:
            made[key] = one
        elif key == "languages" and isinstance(one, dict):
            made[key] = {language: _with_names(variant, named) for language, variant in one.items()}
        elif key in _NAMES and isinstance(one, str):
            made[key] = named(_NAMES[key], one)
        elif key in _NAMES and isinstance(one, list):
            made[key] = sorted(named(_NAMES[key], name) for name in one)
        else:
            made[key] = _with_names(one, named)
    return made
