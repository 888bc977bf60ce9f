"""A decision that waits for an answer and does not say what happens if none fits.

Whoever writes something else gets no reply: the chat stays where it is and nothing is sent. Customers take it for
broken and leave. A decision needs one target with `default: true`, for instance a decision that says that this was not
understood and asks again.

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
              - {when: {similar: [invoice, bill]}, to: {queue: billing}}
              - {when: {similar: [agent, human]}, to: {queue: support}}
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
              - {when: {similar: [agent, human]}, to: {queue: support}, default: true}
    queues:
      billing: {title: Billing}
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import Object, Settings, TargetSet
from routecfg.rules.support.answers import AnswersHere, answers_in, where_chats_wait

RULE = Rule("RC406", "missing-default", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Decisions for whose answer some chat waits, without a default and without a pattern that fits everything."""
    if isinstance(item, TargetSet):
        return iter(())
    return where_chats_wait(name, item, _found(kind, name, item))


def _found(kind: str, name: str, item: Object) -> Iterator[Finding]:
    for answers in answers_in(kind, name, item):
        if not any(target.default for target in answers.targets) and not _fits_all(answers):
            yield RULE.at(
                answers.path,
                f"{answers.name} has no default: a customer whose message fits no answer gets no reply, and the chat "
                "stays where it is",
                on_key=True,
                help="write 'default: true' at one target, for example one that leads to a decision that asks again",
            )


def _fits_all(answers: AnswersHere) -> bool:
    patterns = [pattern.text for pattern in answers.patterns if pattern.language is None]
    if not patterns:
        return False
    from routecfg.answers import unfitted  # here, since most decisions have no pattern

    return any(unfitted(pattern) is None for pattern in patterns)
