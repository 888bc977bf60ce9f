"""A decision to which no way leads from the start of its tree.

No customer ever gets there. Often a target was changed and its old goal stayed behind, or a new decision was never
linked. Decisions that only lead to each other are found, too. Only the first ones are told, with how many others
hang on them.

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
            targets: [{to: {queue: support}}]
          complaint:
            title: Complaint
            targets: [{to: {queue: support}}]
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
              - when: {button: {title: Complaint}}
                to: {decision: complaint}
              - to: {queue: support}
                default: true
          complaint:
            title: Complaint
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Collection, Iterator

from routecfg.diagnostics import Diagnostic, Rule, Severity, nearest, plural, pointer
from routecfg.graph import heads, reach, ways_inside, written_steps
from routecfg.model import DecisionTree, Object, Settings, references

RULE = Rule("RC304", "unreachable-decision", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, one: Object, _settings: Settings) -> Iterator[Diagnostic]:
    """The decisions from which all that is unreachable in a tree can be reached.

    What is written behind something that always leaves counts as reached, and so does what a name that no decision has
    most likely means: these are told as faults of their own.
    """
    if not isinstance(one, DecisionTree):
        return
    steps = written_steps(one)
    reached = ways_inside(one, steps)
    if len(reached) == len(steps):
        return
    names = list(steps)
    number = {decision: index for index, decision in enumerate(names)}
    after = {number[decision]: [number[to] for to in following] for decision, following in steps.items()}
    found = set(reach((number[decision] for decision in (*reached, *_meant(one, steps))), after))
    left = set(number.values()) - found
    for head, hanging in heads(left, after).items():
        rest = f"; {plural(len(hanging), 'other decision hangs', 'other decisions hang')} on it" if hanging else ""
        yield RULE.at(
            pointer(kind, name, "decisions", names[head]),
            f"no way leads from the start of decision tree '{name}' to decision '{names[head]}': "
            f"no customer ever gets there{rest}",
            on_key=True,
            help="make it the target of a decision that customers get to, or remove it",
        )


def _meant(tree: DecisionTree, names: Collection[str]) -> list[str]:
    """The decisions that misspelt names most likely mean."""
    lost = {one.name: None for one in references(tree) if one.kind == "decision" and one.name not in names}
    return [near for name in lost if (near := nearest(name, names)) is not None]
