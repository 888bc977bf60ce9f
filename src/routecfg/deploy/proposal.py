"""What is live, and what a release would change about it."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

import msgspec

from routecfg import ISSUES
from routecfg.bundle import (
    Bundle,
    Inputs,
    NotABundle,
    compile_bundle,
    content_of,
    derive_again,
    read_bundle,
)
from routecfg.deploy.behaviour import behaviour
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.diff import Difference, compare
from routecfg.impact import Account, account, large_impact
from routecfg.model import Estate, Settings
from routecfg.releases import LARGE_CHANGE, Log, Record, Refused, Store, Unavailable

ERRORS_FIRST: Final = (
    "The project has errors. Only a project without errors can be compared with production and released."
)
"""What is said in the place of a proposal."""


class Production(msgspec.Struct, frozen=True):
    """What is live: the log, and the content of its last release, as it is stored, None before the first.

    With `findings` nothing else can be trusted, and nothing may be released.
    """

    log: Log
    content: bytes | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def head(self) -> Record | None:
        """The release that is live."""
        return self.log.head


class Proposal(msgspec.Struct, frozen=True, dict=True):
    """A release that could be made, and what it would change. Without a `parent` it is the first release.

    `inputs` belong to the day for which it was worked out. If the estate is live already, `bundle` has the inputs of
    the live release instead. `live` is what customers get now, and `account` says what the change does to chats; None
    where nothing is live. With `account_failed` it says only that working it out failed inside routecfg: that happens
    to rollbacks alone.
    """

    bundle: Bundle
    inputs: Inputs
    difference: Difference
    account: Account | None
    parent: Record | None
    rollback_of: int | None = None
    account_failed: bool = False
    live: Bundle | None = None

    @property
    def model(self) -> tuple[Estate, Settings]:
        """What would be released, as objects of the model."""
        return self.bundle.estate, self.bundle.estate.project.settings

    @cached_property
    def content(self) -> bytes:
        """What would be released, as it is stored: canonical JSON."""
        return content_of(self.bundle)

    @cached_property
    def behaviour(self) -> str:
        """Equal for two releases that treat every chat alike."""
        digest = behaviour(self.content)
        assert digest is not None  # noqa: S101 - it is a bundle
        return digest

    @property
    def nothing(self) -> bool:
        """Whether customers would get what they get already."""
        return self.parent is not None and self.difference.empty


def look(store: Store, *, contents: bool = False) -> Production:
    """Production as it is, verified: all records and the live content; with `contents` all others, too.

    Raises CannotRun if it cannot be read.
    """
    log = store.read_log(contents=contents)
    if isinstance(log, Unavailable):
        raise CannotRun(log.message, log.help)
    if log.findings or log.head is None:
        return Production(log, findings=log.findings)
    content = _content_of(store, log.head.number)
    return Production(log, findings=(content,)) if isinstance(content, Diagnostic) else Production(log, content)


def propose(estate: Estate, settings: Settings, production: Production, today: date) -> Proposal:
    """What a release of this estate would change. The estate must be without errors, production without findings.

    Raises CannotRun if a newer routecfg has released what is live.
    """
    return _proposal(compile_bundle(estate, settings, today), production)


def propose_rollback(store: Store, production: Production, number: int, today: date) -> Proposal | Diagnostic:
    """What going back to a release would change, or why that release cannot be trusted.

    The estate is as it was; holidays are worked out again for the years to come. If what customers will notice cannot
    be worked out because of a fault of routecfg, the account says so: the way back does not wait until it is mended.
    Raises CannotRun if there is no such release, or if a newer routecfg has released it or what is live.
    """
    if number not in {record.number for record in production.log.records}:
        raise CannotRun(f"there is no release {number}", "'routecfg history' lists them")
    content = _content_of(store, number)
    if isinstance(content, Diagnostic):
        return content
    bundle = _bundle(content, number)
    proposal = _proposal(derive_again(bundle.estate, today), production, way_back=True)
    return msgspec.structs.replace(proposal, rollback_of=number)


def guard(proposal: Proposal) -> Iterator[Diagnostic]:
    """Why a proposal may not be released as it stands: RC903, a finding a reason. Rollbacks are exempt."""
    if proposal.rollback_of is None:
        for reason in proposal.difference.large:
            yield LARGE_CHANGE.outside(
                reason, help="if it is meant, release it with --allow-large-change and the reason, which is kept"
            )


def _content_of(store: Store, number: int) -> bytes | Diagnostic:
    """What a release gives customers, as it is stored, or what is wrong with its files.

    Raises CannotRun if they cannot be read.
    """
    answer = store.read(number)
    if isinstance(answer, Unavailable):
        raise CannotRun(answer.message, answer.help)
    return answer.finding if isinstance(answer, Refused) else answer.content


def _bundle(content: bytes, number: int, known: Bundle | None = None) -> Bundle:
    """The content of a release, read as `read_bundle` does. Raises CannotRun if a newer routecfg has written it."""
    bundle = read_bundle(content, known)
    if isinstance(bundle, NotABundle):
        raise CannotRun(
            f"the content of release {number} is whole, but this version cannot read it: it {bundle.reason}",
            "work with a newer routecfg: `pip install --upgrade routecfg`",
        )
    return bundle


def _proposal(bundle: Bundle, production: Production, *, way_back: bool = False) -> Proposal:
    """`way_back`: a fault of routecfg in the account is said in it, and does not stop us."""
    live, head = None, production.head
    if production.content is not None and head is not None:
        live = _bundle(production.content, head.number, bundle)
    difference = compare(live, bundle)
    if live is None:
        return Proposal(bundle, bundle.inputs, difference, None, head)
    if difference.empty:
        return Proposal(
            live, bundle.inputs, difference, Account(every=len(live.estate.inbound_routings)), head, live=live
        )
    failed = False
    try:
        noticed = account(live, bundle, date.fromisoformat(bundle.inputs.base_date))
    except Exception as error:
        if not way_back or isinstance(error, MemoryError):
            raise
        failed = True
        why = f"this failed inside routecfg; please report it at {ISSUES} with the word '{type(error).__name__}'"
        noticed = Account(compared="in part", why=(why,))
    difference = msgspec.structs.replace(difference, large=(*difference.large, *large_impact(noticed)))
    return Proposal(bundle, bundle.inputs, difference, noticed, head, account_failed=failed, live=live)
