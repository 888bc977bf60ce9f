"""SARIF 2.1.0 (OASIS), which code scanning services read.

Paths are percent-encoded and relative to `SRCROOT`, the top of the repository. Fingerprints survive when lines move, so
a service recognises a finding after an edit above it.
"""

from collections.abc import Sequence
from itertools import groupby
from textwrap import dedent
from typing import Any, Final
from urllib.parse import quote

from routecfg import __version__
from routecfg.diagnostics import Diagnostic, Place, Rule, Severity, Span
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.report.json_document import encodable, json_document
from routecfg.report.locations import fingerprints, where
from routecfg.report.sentences import notes

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "The top of the repository, or else the folder in which routecfg ran."
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "note"}


def as_sarif(result: Result, rules: Sequence[Rule]) -> str:
    """One run as a SARIF log. `rules` are described whether something was found or not."""
    described = sorted(rules, key=lambda rule: rule.code)
    position = {rule.code: index for index, rule in enumerate(described)}
    known = zip(result.diagnostics, fingerprints(result.diagnostics), strict=True)
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if result.waiting:
        invocation["toolExecutionNotifications"] = [
            {"level": "note", "message": _message(sentence)} for sentence in result.waiting
        ]
    run = {
        "tool": {"driver": {"name": "routecfg", "version": __version__, "rules": [_rule(each) for each in described]}},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": _ROOT}}},
        "results": [_result(diagnostic, fingerprint, position) for diagnostic, fingerprint in known],
    }
    return json_document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    first, _, _ = rule.doc.strip().partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": rule.doc.strip().split("\n\n")[0].replace("\n", " ")},
        "help": {"text": rule.doc.strip(), "markdown": _markdown(rule.doc.strip())},
        "defaultConfiguration": {"enabled": rule.severity != Severity.OFF, "level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, position: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": diagnostic.code}
    if diagnostic.code in position:
        result["ruleIndex"] = position[diagnostic.code]
    file, _ = where(diagnostic.place)
    result |= {
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic.message, *(f"{label}: {line}" for label, line in notes(diagnostic))),
        "locations": [_location(diagnostic.place, file)],
        "partialFingerprints": {"configurationPath/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": index, "message": _message(related.message), **_location(related.place, related.place.file)}
            for index, related in enumerate(diagnostic.related)
        ]
    return result


def _location(place: Place, file: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if file is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(encodable(file)), "uriBaseId": "SRCROOT"}}
        if place.span is not None:
            location["physicalLocation"]["region"] = _region(place.span)
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": encodable(place.pointer)}]
    return location


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(*lines: str) -> dict[str, str]:
    """A plain message. `[words](1)` would be read as a link, which what a user wrote must not become."""
    return {"text": "\n".join(map(harmless, lines)).replace("](", "] (")}


def _markdown(doc: str) -> str:
    """A rule's manual page with its indented examples as blocks of YAML."""
    parts = []
    for example, group in groupby(doc.split("\n"), lambda line: line.startswith(" ")):
        text = "\n".join(group)
        parts.append(f"```yaml\n{dedent(text)}\n```" if example else text)
    page = "\n".join(parts)
    return page.replace("\n```\n\n```yaml\n", "\n\n").replace(":\n```yaml", ":\n\n```yaml")
