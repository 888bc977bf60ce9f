"""A decision as chats run it: its actions as operations, its buttons, what it understands. Made when first entered."""

from collections.abc import Sequence
from typing import Final, TypeVar

from routecfg.answers import Answers, Choice, Spoken, normal_form, phrase_form, spoken
from routecfg.answers import fits as pattern_fits
from routecfg.engine.events import ShownButton
from routecfg.engine.operations import Operation, operations
from routecfg.engine.ways import By, Way
from routecfg.model import Decision, Label, Target, base_language, variant_for

_MOST_LANGUAGES: Final = 32
"""Of which answers are kept ready. Hosts say what customers speak, and it must not grow for ever."""

MOST_BUTTONS: Final = 3
"""More become a list."""


class PreparedDecision:
    """A decision, ready to run."""

    def __init__(
        self, tree: str, decision: Decision, languages: Sequence[str], similarity: int, origins: Sequence[str]
    ) -> None:
        """`languages` and `similarity` are the project's.

        `origins` says of each target where in a target set it is written, with an empty text for the decision's own.
        """
        self.tree = tree
        self.name = decision.name
        self.title = decision.title
        self.place = f"/decision_trees/{tree}/decisions/{decision.name}"
        self.first = languages[0] if languages else ""
        self.targets = decision.targets
        self.operations: tuple[Operation, ...] = operations(decision.actions, f"{self.place}/actions", self.first)
        self.immediate = next((place for place, each in enumerate(self.targets) if each.immediate), None)
        self._similarity = similarity
        self._origins = origins
        self._list_label = decision.list_label
        self._answers: dict[str, Answers] = {}
        self._said: dict[tuple[int, str], Spoken] = {}
        self._buttons: dict[str, tuple[ShownButton, ...]] = {}
        self.has_buttons = self.immediate is None and any(_label(target) is not None for target in self.targets)

    def buttons(self, language: str) -> tuple[ShownButton, ...]:
        """What customers of a language may press."""
        found = self._buttons.get(language)
        if found is None:
            labels = [(place, label) for place, target in enumerate(self.targets) if (label := _label(target))]
            found = tuple(
                ShownButton(f"{self.tree}/{self.name}/{place}", variant_for(language, label.languages) or label.title)
                for place, label in labels
            )
            _keep(self._buttons, language, found)
        return found

    def list_label(self, language: str) -> str:
        """What opens the list that more than three buttons become."""
        label = self._list_label
        if isinstance(label, Label):
            return variant_for(language, label.languages) or label.title
        return label or ""

    def pressed(self, button: str) -> int | None:
        """The target whose button has this id; None if it is a button of another decision, or none."""
        tree, _, rest = button.partition("/")
        decision, _, position = rest.partition("/")
        if tree != self.tree or decision != self.name or not (position.isascii() and position.isdigit()):
            return None
        place = int(position) if len(position) < 9 else len(self.targets)
        return place if place < len(self.targets) and _label(self.targets[place]) is not None else None

    def choose(self, text: str, language: str, *, default: bool) -> Choice | None:
        """The answer that a message chooses, of those that are understood in a language."""
        answers = self._answers.get(language)
        if answers is None:
            answers = Answers(self.targets, language, self.first, self._similarity)
            _keep(self._answers, language, answers)
        return answers.choose(text, default=default)

    def words(self, choice: Choice, text: str, language: str) -> str:
        """Which of a target's answers it was: the title, the pattern, the phrase. Empty for the default."""
        answer = self.targets[choice.answer].when
        if choice.by == "default" or answer is None:
            return ""
        said = self._said.get((choice.answer, language))
        if said is None:
            said = spoken(answer, language, self.first)
            _keep(self._said, (choice.answer, language), said, len(self.targets))
        if choice.by == "button":
            return said.title or ""
        if choice.by == "pattern":
            patterns = (*said.patterns, *said.foreign_patterns)
            if len(patterns) == 1:
                return patterns[0]
            return next((pattern for pattern in patterns if pattern_fits(pattern, text)), "")
        form = normal_form(text)
        words = (*said.words, *said.foreign_words)
        if choice.by == "phrase":
            return next((word for word in words if phrase_form(word) == form), "")
        if choice.by == "within":
            standing = [word for word in words if f" {phrase_form(word)} " in f" {form} "]
            return max(standing, key=lambda word: len(phrase_form(word)), default="")
        from rapidfuzz import fuzz  # here, as in `answers`: few chats need it

        alike = said.words if said.title is None else (said.title, *said.words)
        return max(alike, key=lambda word: fuzz.ratio(phrase_form(word), form), default="")

    def way(self, target: int, by: By, language: str) -> Way:
        """Where a target leads customers of a language."""
        item = self.targets[target]
        variant = language if language in item.languages else base_language(language)
        to = item.languages.get(variant)
        place = f"{self.place}/targets/{target}"
        return Way(item.to if to is None else to, by, place, "" if to is None else variant, self.origin(target))

    def origin(self, target: int) -> str:
        """Where in a target set a target is written; empty if it is the decision's own, or if nobody knows."""
        return self._origins[target] if target < len(self._origins) else ""


def _label(target: Target) -> Label | None:
    """What a target's button bears. In a bundle a generated one has its title already."""
    button = None if target.when is None else target.when.button
    return button if isinstance(button, Label) else None


_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")


def _keep(kept: dict[_Key, _Kept], key: _Key, value: _Kept, each: int = 1) -> None:
    """Keeps a value; `each` is how many there may be of each language."""
    if len(kept) >= _MOST_LANGUAGES * each:
        kept.clear()
    kept[key] = value
