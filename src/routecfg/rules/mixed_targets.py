"""Targets of one decision that exclude each other.

An immediate target (one without `when` and `default`) is taken before the customer can write anything. So answers
beside it are never used, and a second immediate target is never taken. If no answer fits, only one default can be
taken.

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
          welcome:
            title: Welcome
            targets:
              - when: {similar: [agent, human]}
                to: {queue: support}
              - to: {terminate: goodbye}
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: decision_tree}
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
          welcome:
            title: Welcome
            targets:
              - when: {similar: [agent, human]}
                to: {queue: support}
              - to: {terminate: goodbye}
                default: true
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: decision_tree}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity
from routecfg.model import Decision, DecisionTree, Object, Settings

RULE = Rule("RC309", "mixed-targets", Severity.ERROR, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Immediate targets beside answers, further immediate targets, further defaults."""
    if not isinstance(item, DecisionTree):
        return
    for decision in item.decisions:
        if len(decision.targets) > 1:
            yield from _of_decision((kind, name, "decisions", decision.name, "targets"), decision)


def _of_decision(here: Path, decision: Decision) -> Iterator[Finding]:
    at_once = [index for index, target in enumerate(decision.targets) if target.immediate]
    defaults = [index for index, target in enumerate(decision.targets) if target.default]
    if not at_once and len(defaults) < 2:
        return
    mixed = len(at_once) < len(decision.targets)
    for index in at_once if mixed else at_once[1:]:
        if mixed:
            other = next(other for other, target in enumerate(decision.targets) if not target.immediate)
            yield RULE.at(
                (*here, index),
                "this target is taken immediately, so the answers beside it are never heard",
                help="say with `when` which answer leads here, or take it out"
                if defaults
                else "did you mean `default: true`?",
                related=(Related("an answer beside it", (*here, other)),),
            )
        else:
            yield RULE.at(
                (*here, index),
                "this target is never taken: the one before it is taken immediately",
                help="remove it, or say with `when` which answer leads here",
                related=(Related("taken immediately", (*here, at_once[0])),),
            )
    for index in defaults[1:]:
        yield RULE.at(
            (*here, index, "default"),
            f"decision '{decision.name}' has a default already: only one target can be taken when no answer fits",
            help="leave `default` out here, or in the other target",
            related=(Related("the first default", (*here, defaults[0], "default")),),
        )
