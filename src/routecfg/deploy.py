"""Releasing: what would change, the guards before it, and the step itself.

`look` reads production, `propose` says what a release of the sandbox would change, `guard` says why it may not be
made, `release` makes it. A rollback is the same with the content of an older release. Nothing here asks, prints or
knows the time.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from routecfg.bundle import (
    Bundle,
    NotABundle,
    canonical,
    compile_bundle,
    derive_again,
    read_bundle,
    struct_to_json,
)
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.diff import Difference, compare
from routecfg.model import Estate, Settings
from routecfg.releases import (
    LARGE_CHANGE,
    PRODUCTION_CHANGED,
    STALE_PLAN,
    Appended,
    Log,
    Record,
    Refused,
    Release,
    Store,
    Unavailable,
    next_release,
)


class Production(msgspec.Struct, frozen=True):
    """What is live: the log, and the content of its last release, None before the first.

    With `findings` nothing else can be trusted, and nothing may be released.
    """

    log: Log
    bundle: Bundle | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def head(self) -> Record | None:
        """The release that is live."""
        return self.log.head


class Proposal(msgspec.Struct, frozen=True):
    """A release that could be made, and what it would change. `parent` None: the first release."""

    bundle: Bundle
    difference: Difference
    parent: Record | None
    rollback_of: int | None = None

    @property
    def content(self) -> tuple[Estate, Settings]:
        """What would be released, as the model has it."""
        return self.bundle.estate, self.bundle.estate.project.settings

    @property
    def nothing(self) -> bool:
        """Customers would get what they get already."""
        return self.parent is not None and self.difference.empty


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody reviewed: on which release it stands and the content that it leads to, each as a digest.

    `difference` is what was shown, for people; it is not read back.
    """

    version: Literal[1]
    base: str | None
    base_number: int
    content: str
    difference: Any


def look(store: Store, *, contents: bool = False) -> Production:
    """Production as it is, verified: all records and the live content; with `contents` all others, too.

    Raises CannotRun if it cannot be read.
    """
    log = store.read_log(contents=contents)
    if isinstance(log, Unavailable):
        raise CannotRun(log.message, log.help)
    if log.findings or log.head is None:
        return Production(log, findings=log.findings)
    bundle = _content(store, log.head.number)
    return Production(log, findings=(bundle,)) if isinstance(bundle, Diagnostic) else Production(log, bundle)


def propose(estate: Estate, settings: Settings, production: Production, today: date) -> Proposal:
    """What a release of this estate would change. The estate must be without errors, production without findings."""
    return _proposal(compile_bundle(estate, settings, today), production)


def propose_rollback(store: Store, production: Production, number: int, today: date) -> Proposal | Diagnostic:
    """What going back to a release would change, or why that release cannot be trusted.

    The estate is as it was; holidays are worked out again for the years to come.
    Raises CannotRun if there is no such release.
    """
    if number not in {record.number for record in production.log.records}:
        raise CannotRun(f"there is no release {number}", "'routecfg history' lists them")
    bundle = _content(store, number)
    if isinstance(bundle, Diagnostic):
        return bundle
    return msgspec.structs.replace(_proposal(derive_again(bundle.estate, today), production), rollback_of=number)


def plan_of(proposal: Proposal, difference: Any) -> Plan:
    """The proposal as a plan that can be saved; `difference` is its JSON form."""
    parent = proposal.parent
    return Plan(
        1,
        parent.digest if parent is not None else None,
        parent.number if parent is not None else 0,
        f"sha256:{_behaviour(proposal.bundle)}",
        difference,
    )


def read_plan(data: bytes) -> Plan:
    """A saved plan. Raises CannotRun if it is none."""
    try:
        return msgspec.json.decode(data, type=Plan)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise CannotRun("this is no plan", "'routecfg diff --out plan.json' saves one") from None


def leads_to(plan: Plan, proposal: Proposal) -> bool:
    """Whether the proposal is what the plan's reviewers saw, whatever it stands on."""
    return plan.content == f"sha256:{_behaviour(proposal.bundle)}"


