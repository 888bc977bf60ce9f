"""The account of two bundles: every line walked, what was found put together."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from routecfg.bundle import CLOSED_KINDS, Bundle, ClosedEstate
from routecfg.diff.matching import same
from routecfg.diff.renames import follow
from routecfg.impact.account import Account, Change, DataChange, LineImpact, StaffChange
from routecfg.impact.changed_parts import changed_parts, staff_changes
from routecfg.impact.data_names import with_data_names_of
from routecfg.impact.examples import change_of
from routecfg.impact.findings import Finding, Pair
from routecfg.impact.line_settings import by_line
from routecfg.impact.lines import paired, speeches
from routecfg.impact.moments import Moments
from routecfg.impact.parts import ALWAYS_DATA, Parts
from routecfg.impact.places import with_wholes
from routecfg.impact.scripts import SampleData, Talk
from routecfg.impact.sides import Node, Side
from routecfg.impact.trials import Budget
from routecfg.impact.walk import Walk
from routecfg.opening_hours import Instants, horizon_from


def account(before: Bundle, after: Bundle, today: date) -> Account:
    """What changes for those who write in when `after` replaces `before`, over two years from `today` on."""
    if _are_equal(before.estate, after.estate) and same(before.derived, after.derived):
        return Account(every=len(after.estate.inbound_routings))
    before = msgspec.structs.replace(before, estate=follow(before.estate, after.estate).named)
    horizon = horizon_from(today)
    written = Side(before, "production", horizon)
    estate, names = with_data_names_of(after.estate, before.estate)
    old = Side(msgspec.structs.replace(before, estate=estate), "production", horizon) if names else written
    return _Comparison(Parts(old, Side(after, "sandbox", horizon)), written).account()


def _are_equal(before: ClosedEstate, after: ClosedEstate) -> bool:
    """Whether all objects and settings are equal: most are the very same, and need not be compared."""
    return same(before.project, after.project) and all(
        (old := before.of(kind)).keys() == (new := after.of(kind)).keys()
        and all(same(item, new[name]) for name, item in old.items())
        for kind in CLOSED_KINDS
    )


_EVERYWHERE: Final = frozenset({"/project/similarity", "/project/languages", "/project/timezone"})
"""Settings that make their difference at the answers and texts of decisions."""


class _Comparison:
    def __init__(self, parts: Parts, written: Side) -> None:
        """`written` is production with its own names of data."""
        self._parts, self._written = parts, written
        self._samples = SampleData((parts.before, parts.after))
        self._budget = Budget()
        silence = min(parts.before.loaded.silence, parts.after.loaded.silence)
        self._moments = Moments(silence, parts.after.horizon.end)
        self._data: dict[str, DataChange] = {}
        self._shown: set[str] = set()
        self._staff: dict[str, StaffChange] = {}
        self._visited: set[Node] = set()
        self._partly: dict[str, None] = {}

    def account(self) -> Account:
        """The whole account."""
        old, new = (side.estate.inbound_routings for side in (self._parts.before, self._parts.after))
        pairs = paired(old, new)
        lines: list[LineImpact] = []
        for name, line in new.items():
            if name not in pairs:
                lines.append(LineImpact(name, line.title, "added"))
                continue
            impact = self._line(pairs[name], name)
            if impact.changes:
                lines.append(impact)
        gone = [name for name in old if name not in pairs.values()]
        lines += [LineImpact(name, old[name].title, "removed") for name in gone]
        parts = list(changed_parts(self._written, self._parts.after))
        written = {
            each.place: each for each in staff_changes(self._parts.before, self._parts.after, parts, self._is_met)
        }
        sent = {place: each for place, each in self._staff.items() if place not in self._shown}
        staff = tuple({**sent, **written}.values())
        noticed = {*self._shown, *(each.place for each in staff), *self._data}
        noticed |= {change.place for line in lines for change in line.changes}
        if any(line.changes for line in lines):
            noticed |= _EVERYWHERE
        noticed |= {f"/inbound_routings/{line.inbound}" for line in lines if line.status != "changed"}
        known = with_wholes(noticed)
        hidden: list[str] = []
        unnoticed: list[str] = []
        for place, node in parts:
            if place not in known:
                (hidden if node is not None and self._is_hidden(node) else unnoticed).append(place)
        return Account(
            lines=tuple(sorted(lines, key=lambda line: line.inbound)),
            every=len(new) + len(gone),
            staff=staff,
            depends_on_data=tuple(self._data.values()),
            behind=len(hidden),
            behind_places=tuple(hidden),
            unnoticed=len(unnoticed),
            unnoticed_places=tuple(unnoticed),
            compared="in part" if self._partly else "fully",
            why=tuple(self._partly),
        )

    def _is_met(self, node: Node) -> bool:
        return self._parts.before.is_met(node) or self._parts.after.is_met(node)

    def _is_hidden(self, node: Node) -> bool:
        """Whether customers might notice what was changed at a place, if a chat got there that is alike so far."""
        if node in self._visited or not self._is_met(node):
            return False
        sides = self._parts.before, self._parts.after
        return any(side.number(node) is None for side in sides) or self._parts.differs(node)

    def _line(self, was: str, name: str) -> LineImpact:
        before, after = self._parts.before, self._parts.after
        found: dict[tuple[object, ...], tuple[Pair, Finding, dict[str, str]]] = {}
        unproven: dict[tuple[str, str], None] = {}
        spoken = list(speeches(before.loaded, after.loaded, was, name))
        for speech in spoken:
            pair = Pair(
                Talk(before, was, speech.hosts[0], self._samples),
                Talk(after, name, speech.hosts[1], self._samples),
                speech,
            )
            walk = Walk(self._parts, pair, self._differing(was, name), self._moments, self._budget)
            walk.run()
            if self._differing(was, name) and (walk.findings or walk.staff):
                self._shown.add(f"/inbound_routings/{name}")
            unproven |= dict.fromkeys(walk.unproven)
            self._staff = {**walk.staff, **self._staff}
            self._shown |= walk.shown
            self._visited |= walk.visited.keys()
            self._partly |= walk.partly
            for key, finding in (
                *((each.key, each) for each in walk.findings.values()),
                *(((each.place,), each) for each in by_line(walk, pair)),
            ):
                _, known, languages = found.setdefault(key, (pair, finding, {}))
                languages[speech.host or ""] = finding.script.steps[-1].text
                if known is not finding:
                    both = known._replace(instants=known.instants | finding.instants)
                    found[key] = (found[key][0], both, languages)
        changes: list[Change] = []
        shown: set[str] = set()
        for pair, finding, languages in found.values():
            change = change_of(pair, finding, languages)
            if change is not None:
                changes.append(change)
                self._shown.add(finding.place)
                shown.add(finding.place)
            else:
                unproven[finding.place, ""] = None
        explained = with_wholes(shown)
        for place, expression in unproven:
            if place not in explained:
                self._data.setdefault(place, DataChange(name, place, expression))
        line = after.estate.inbound_routings[name]
        moved = _moved((finding for _, finding, _ in found.values()), after)
        hosts = tuple(speech.host or "" for speech in spoken)
        return LineImpact(name, line.title, "changed", hosts, tuple(changes), was if was != name else "", moved)

    def _differing(self, was: str, name: str) -> frozenset[str]:
        """The data that every chat of a line has by itself, and that differ."""
        before, after = self._parts.before.estate, self._parts.after.estate
        old, new = before.inbound_routings[was], after.inbound_routings[name]
        found: set[str] = set()
        if (was, old.title, old.number) != (name, new.title, new.number):
            found.add("inbound")
        if before.project.timezone != after.project.timezone:
            found |= {"message", "interaction"}
        return frozenset(found & ALWAYS_DATA)


def _moved(findings: Iterable[Finding], side: Side) -> float:
    """The share of all time in which a first message gets somewhere else because of opening hours."""
    moved = Instants()
    for finding in findings:
        by_time = finding.place.startswith(("/time_groups/", "/time_conditions/"))
        if by_time and finding.waiting is None and _leads_elsewhere(finding):
            moved |= finding.instants
    return moved.seconds / (side.horizon.end - side.horizon.start)


def _leads_elsewhere(finding: Finding) -> bool:
    old, new = finding.before, finding.after
    return (old.waits, old.ends) != (new.waits, new.ends)
