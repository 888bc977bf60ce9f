"""Findings, as the page gets them."""

from routecfg.diagnostics import Diagnostic, Path
from routecfg.disclosure import harmless
from routecfg.model import shown_pointer
from routecfg.preview.answers import Found
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import holder, is_there
from routecfg.report.sentences import shown_by


def found(opened: Opened, diagnostic: Diagnostic) -> Found:
    """A finding of `validate`."""
    place = diagnostic.place
    at = about(opened, diagnostic)
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


def about(opened: Opened, diagnostic: Diagnostic) -> Path:
    """The path of the object or the decision that a finding is about; empty for the project or a whole file."""
    path = holder(diagnostic.place.path)
    if len(path) > 2 and not is_there(opened, path):
        path = path[:2]
    return path if len(path) > 1 and is_there(opened, path) else ()
