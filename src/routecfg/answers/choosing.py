"""Which answer a message chooses. Whatever runs chats, proves something about them or explains them asks here.

Answers are tried in tiers, each over all targets in their written order, so that what fits well comes before what only
resembles:

1. A pattern fits, or a phrase or the title of a button is equal to the message.
2. A phrase of three characters or more stands in the message as whole words: the longest.
3. A phrase or title of four characters or more is alike: the most alike, from the project's `similarity` on.
4. The default.

Phrases, titles and messages are compared by their normal form. What is written in the project's first language is
understood from everyone in the first two tiers.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from routecfg.answers.normal_form import normal_form, phrase_form
from routecfg.answers.pattern_set import PatternSet
from routecfg.answers.variants import Spoken, spoken
from routecfg.model import Target

By: TypeAlias = Literal["button", "pattern", "phrase", "within", "alike", "default"]
"""What made an answer the chosen one. A title that is typed in full counts as its button."""

SHORTEST_WITHIN: Final = 3
"""Characters of the normal form of a phrase that is looked for inside messages."""

SHORTEST_ALIKE: Final = 4
"""Characters of the normal form of a phrase or title that a message may resemble."""


class Choice(NamedTuple):
    """The answer that was chosen: its position among the targets, and by what.

    `alike` is how alike the message is, in percent; only if `by` says so.
    """

    answer: int
    by: By
    alike: float | None = None


class Answers:
    """What customers of one language may answer at a decision.

    `targets` are all that the decision understands, in the order in which they are tried: its own, those of the sets
    that it names, those of the sets that its tree names. `first` is the project's first language, `similarity` its
    setting. What the patterns and what resembles need is made when it is first asked for.
    """

    def __init__(self, targets: Sequence[Target], language: str, first: str, similarity: int) -> None:
        self._similarity = similarity
        self._default = next((Choice(place, "default") for place, each in enumerate(targets) if each.default), None)
        self._equal: dict[str, Choice] = {}
        self._within: dict[str, list[tuple[int, int, str]]] = {}
        self._alike: dict[str, int] = {}
        self._pattern_choices: list[Choice] = []
        patterns: list[str] = []
        for place, target in enumerate(targets):
            if target.when is None:
                continue
            said = spoken(target.when, language, first)
            self._add(place, said)
            mine = (*said.patterns, *said.foreign_patterns)
            patterns += mine
            self._pattern_choices += [Choice(place, "pattern")] * len(mine)
        for phrases in self._within.values():
            phrases.sort()
        self._forms = list(self._alike)
        self._patterns = PatternSet(patterns)

    def choose(self, text: str, *, default: bool = True) -> Choice | None:
        """The answer that a message chooses; None if it is not understood.

        `default` is False for a button of another decision, which chooses nothing that it does not fit. A message
        without text, a photo for instance, fits only the default.
        """
        text = text.strip()
        if not text:
            return self._default if default else None
        form = normal_form(text)
        chosen = self._equal.get(form)
        choices = self._pattern_choices
        if choices and (chosen is None or choices[0].answer < chosen.answer):
            place = self._patterns.first(text)
            if place is not None and (chosen is None or choices[place].answer < chosen.answer):
                return choices[place]
        if chosen is None:
            chosen = self._standing_in(form) or self._resembling(form)
        if chosen is None and default:
            chosen = self._default
        return chosen

    def _add(self, place: int, said: Spoken) -> None:
        for title in _present(said.title, said.foreign_title):
            self._equal.setdefault(phrase_form(title), Choice(place, "button"))
        if said.title is not None:
            self._may_resemble(phrase_form(said.title), place)
        for words in (said.words, said.foreign_words):
            for word in words:
                form = phrase_form(word)
                self._equal.setdefault(form, Choice(place, "phrase"))
                if len(form) >= SHORTEST_WITHIN:
                    # the longest first, then those that are written first
                    self._within.setdefault(form.partition(" ")[0], []).append((-len(form), place, f" {form} "))
                if words is said.words:
                    self._may_resemble(form, place)

    def _may_resemble(self, form: str, place: int) -> None:
        if len(form) >= SHORTEST_ALIKE:
            self._alike.setdefault(form, place)

    def _standing_in(self, form: str) -> Choice | None:
        padded = f" {form} "
        best: tuple[int, int] | None = None
        for word in set(form.split()):  # in any order: the best is the same
            for length, place, phrase in self._within.get(word, ()):
                if best is not None and (length, place) >= best:
                    break
                if phrase in padded:
                    best = (length, place)
                    break
        return None if best is None else Choice(best[1], "within")

    def _resembling(self, form: str) -> Choice | None:
        if not self._alike:
            return None
        from rapidfuzz import fuzz, process  # here, since what is proved about answers needs none of it

        # of several that are alike to the same degree the first is given
        best = process.extractOne(form, self._forms, scorer=fuzz.ratio, score_cutoff=self._similarity)
        return None if best is None else Choice(self._alike[best[0]], "alike", best[1])


def _present(*titles: str | None) -> Iterator[str]:
    return (title for title in titles if title is not None)
