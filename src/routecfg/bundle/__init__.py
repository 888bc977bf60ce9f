"""Estates in production form: closed, digested, and read back."""

from routecfg.bundle.bundle import (
    CLOSED_KINDS,
    Bundle,
    ClosedEstate,
    Derived,
    GroupHours,
    HolidayDates,
    Inputs,
    ProjectSettings,
)
from routecfg.bundle.canonical import canonical
from routecfg.bundle.compile import compile_bundle, derive_again
from routecfg.bundle.content import content_of, digest
from routecfg.bundle.read import NotABundle, lost_name, read_bundle
from routecfg.bundle.stored import to_json

__all__ = [
    "CLOSED_KINDS",
    "Bundle",
    "ClosedEstate",
    "Derived",
    "GroupHours",
    "HolidayDates",
    "Inputs",
    "NotABundle",
    "ProjectSettings",
    "canonical",
    "compile_bundle",
    "content_of",
    "derive_again",
    "digest",
    "lost_name",
    "read_bundle",
    "to_json",
]
