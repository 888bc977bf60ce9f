"""GitLab's Code Quality report: findings that a merge request adds or mends are shown in its widget."""

from routecfg.diagnostics import Severity
from routecfg.pipeline import Result
from routecfg.report.characters import encodable, harmless, json_document
from routecfg.report.places import fingerprints, last_line, where

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_gitlab(result: Result) -> str:
    """A JSON list of one entry a finding. GitLab keeps one of several with one fingerprint: here none are alike."""
    entries = []
    for one, fingerprint in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True):
        file, span = where(one.place)
        entries.append(
            {
                "description": f"{one.code}: {harmless(one.message)}",
                "check_name": one.name,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES.get(one.severity, "info"),
                "location": {"path": encodable(file), "lines": {"begin": span.line, "end": last_line(span)}},
            }
        )
    return json_document(entries)
