"""What only the whole estate can tell.

Most of it is worked out anew each time. What depends on time groups and their conditions alone, which change seldom
and take long, is kept in the cache by their content.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from routecfg.cache import Entries, content_key, decoded
from routecfg.catalogue import BROKEN_RULE, broken
from routecfg.diagnostics import Finding
from routecfg.model import Assembly, Kind, Settings
from routecfg.opening_hours import Instants
from routecfg.pipeline.rule_plan import RulePlan
from routecfg.rules import Context, EstateRule

_OF_TIME: Final[tuple[Kind, ...]] = ("time_groups", "time_conditions")
"""All that the rules about time may look at: they are given nothing else."""

_FINDINGS: Final = msgspec.msgpack.Decoder(tuple[Finding, ...])
_HOURS: Final = msgspec.msgpack.Decoder(dict[str, tuple[int, ...] | None])


def check_estate(
    assembly: Assembly, settings: Settings, today: date, plan: RulePlan, cache: Entries, project_key: bytes
) -> Iterator[Finding]:
    """What the rules about the whole estate find, those that the plan runs.

    `project_key` stands for the settings and for the version of all that a finding depends on.
    """
    times = Context(assembly.only(_OF_TIME), settings, today)
    key = content_key(project_key, today.isoformat().encode(), msgspec.msgpack.encode(times.assembly))
    yield from _remembered(plan.time, times, cache, key)
    hours = _Hours(times, cache, key)
    context = Context(assembly, settings, today, hours.of)
    yield from _found(plan.estate, context)
    if cache.keeps:
        hours.keep()


def _found(modules: Iterable[EstateRule], context: Context) -> Iterator[Finding]:
    for module in modules:
        try:
            found = list(module.check_estate(context))
        except Exception as error:
            yield broken(module.RULE, error)
        else:
            yield from found


def _remembered(modules: Sequence[EstateRule], context: Context, cache: Entries, key: bytes) -> Sequence[Finding]:
    """What these rules found last time, if the cache knows it, else what they find now."""
    key = content_key(b"time rules", key, *(module.RULE.code.encode() for module in modules))
    found = decoded(cache.entry(key), _FINDINGS)
    if found is None:
        found = tuple(_found(modules, context))
    if cache.keeps and not any(one.code == BROKEN_RULE.code for one in found):
        cache.keep(key, msgspec.msgpack.encode(found))
    return found


class _Hours:
    """When time groups hold, out of the cache as far as it knows."""

    def __init__(self, context: Context, cache: Entries, key: bytes) -> None:
        self._context = context
        self._cache = cache
        self._key = content_key(b"hours", key)
        self._edges = decoded(cache.entry(self._key), _HOURS) or {}

    def of(self, group: str) -> Instants | None:
        """As `Calendar.of`."""
        if group not in self._edges:
            held = self._context.calendar.of(group)
            self._edges[group] = held.edges if held is not None else None
            return held
        edges = self._edges[group]
        return Instants(edges) if edges is not None else None

    def keep(self) -> None:
        """Leaves in the cache what is known now."""
        self._cache.keep(self._key, msgspec.msgpack.encode(self._edges))
