"""Findings as code hosts show them beside a change: workflow commands of GitHub, the Code Quality report of GitLab."""

from routecfg.diagnostics import Diagnostic, Severity
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.report.json_document import encodable, json_document
from routecfg.report.locations import fingerprints, last_line, where
from routecfg.report.sentences import notes

_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_github(result: Result) -> str:
    """One command a finding, and one notice for each rule that could not be checked; a clean run is empty."""
    waiting = [f"::notice title=Not checked::{_data(harmless(sentence))}" for sentence in result.waiting]
    return "".join(f"{line}\n" for line in (*map(_github_command, result.diagnostics), *waiting))


def _github_command(diagnostic: Diagnostic) -> str:
    file, span = where(diagnostic.place)
    end = last_line(span)
    properties = {"file": harmless(file), "line": span.line}
    if end == span.line:
        properties |= {"col": span.column, "endLine": end, "endColumn": max(span.end_column, span.column)}
    else:
        properties |= {"endLine": end}  # GitHub shows columns only where both ends are on one line
    properties |= {"title": f"{diagnostic.code} {diagnostic.name}"}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join([harmless(diagnostic.message), *(f"{label}: {line}" for label, line in notes(diagnostic))])
    return f"::{_GITHUB_COMMANDS.get(diagnostic.severity, 'notice')} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(result: Result) -> str:
    """A JSON list of one entry a finding. GitLab keeps one of several with one fingerprint, so all are different."""
    entries = []
    for diagnostic, fingerprint in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True):
        file, span = where(diagnostic.place)
        entries.append(
            {
                "description": f"{diagnostic.code}: {harmless(diagnostic.message)}",
                "check_name": diagnostic.name,
                "fingerprint": fingerprint,
                "severity": _GITLAB_SEVERITIES.get(diagnostic.severity, "info"),
                "location": {"path": encodable(file), "lines": {"begin": span.line, "end": last_line(span)}},
            }
        )
    return json_document(entries)
