"""A short word of the project's first language that means something else to the customers of a line.

What is written in the first language is understood from everyone. A Czech who writes "no" says yes, and is taken to
have said no. Name the word for that language under `languages`, where it means what these customers mean, or use a
longer word.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [cs, en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          more:
            title: Anything else
            targets:
              - {when: {similar: ["yes"], languages: {cs: [ano]}}, to: {queue: support}}
              - {when: {similar: ["no"], languages: {cs: [ne]}}, to: {terminate: goodbye}}
              - {to: {queue: support}, default: true}
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: user, answered: true}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [cs, en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          more:
            title: Anything else
            targets:
              - {when: {similar: ["yes"], languages: {cs: [ano, "no"]}}, to: {queue: support}}
              - {when: {similar: ["no"], languages: {cs: [ne]}}, to: {terminate: goodbye}}
              - {to: {queue: support}, default: true}
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: user, answered: true}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.answers import Answers, phrase_form, spoken
from routecfg.diagnostics import Finding, Rule, Severity, Witness
from routecfg.disclosure import quoted, shown
from routecfg.model import (
    DecisionTree,
    InboundRouting,
    Name,
    Object,
    Settings,
    Target,
    TargetSet,
    base_language,
    languages_of,
)
from routecfg.rules.support.answers import AnswersHere, Phrase, answers_in, leads_to, where_chats_wait
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.false_friends import LONGEST, has_other_meanings, other_meaning

RULE = Rule("RC407", "foreign-short-word", Severity.INFO, __doc__)

NEEDS = Need.NOTHING

_MOST_WRITTEN = LONGEST + 2
"""Characters of a short word as it is written, with punctuation perhaps, as in "No!"."""


def concerns(kind: str, name: str, item: Object, settings: Settings) -> bool:
    """Trees and target sets with such a word, whoever gets there."""
    first = settings.languages[0]
    return _may_be_ambiguous(item) and any(
        next(_ambiguous(answers, first), None) is not None for answers in answers_in(kind, name, item)
    )


def check_estate(context: Context) -> Iterator[Finding]:
    """Such words where a line leads whose customers speak the other language, in trees and in target sets."""
    first = context.settings.languages[0]
    concerned = context.concerned(RULE)
    known: dict[tuple[str, str], list[str]] | None = None
    for kind in ("target_sets", "decision_trees"):
        for name, item in concerned.of(kind).items():
            if known is None:
                known = _spoken(context)
            here = known.get((kind, name), [])
            found = (
                finding
                for answers in answers_in(kind, name, item)
                for phrase in _ambiguous(answers, first)
                for finding in _understood(answers, phrase, first, here)
            )
            yield from where_chats_wait(name, item, found)


def _may_be_ambiguous(item: Object) -> bool:
    """A quick look: whether an object has a short word that some language understands in another way."""
    if isinstance(item, TargetSet):
        return _has_one(item.targets)
    return isinstance(item, DecisionTree) and any(_has_one(decision.targets) for decision in item.decisions)


def _has_one(targets: tuple[Target, ...]) -> bool:
    for target in targets:
        when = target.when
        if when is not None:
            for word in when.similar:
                if len(word) <= _MOST_WRITTEN and has_other_meanings(phrase_form(word)):
                    return True
    return False


def _ambiguous(answers: AnswersHere, first: str) -> Iterator[Phrase]:
    """The short words of the first language that mean something else in some other."""
    seen: set[tuple[int, str]] = set()
    for phrase in answers.words_up_to(_MOST_WRITTEN):
        form = phrase_form(phrase.text)
        if (phrase.target, form) not in seen and has_other_meanings(form, base_language(first)):
            seen.add((phrase.target, form))
            yield phrase


def _understood(answers: AnswersHere, phrase: Phrase, first: str, languages: list[str]) -> Iterator[Finding]:
    form = phrase_form(phrase.text)
    when = answers.targets[phrase.target].when
    for language in languages:
        meaning = other_meaning(form, base_language(first), base_language(language))
        if meaning is None or when is None:
            continue
        if form in map(phrase_form, spoken(when, language, first).words):
            continue  # it is meant for these customers, too
        chosen = Answers(answers.targets, language, first, similarity=100).choose(phrase.text)
        if chosen is None or chosen.answer != phrase.target:
            continue
        yield RULE.at(
            phrase.path,
            f"{quoted(phrase.text, phrase.path)} means '{meaning}' to customers who speak '{language}', and it is "
            f"understood from everyone: whoever writes it goes to "
            f"{leads_to(answers.targets[phrase.target], answers.leads(phrase.target, language))}",
            help=f"use a longer word, or name it for '{language}' at an earlier answer where it means '{meaning}'",
            witness=Witness(message=shown(phrase.text, phrase.path)),
        )
        return


def _spoken(context: Context) -> dict[tuple[str, str], list[str]]:
    """What the customers who get to an object speak, in the order of the lines."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in context.outlines:
        routing = context.assembly.items[line] if line[0] == "inbound_routings" else None
        if not isinstance(routing, InboundRouting):
            continue
        languages = languages_of(routing, context.settings)
        waiting: list[Name] = [line]
        while waiting:
            name = waiting.pop()
            here = found.setdefault(name, [])
            new = [language for language in languages if language not in here]
            if new and name in context.outlines:
                here += new
                waiting += context.outlines[name].names
    return found
