"""What can be found only by looking at several objects.

References are followed anew each time. What follows from time groups and from where chats go rarely changes and takes
long to work out, so it is cached, by all that it depends on.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import methodcaller
from typing import Final, TypeVar

import msgspec

from routecfg.cache import Entries, content_key, decoded
from routecfg.catalogue import BROKEN_RULE, broken
from routecfg.diagnostics import Finding
from routecfg.disclosure import masked_path, without_tokens
from routecfg.model import Assembly, Destination, Estate, Kind, Settings, TimeCondition
from routecfg.opening_hours import Calendar, Instants
from routecfg.pipeline.rule_plan import RulePlan
from routecfg.rules import Context, DataContext, DataRule, EstateRule, FlowContext, FlowRule

_OF_TIME: Final[tuple[Kind, ...]] = ("time_groups", "time_conditions")

_FINDINGS: Final = msgspec.msgpack.Decoder(tuple[Finding, ...])
_HOURS: Final = msgspec.msgpack.Decoder(dict[str, tuple[int, ...] | None])

_Module = TypeVar("_Module", EstateRule, FlowRule, DataRule)
_Check = Callable[[_Module], Iterator[Finding]]


def check_estate(
    assembly: Assembly, settings: Settings, today: date, plan: RulePlan, cache: Entries, project_key: bytes
) -> Iterator[Finding]:
    """What the rules about several objects find, those that the plan runs.

    `project_key` stands for the settings and for the version of all that a finding depends on, holiday and time zone
    data included.
    """
    context = Context(assembly, settings, today)
    yield from _found(plan.estate, methodcaller("check_estate", context))

    day_key = content_key(project_key, today.isoformat().encode())
    times = Context(_of_time(assembly), settings, today)
    hours = _Hours(times.calendar, cache, day_key)
    flow = context.flow(hours.of) if plan.flow or plan.data else None
    data = context.data(flow) if flow is not None else None
    del assembly, context  # large: objects that the caller does not keep make room for the analysis
    yield from _kept(
        plan.time,
        lambda module: module.check_estate(times),
        cache,
        lambda: content_key(b"time rules", day_key, msgspec.msgpack.encode(times.assembly)),
    )
    if flow is not None and data is not None:
        yield from _check_flow(flow, data, plan, cache, hours)


def _check_flow(
    flow: FlowContext, data: DataContext, plan: RulePlan, cache: Entries, hours: "_Hours"
) -> Iterator[Finding]:
    """What the rules find that look at where chats go, and at the data that they carry."""
    flow_key = content_key(hours.key, flow.facts.encoded()) if cache.keeps else b""
    yield from _kept(
        plan.flow, lambda module: module.check_flow(flow), cache, lambda: content_key(b"flow rules", flow_key)
    )
    yield from _kept(
        plan.data,
        lambda module: module.check_data(data),
        cache,
        lambda: content_key(b"data rules", flow_key, data.encoded()),
    )
    if cache.keeps:
        hours.keep()


def _of_time(assembly: Assembly) -> Assembly:
    """All that the rules about time may look at: time groups, and which conditions ask them; no texts, no targets."""
    only = assembly.only(_OF_TIME)
    groups = {
        name: msgspec.structs.replace(group, title="", description="")
        for name, group in only.estate.time_groups.items()
    }
    conditions = {
        name: TimeCondition("", condition.time_group, Destination(), Destination())
        for name, condition in only.estate.time_conditions.items()
    }
    return msgspec.structs.replace(only, estate=Estate(time_groups=groups, time_conditions=conditions))


def _found(modules: Iterable[_Module], check: _Check[_Module]) -> Iterator[Finding]:
    for module in modules:
        try:
            findings = list(check(module))
        except MemoryError:  # a fault of no rule
            raise
        except Exception as error:
            yield broken(module.RULE, error)
        else:
            yield from findings


def _kept(
    modules: tuple[_Module, ...], check: _Check[_Module], cache: Entries, follows_from: Callable[[], bytes]
) -> Iterator[Finding]:
    """What each of these rules found last time, if the cache knows it, else what it finds now.

    `follows_from` is a key over all that their findings follow from.
    """
    if not cache.keeps or not modules:
        yield from _found(modules, check)
        return
    shared_key = follows_from()
    for module in modules:
        key = content_key(shared_key, module.RULE.code.encode())
        findings = decoded(cache.entry(key), _FINDINGS)
        if findings is None:
            findings = tuple(_found([module], check))
            if any(finding.code == BROKEN_RULE.code or _names_a_token(finding) for finding in findings):
                yield from findings
                continue
        cache.keep(key, msgspec.msgpack.encode(findings))
        yield from findings


def _names_a_token(finding: Finding) -> bool:
    """Whether a name in a finding looks like a token, which no cache holds."""
    witness = finding.witness.path if finding.witness is not None else ()
    words = (finding.message, finding.help or "", *witness, *(each.message for each in finding.related))
    paths = (finding.path, *(each.path for each in finding.related))
    return any(masked_path(path) != path for path in paths) or any(without_tokens(text) != text for text in words)


class _Hours:
    """When time groups hold, from the cache where possible.

    `key` stands for all that it follows from: the groups, the zone of those that name none, the day, the data.
    """

    def __init__(self, calendar: Calendar, cache: Entries, day_key: bytes) -> None:
        self._calendar = calendar
        self._cache = cache
        self.key = content_key(b"hours", day_key, msgspec.msgpack.encode(calendar.groups))
        self._entry = cache.entry(self.key)
        self._known: dict[str, tuple[int, ...] | None] | None = None

    def of(self, group: str) -> Instants | None:
        """As `Calendar.of`."""
        if self._known is None:
            self._known = decoded(self._entry, _HOURS) or {}
        if group not in self._known:
            held = self._calendar.of(group)
            self._known[group] = held.edges if held is not None else None
            return held
        edges = self._known[group]
        return Instants(edges) if edges is not None else None

    def keep(self) -> None:
        """Caches what is known by now."""
        if self._known is not None and all(without_tokens(group) == group for group in self._known):
            self._cache.keep(self.key, msgspec.msgpack.encode(self._known))
        elif self._known is None and self._entry is not None:
            self._cache.keep(self.key, self._entry)
