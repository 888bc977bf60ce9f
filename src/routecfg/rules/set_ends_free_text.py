"""A decision that asks customers for their own words, and understands a target set that ends the chat.

Phrases of three characters or more are found inside messages. Whoever describes a fault and closes with "that is all"
says goodbye, if a target set understands that: the chat ends, and what was written is lost. Name such a set at the
decisions that offer a choice, not at those that ask for free text.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    target_sets:
      goodbye:
        targets: [{when: {similar: [bye, that is all]}, to: {terminate: goodbye}}]
    decision_trees:
      menu:
        title: Menu
        decisions:
          describe:
            title: Please describe what is wrong
            also: [goodbye]
            targets: [{to: {decision: file-ticket}, default: true}]
          file-ticket:
            title: File a ticket
            actions: [{create_ticket: {title: Complaint, category: complaints, comment: "{{ text }}"}}]
            targets: [{to: {queue: support}}]
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: user, answered: true}
    ticket_categories:
      complaints: {title: Complaints}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    target_sets:
      goodbye:
        targets: [{when: {similar: [bye, that is all]}, to: {terminate: goodbye}}]
    decision_trees:
      menu:
        title: Menu
        decisions:
          ask:
            title: Is something wrong
            also: [goodbye]
            targets:
              - {when: {button: {title: "Yes, it is"}}, to: {decision: describe}}
              - {to: {queue: support}, default: true}
          describe:
            title: Please describe what is wrong
            targets: [{to: {decision: file-ticket}, default: true}]
          file-ticket:
            title: File a ticket
            actions: [{create_ticket: {title: Complaint, category: complaints, comment: "{{ text }}"}}]
            targets: [{to: {queue: support}}]
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: user, answered: true}
    ticket_categories:
      complaints: {title: Complaints}
    queues:
      support: {title: Support}
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity, Witness, plural
from routecfg.disclosure import quoted, shown
from routecfg.model import Decision, DecisionTree, Object, Settings, Target, TargetSet, each_action, spoken
from routecfg.rules.support.answers import where_chats_wait
from routecfg.rules.support.context import Context, Need

RULE = Rule("RC408", "set-ends-free-text", Severity.INFO, __doc__)

NEEDS = Need.NOTHING

_TEXT: Final = re.compile(r"\{\{[^}]*\btext\b")
"""A template that brings in what the customer just wrote."""


class _Ending(NamedTuple):
    """A phrase that ends a chat: where it stands, where it leads, and the position of its target in the set."""

    path: Path
    phrase: str
    goal: str
    target: int


def concerns(_kind: str, name: str, item: Object, _settings: Settings) -> bool:
    """Target sets that end chats, and trees that understand some set where they ask for the customer's own words."""
    if isinstance(item, TargetSet):
        return next(_endings(name, item), None) is not None
    return isinstance(item, DecisionTree) and any(
        (item.also or decision.also) and _asks_for_text(item, decision) for decision in item.decisions
    )


def check_estate(context: Context) -> Iterator[Finding]:
    """Each naming of a set that ends chats, where what customers write is kept and nothing else is asked.

    A set that the tree names is reported once, with the first of the decisions.
    """
    sets = context.concerned(RULE, "target_sets").target_sets
    if not sets:
        return
    ending = {name: tuple(_endings(name, answers)) for name, answers in sets.items()}
    for name, tree in context.concerned(RULE, "decision_trees").decision_trees.items():
        asking = [decision for decision in tree.decisions if _asks_for_text(tree, decision)]
        yield from where_chats_wait(name, tree, _found(context, name, tree, asking, ending))


def _found(
    context: Context,
    name: str,
    tree: DecisionTree,
    asking: Sequence[Decision],
    ending: Mapping[str, Sequence[_Ending]],
) -> Iterator[Finding]:
    for decision in asking:
        for index, each in enumerate(decision.also):
            found = _first_taken(context, tree, decision, each, ending.get(each, ()))
            if found is not None:
                here = ("decision_trees", name, "decisions", decision.name, "also", index)
                yield _reported(here, decision, each, found)
    for each in tree.also:
        taken = [
            (decision, found)
            for decision in asking
            if each not in decision.also
            and (found := _first_taken(context, tree, decision, each, ending.get(each, ()))) is not None
        ]
        if taken:
            decision, found = taken[0]
            path = ("decision_trees", name, "decisions", decision.name)
            yield _reported(path, decision, each, found, others=len(taken) - 1)


def _reported(path: Path, decision: Decision, name: str, found: _Ending, others: int = 0) -> Finding:
    more = f", as {plural(others, 'other decision')} of its tree {'does' if others == 1 else 'do'}" if others else ""
    return RULE.at(
        path,
        f"decision '{decision.name}' asks customers for their own words{more}: whoever writes "
        f"{quoted(found.phrase, found.path)} in them is sent to {found.goal}, since target set '{name}' understands it "
        "here; the chat ends, and the customer's message is not kept",
        on_key=path[-2] == "decisions",
        help="name the target set at the decisions that offer a choice, not where customers write freely",
        related=(Related("the phrase", found.path),),
        witness=Witness(message=shown(_message(found.phrase), found.path)),
    )


def _asks_for_text(tree: DecisionTree, decision: Decision) -> bool:
    """Whether a decision takes any answer, and what is written is kept where that leads."""
    if len(decision.targets) != 1 or not decision.targets[0].default or decision.targets[0].when is not None:
        return False
    goal = decision.targets[0].to.decision
    after = next((each for each in tree.decisions if each.name == goal), None)
    return after is not None and any(
        _TEXT.search(text)
        for _, action in each_action(after.actions, ())
        for text in (
            (action.create_ticket.title, action.create_ticket.comment)
            if action.create_ticket is not None
            else [value for value in (action.save_data or {}).values() if isinstance(value, str)]
        )
    )


def _first_taken(
    context: Context, tree: DecisionTree, decision: Decision, name: str, endings: Sequence[_Ending]
) -> _Ending | None:
    """The first phrase of a set that ends a chat at a decision: other answers of its sets may take the message."""
    if not endings:
        return None
    from routecfg.answers import Answers  # here, since few projects have such sets

    targets: list[Target] = []
    starts: dict[str, int] = {}
    for each in dict.fromkeys((*decision.also, *tree.also)):
        answers = context.assembly.items.get(("target_sets", each))
        starts[each] = len(targets)
        targets += answers.targets if isinstance(answers, TargetSet) else ()
    first = context.settings.languages[0]
    choosing = Answers(tuple(targets), first, first, context.settings.similarity)
    for ending in endings:
        chosen = choosing.choose(_message(ending.phrase))
        if chosen is not None and chosen.answer == starts[name] + ending.target:
            return ending
    return None


def _message(phrase: str) -> str:
    return f"it is broken, {phrase}"


def _endings(name: str, answers: TargetSet) -> Iterator[_Ending]:
    """The phrases that end a chat wherever they stand in a message."""
    from routecfg.answers import SHORTEST_WITHIN, normal_form

    for index, target in enumerate(answers.targets):
        goals = [to for to in (target.to, *target.languages.values()) if to.terminate is not None]
        if not goals or target.when is None:
            continue
        for place, phrase in enumerate(target.when.similar):
            if len(normal_form(phrase)) >= SHORTEST_WITHIN:
                path = ("target_sets", name, "targets", index, "when", "similar", place)
                yield _Ending(path, phrase, spoken(goals[0].kind, goals[0].name), index)
