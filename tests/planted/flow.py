"""Faults of flow: loops, dead ends, and what customers never get to or never get out of."""

from collections import Counter
from typing import Any, Final

from planted.answer_faults import spoken
from planted.ground import Draft, Places, Planter, Spot, Values, at, reached
from routecfg.diagnostics import pointer
from routecfg.model import Action, Decision, DecisionTree, Kind, Reference, references

HELLO: Final = {"send_message": {"text": "Planted"}}
NEVER: Final[Values] = {"when": {"similar": ["planted"]}}
ALL_MORNINGS: Final = {"title": "Planted", "include": [{"hours": "00:00-12:00"}]}


def straight_loop(draft: Draft) -> Places:
    """A decision that leads to itself, or to one that leads back, at once."""
    spot = _straight(draft)
    if spot is None:
        return ()
    if draft.chance.random() < 0.4:
        spot.values["targets"] = [{"to": {"decision": spot.name}}]
        return (spot.pointer,)
    spot.values["targets"] = [{"to": {"decision": "planted"}}]
    back = spot.beside("planted", actions=[HELLO], targets=[{"to": {"decision": spot.name}}])
    return spot.pointer, back


def loop_of_both_branches(draft: Draft) -> Places:
    """Data choose the way, and both ways lead back."""
    spot = _straight(draft)
    if spot is None:
        return ()
    spot.values["actions"] = [_if([_target(decision=spot.name)], [_target(decision="planted")])]
    return spot.pointer, spot.beside("planted", targets=[{"to": {"decision": spot.name}}])


def loop_across_trees(draft: Draft) -> Places:
    start = _start(draft)
    if start is None:
        return ()
    start.values["targets"] = [{"to": {"decision_tree": "planted"}}]
    start.values["actions"] = [HELLO]
    return start.pointer, _tree(draft, "planted", {"targets": [{"to": {"decision_tree": start.tree}}]})


def loop_at_some_hours(draft: Draft) -> Places:
    """A time condition lets nobody out while it matches, or while it does not."""
    start = _start(draft)
    if start is None:
        return ()
    draft.add("time_groups", "planted", ALL_MORNINGS)
    branches = [{"decision_tree": start.tree}, draft.queue()]
    draft.chance.shuffle(branches)
    condition = _condition(draft, "planted", "planted", *branches)
    start.values["actions"] = [HELLO]
    start.values["targets"] = [{"to": {"time_condition": "planted"}}]
    return start.pointer, condition


def condition_to_itself(draft: Draft) -> Places:
    name = draft.one_of("time_conditions", lambda item: ("time_conditions", item) in draft.ground.linked)
    if name is None or _group_told(draft, name):
        return ()
    condition = draft.edit("time_conditions", name)
    condition[draft.chance.choice(["if_time_matches", "if_time_does_not_match"])] = {"time_condition": name}
    return (f"/time_conditions/{name}",)


def loop_of_a_fallback(draft: Draft) -> Places:
    start = _start(draft)
    if start is None:
        return ()
    bot = {"title": "Planted", "chatbot_url": "https://bot.example/x", "fallback": {"decision_tree": start.tree}}
    start.values["actions"] = []
    start.values["targets"] = [{"to": {"chatbot": "planted"}}]
    return start.pointer, draft.add("chatbots", "planted", bot)


def loop_of_one_language(draft: Draft) -> Places:
    start = _start(draft)
    if start is None:
        return ()
    language = draft.chance.choice(sorted(spoken(draft)[start.tree]) or ["cs"])
    start.values["actions"] = [HELLO]
    start.values["targets"] = [{"to": draft.queue(), "languages": {language: {"decision_tree": start.tree}}}]
    return (start.pointer,)


