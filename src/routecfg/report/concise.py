"""One line a finding, in the form that editors and `grep` understand: `file:line:column: CODE message`."""

from routecfg.pipeline import Result
from routecfg.report.characters import harmless
from routecfg.report.places import where


def as_concise(result: Result) -> str:
    """The findings, each on its line; nothing else, so a clean run is empty."""
    lines = []
    for one in result.diagnostics:
        file, span = where(one.place)
        lines.append(f"{harmless(file)}:{span.line}:{span.column}: {one.code} {harmless(one.message)}\n")
    return "".join(lines)
