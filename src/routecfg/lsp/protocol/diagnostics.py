"""Findings as editors show them."""

from typing import Final

import msgspec

from routecfg.lsp.protocol.base import Location, Message, Range

ERROR: Final = 1
WARNING: Final = 2
INFORMATION: Final = 3
UNNECESSARY: Final = 1
"""The tag of what could be left out: editors fade it."""


class DiagnosticRelatedInformation(Message, frozen=True):
    """Another place that belongs to a finding."""

    location: Location
    message: str


class Diagnostic(Message, frozen=True):
    """A finding."""

    range: Range
    severity: int
    message: str
    code: str | None = None
    source: str | None = None
    tags: tuple[int, ...] | None = None
    related_information: tuple[DiagnosticRelatedInformation, ...] | None = None


class PublishDiagnosticsParams(Message, frozen=True, omit_defaults=False):
    """All findings in a file; with the version of an open one."""

    uri: str
    diagnostics: tuple[Diagnostic, ...]
    version: int | msgspec.UnsetType = msgspec.UNSET