def loop_that_data_end(draft: Draft) -> Places:
    """Straight back, unless a condition or a loop among the actions leads out."""
    spot = _straight(draft)
    if spot is None:
        return ()
    out = [{"target": draft.queue()}]
    way_out: Values = draft.chance.choice(
        [_if(out, []), _if([HELLO], out), {"loop": {"each": "planted", "as": "one", "do": [HELLO, *out]}}]
    )
    spot.values["actions"] = [*spot.values.get("actions", ()), way_out]
    spot.values["targets"] = [{"to": {"decision": "planted"}}]
    return spot.pointer, spot.beside("planted", targets=[{"to": {"decision": spot.name}}])


def loop_that_data_begin(draft: Draft) -> Places:
    start = _start(draft)
    if start is None:
        return ()
    start.values["actions"] = [HELLO, _if([_target(decision_tree="planted")], [])]
    start.values["targets"] = [{"to": draft.queue()}]
    return start.pointer, _tree(draft, "planted", {"targets": [{"to": {"decision_tree": start.tree}}]})


def object_without_a_way(draft: Draft) -> Places:
    kind = draft.chance.choice(["decision_trees", "chatbots", "terminates", "time_conditions"])
    if kind == "decision_trees":
        return (_tree(draft, "planted", {"targets": [{"to": draft.queue()}]}),)
    if kind == "chatbots":
        bot = {"title": "Planted", "chatbot_url": "https://bot.example/x", "fallback": draft.queue()}
        return (draft.add("chatbots", "planted", bot),)
    if kind == "terminates":
        return (draft.add("terminates", "planted", {"title": "Planted", "disconnection_cause": "user"}),)
    draft.add("time_groups", "planted", ALL_MORNINGS)
    draft.add("terminates", "planted-2", {"title": "Planted", "disconnection_cause": "user"})
    return (_condition(draft, "planted", "planted", draft.queue(), {"terminate": "planted-2"}),)


def trees_that_only_name_each_other(draft: Draft) -> Places:
    names = ["planted", "planted-2", "planted-3"][: draft.chance.randint(2, 3)]
    return tuple(
        _tree(
            draft,
            name,
            {"targets": [{**NEVER, "to": {"decision_tree": other}}, {"to": draft.queue(), "default": True}]},
        )
        for name, other in zip(names, [*names[1:], names[0]], strict=True)
    )


def cut_off_object(draft: Draft) -> Places:
    """The one reference to an object leads to a queue instead."""
    uses = Counter((item.kind, item.name) for _, _, item in _all(draft))
    found = [
        (kind, name, reference)
        for kind, name, reference in _all(draft)
        if reference.kind in ("decision_trees", "chatbots", "terminates", "time_conditions")
        and uses[reference.kind, reference.name] == 1
        and (kind, name) in draft.ground.linked
        and (kind, name) != (reference.kind, reference.name)
    ]
    if not found:
        return ()
    kind, name, reference = draft.chance.choice(found)
    _lead(draft, kind, name, reference, draft.queue())
    return (pointer(reference.kind, reference.name),)


def decision_without_a_way(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, _decision: True)
    if spot is None:
        return ()
    if draft.chance.random() < 0.5:
        return (spot.beside("planted", actions=[HELLO], targets=[{"to": draft.queue()}]),)
    back = {"to": {"decision": "planted"}, "default": True}
    there = spot.beside("planted", targets=[{"to": {"decision": "planted-2"}}])
    return there, spot.beside("planted-2", targets=[back, {**NEVER, "to": draft.queue()}])


def cut_off_decision(draft: Draft) -> Places:
    """The one reference to a decision leads to a queue instead."""
    name = draft.one_of("decision_trees", lambda item: ("decision_trees", item) in draft.ground.linked)
    if name is None:
        return ()
    tree = draft.estate.decision_trees[name]
    inside = [reference for reference in references(tree) if reference.kind == "decision"]
    uses = Counter(item.name for item in inside)
    there = {item.name for item in reached(tree)}
    found = [
        item
        for item in inside
        if uses[item.name] == 1 and item.name != tree.first and item.path[0] == "decisions" and item.path[1] in there
        if item.path[1] != item.name
    ]
    if not found:
        return ()
    reference = draft.chance.choice(found)
    _lead(draft, "decision_trees", name, reference, draft.queue())
    return (f"/decision_trees/{name}/decisions/{reference.name}",)


