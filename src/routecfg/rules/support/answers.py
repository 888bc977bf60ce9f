"""What customers may answer at each decision of a tree, or by a target set, and where it is written."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from routecfg.diagnostics import Finding, Path
from routecfg.graph import build
from routecfg.model import Answer, DecisionTree, Destination, Estate, Label, Object, Target, TargetSet, variant_for


class Pattern(NamedTuple):
    """A pattern of the target at this position. `language` None stands for the project's first language."""

    target: int
    language: str | None
    text: str
    path: Path


class Phrase(NamedTuple):
    """A word, or the title of a button (`title`), of the target with this number.

    Without a language it is that of the project's first.
    """

    target: int
    language: str | None
    text: str
    path: Path
    title: bool = False


class AnswersHere:
    """The answers of one decision, or of one target set.

    `path` leads to it; `patterns` are all of them, in written order. Generated buttons have the title of the decision
    to which they lead; of those that lead elsewhere nothing is known. `more` says that the answers of target sets are
    tried behind these.
    """

    def __init__(self, path: Path, name: str, written: tuple[Target, ...], titles: dict[str, str], more: bool) -> None:
        self.path = path
        self.name = name
        self.more = more
        self.targets = _titled(written, titles)
        self.patterns = _patterns(written, path)
        self._written = written

    def phrases(self) -> Iterator[Phrase]:
        """Every word and every title that stands in this object, in written order."""
        for index, target in enumerate(self.targets):
            when = target.when
            if when is None:
                continue
            here = (*self.path, "targets", index, "when")
            if isinstance(when.button, Label):
                own = target is self._written[index]  # else its title is that of the decision to which it leads
                path = (*here, "button", "title") if own else (*here, "button")
                yield Phrase(index, None, when.button.title, path, title=True)
                for language, title in when.button.languages.items():
                    yield Phrase(index, language, title, (*here, "button", "languages", language), title=True)
            for place, word in enumerate(when.similar):
                yield Phrase(index, None, word, (*here, "similar", place))
            for language, words in when.languages.items():
                if not isinstance(words, str):
                    for place, word in enumerate(words):
                        yield Phrase(index, language, word, (*here, "languages", language, place))

    def texts(self) -> list[list[str]]:
        """The texts of `phrases` by target, without their places: for a look at all of a large estate."""
        return list(map(_texts, self.targets))

    def words_up_to(self, longest: int) -> Iterator[Phrase]:
        """The words of the project's first language that have no more characters, in written order."""
        for index, target in enumerate(self._written):
            if target.when is not None:
                for place, word in enumerate(target.when.similar):
                    if len(word) <= longest:
                        yield Phrase(index, None, word, (*self.path, "targets", index, "when", "similar", place))

    def place(self, target: int) -> Path:
        """Where a target stands."""
        return (*self.path, "targets", target)

    def leads(self, target: int, language: str) -> Destination:
        """Where customers of a language go by a target."""
        here = self.targets[target]
        return (variant_for(language, here.languages) if here.languages else None) or here.to

    def apart(self, target: int, other: int) -> bool:
        """Whether two targets lead to different places, for customers of any language."""
        one, two = self.targets[target], self.targets[other]
        return one.to != two.to or one.languages != two.languages


class AnswersOfSets(AnswersHere):
    """The answers of several target sets, which are tried one after the other."""

    def __init__(self, sets: Sequence[AnswersHere]) -> None:
        self.path = ()
        self.name = "target sets"
        self.more = False
        self.targets = tuple(target for each in sets for target in each.targets)
        self._starts = list(accumulate((len(each.targets) for each in sets), initial=0))
        self._sets = list(zip(self._starts, sets, strict=False))
        self.patterns = [
            pattern._replace(target=start + pattern.target) for start, each in self._sets for pattern in each.patterns
        ]

    def phrases(self) -> Iterator[Phrase]:
        """Every word and every title, the targets numbered over all sets."""
        for start, each in self._sets:
            for phrase in each.phrases():
                yield phrase._replace(target=start + phrase.target)

    def place(self, target: int) -> Path:
        """Where a target stands: in its set."""
        start, answers = self._sets[bisect_right(self._starts, target) - 1]
        return answers.place(target - start)


