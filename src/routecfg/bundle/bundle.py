"""The bundle: what is released, and what a runtime needs to run an estate."""

import hashlib
from datetime import date
from typing import Any

import msgspec

from routecfg.bundle.canonical import canonical
from routecfg.bundle.closing import close, sorted_json
from routecfg.bundle.derived import derive, inputs
from routecfg.bundle.reading import model_of
from routecfg.model import Estate, Settings


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An estate in production form, in three parts of plain JSON.

    `estate` is closed: nothing is left to look up or to assume. `derived` follows from it and from `inputs`, which
    are the base date and the versions of the language, the holidays and the time zones.
    """

    estate: dict[str, Any]
    derived: dict[str, Any]
    inputs: dict[str, Any]


def compile_bundle(estate: Estate, settings: Settings, base_date: date) -> Bundle:
    """A valid estate as a bundle. The same estate, settings and date give the same bytes on any machine.

    `base_date` chooses the years whose holidays are written down. An estate that validation would refuse, because a
    name in it is no object's, raises KeyError.
    """
    closed = close(estate, settings)
    return Bundle(closed, derive(closed, base_date), inputs(base_date))


def as_value(bundle: Bundle) -> dict[str, Any]:
    """The bundle as plain JSON, as it is stored."""
    return msgspec.structs.asdict(bundle)


def estate_of(bundle: Bundle) -> Estate:
    """The estate of a bundle in the model, for rules and graphs that are to look at production."""
    return model_of(bundle.estate)


def digest(bundle: Bundle) -> str:
    """The name of a bundle's content: `sha256:` and the hexadecimal SHA-256 of its canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical(as_value(bundle))).hexdigest()


def same_production(one: Bundle, other: Bundle) -> bool:
    """Whether both treat every chat alike. If only their inputs differ there is nothing to release."""
    return sorted_json([one.estate, one.derived]) == sorted_json([other.estate, other.derived])
