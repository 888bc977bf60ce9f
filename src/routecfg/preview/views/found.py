"""Findings, as the page gets them."""

from routecfg.diagnostics import Diagnostic
from routecfg.disclosure import harmless
from routecfg.model import shown_pointer
from routecfg.preview.answers import Found
from routecfg.preview.opened import Opened
from routecfg.report.sentences import shown_by


def found(opened: Opened, diagnostic: Diagnostic) -> Found:
    """A finding of `validate`."""
    place = diagnostic.place
    at = opened.about(diagnostic)
    span = place.span
    witness = shown_by(diagnostic.witness) if diagnostic.witness is not None else []
    return Found(
        diagnostic.code,
        diagnostic.name,
        diagnostic.severity.value,
        harmless(diagnostic.message),
        harmless(diagnostic.help or ""),
        "; ".join(f"{label}: {line}" for label, line in witness),
        shown_pointer(at) if at else None,
        harmless(place.file) if place.file is not None else None,
        span.line if span is not None else None,
        opened.editor_link(place.file, span.line, span.column) if place.file is not None and span is not None else "",
    )
