"""The step itself: a proposal goes live."""

from datetime import datetime

import msgspec

from routecfg.bundle import canonical
from routecfg.deploy.behaviour import behaviour_of
from routecfg.deploy.proposal import Production, Proposal
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.releases import Appended, Refused, Release, Store, Unavailable, next_release


def was_rolled_back(store: Store, production: Production, proposal: Proposal) -> int | None:
    """The number of a release with this very content that was rolled back since; None if there is none.

    Only what the last rollbacks undid counts, not what was undone before a later release.
    """
    head = production.head
    if head is None or head.kind != "rollback" or proposal.rollback_of is not None:
        return None
    for record in reversed(production.log.records[:-1]):
        undone = record.kind == "apply" and record.number > (head.rollback_of or 0)
        if undone and behaviour_of(store, record) == proposal.behaviour:
            return record.number
    return None


def release(
    store: Store,
    production: Production,
    proposal: Proposal,
    *,
    who: str,
    when: datetime,
    why: str,
    allowed: str | None = None,
) -> Appended | Diagnostic:
    """Makes the proposal live, or says why another release came before it. `production` is what it was compared with.

    Raises CannotRun if nothing can be written.
    """
    made = next_release(
        proposal.parent,
        _kept_content(store, production, proposal) or proposal.content,
        behaviour=proposal.behaviour,
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


def _kept_content(store: Store, production: Production, proposal: Proposal) -> bytes | None:
    """The content of an earlier release that treats every chat alike, so that it need not be kept twice; None without.

    What its record says of it is not taken on trust, as it would be released unseen: but for the inputs, which come
    last, it must be the proposal's to the byte.
    """
    inputs = proposal.content.rindex(b'"inputs":')
    for record in reversed(production.log.records):
        if record.behaviour == proposal.behaviour:
            twin = store.read(record.number)
            if (
                isinstance(twin, Release)
                and twin.content[:inputs] == proposal.content[:inputs]
                and _is_canonical(b"{" + twin.content[inputs:])
            ):
                return twin.content
    return None


def _is_canonical(text: bytes) -> bool:
    try:
        return canonical(msgspec.json.decode(text)) == text
    except ValueError:
        return False
