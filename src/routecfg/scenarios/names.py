"""What scenarios name: it must exist in the routing."""

from collections.abc import Callable, Collection, Iterator

from routecfg.diagnostics import Finding, Path, did_you_mean, nearest
from routecfg.model import KIND_WORDS, Assembly, Estate
from routecfg.rules.support.name_help import NameHelp
from routecfg.rules.unknown_reference import RULE
from routecfg.scenarios.scenario import ChatPlace, Scenario

_KINDS = {
    "terminate": "terminates",
    "queue": "queues",
    "decision_tree": "decision_trees",
    "chatbot": "chatbots",
}
_MAY_NAME = {
    "ends": ("terminate", "queue"),
    "waits": ("queue", "decision_tree", "chatbot"),
    "reaches": ("terminate", "queue", "decision_tree", "chatbot"),
}


def unknown_names(scenario: Scenario, estate: Estate) -> Iterator[Finding]:
    """A finding for each name that no object has."""
    fields = scenario.fields
    yield from _unknown(estate, "inbound_routings", fields.inbound, scenario.place("inbound"))
    for name in fields.bots:
        yield from _unknown(estate, "chatbots", name, scenario.place("bots", name), on_key=True)
    for key, place in (("reaches", fields.reaches), ("ends", fields.ends)):
        if place is not None:
            yield from _unknown_places(estate, place, scenario.place(key))
    for index, step in enumerate(fields.chat):
        expected, at = step.expect, scenario.place("chat", index, "expect")
        if expected is None:
            continue
        for key, place in (("waits", expected.waits), ("ends", expected.ends)):
            if place is not None:
                yield from _unknown_places(estate, place, (*at, key))
        for number, ticket in enumerate(expected.tickets or ()):
            if ticket.category is not None:
                path = (*at, "tickets", number, "category")
                yield from _unknown(estate, "ticket_categories", ticket.category, path)


def helpful_names(estate: Estate | None) -> Callable[[Finding], Finding]:
    """What gives a finding about the form of a file the names that could stand there, if the estate is known."""
    if estate is None:
        return lambda finding: finding
    items = {(kind, name): thing for kind, name, thing in estate}
    return NameHelp(Assembly(items, dict.fromkeys(items, "")), {}).completed


def trees_with(decision: str, estate: Estate) -> list[str]:
    """The decision trees that have a decision of this name."""
    return [
        name for name, tree in estate.decision_trees.items() if any(each.name == decision for each in tree.decisions)
    ]


def _unknown_places(estate: Estate, place: ChatPlace, path: Path) -> Iterator[Finding]:
    for key, kind in _KINDS.items():
        name = getattr(place, key)
        if name is not None:
            yield from _unknown(estate, kind, name, (*path, key), others=_MAY_NAME[str(path[-1])])
    tree = estate.decision_trees.get(place.decision_tree or "")
    if place.decision is not None and tree is not None:
        known = [decision.name for decision in tree.decisions]
        if place.decision not in known:
            message = f"decision tree '{place.decision_tree}' has no decision '{place.decision}'"
            yield RULE.at((*path, "decision"), message, help=_help(place.decision, known))


def _unknown(
    estate: Estate, kind: str, name: str, path: Path, *, on_key: bool = False, others: Collection[str] = ()
) -> Iterator[Finding]:
    """`others` are the fields that may stand in place of this one."""
    known = getattr(estate, kind)
    if name not in known:
        message = f"no {KIND_WORDS[kind]} is called '{name}'"
        elsewhere = next((key for key in others if name in getattr(estate, _KINDS[key])), None)
        help_ = _help(name, known) if elsewhere is None else f"write '{elsewhere}: {name}': that is what has this name"
        yield RULE.at(path, message, on_key=on_key, help=help_)


def _help(name: str, known: Collection[str]) -> str:
    if not known:
        return "the routing has none: take it out"
    return did_you_mean(nearest(name, known), "name one that is there; 'routecfg list' shows them")