def guard(proposal: Proposal, production: Production, plan: Plan | None, allowed: str | None) -> Iterator[Diagnostic]:
    """Why the proposal may not be released as it stands: RC902 against the plan, RC903 without a reason for it."""
    if plan is not None:
        head = production.head
        if plan.base != (head.digest if head is not None else None):
            yield STALE_PLAN.outside(
                f"production has moved since the plan was made: it stands on release {plan.base_number},"
                f" and release {head.number if head is not None else 0} is live",
                help="make the plan again with 'routecfg diff --out', look at it, and apply that",
            )
        elif not leads_to(plan, proposal):
            yield STALE_PLAN.outside(
                "the routing files, or the calendar's data, have moved since the plan was made: what would be released"
                " is not what was reviewed",
                help="make the plan again with 'routecfg diff --out', look at it, and apply that",
            )
    if proposal.rollback_of is None and allowed is None:
        for reason in proposal.difference.large:
            yield LARGE_CHANGE.outside(
                reason, help="if it is meant, release it with --allow-large-change and the reason, which is kept"
            )


def was_rolled_back(store: Store, production: Production, proposal: Proposal) -> int | None:
    """The number of a release with this very content that was rolled back since; None if there is none.

    Only what the last rollbacks undid counts: after a release that went on from there, nobody is surprised.
    """
    head = production.head
    if head is None or head.kind != "rollback" or proposal.rollback_of is not None:
        return None
    wanted = _behaviour(proposal.bundle)
    for record in reversed(production.log.records[:-1]):
        undone = record.kind == "apply" and record.number > (head.rollback_of or 0)
        if undone and _behaviour_of(store, record) == wanted:
            return record.number
    return None


def release(
    store: Store, proposal: Proposal, *, who: str, when: datetime, why: str, allowed: str | None = None
) -> Appended | Diagnostic:
    """Makes the proposal live, or says why another release came before it.

    Raises CannotRun if nothing can be written.
    """
    behaviour = _behaviour(proposal.bundle)
    made = next_release(
        proposal.parent,
        _kept_content(store, behaviour) or canonical(struct_to_json(proposal.bundle)),
        behaviour=behaviour,
        who=who,
        when=when,
        why=why,
        rollback_of=proposal.rollback_of,
        allowed=allowed,
    )
    answer = store.append(made)
    if isinstance(answer, Unavailable):
        raise CannotRun(answer.message, answer.help)
    return answer.finding if isinstance(answer, Refused) else answer


def _kept_content(store: Store, behaviour: str) -> bytes | None:
    """The content of an earlier release that treats every chat alike, so that it need not be kept twice; None without.

    What a record says of its content is not taken on trust: this would be released unseen.
    """
    log = store.read_log()
    records = log.records if isinstance(log, Log) else ()
    for record in reversed(records):
        if record.behaviour == behaviour:
            twin = store.read(record.number)
            bundle = _bundle(twin) if isinstance(twin, Release) else None
            if isinstance(twin, Release) and isinstance(bundle, Bundle) and _behaviour(bundle) == behaviour:
                return twin.content
    return None


def _proposal(bundle: Bundle, production: Production) -> Proposal:
    live = production.bundle
    difference = compare(live, bundle)
    if live is not None and difference.empty:
        bundle = live
    return Proposal(bundle, difference, production.head)


def _content(store: Store, number: int) -> Bundle | Diagnostic:
    answer = store.read(number)
    if isinstance(answer, Unavailable):
        raise CannotRun(answer.message, answer.help)
    if isinstance(answer, Refused):
        return answer.finding
    bundle = _bundle(answer)
    if isinstance(bundle, Bundle):
        return bundle
    return PRODUCTION_CHANGED.outside(
        f"release {number} is whole, but its content cannot be used: it {bundle.reason}",
        help="a newer routecfg has probably released it: work with that one (`pip install --upgrade routecfg`);"
        " otherwise restore the production folder from git",
    )


def _bundle(release: Release) -> Bundle | NotABundle:
    return read_bundle(release.content)


def _behaviour(bundle: Bundle) -> str:
    """The digest of what customers get, whenever it was worked out: the inputs do not count."""
    value = [struct_to_json(bundle.estate), struct_to_json(bundle.derived)]
    return hashlib.sha256(canonical(value)).hexdigest()


def _behaviour_of(store: Store, record: Record) -> str | None:
    """The same of a release; None if it cannot be told. Records of the earlier form do not say it: they are read."""
    if record.behaviour is not None:
        return record.behaviour
    bundle = _content(store, record.number)
    return _behaviour(bundle) if isinstance(bundle, Bundle) else None
