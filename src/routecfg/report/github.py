"""Workflow commands of GitHub Actions: each becomes an annotation at its line of the pull request."""

from routecfg.diagnostics import Diagnostic, Severity
from routecfg.pipeline import Result
from routecfg.report.characters import harmless
from routecfg.report.places import last_line, where
from routecfg.report.wording import notes

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(result: Result) -> str:
    """One command a finding, and one notice for each rule that could not be checked; a clean run is empty."""
    waiting = [f"::notice title=Not checked::{_data(harmless(sentence))}" for sentence in result.waiting]
    return "".join(f"{line}\n" for line in (*map(_command, result.diagnostics), *waiting))


def _command(one: Diagnostic) -> str:
    file, span = where(one.place)
    end = last_line(span)
    properties = {"file": harmless(file), "line": span.line}
    if end == span.line:
        properties |= {"col": span.column, "endLine": end, "endColumn": max(span.end_column, span.column)}
    else:
        properties |= {"endLine": end}  # GitHub shows columns only where both ends are on one line
    properties |= {"title": f"{one.code} {one.name}"}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join([harmless(one.message), *(f"{label}: {line}" for label, line in notes(one))])
    return f"::{_COMMANDS.get(one.severity, 'notice')} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
