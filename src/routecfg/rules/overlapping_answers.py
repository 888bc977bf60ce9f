"""A message that the patterns of two answers fit.

The earlier answer takes it. That may be meant; if not, customers get to the wrong place only now and then, which is
hard to notice. Two words that may stand in one message are no such case, nor is a specific pattern before a general
one: here both patterns mean the same part of the message.

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
              - {when: {pattern: "/^[0-9]{4,8}$/"}, to: {queue: orders}}
              - {when: {pattern: "/^[0-9]{8,10}$/"}, to: {queue: customers}}
              - {to: {queue: support}, default: true}
    queues:
      customers: {title: Customers}
      orders: {title: Orders}
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
              - {when: {pattern: "/^[0-9]{4,7}$/"}, to: {queue: orders}}
              - {when: {pattern: "/^[0-9]{8,10}$/"}, to: {queue: customers}}
              - {to: {queue: support}, default: true}
    queues:
      customers: {title: Customers}
      orders: {title: Orders}
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity, Witness
from routecfg.disclosure import quoted, shown
from routecfg.model import Object, Settings
from routecfg.rules.support.answers import AnswersHere, answers_in, leads_to, where_chats_wait
from routecfg.rules.support.pattern_pairs import MOST_PAIRS, pattern_pairs, too_many_pairs

RULE = Rule("RC403", "overlapping-answers", Severity.INFO, __doc__)


def check_object(kind: str, name: str, item: Object, settings: Settings) -> Iterator[Finding]:
    """Pairs of patterns of which neither contains the other: of each answer the first pair with an earlier one."""
    found = (
        finding
        for answers in answers_in(kind, name, item)
        if len(answers.patterns) > 1
        for finding in _overlapping(answers, settings.languages[0])
    )
    return where_chats_wait(name, item, found)


def _overlapping(answers: AnswersHere, first: str) -> Iterator[Finding]:
    from routecfg.answers import UNDECIDED, Answers, beyond, shared

    reported: set[int] = set()
    by_language: dict[str, Answers] = {}
    undecided = 0
    for earlier, later, language in pattern_pairs(answers, first):
        if later.target in reported:
            continue
        message = shared(earlier.text, later.text)
        if message is None:
            continue
        if message is UNDECIDED:
            undecided += 1
            continue
        if beyond(earlier.text, later.text) is None or beyond(later.text, earlier.text) is None:
            continue
        spoken = language or first
        if spoken not in by_language:
            by_language[spoken] = Answers(answers.targets, spoken, first, similarity=100)
        chosen = by_language[spoken].choose(str(message))
        if chosen is None or chosen.answer != earlier.target:
            continue  # a third answer takes it before both
        reported.add(later.target)
        yield RULE.at(
            later.path,
            f"{quoted(str(message))} fits two answers, by the patterns {quoted(earlier.text, earlier.path)} and "
            f"{quoted(later.text, later.path)}: the earlier one takes it, and the customer goes to "
            f"{leads_to(answers.targets[earlier.target], answers.leads(earlier.target, language))}",
            help="if that is not meant, make one of the patterns narrower, or put this answer before the other",
            related=(Related("the earlier pattern", earlier.path),),
            witness=Witness(message=shown(str(message))),
        )
    if undecided or too_many_pairs(answers):
        yield _not_compared(answers, undecided)


def _not_compared(answers: AnswersHere, undecided: int) -> Finding:
    """What is not known is said."""
    if too_many_pairs(answers):
        number = len(answers.patterns)
        what = f"only {MOST_PAIRS:,} of the {number * (number - 1) // 2:,} pairs of its patterns were compared"
    else:
        pairs = "1 pair of its patterns is" if undecided == 1 else f"{undecided:,} pairs of its patterns are"
        what = f"{pairs} too large to be compared, or hold what cannot be read"
    return RULE.at(
        (*answers.path, "targets"),
        f"it is not known whether more answers of {answers.name} overlap: {what}",
        on_key=True,
        help="write fewer or simpler patterns, and lists of words under 'similar' where they are enough",
    )
