"""Which inbound routing a word on the command line names."""

import re
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import CannotRun, did_you_mean, listed, nearest

if TYPE_CHECKING:
    from routecfg.model import Estate

_LONGEST_LIST: Final = 12
_LIST: Final = "'routecfg list inbound_routings' shows them"


def inbound_named(estate: "Estate", wanted: str | None) -> str:
    """The name of the inbound routing that is meant: by name, by phone number, or because there is only one.

    Raises CannotRun if none is meant, or several.
    """
    known = estate.inbound_routings
    if wanted is None:
        if len(known) == 1:
            return next(iter(known))
        which = f"name one of them: {listed(sorted(known))}" if 1 < len(known) <= _LONGEST_LIST else _LIST
        raise CannotRun("say which number" if known else "there is no inbound routing", which if known else None)
    if wanted in known:
        return wanted
    found = by_number(estate, wanted)
    if found is not None:
        return found
    raise CannotRun(f"no inbound routing is called '{wanted}'", did_you_mean(nearest(wanted, known), _LIST))


def by_number(estate: "Estate", text: str) -> str | None:
    """The name of the inbound routing that has a phone number; None if the text is not one, or nothing has it.

    Raises CannotRun if several have it.
    """
    digits = _digits(text)
    same = [
        name for name, routing in estate.inbound_routings.items() if digits and _digits(routing.number or "") == digits
    ]
    if len(same) > 1:
        raise CannotRun(f"{len(same)} inbound routings have the number '{text}'", f"name one of them: {listed(same)}")
    return same[0] if same else None


def _digits(text: str) -> str:
    """The digits of a phone number with its country's prefix, however it is spaced; empty for anything else."""
    digits = re.sub(r"[\s()./-]", "", text)
    digits = f"+{digits[2:]}" if digits.startswith("00") else digits
    return digits[1:] if re.fullmatch(r"\+[0-9]+", digits) else ""
