"""A branch of a time condition that no chat can take.

The time conditions before it have already decided: whenever a chat gets here, this time condition gives the same
answer. So customers never see what is behind the other branch. All paths from all inbound routings are checked, for
every moment of the next two years. After a decision that waits for an answer, any later time is possible.

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

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity, Witness, listed
from routecfg.disclosure import LONGEST_PATH, left_out
from routecfg.graph import EdgeKind, Node, Stop, Times, in_words
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC503", "impossible-branch", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

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
