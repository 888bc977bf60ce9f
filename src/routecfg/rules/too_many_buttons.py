"""A decision with more buttons than WhatsApp shows.

More than three buttons become a list, and a list has at most ten lines. WhatsApp refuses the message with a longer one:
the customer reads nothing at all. Buttons that target sets bring count, too.

Bad:
    decision_trees:
      branches:
        title: Branches
        decisions:
          which:
            title: Which branch?
            targets:
              - {when: {button: {title: Brno}}, to: {queue: support}}
              - {when: {button: {title: Cheb}}, to: {queue: support}}
              - {when: {button: {title: Jihlava}}, to: {queue: support}}
              - {when: {button: {title: Kladno}}, to: {queue: support}}
              - {when: {button: {title: Liberec}}, to: {queue: support}}
              - {when: {button: {title: Most}}, to: {queue: support}}
              - {when: {button: {title: Olomouc}}, to: {queue: support}}
              - {when: {button: {title: Ostrava}}, to: {queue: support}}
              - {when: {button: {title: Praha}}, to: {queue: support}}
              - {when: {button: {title: Tábor}}, to: {queue: support}}
              - {when: {button: {title: Zlín}}, to: {queue: support}}
    queues:
      support: {title: Support}

Good:
    decision_trees:
      branches:
        title: Branches
        decisions:
          which:
            title: Which branch?
            targets:
              - {when: {button: {title: Brno}}, to: {queue: support}}
              - {when: {button: {title: Ostrava}}, to: {queue: support}}
              - {when: {button: {title: Praha}}, to: {queue: support}}
              - {when: {button: {title: Another branch}}, to: {decision: others}}
          others:
            title: In which town is the branch?
            targets:
              - {when: {similar: [Cheb, Jihlava, Kladno, Liberec, Most, Olomouc, Tábor, Zlín]}, to: {queue: support}}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.model import DecisionTree, Object, Settings, TargetSet
from routecfg.rules.support.buttons import MOST_BUTTONS, has_button, shown_buttons
from routecfg.rules.support.context import Context, Need

RULE = Rule("RC702", "too-many-buttons", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING


def concerns(_kind: str, _name: str, item: Object, _settings: Settings) -> bool:
    """Decisions with that many buttons of their own, and target sets that bring some."""
    if isinstance(item, TargetSet):
        return any(map(has_button, item.targets))
    return isinstance(item, DecisionTree) and any(
        len(decision.targets) > MOST_BUTTONS and sum(map(has_button, decision.targets)) > MOST_BUTTONS
        for decision in item.decisions
    )


def check_estate(context: Context) -> Iterator[Finding]:
    """Every decision with more than ten buttons."""
    for shown in shown_buttons(context, RULE):
        buttons = shown.all
        if len(buttons) <= MOST_BUTTONS:
            continue
        brought = f", {len(shown.added)} of them from target sets" if shown.added else ""
        last = buttons[MOST_BUTTONS]
        yield RULE.at(
            shown.path,
            f"decision '{shown.decision.name}' has {len(buttons)} buttons{brought}, and WhatsApp shows at most "
            f"{MOST_BUTTONS}: it refuses the message, and the customer reads nothing",
            on_key=True,
            help="let one button lead to a decision with the others, or make some of them words to type (similar)",
            related=(Related("the eleventh button", last.path),),
        )
