"""Decision trees, closed: the start written, answers of target sets in their places, labels with their variants."""

from operator import is_
from typing import Final, TypeAlias

import msgspec

from routecfg.model import Action, Answer, Decision, DecisionTree, Destination, Estate, Label, Target

LIST_LABEL: Final = Label("Options")
"""What opens a list of buttons when the decision does not say."""

_EXACT: Final = 2**53 - 1
"""The largest whole number that JSON carries without loss between systems (RFC 8785 builds on RFC 7493)."""

_Data: TypeAlias = str | int | float | bool | None


class TreeCompiler:
    """Closes the decision trees of one estate. Each target set is closed once, however many decisions use it."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._sets = {
            name: tuple(self._target(target, {}) for target in target_set.targets)
            for name, target_set in estate.target_sets.items()
        }

    def tree(self, tree: DecisionTree) -> DecisionTree:
        """A decision tree in closed form.

        Decisions keep their written order where that order chose the start, and are sorted by name where `start` did.
        """
        titles = {decision.name: decision.title for decision in tree.decisions}
        decisions = [self._decision(decision, tree, titles) for decision in tree.decisions]
        if tree.start is not None:
            decisions.sort(key=lambda decision: decision.name)
        return DecisionTree(tree.title, tuple(decisions), tree.description, start=tree.first)

    def _decision(self, decision: Decision, tree: DecisionTree, titles: dict[str, str]) -> Decision:
        label = decision.list_label
        targets = tuple(self._target(target, titles) for target in decision.targets)
        return Decision(
            decision.name,
            decision.title,
            decision.description,
            _actions(decision.actions),
            (*targets, *self._targets_of_sets(decision, tree)),
            list_label=Label(label) if isinstance(label, str) else label or LIST_LABEL,
        )

    def _targets_of_sets(self, decision: Decision, tree: DecisionTree) -> tuple[Target, ...]:
        """What is tried after a decision's own targets: the targets of its sets, then of its tree's.

        A decision with an immediate target takes no answers. A set that is listed twice is tried once. A default keeps
        its position: it is tried last anyway.
        """
        if not (decision.also or tree.also) or any(target.immediate for target in decision.targets):
            return ()
        return tuple(target for name in dict.fromkeys((*decision.also, *tree.also)) for target in self._sets[name])

    def _target(self, target: Target, titles: dict[str, str]) -> Target:
        answer = target.when
        if answer is None:
            return target
        closed = self._answer(answer, target.to, titles)
        return target if closed is answer else Target(target.to, closed, target.default, target.languages)

    def _answer(self, answer: Answer, to: Destination, titles: dict[str, str]) -> Answer:
        button = answer.button
        if isinstance(button, bool):  # generated: its label is the title of where it leads
            button = Label(self._title(to, titles)) if button else None
        similar, variants = sorted_words(answer.similar), _variants(answer.languages)
        if button is answer.button and similar is answer.similar and variants is answer.languages:
            return answer
        return Answer(similar, answer.pattern, button, variants)

    def _title(self, to: Destination, titles: dict[str, str]) -> str:
        if to.decision is not None:
            return titles[to.decision]
        return self._estate.of(to.kind)[to.name].title


def sorted_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as a sorted set: their order and repetition have no meaning."""
    if len(words) < 2:
        return words
    unique = tuple(sorted(set(words)))
    return words if unique == words else unique


def _variants(languages: dict[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """The variants of an answer. A language without words is one that is left out."""
    variants = {
        language: variant if isinstance(variant, str) else sorted_words(variant)
        for language, variant in languages.items()
        if variant
    }
    return languages if variants == languages else variants


def _actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    closed = tuple(map(_action, actions))
    return actions if all(map(is_, closed, actions)) else closed


def _action(action: Action) -> Action:
    """An action whose saved data are spelt as JSON spells them; no other part of an action leaves anything open."""
    if action.save_data is not None:
        data = {key: _number(value) for key, value in action.save_data.items()}
        unchanged = all(value is action.save_data[key] for key, value in data.items())
        return action if unchanged else Action(save_data=data)
    if action.condition is not None:
        then, else_ = _actions(action.condition.then), _actions(action.condition.else_)
        if then is action.condition.then and else_ is action.condition.else_:
            return action
        return Action(condition=msgspec.structs.replace(action.condition, then=then, else_=else_))
    if action.loop is not None:
        do = _actions(action.loop.do)
        return action if do is action.loop.do else Action(loop=msgspec.structs.replace(action.loop, do=do))
    return action


def _number(value: _Data) -> _Data:
    """A number as canonical JSON has it: 2.0 is 2, and integers that are too large to be exact become floats."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= _EXACT else value
    if isinstance(value, int) and abs(value) > _EXACT:
        return float(value)
    return value
