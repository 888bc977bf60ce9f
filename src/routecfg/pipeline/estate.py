"""What can be found only by looking at several objects.

Names are followed anew each time, from the outlines of objects. What follows from time groups, from where chats go and
from data rarely changes and takes long to work out, so it is cached, by the parts of the outlines that it depends on.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache as once
from functools import partial
from operator import methodcaller
from typing import Final, TypeVar

import msgspec

from routecfg.cache import Entries, content_key, decoded
from routecfg.diagnostics import BROKEN_RULE, Finding, broken
from routecfg.disclosure import masked_path, without_tokens
from routecfg.graph import GroupInstants
from routecfg.model import Assembly, Estate, Outlines, Settings
from routecfg.opening_hours import Horizon, Instants, horizon_from
from routecfg.pipeline.parts import Parts, of_objects, of_outlines
from routecfg.pipeline.rule_plan import RulePlan
from routecfg.rules import (
    Context,
    DataContext,
    DataRule,
    FlowContext,
    FlowRule,
    NameRule,
    TimeContext,
    TimeRule,
    flow_facts,
)
from routecfg.rules.support.data_usage import data_steps
from routecfg.rules.support.references import References


class _Known(msgspec.Struct, frozen=True, array_like=True):
    """What a rule found, and the key under which it is known that it finds nothing; empty if it is not."""

    findings: tuple[Finding, ...]
    silent: bytes


_SILENT: Final = b"nothing is found"
_KNOWN: Final = msgspec.msgpack.Decoder(_Known)
_HOURS: Final = msgspec.msgpack.Decoder(dict[str, tuple[int, ...] | None])

_Module = TypeVar("_Module", NameRule, TimeRule, FlowRule, DataRule)
_Check = Callable[[_Module], Iterator[Finding]]


def check_estate(
    assembly: Assembly,
    outlines: Outlines,
    settings: Settings,
    today: date,
    plan: RulePlan,
    cache: Entries,
    project_key: bytes,
    *,
    keep_objects: bool = True,
) -> Iterator[Finding]:
    """What the rules about several objects find, those that the plan runs. `keep_objects`: the caller keeps them.

    `project_key` stands for the settings and for the version of all that a finding depends on, holiday and time zone
    data included.
    """
    context = Context(assembly, outlines, settings)
    yield from _found(plan.estate, methodcaller("check_estate", context))
    references, whole = context.references, context.whole
    if cache.keeps:
        parts = of_outlines(outlines, assembly, settings, decoded=keep_objects)
    else:
        parts = of_objects(assembly.estate, settings)
    keys, day_key = parts.keys, content_key(project_key, today.isoformat().encode())
    times = once(partial(_time_context, parts.hours, settings, today))
    hours = _Hours(times, cache, content_key(b"hours", day_key, keys.groups))
    data: Callable[[], DataContext] = once(
        partial(data_context, parts, references, whole, settings, hours.of, horizon_from(today))
    )
    if not cache.keeps and (plan.flow or plan.data):
        followed = data()
        data = lambda: followed  # noqa: E731 - instead of what holds the objects
    del assembly, context, outlines, parts  # large: what the caller does not keep makes room for the analysis

    yield from _kept(
        plan.time,
        lambda module: module.check_estate(times()),
        cache,
        lambda: content_key(b"time rules", day_key, keys.hours),
    )
    flow_key = content_key(hours.key, keys.ways, keys.words, _encoded(references, whole))
    silent_key = None
    if not references.dangling:  # else it matters which queue is meant, and whether there is one
        silent_key = once(lambda: content_key(hours.key, data().flow.facts.whatever_queue()))
    yield from _kept(
        plan.flow,
        lambda module: module.check_flow(data().flow),
        cache,
        lambda: content_key(b"flow rules", flow_key),
        silent_key,
    )
    yield from _kept(
        plan.data,
        lambda module: module.check_data(data()),
        cache,
        lambda: content_key(b"data rules", flow_key, keys.steps),
        None if silent_key is None else lambda: content_key(b"data rules", silent_key(), keys.steps),
    )
    if cache.keeps:
        hours.keep()


def _time_context(hours: Callable[[], Estate], settings: Settings, today: date) -> TimeContext:
    return TimeContext(hours(), settings, today)


def data_context(
    parts: Parts, references: References, whole: bool, settings: Settings, hours: GroupInstants, horizon: Horizon
) -> DataContext:
    """What the rules about data are given, and in it what those about flow are given.

    `whole`: no object is missing.
    """
    facts = flow_facts(parts.ways(), parts.words(), references, settings, whole=whole)
    flow = FlowContext(facts, hours, Instants.between(horizon.start, horizon.end))
    return DataContext(flow, data_steps(parts.steps(), facts.auto_responses, flow.graph), settings)


def _encoded(references: References, whole: bool) -> bytes:
    """What the rules about flow look at of references: equal for equal ones only."""
    found = (references.meant, references.meant_decisions, references.lost)
    return msgspec.msgpack.encode((*map(sorted, found), whole))


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
    modules: tuple[_Module, ...],
    check: _Check[_Module],
    cache: Entries,
    follows_from: Callable[[], bytes],
    silent_where: Callable[[], bytes] | None = None,
) -> Iterator[Finding]:
    """What each of these rules found last time, if the cache knows it, else what it finds now.

    `follows_from` is a key over all that their findings follow from. `silent_where` is one over less, which takes
    longer to make: a rule that finds nothing finds nothing wherever this key is the same.
    """
    if not cache.keeps or not modules:
        yield from _found(modules, check)
        return
    shared_key = follows_from()
    for module in modules:
        code = module.RULE.code.encode()
        key = content_key(shared_key, code)
        known = decoded(cache.entry(key), _KNOWN)
        if known is None and silent_where is not None:
            silent = content_key(silent_where(), code)
            known = _Known((), silent) if cache.entry(silent) == _SILENT else None
        if known is None:
            findings = tuple(_found([module], check))
            if any(finding.code == BROKEN_RULE.code or _names_a_token(finding) for finding in findings):
                yield from findings
                continue
            known = _Known(findings, b"" if findings or silent_where is None else content_key(silent_where(), code))
        cache.keep(key, msgspec.msgpack.encode(known))
        if known.silent:
            cache.keep(known.silent, _SILENT)
        yield from known.findings


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

    def __init__(self, times: Callable[[], TimeContext], cache: Entries, key: bytes) -> None:
        self._times = times
        self._cache = cache
        self.key = key
        self._entry = cache.entry(key)
        self._known: dict[str, tuple[int, ...] | None] | None = None

    def of(self, group: str) -> Instants | None:
        """As `Calendar.of`."""
        if self._known is None:
            self._known = decoded(self._entry, _HOURS) or {}
        if group not in self._known:
            held = self._times().calendar.of(group)
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
