"""What holds for every report, whatever the files were."""

import json
import re
from collections.abc import Mapping
from xml.etree import ElementTree

from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import Diagnostic, Place
from routecfg.pipeline.check import Checked
from routecfg.report import FORMATS, render

CODES = {rule.code: rule.name for rule in CATALOGUE}
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal, a log or an XML reader may take for more than text."""


def sound(checked: Checked, files: Mapping[str, str | bytes], project: bytes) -> None:
    """Asserts that no rule broke, that every finding stands inside a file, and that every form can tell it."""
    texts = {path: _lines(text) for path, text in {**files, "routecfg.yaml": project}.items()}
    for diagnostic in checked.result.diagnostics:
        assert diagnostic.code != "RC009", diagnostic.message
        assert CODES.get(diagnostic.code) == diagnostic.name
        assert diagnostic.message.strip(), diagnostic
        for place in (diagnostic.place, *(related.place for related in diagnostic.related)):
            _inside(diagnostic, place, texts)
    for form in FORMATS:
        told = render(checked.result, form, rules=CATALOGUE)
        assert STEERING.search(told) is None, (form, told)
        if form in ("json", "sarif", "gitlab"):
            json.loads(told)
        elif form == "junit":
            ElementTree.fromstring(told)


def _lines(text: str | bytes) -> list[str]:
    decoded = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return re.split(r"\r\n|\r|\n", decoded)


def _inside(diagnostic: Diagnostic, place: Place, texts: Mapping[str, list[str]]) -> None:
    assert place.file in texts, diagnostic
    span = place.span
    assert span is not None, diagnostic
    lines = texts[place.file or ""]
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), diagnostic
    assert span.end_line <= len(lines) or (span.end_line == len(lines) + 1 and span.end_column == 1), diagnostic
