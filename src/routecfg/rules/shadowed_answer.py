"""An answer that an earlier one takes away.

A customer who writes a phrase exactly as it stands there goes somewhere else, because an earlier answer has the same
phrase, or its pattern fits. Or everything that a pattern fits, the pattern of an earlier answer fits as well: it is
never chosen. Answers are tried in written order, so the specific ones belong before the general ones. Each pattern is
compared with every earlier one alone: whether several of them together fit all that it fits, is not looked at.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            targets:
              - {when: {pattern: "/invoice/i"}, to: {queue: billing}}
              - {when: {similar: [invoice for a company]}, to: {queue: companies}}
              - {to: {queue: support}, default: true}
    queues:
      billing: {title: Billing}
      companies: {title: Companies}
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            targets:
              - {when: {similar: [invoice for a company]}, to: {queue: companies}}
              - {when: {pattern: "/invoice/i"}, to: {queue: billing}}
              - {to: {queue: support}, default: true}
    queues:
      billing: {title: Billing}
      companies: {title: Companies}
      support: {title: Support}
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity, Witness
from routecfg.disclosure import first_few, quoted, shown
from routecfg.model import DecisionTree, Label, Object, Settings, Target
from routecfg.rules.support.answers import (
    AnswersHere,
    AnswersOfSets,
    Pattern,
    Phrase,
    answers_in,
    leads_to,
    where_chats_wait,
)
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.pattern_pairs import compared, covers, pattern_pairs

if TYPE_CHECKING:
    from routecfg.answers import Choice

RULE = Rule("RC402", "shadowed-answer", Severity.WARNING, __doc__)

NEEDS = Need.NOTHING

_NAMED: Final = 3
_FEW: Final = 4
"""Up to so many patterns are searched one by one: building a set of them takes as long as that many searches."""


def check_object(kind: str, name: str, item: Object, settings: Settings) -> Iterator[Finding]:
    """What an earlier answer of the same decision, or of the same target set, takes away.

    A decision's own answers come before those of target sets on purpose. Silent behind a pattern that fits everything.
    """
    found = (
        finding
        for answers in answers_in(kind, name, item)
        for finding in (*_phrases(answers, settings.languages[0]), *_patterns(answers, settings.languages[0]))
    )
    return where_chats_wait(name, item, found)


def concerns(_kind: str, _name: str, item: Object, _settings: Settings) -> bool:
    """Trees in which several target sets are understood at one decision."""
    return isinstance(item, DecisionTree) and next(_sets_together(item), None) is not None


def check_estate(context: Context) -> Iterator[Finding]:
    """What one target set takes from another where both are understood: each pair of answers once."""
    first = context.settings.languages[0]
    items = context.assembly.items
    reported: set[tuple[Path, Path]] = set()
    for names in dict.fromkeys(
        chain.from_iterable(map(_sets_together, context.concerned(RULE).decision_trees.values()))
    ):
        sets = {name: items.get(("target_sets", name)) for name in names}
        together = [
            each for name, item in sets.items() if item is not None for each in answers_in("target_sets", name, item)
        ]
        for finding in _phrases(AnswersOfSets(together), first):
            pair = (finding.path[:4], finding.related[0].path[:4])
            if pair[0][1] != pair[1][1] and pair not in reported:
                reported.add(pair)
                yield finding


def _sets_together(tree: DecisionTree) -> Iterator[tuple[str, ...]]:
    """The target sets that are understood at one decision, several of them, in the order in which they are tried."""
    for decision in tree.decisions:
        if len(decision.also) + len(tree.also) < 2:
            continue
        names = tuple(dict.fromkeys((*decision.also, *tree.also)))
        if len(names) > 1 and not any(target.immediate for target in decision.targets):
            yield names


def _phrases(answers: AnswersHere, first: str) -> Iterator[Finding]:
    """Phrases that lead elsewhere: those that one answer takes from another are reported together."""
    if not _may_clash(answers):
        return
    from routecfg.answers import Answers, fits_everything

    taken: dict[tuple[int, int], list[tuple[Phrase, Choice, str]]] = {}
    by_language: dict[str, Answers] = {}
    phrases = list(answers.phrases())
    everything = {pattern.target for pattern in answers.patterns if fits_everything(pattern.text)}
    for phrase in phrases:
        language = phrase.language or first
        if language not in by_language:
            by_language[language] = Answers(answers.targets, language, first, similarity=100)
        chosen = by_language[language].choose(phrase.text)
        if chosen is None or chosen.answer >= phrase.target or chosen.by in ("alike", "default", "within"):
            continue
        if answers.leads(chosen.answer, language) == answers.leads(phrase.target, language):
            continue
        if chosen.by == "pattern" and chosen.answer in everything:
            continue
        if phrase.title and chosen.by == "button" and _bears(answers.targets[chosen.answer], phrase.text):
            continue  # two buttons of one title are another fault
        taken.setdefault((chosen.answer, phrase.target), []).append((phrase, chosen, language))
    for (earlier, _), lost in taken.items():
        yield _taken(answers, earlier, lost)


def _bears(target: Target, title: str) -> bool:
    """Whether the button of a target has this very title, for customers of any language."""
    button = target.when.button if target.when is not None else None
    return isinstance(button, Label) and title in (button.title, *button.languages.values())


def _taken(answers: AnswersHere, earlier: int, lost: "list[tuple[Phrase, Choice, str]]") -> Finding:
    phrase, chosen, language = lost[0]
    words = list(dict.fromkeys(quoted(each.text, each.path) for each, _, _ in lost))
    many = len(words) > 1
    reason = _reason(answers, earlier, chosen.by, phrase)
    titles = all(each.title for each, _, _ in lost)
    title = " typed instead of pressed" if titles else ""
    mend = f"take {'them' if many else 'it'} out of one of the two answers, or put this answer before the other"
    if titles and chosen.by == "button":
        mend = "give one of the two buttons another title"
    goal = leads_to(answers.targets[earlier], answers.leads(earlier, language))
    return RULE.at(
        phrase.path,
        f"whoever writes {first_few(words, _NAMED, 'or')}{title} does not go to "
        f"{leads_to(answers.targets[phrase.target], answers.leads(phrase.target, language))}, but to {goal}, "
        f"since {reason}",
        help=mend,
        related=(Related("the earlier answer", answers.place(earlier)),),
        witness=Witness(message=shown(phrase.text, phrase.path)),
    )


def _reason(answers: AnswersHere, earlier: int, by: str, phrase: Phrase) -> str:
    before, here = answers.place(earlier), answers.place(phrase.target)
    whose = "an earlier answer" if before[:2] == here[:2] else f"target set '{before[1]}', which is tried before it,"
    if by != "pattern":
        alike = "the same title, but for capitals, accents and signs" if phrase.title else "the same title"
        return f"{whose} has {alike if by == 'button' else 'the same phrase'}"
    from routecfg.answers import fits

    fitting = next(
        pattern for pattern in answers.patterns if pattern.target == earlier and fits(pattern.text, phrase.text)
    )
    return f"the pattern {quoted(fitting.text, fitting.path)} of {whose} fits"


def _may_clash(answers: AnswersHere) -> bool:
    """A quick look, in all languages at once: whether two phrases are one, or a pattern fits a later phrase."""
    from routecfg.answers import PatternSet, phrase_form

    texts = answers.texts()
    seen: set[str] = set()
    for mine in texts:
        forms = set(map(phrase_form, mine))
        if not seen.isdisjoint(forms):
            return True
        seen |= forms
    patterns = answers.patterns
    if len(patterns) > _FEW:
        every = PatternSet([pattern.text for pattern in patterns])
        fitting = ((target, every.first(text.strip())) for target, mine in enumerate(texts) for text in mine)
        return any(found is not None and patterns[found].target < target for target, found in fitting)
    return any(
        _fits(pattern.text, text) for pattern in patterns for mine in texts[pattern.target + 1 :] for text in mine
    )


@lru_cache(maxsize=65536)
def _fits(pattern: str, phrase: str) -> bool:
    """As `fits`: the decisions of an estate have many phrases and patterns in common."""
    from routecfg.answers import fits

    return fits(pattern, phrase)


def _patterns(answers: AnswersHere, first: str) -> Iterator[Finding]:
    """Patterns that an earlier one contains: each once, with the first that is seen to take a message from it."""
    if len(answers.patterns) < 2:
        return
    from routecfg.answers import beyond, example_of

    without_example: dict[Pattern, Finding] = {}
    reported: set[Pattern] = set()
    for earlier, later, language in pattern_pairs(answers, first):
        if later in reported or not covers(earlier, later, first) or not compared(earlier, later):
            continue
        if beyond(earlier.text, later.text) is not None:
            continue
        example = example_of(later.text)
        if not isinstance(example, str):
            continue
        witness = _taken_message(answers, earlier, later, language or first, first, example)
        finding = RULE.at(
            later.path,
            f"the pattern {quoted(later.text, later.path)} never chooses this answer: all that it fits, the pattern "
            f"{quoted(earlier.text, earlier.path)} of an earlier answer fits as well, and customers go to "
            f"{leads_to(answers.targets[earlier.target], answers.leads(earlier.target, language))}",
            help="take one of the two answers out, or give it another pattern"
            if beyond(later.text, earlier.text) is None  # either of them hides the other
            else "put this answer before the other, or take it out",
            related=(Related("the earlier pattern", earlier.path),),
            witness=witness,
        )
        if witness is None:  # another pattern takes the message before both
            without_example.setdefault(later, finding)
            continue
        reported.add(later)
        yield finding
    yield from (finding for later, finding in without_example.items() if later not in reported)


def _taken_message(
    answers: AnswersHere, earlier: Pattern, later: Pattern, language: str, first: str, example: str
) -> Witness | None:
    """A message that the later pattern fits and the earlier one takes: a third answer may have the example's words."""
    from routecfg.answers import Answers

    choosing = Answers(answers.targets, language, first, similarity=100)
    for message in (example, f"{example} 1", f"1 {example}"):
        chosen = choosing.choose(message)
        if chosen is not None and chosen.answer == earlier.target and _fits(later.text, message):
            return Witness(message=shown(message))
    return None
