"""What two estates have in common, found once: most objects of a release are those of the release before."""

import msgspec

from routecfg.bundle import CLOSED_KINDS, ClosedEstate
from routecfg.diff.matching import same
from routecfg.model import Object


def sharing(before: ClosedEstate, after: ClosedEstate) -> ClosedEstate:
    """The earlier estate with the objects of the later one in the place of its own where the two are the same."""
    kinds = {kind: _shared(before.of(kind), after.of(kind)) for kind in CLOSED_KINDS}
    return msgspec.structs.replace(before, **kinds)


def _shared(before: dict[str, Object], after: dict[str, Object]) -> dict[str, Object]:
    return {name: after[name] if name in after and same(item, after[name]) else item for name, item in before.items()}
