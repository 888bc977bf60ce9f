"""The buttons of a decision: its own, and those that its target sets bring.

Limits: WhatsApp Cloud API, "Interactive reply buttons messages" and "Interactive list messages" (September 2026).
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import msgspec

from routecfg.diagnostics import Path, Rule
from routecfg.model import (
    Decision,
    DecisionTree,
    Destination,
    Label,
    Name,
    Object,
    Target,
    TargetSet,
    variant_for,
)
from routecfg.rules.support.context import Context

MOST_BUTTONS: Final = 10
"""A list has at most ten rows; reply buttons are three at most."""

MOST_REPLY_BUTTONS: Final = 3
"""More buttons than that become a list."""

LONGEST_TITLE: Final = 20
LONGEST_IN_LIST: Final = 24
"""Characters of the title of a reply button, and of a row of a list."""


_Titles: TypeAlias = Mapping[str, tuple[str, Path]]
"""The title of each decision by name, and where it stands."""


class Button(msgspec.Struct, frozen=True, gc=False):
    """A button, with the path to its title.

    `made_from` is the path to the title of which a generated button is made; None for a title of its own.
    """

    path: Path
    title: str
    languages: Mapping[str, str]
    made_from: Path | None = None

    def title_for(self, language: str | None) -> str:
        """What customers of a language read; without a language, those who get no variant."""
        variant = variant_for(language, self.languages) if language is not None else None
        return self.title if variant is None else variant


class ButtonsOf(msgspec.Struct, frozen=True, gc=False):
    """The buttons that customers see at a decision, in their order."""

    tree: str
    decision: Decision
    own: list[Button]
    added: list[Button]
    """Those that target sets bring."""

    @property
    def path(self) -> Path:
        """Where the decision stands."""
        return ("decision_trees", self.tree, "decisions", self.decision.name)

    @property
    def all(self) -> list[Button]:
        """Every button."""
        return [*self.own, *self.added]


def shown_buttons(context: Context, rule: Rule) -> Iterator[ButtonsOf]:
    """The buttons of every tree that a rule must look at."""
    return decisions_with_buttons(context.concerned_trees(rule), context.assembly.items)


def decisions_with_buttons(trees: Mapping[str, DecisionTree], items: Mapping[Name, Object]) -> Iterator[ButtonsOf]:
    """Every decision of these trees that shows buttons.

    A decision that goes on at once shows none. What a name that is not among `items` would bring is left out.
    """
    for name, tree in trees.items():
        here = ("decision_trees", name, "decisions")
        titles = {each.name: (each.title, (*here, each.name, "title")) for each in tree.decisions}
        for decision in tree.decisions:
            own = list(_buttons(items, decision.targets, (*here, decision.name, "targets"), titles))
            also = dict.fromkeys((*decision.also, *tree.also)) if decision.also or tree.also else ()
            added = [button for each in also for button in _of_set(items, each)]
            if (own or added) and not (decision.targets and all(target.immediate for target in decision.targets)):
                yield ButtonsOf(name, decision, own, added)


def _of_set(items: Mapping[Name, Object], name: str) -> Iterator[Button]:
    answers = items.get(("target_sets", name))
    if isinstance(answers, TargetSet):
        yield from _buttons(items, answers.targets, ("target_sets", name, "targets"), {})


def has_button(target: Target) -> bool:
    """Whether customers are shown a button for a target."""
    return target.when is not None and bool(target.when.button)


def is_titled_by_another(target: Target) -> bool:
    """Whether the button of a target has the title of another object, to which it leads."""
    return target.when is not None and target.when.button is True and target.to.decision is None


def _buttons(
    items: Mapping[Name, Object], targets: tuple[Target, ...], path: Path, titles: _Titles
) -> Iterator[Button]:
    """The buttons among these targets. `titles` are those of the decisions to which they may lead."""
    for index, target in enumerate(targets):
        if target.when is None or not target.when.button:
            continue
        if isinstance(label := target.when.button, Label):
            yield Button((*path, index, "when", "button", "title"), label.title, label.languages)
        elif (made := _generated(items, target.to, titles)) is not None:
            yield Button((*path, index, "when", "button"), made[0], {}, made[1])


def _generated(items: Mapping[Name, Object], to: Destination, titles: _Titles) -> tuple[str, Path] | None:
    """The title that a generated button bears, and where that stands: it is the title of where the button leads."""
    if to.decision is not None:
        return titles.get(to.decision)
    target = items.get((to.kind, to.name))  # type: ignore[arg-type]  # a destination's kind is one of objects
    return None if target is None else (target.title, (to.kind, to.name, "title"))