def _texts(target: Target) -> list[str]:
    when = target.when
    if when is None:
        return []
    texts = [*when.similar]
    if isinstance(when.button, Label):
        texts.append(when.button.title)
        texts += when.button.languages.values()
    for words in when.languages.values():
        if not isinstance(words, str):
            texts += words
    return texts


def _patterns(targets: tuple[Target, ...], path: Path) -> list[Pattern]:
    """Every pattern of some targets, in written order."""
    found: list[Pattern] = []
    for index, target in enumerate(targets):
        when = target.when
        if when is None:
            continue
        if when.pattern is not None:
            found.append(Pattern(index, None, when.pattern, (*path, "targets", index, "when", "pattern")))
        for language, variant in when.languages.items():
            if isinstance(variant, str):
                found.append(
                    Pattern(index, language, variant, (*path, "targets", index, "when", "languages", language))
                )
    return found


_REMEMBERED = 16
_known: dict[int, tuple[Object, list[AnswersHere]]] = {}
"""By the identity of objects, which the entry holds, so that it stays theirs: several rules ask one after the other."""


def answers_in(kind: str, name: str, item: Object) -> list[AnswersHere]:
    """The answers at each decision of a tree that has any, or those of a target set; nothing for other objects."""
    if not isinstance(item, DecisionTree | TargetSet):
        return []
    known = _known.get(id(item))
    if known is not None:
        return known[1]
    found = list(_answers_in(kind, name, item))
    if len(_known) >= _REMEMBERED:
        _known.clear()
    _known[id(item)] = (item, found)
    return found


def _answers_in(kind: str, name: str, item: DecisionTree | TargetSet) -> Iterator[AnswersHere]:
    if isinstance(item, TargetSet):
        yield AnswersHere((kind, name), f"target set '{name}'", item.targets, {}, more=False)
        return
    titles = {decision.name: decision.title for decision in item.decisions}
    for decision in item.decisions:
        if not (decision.targets or decision.also or item.also) or _goes_on(decision.targets):
            continue
        here = (kind, name, "decisions", decision.name)
        more = bool(decision.also or item.also)
        yield AnswersHere(here, f"decision '{decision.name}'", decision.targets, titles, more)


def _goes_on(targets: tuple[Target, ...]) -> bool:
    """Whether a target is taken at once, so that no answer is awaited."""
    for target in targets:  # noqa: SIM110 - a generator takes three times as long, and there are tens of thousands
        if target.when is None and not target.default:
            return True
    return False


def _titled(targets: tuple[Target, ...], titles: dict[str, str]) -> tuple[Target, ...]:
    """The targets with a title for each generated button that leads to a decision."""
    generated = False
    for target in targets:
        if target.when is not None and target.when.button is True:
            generated = True
    if not generated:
        return targets
    titled = []
    for target in targets:
        when, title = target.when, titles.get(target.to.decision or "")
        if when is not None and when.button is True and title is not None:
            when = Answer(when.similar, when.pattern, Label(title), when.languages)
            titled.append(Target(target.to, when, target.default, target.languages))
        else:
            titled.append(target)
    return tuple(titled)


def where_chats_wait(name: str, item: Object, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings in decisions where some chat waits: not in those that nobody gets to, or that are left at once."""
    if not isinstance(item, DecisionTree):
        yield from findings
        return
    waiting: set[str] | None = None
    for finding in findings:
        if waiting is None:
            waiting = build(Estate(decision_trees={name: item})).waiting_decisions(name)
        if finding.path[3] in waiting:
            yield finding


def leads_to(target: Target, to: Destination | None = None) -> str:
    """Where a target leads, as messages say it: `queue 'support'`."""
    from routecfg.model import spoken  # here, since the rules that find nothing need no words

    goal = to or target.to
    return f"decision '{goal.name}'" if goal.decision is not None else spoken(goal.kind, goal.name)
