"""Actions and targets after a target that always leaves.

A `target` among the actions leaves the decision at once. Nothing after it happens: no message is sent, no ticket is
created, no target of the decision is taken. A condition always leaves if both its branches end in a target.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          complaint:
            title: Complaint
            actions:
              - target: {queue: support}
              - send_message: {text: "We are sorry. Somebody will be with you soon."}
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          complaint:
            title: Complaint
            actions:
              - send_message: {text: "We are sorry. Somebody will be with you soon."}
              - target: {queue: support}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Path, Rule, Severity, plural
from routecfg.graph import exits_of
from routecfg.model import Decision, DecisionTree, Object, Settings

RULE = Rule("RC307", "unreachable-action", Severity.WARNING, __doc__)

_HELP = "move what is to happen before the target, put the target into a condition, or remove one of the two"


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The first action of each list that never runs; or else the targets, if only they are behind."""
    if not isinstance(item, DecisionTree):
        return
    for decision in item.decisions:
        if decision.actions:
            yield from _of_decision((kind, name, "decisions", decision.name), decision)


def _of_decision(here: Path, decision: Decision) -> Iterator[Finding]:
    exits = exits_of(decision.actions)
    targets_too = bool(decision.targets) and not exits.goes_on
    reported = False
    for where, number in exits.skipped:
        what = "this action never runs" if number == 1 else f"{plural(number, 'action')} from here on never run"
        if len(where) == 2 and targets_too:
            reported = True
            what += f", and no target of decision '{decision.name}' is ever taken"
        yield RULE.at((*here, *where), f"{what}: what stands before always sends the chat elsewhere", help=_HELP)
    if targets_too and not reported:
        yield RULE.at(
            (*here, "targets"),
            f"no target of decision '{decision.name}' is ever taken: its actions always send the chat elsewhere before",
            on_key=True,
            help=_HELP,
        )
