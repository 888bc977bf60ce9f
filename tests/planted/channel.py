"""Faults of what WhatsApp takes and of languages: long texts, buttons, numbers, variants that are missing or wrong."""

from typing import Any, Final

from planted.ground import Draft, Places, Planter, Spot, Values
from routecfg.model import Decision, DecisionTree, Label, Target, base_language

LANGUAGES: Final = ("en", "cs", "de")
"""Languages of the estates, in which planted texts are written."""


def text_over_the_limit(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: bool(decision.actions))
    if spot is None:
        return ()
    long = "planted " * draft.chance.randint(520, 900)
    message: Values = {"text": "Planted"}
    if draft.chance.random() < 0.5:
        message["languages"] = dict.fromkeys(LANGUAGES[1:], long)
    else:
        message["text"] = long
    spot.values["actions"].insert(0, {"send_message": message})
    return (f"{spot.pointer}/actions/0/send_message",)


def text_too_long_for_its_buttons(draft: Draft) -> Places:
    sets = draft.estate.target_sets

    def fits(tree: DecisionTree, decision: Decision) -> bool:
        brought = [target for name in (*decision.also, *tree.also) for target in sets[name].targets]
        buttons = sum(map(_has_button, (*decision.targets, *brought)))
        leaves = any(action.target or action.condition for action in decision.actions)
        return buttons < 3 and not leaves and any(not target.immediate for target in decision.targets)

    spot = draft.decision(fits)
    if spot is None:
        return ()
    actions = spot.values.setdefault("actions", [])
    actions.append({"send_message": {"text": "p" * draft.chance.randint(1025, 4096)}})
    spot.values["targets"].insert(0, _button("Planted", draft))
    return (f"{spot.pointer}/actions/{len(actions) - 1}/send_message/text",)


def more_buttons_than_a_list_has(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    buttons: list[Any] = [_button(f"Planted {number}", draft) for number in range(draft.chance.randint(11, 14))]
    spot.values["targets"] = [*buttons, *spot.values["targets"]]
    return (spot.pointer,)


def long_title(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    spot.values["targets"].insert(0, _button("Planted " + "p" * draft.chance.randint(17, 60), draft))
    return (f"{spot.pointer}/targets/0/when/button",)


def one_title_twice(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    first, second = _button("Planted", draft), _button("Planted", draft)
    if draft.chance.random() < 0.5:
        second["when"]["button"] = {"title": "Also planted", "languages": {"cs": "Zasazeno"}}
        first["when"]["button"]["languages"] = {"cs": "Zasazeno"}
    spot.values["targets"][:0] = [first, second]
    return (f"{spot.pointer}/targets/1/when/button",)


def impossible_number(draft: Draft) -> Places:
    name = draft.one_of("inbound_routings")
    if name is None:
        return ()
    wrong = ["+4407911123456", "+420420222333444", "+42022233344", "+9991234567", "+54111523456789"]
    draft.edit("inbound_routings", name)["number"] = draft.chance.choice(wrong)
    return (f"/inbound_routings/{name}/number",)


def channel_of_another(draft: Draft) -> Places:
    lines = sorted(draft.estate.inbound_routings)
    if len(lines) < 2:
        return ()
    first, second = sorted(draft.chance.sample(lines, 2))
    draft.edit("inbound_routings", second)["channel_id"] = draft.estate.inbound_routings[first].channel_id
    return (f"/inbound_routings/{second}/channel_id",)


def id_of_another_queue(draft: Draft) -> Places:
    queues = sorted(name for name, queue in draft.estate.queues.items() if queue.id is not None)
    if len(queues) < 2:
        return ()
    first, second = sorted(draft.chance.sample(queues, 2))
    draft.edit("queues", second)["id"] = draft.estate.queues[first].id
    return (f"/queues/{second}/id",)


def terminate_without_a_queue(draft: Draft) -> Places:
    name = draft.one_of("terminates", lambda name: draft.estate.terminates[name].queue is not None)
    if name is None:
        return ()
    terminate = draft.edit("terminates", name)
    del terminate["queue"]
    terminate["answered"] = False
    return (f"/terminates/{name}",)


def text_without_a_variant(draft: Draft) -> Places:
    """A text in the tree that a line leads to first, for a language that the line's customers speak."""
    lines = [
        (name, line.next_destination.decision_tree)
        for name, line in sorted(draft.estate.inbound_routings.items())
        if line.next_destination.decision_tree in draft.estate.decision_trees
    ]
    if not lines:
        return ()
    line, tree = draft.chance.choice(lines)
    first = draft.estate.decision_trees[str(tree)].first
    draft.edit("inbound_routings", line)["languages"] = [*LANGUAGES]
    decision = draft.edit("decision_trees", str(tree))["decisions"][first]
    decision["actions"] = [{"send_message": {"text": "Planted"}}, *decision.get("actions", ())]
    return (f"/decision_trees/{tree}",)


def country_for_a_language(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: bool(decision.actions))
    if spot is None:
        return ()
    code = draft.chance.choice(["cz", "gr", "dk", "jp", "xx", "ua", "ces", "fr", "pt-BR"])
    if base_language(code) in LANGUAGES:
        return ()
    spot.values["actions"].insert(0, {"send_message": {"text": "Planted", "languages": {code: "Zasazeno"}}})
    return (f"{spot.pointer}/actions/0/send_message/languages/{code}",)


def variant_that_was_copied(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, decision: bool(decision.actions))
    if spot is None:
        return ()
    text = f"We planted {draft.chance.randint(2, 99)} copies of these few words"
    variants = dict.fromkeys(LANGUAGES[1:], text)
    spot.values["actions"].insert(0, {"send_message": {"text": text, "languages": variants}})
    return (f"{spot.pointer}/actions/0/send_message/languages",)


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC701", text_over_the_limit),
    ("RC701", text_too_long_for_its_buttons),
    ("RC702", more_buttons_than_a_list_has),
    ("RC703", long_title),
    ("RC703", one_title_twice),
    ("RC704", impossible_number),
    ("RC705", channel_of_another),
    ("RC706", id_of_another_queue),
    ("RC707", terminate_without_a_queue),
    ("RC801", text_without_a_variant),
    ("RC802", country_for_a_language),
    ("RC803", variant_that_was_copied),
)


def _has_button(target: Target) -> bool:
    return target.when is not None and (isinstance(target.when.button, Label) or target.when.button is True)


def _button(title: str, draft: Draft) -> Values:
    return {"when": {"button": {"title": title}}, "to": draft.queue()}


def _waiting(draft: Draft) -> Spot | None:
    """A decision that waits for an answer."""
    return draft.decision(
        lambda _tree, decision: (
            any(not target.immediate for target in decision.targets)
            and sum(_has_button(target) for target in decision.targets) < 8
        )
    )
