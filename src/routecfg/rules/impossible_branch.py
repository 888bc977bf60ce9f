"""A branch of a time condition, or of a condition among actions, that no chat can take.

The time conditions before it have already decided: whenever a chat gets here, this time condition gives the same
answer. So customers never see what is behind the other branch. All paths from all inbound routings are checked, for
every moment of the next two years. After a decision that waits for an answer, any later time is possible.

An `if` is decided if it compares only what is written in it, as `"order.status" == "sent"` does, where the quotes make
a text of a name; or if what was saved before is written down on every path: behind `save_data: {paid: no}` no chat
takes the branch `if: paid == "yes"`. A loop over what is never a list does not run.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: open}
    time_conditions:
      open:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {time_condition: lunch}
        if_time_does_not_match: {terminate: closed}
      lunch:
        title: Lunch break
        time_group: evening
        if_time_matches: {terminate: closed}
        if_time_does_not_match: {queue: support}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
      evening:
        title: Evening
        include: [{hours: "18:00-22:00"}]
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: open}
    time_conditions:
      open:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    queues:
      support: {title: Support, id: 10001}
"""

import re
from collections.abc import Iterator, Set
from typing import Final

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity, Witness, listed, plural
from routecfg.disclosure import LONGEST_PATH, first_few, left_out, quoted, secrets_in
from routecfg.graph import EdgeKind, Node, Stop, Times, in_words
from routecfg.rules.support.context import DataContext, FlowContext, Need
from routecfg.rules.support.decided_tests import Decided, decided, reads_names
from routecfg.templates import BUILT_IN, Chooses, Constant, Repeats, shown

RULE = Rule("RC503", "impossible-branch", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

_FEW: Final = 3
_QUOTED_NAME: Final = re.compile(r"""(?P<mark>["'])(?P<name>(?P<root>[A-Za-z_]\w*)(?:\.\w+)+)(?P=mark)""")
"""A text that looks like a path to data."""

_NAMED = 5
"""More conditions than this would not help the reader."""


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """Each branch that no instant reaches, of conditions that chats do get to.

    Groups that never hold, or always do, are left to other rules. Nothing is reported behind a branch that is found
    here.
    """
    graph = context.graph
    if not graph.groups:
        return
    times = context.times
    for number in graph.groups:
        come, holds = times.at[number], times.of(number)
        if not come or come == times.horizon or not holds or holds == times.horizon:
            continue
        matches = come & holds
        if matches and matches != come:
            continue
        yield _finding(context, times, number, matches=bool(matches))


def check_data(context: DataContext) -> Iterator[Finding]:
    """Each condition and loop that comes out the same for every chat, if something is lost by that."""
    saved = frozenset(item.name for item in context.usage.saved)
    for each in decided(context):
        test = each.test
        path = context.path(test.node, test.step.path)
        yield RULE.at(
            path,
            f"{_what(each)}: {_because(each, path)}, so {_lost(context, each)}",
            help=_advice(test.step, saved, path),
            related=tuple(Related("the same decides this one", other) for other in each.others[:_FEW]),
            fix=_without_quotes(test.step.expression, saved),
        )


def _what(each: Decided) -> str:
    number = len(each.others)
    more = f", and the same decides {number:,} more of this tree" if number else ""
    if isinstance(each.test.step, Repeats):
        return f"this loop never runs{more}"
    return f"this condition {'always' if each.holds else 'never'} holds{more}"


def _because(each: Decided, path: Path) -> str:
    if not each.values and isinstance(each.test.step, Repeats):
        return f"{quoted(each.test.step.expression, path)} is not a list"
    if not each.values:
        expression = quoted(each.test.step.expression, path)
        if reads_names(each.test):
            return f"in {expression} a part that compares only what is written there decides"
        return f"in {expression} nothing is asked that could change"
    known = []
    for name, (constants, unsaved) in each.values.items():
        words = [_written(value, (*path, name)) for value in constants]
        known.append(f"'{name}' is {first_few([*words, *(['not saved'] if unsaved else [])], _FEW, 'or')}")
    return f"whenever a chat gets here, {listed(known, 'and')}"


def _written(value: Constant, path: Path) -> str:
    if value == "":
        return "an empty text"
    return quoted(value, path) if isinstance(value, str) else "nothing" if value is None else shown(value)


def _lost(context: DataContext, each: Decided) -> str:
    if isinstance(each.test.step, Repeats):
        lost = "what it does never happens"
    elif each.holds and not each.test.step.has_else:
        lost = "its actions run every time"
    else:
        lost = f"what stands under '{'else' if each.holds else 'then'}' never happens"
    if not each.behind:
        return lost
    first = context.flow.graph.nodes[each.behind[0]].full_name
    others = len(each.behind) - 1
    more = f" or to {plural(others, 'other place')} behind it" if others else ""
    return f"{lost}, and no chat gets to {first}{more}"


def _advice(step: Chooses | Repeats, saved: Set[str], path: Path) -> str:
    meant = _without_quotes(step.expression, saved)
    if meant is not None:
        example = "" if secrets_in(path, meant) else f": `{meant}`"
        return f"a name stands without quotes{example}"
    if isinstance(step, Repeats):
        return "go through a list, which a request brings, or take the loop out"
    return "ask for what a customer or a request decides, or take the condition out and keep the actions that are meant"


def _without_quotes(expression: str, saved: Set[str]) -> str | None:
    """The expression with the one text in it that is a name of data, without its quotes; None if there is none."""
    names = [
        found for found in _QUOTED_NAME.finditer(expression) if found["root"] in saved or found["root"] in BUILT_IN
    ]
    if len(names) != 1:
        return None
    start, end = names[0].span()
    return f"{expression[:start]}{names[0]['name']}{expression[end:]}"


def _finding(context: FlowContext, times: Times, number: int, *, matches: bool) -> Finding:
    graph = context.graph
    node = graph.nodes[number]
    group = graph.groups[number]
    path, missing = times.path_to(number, LONGEST_PATH)
    asked = [(node, left) for node, left in path[:-1] if node.kind == "time_conditions"]
    groups = listed([f"'{_group(context, node)}'" for node, _ in asked[-_NAMED:]], "and")
    branch, holds = ("if_time_does_not_match", "holds") if matches else ("if_time_matches", "does not hold")
    return RULE.at(
        (*node.path, branch),
        f"no chat can ever go this way: whenever one gets to {node}, time group '{group}' {holds}, "
        f"since the time conditions on the way ask for {groups} first",
        on_key=True,
        help="lead on without this time condition, or correct one of the time groups",
        related=tuple(_passed(context, node, left is EdgeKind.MATCHES) for node, left in asked[-_NAMED:]),
        witness=Witness(path=_in_words(path, missing)),
    )


def _in_words(path: list[Stop], missing: int) -> tuple[str, ...]:
    first, *others = in_words(path)
    return (first, left_out(missing), *others) if missing else (first, *others)


def _group(context: FlowContext, condition: Node) -> str:
    return context.graph.groups[context.graph.numbers["time_conditions", condition.name]]


def _passed(context: FlowContext, condition: Node, matches: bool) -> Related:
    holds, branch = ("holds", "if_time_matches") if matches else ("does not hold", "if_time_does_not_match")
    message = f"passed while time group '{_group(context, condition)}' {holds}"
    return Related(message, (*condition.path, branch), on_key=True)
