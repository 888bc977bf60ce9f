"""A pattern for which many programs would take hopelessly long.

Here it is fast: RE2, which runs it, takes as long as a message is long. But programs whose engine goes back and tries
again, such as those of Python, Java and JavaScript, take twice as long for each letter more, and a customer can stop
them with one message. So do not copy it into one of these. A repetition inside a repetition is the usual cause.

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
              - {when: {pattern: '/^([0-9]+ ?)+$/'}, to: {queue: orders}}
              - {to: {queue: support}, default: true}
    queues:
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
              - {when: {pattern: '/^[0-9 ]+$/'}, to: {queue: orders}}
              - {to: {queue: support}, default: true}
    queues:
      orders: {title: Orders}
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, Witness
from routecfg.disclosure import quoted, shown
from routecfg.model import Object, Settings
from routecfg.rules.support.answers import answers_in, where_chats_wait

RULE = Rule("RC405", "slow-pattern", Severity.INFO, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Every pattern for which an engine that backtracks takes twice as long for each letter more."""
    return where_chats_wait(name, item, _found(kind, name, item))


def _found(kind: str, name: str, item: Object) -> Iterator[Finding]:
    for answers in answers_in(kind, name, item):
        for pattern in answers.patterns:
            from routecfg.answers import attack  # here, since most objects have no pattern

            message = attack(pattern.text)
            if message is not None:
                yield RULE.at(
                    pattern.path,
                    f"the pattern {quoted(pattern.text, pattern.path)} is fast here, but an engine that backtracks "
                    f"takes minutes for a message such as {quoted(message)}",
                    help="write one repetition instead of a repetition inside another, as in /[0-9 ]+/",
                    witness=Witness(message=shown(message)),
                )