def no_target(draft: Draft) -> Places:
    """A decision that customers get to loses its targets, all or all but one that data may take."""
    spot = draft.decision(lambda tree, decision: not tree.also and _plain(decision.actions))
    if spot is None:
        return ()
    for field in ("targets", "also"):
        spot.values.pop(field, None)
    if draft.chance.random() < 0.4:
        spot.values["actions"] = [*spot.values.get("actions", ()), _if([{"target": draft.queue()}], [])]
    return (spot.pointer,)


def way_to_nothing(draft: Draft) -> Places:
    """A new answer leads to a decision that only says something."""
    spot = _answering(draft)
    if spot is None or draft.estate.decision_trees[spot.tree].also:
        return ()
    spot.values["targets"].append({**NEVER, "to": {"decision": "planted"}})
    return (spot.beside("planted", actions=[HELLO] * draft.chance.randint(0, 2)),)


def closed_region(draft: Draft) -> Places:
    """A new answer leads to decisions or trees that lead to each other, after answers, and nowhere else."""
    spot = _answering(draft)
    if spot is None:
        return ()
    if draft.estate.decision_trees[spot.tree].also or draft.chance.random() < 0.5:
        spot.values["targets"].append({**NEVER, "to": {"decision_tree": "planted"}})
        ring = [{"to": {"decision_tree": "planted-2"}, "default": True}]
        return (
            _tree(draft, "planted", {"actions": [HELLO], "targets": ring}),
            _tree(draft, "planted-2", {"targets": [{"to": {"decision_tree": "planted"}}]}),
        )
    spot.values["targets"].append({**NEVER, "to": {"decision": "planted"}})
    ring = [{"to": {"decision": "planted-2"}}]
    back = [{**NEVER, "to": {"decision": "planted-2"}}, {"to": {"decision": "planted"}, "default": True}]
    return spot.beside("planted", targets=ring), spot.beside("planted-2", actions=[HELLO], targets=back)


def closed_region_of_a_line(draft: Draft) -> Places:
    """A number, or one branch of its hours, leads to a tree without an end."""
    tree = _tree(draft, "planted", {"actions": [HELLO], "targets": [{"to": {"decision": "start"}, "default": True}]})
    condition = draft.one_of("time_conditions", lambda item: ("time_conditions", item) in draft.ground.linked)
    if condition is not None and draft.chance.random() < 0.7:
        branch = draft.chance.choice(["if_time_matches", "if_time_does_not_match"])
        draft.edit("time_conditions", condition)[branch] = {"decision_tree": "planted"}
        return (tree,)
    routing = draft.one_of("inbound_routings")
    if routing is None:
        return ()
    draft.edit("inbound_routings", routing)["next_destination"] = {"decision_tree": "planted"}
    return (tree,)


def action_behind_a_target(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: bool(decision.actions))
    if spot is None:
        return ()
    actions = spot.values["actions"]
    place = draft.chance.randrange(len(actions))
    out: Values = draft.chance.choice(
        [{"target": draft.queue()}, _if([{"target": draft.queue()}], [HELLO, {"target": draft.queue()}])]
    )
    spot.values["actions"] = [*actions[:place], out, *actions[place:]]
    return (f"{spot.pointer}/actions/{place + 1}",)


def targets_behind_a_target(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: bool(decision.targets) and _plain(decision.actions))
    if spot is None:
        return ()
    spot.values["actions"] = [*spot.values.get("actions", ()), {"target": draft.queue()}]
    return (f"{spot.pointer}/targets",)


