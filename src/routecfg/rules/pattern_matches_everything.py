"""A pattern that fits whatever a customer writes, before other answers.

The answers behind it are never chosen, whatever the customer types; only their buttons still work. It is most often
meant as "anything else", which is what `default: true` says: that is tried last, wherever it stands. In a decision
without a default such a pattern is reported as well: a photo or a voice message without text fits no pattern.

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
              - {when: {pattern: "/.*/"}, to: {queue: support}}
              - {when: {similar: [invoice, bill]}, to: {queue: billing}}
              - {to: {queue: support}, default: true}
    queues:
      billing: {title: Billing}
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
              - {when: {similar: [invoice, bill]}, to: {queue: billing}}
              - {to: {queue: support}, default: true}
    queues:
      billing: {title: Billing}
      support: {title: Support}
"""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity, Witness, plural
from routecfg.disclosure import shown
from routecfg.model import Object, Settings
from routecfg.rules.support.answers import AnswersHere, Pattern, answers_in, leads_to, where_chats_wait

RULE = Rule("RC404", "pattern-matches-everything", Severity.WARNING, __doc__)

_ANYTHING: Final = "anything"


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The first such pattern of each decision and language, if answers that lead elsewhere stand behind it, or if it
    stands in place of a default."""
    return where_chats_wait(name, item, _found(kind, name, item))


def _found(kind: str, name: str, item: Object) -> Iterator[Finding]:
    for answers in answers_in(kind, name, item):
        seen: set[str | None] = set()
        for pattern in answers.patterns:
            if None in seen or pattern.language in seen:
                continue
            from routecfg.answers import fits_everything  # here, since most objects have no pattern

            if fits_everything(pattern.text):
                seen.add(pattern.language)
                yield from _behind(answers, pattern)


def _behind(answers: AnswersHere, pattern: Pattern) -> Iterator[Finding]:
    from routecfg.answers import unfitted

    here = pattern.target
    behind = [
        place
        for place, target in enumerate(answers.targets)
        if place > here and target.when is not None and answers.apart(place, here)
    ]
    default = [place for place, target in enumerate(answers.targets) if target.default and answers.apart(place, here)]
    phrases = [phrase.text for phrase in answers.phrases() if phrase.target in behind and not phrase.title]
    lost = [f"{plural(len(behind), 'answer')} behind it{_with(len(phrases))}"] if behind else []
    if answers.more:
        lost.append("the target sets")
    if default and not lost:
        lost.append("the default")
    if not lost:
        if answers.path[0] == "decision_trees" and not any(target.default for target in answers.targets):
            yield from _in_place_of_default(pattern)
        return
    witness = phrases[0] if phrases else _ANYTHING
    lines = "" if unfitted(pattern.text) is None else " in one line"
    whose = "" if pattern.language is None else f" who speaks '{pattern.language}'"
    one = len(lost) == 1 and (len(behind) == 1 or lost == ["the default"])
    never = "is never chosen" if one else "are never chosen"
    yield RULE.at(
        pattern.path,
        f"this pattern fits whatever a customer{whose} writes{lines}, so {' and '.join(lost)} {never} by what is "
        f"typed: all goes to {leads_to(answers.targets[here])}",
        help="put this answer last, or take the pattern out and write 'default: true' for what fits nothing else",
        witness=Witness(message=shown(witness)),
    )


def _in_place_of_default(pattern: Pattern) -> Iterator[Finding]:
    from routecfg.answers import unfitted

    if pattern.language is None and unfitted(pattern.text) is None:  # others leave a default missing, which is reported
        yield RULE.at(
            pattern.path,
            "this pattern fits whatever a customer writes, but a photo or a voice message without text fits no "
            "pattern: where a line allows attachments, whoever sends one gets no reply",
            help="take the pattern out, and write 'default: true' at this target, for all that no other answer fits",
        )


def _with(words: int) -> str:
    return f" with {words:,} words and phrases" if words > 1 else ""
