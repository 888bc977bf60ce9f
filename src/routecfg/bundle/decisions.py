"""Decision trees, closed: the start written, decisions in an array, the answers of target sets in their places."""

from typing import Any, Final

from routecfg.bundle.plain import filled, sorted_words
from routecfg.model import (
    Answer,
    Decision,
    DecisionTree,
    Destination,
    Estate,
    Label,
    Target,
)

LIST_LABEL: Final = Label("Options")
"""What opens a list of buttons when the decision does not say."""


def closed_tree(tree: DecisionTree, estate: Estate) -> dict[str, Any]:
    """A decision tree in closed form.

    Decisions keep their written order where that order chose the start, and are sorted by name where `start` did.
    """
    titles = {decision.name: decision.title for decision in tree.decisions}
    decisions = [_decision(decision, tree, titles, estate) for decision in tree.decisions]
    if tree.start is not None:
        decisions.sort(key=lambda decision: str(decision["name"]))
    return {"title": tree.title, "description": tree.description, "start": tree.first, "decisions": decisions}


def all_targets(decision: Decision, tree: DecisionTree, estate: Estate) -> tuple[Target, ...]:
    """The targets of a decision in the order in which they are tried: its own, its sets', its tree's sets'.

    An immediate target leaves no room for answers, so such a decision keeps to its own. A set that is given twice
    is tried once. A default stays where it stands: it is tried last anyway.
    """
    if any(target.immediate for target in decision.targets):
        return decision.targets
    sets = dict.fromkeys((*decision.also, *tree.also))
    return (*decision.targets, *(target for name in sets for target in estate.target_sets[name].targets))


def _decision(decision: Decision, tree: DecisionTree, titles: dict[str, str], estate: Estate) -> dict[str, Any]:
    label = decision.list_label
    return {
        "name": decision.name,
        "title": decision.title,
        "description": decision.description,
        "actions": filled(decision.actions),
        "targets": [_target(target, titles, estate) for target in all_targets(decision, tree, estate)],
        "list_label": filled(Label(label) if isinstance(label, str) else label or LIST_LABEL),
    }


def _target(target: Target, titles: dict[str, str], estate: Estate) -> dict[str, Any]:
    return {
        "to": filled(target.to),
        "when": None if target.when is None else _answer(target.when, target.to, titles, estate),
        "default": target.default,
        "languages": filled(target.languages),
    }


def _answer(answer: Answer, to: Destination, titles: dict[str, str], estate: Estate) -> dict[str, Any]:
    button = answer.button
    if isinstance(button, bool):  # generated: its label is the title of where it leads
        button = Label(_title(to, titles, estate)) if button else None
    variants = {
        language: variant if isinstance(variant, str) else sorted_words(variant)
        for language, variant in sorted(answer.languages.items())
        if variant  # a language without words is one that is left out
    }
    return {
        "similar": sorted_words(answer.similar),
        "pattern": answer.pattern,
        "button": filled(button),
        "languages": variants,
    }


def _title(to: Destination, titles: dict[str, str], estate: Estate) -> str:
    if to.decision is not None:
        return titles[to.decision]
    return estate.of(to.kind)[to.name].title
