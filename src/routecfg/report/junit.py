"""JUnit XML, which nearly every CI system displays as a list of tests."""

from collections import Counter
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from routecfg.diagnostics import Diagnostic, Severity
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.report.locations import names_of, where
from routecfg.report.sentences import notes, summary


def as_junit(result: Result) -> str:
    """One test, `validate`, for the run as a whole, and one a finding.

    `validate` passes exactly if the run is ok, and is there on every run, so it has a history. Errors are failed tests;
    warnings and infos, and rules that could not be checked, are skipped ones: seen, but no failure. The name of a test
    says what is wrong with which part of the configuration, and nothing that another day or another edit changes.
    """
    words = junit_text(summary(result))
    cases = [
        junit_case(
            "routecfg", "validate", "" if result.ok else f"<failure message={junit_value(words)}>{words}</failure>"
        )
    ]
    names: Counter[tuple[str, str]] = Counter()
    for diagnostic in result.diagnostics:
        file, span = where(diagnostic.place)
        path = names_of(diagnostic.place)
        name = f"{diagnostic.code} {diagnostic.name}{f': {path}' if path else ''}"
        names[file, name] += 1
        if names[file, name] > 1:  # some systems keep one of several tests with one name
            name += f" ({names[file, name]})"
        cases.append(
            junit_case(
                file, name, _outcome(diagnostic), f" file={junit_value(file)} line={junit_value(str(span.line))}"
            )
        )
    cases += [
        junit_case("routecfg", "waiting rules", f"<skipped message={junit_value(note)}/>") for note in result.waiting
    ]
    errors = result.count(Severity.ERROR)
    skipped = len(result.diagnostics) - errors + len(result.waiting)
    failures = errors + (0 if result.ok else 1)
    return junit_document(cases, failures, skipped)


def junit_document(cases: Sequence[str], failures: int, skipped: int = 0) -> str:
    """A whole document of test cases, of which so many failed and so many were skipped."""
    totals = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="routecfg" {totals}>\n  <testsuite name="routecfg" {totals}>\n'
        f"{''.join(cases)}  </testsuite>\n</testsuites>\n"
    )


def junit_case(classname: str, name: str, outcome: str, more: str = "") -> str:
    """A test case; an empty outcome is a test that passed. `more` are further attributes, each with a space before."""
    opening = f'    <testcase classname={junit_value(classname)} name={junit_value(name)}{more} time="0"'
    return f"{opening}>{outcome}</testcase>\n" if outcome else f"{opening}/>\n"


def _outcome(diagnostic: Diagnostic) -> str:
    file, span = where(diagnostic.place)
    if diagnostic.severity != Severity.ERROR:
        return f"<skipped message={junit_value(f'{diagnostic.severity.value}: {diagnostic.message}')}/>"
    lines = [
        f"{file}:{span.line}:{span.column}: {diagnostic.message}",
        *(f"{label}: {line}" for label, line in notes(diagnostic)),
    ]
    body = "\n".join(map(junit_text, lines))
    return f'<failure type="error" message={junit_value(diagnostic.message)}>{body}</failure>'


def junit_text(text: str) -> str:
    """A text as it stands between tags."""
    return escape(harmless(text))


def junit_value(text: str) -> str:
    """A text as the value of an attribute, quotes and all."""
    return quoteattr(harmless(text))
