"""The result for programs. Keys, their order and their meaning are stable within a version; new keys may be added."""

from typing import Any

from routecfg.diagnostics import Diagnostic, Place, Severity, Witness
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.report.json_document import encodable, json_document


def as_json(result: Result) -> str:
    """The result as one JSON document.

    Lines and columns count from 1, columns in characters, the end column is exclusive; all four are null where only
    the file is known. `path` is a JSON Pointer that starts at the kinds.
    """
    return json_document(
        {
            "version": 1,
            "ok": result.ok,
            "summary": {
                "errors": result.count(Severity.ERROR),
                "warnings": result.count(Severity.WARNING),
                "infos": result.count(Severity.INFO),
                "files": result.files,
                "objects": result.objects,
            },
            "diagnostics": [_diagnostic(diagnostic) for diagnostic in result.diagnostics],
        }
    )


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": harmless(diagnostic.message),
        "help": None if diagnostic.help is None else harmless(diagnostic.help),
        "path": encodable(diagnostic.place.pointer),
        **_position(diagnostic.place),
        "related": [
            {
                "message": harmless(related.message),
                **_position(related.place),
                "path": encodable(related.place.pointer),
            }
            for related in diagnostic.related
        ],
        "witness": None if diagnostic.witness is None else _witness(diagnostic.witness),
    }


def _position(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "file": None if place.file is None else encodable(place.file),
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "message": None if witness.message is None else encodable(witness.message),
        "instant": None if witness.instant is None else harmless(witness.instant),
        "path": [harmless(stop) for stop in witness.path],
    }