def immediate_beside_answers(draft: Draft) -> Places:
    spot = _answering(draft)
    if spot is None:
        return ()
    place = draft.chance.randint(0, len(spot.decision.targets))
    spot.values["targets"].insert(place, {"to": draft.queue()})
    return (f"{spot.pointer}/targets/{place}",)


def two_immediates(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: len(decision.targets) == 1 and decision.targets[0].immediate)
    if spot is None:
        return ()
    spot.values["targets"].append({"to": draft.queue()})
    return (f"{spot.pointer}/targets/1",)


def two_defaults(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: any(target.default for target in decision.targets))
    if spot is None:
        return ()
    spot.values["targets"].append({"to": draft.queue(), "default": True})
    return (f"{spot.pointer}/targets/{len(spot.decision.targets)}/default",)


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC301", straight_loop),
    ("RC301", loop_of_both_branches),
    ("RC301", loop_across_trees),
    ("RC301", loop_at_some_hours),
    ("RC301", condition_to_itself),
    ("RC301", loop_of_a_fallback),
    ("RC301", loop_of_one_language),
    ("RC302", loop_that_data_end),
    ("RC302", loop_that_data_begin),
    ("RC303", object_without_a_way),
    ("RC303", trees_that_only_name_each_other),
    ("RC303", cut_off_object),
    ("RC304", decision_without_a_way),
    ("RC304", cut_off_decision),
    ("RC305", no_target),
    ("RC305", way_to_nothing),
    ("RC306", closed_region),
    ("RC306", closed_region_of_a_line),
    ("RC307", action_behind_a_target),
    ("RC307", targets_behind_a_target),
    ("RC309", immediate_beside_answers),
    ("RC309", two_immediates),
    ("RC309", two_defaults),
)


def _plain(actions: tuple[Action, ...]) -> bool:
    """Whether these actions lead nowhere, under any condition."""
    return all(action.target is None and action.condition is None and action.loop is None for action in actions)


def _straight(draft: Draft) -> Spot | None:
    return draft.decision(lambda _tree, decision: _plain(decision.actions))


def _start(draft: Draft) -> Spot | None:
    """The first decision of a tree."""
    return draft.decision(lambda tree, decision: decision.name == tree.first)


def _answering(draft: Draft) -> Spot | None:
    """A decision that waits for answers and gets to hear them."""

    def fits(_tree: DecisionTree, decision: Decision) -> bool:
        return (
            bool(decision.targets)
            and not any(target.immediate for target in decision.targets)
            and _plain(decision.actions)
        )

    return draft.decision(fits)


def _tree(draft: Draft, name: str, start: Values) -> str:
    return draft.add(
        "decision_trees", name, {"title": "Planted", "decisions": {"start": {"title": "Planted", **start}}}
    )


def _condition(draft: Draft, name: str, group: str, matches: Values, does_not_match: Values) -> str:
    condition = {"title": "Planted", "time_group": group, "if_time_matches": matches}
    return draft.add("time_conditions", name, {**condition, "if_time_does_not_match": does_not_match})


def _if(then: list[Any], otherwise: list[Any]) -> Values:
    condition: Values = {"if": "text", "then": then}
    return {"condition": {**condition, "else": otherwise} if otherwise else condition}


def _target(**to: str) -> Values:
    return {"target": to}


def _group_told(draft: Draft, condition: str) -> bool:
    """Whether the group of a time condition never holds, or always."""
    group = draft.estate.time_conditions[condition].time_group
    return any(draft.ground.tells(code, f"/time_groups/{group}") for code in ("RC501", "RC502"))


def _all(draft: Draft) -> list[tuple[Kind, str, Reference]]:
    return [(kind, name, reference) for kind, name, item in draft.estate for reference in references(item)]


def _lead(draft: Draft, kind: Kind, name: str, reference: Reference, to: Values) -> None:
    """Changes the destination at a reference."""
    *path, last = reference.path[:-1]
    at(draft.edit(kind, name), tuple(path))[last] = to
