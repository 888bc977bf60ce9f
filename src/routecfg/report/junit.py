"""JUnit XML, which nearly every CI system displays as a list of tests."""

from collections import Counter
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
    words = _text(summary(result))
    cases = [_case("routecfg", "validate", "" if result.ok else f"<failure message={_value(words)}>{words}</failure>")]
    names: Counter[tuple[str, str]] = Counter()
    for diagnostic in result.diagnostics:
        file, span = where(diagnostic.place)
        path = names_of(diagnostic.place)
        name = f"{diagnostic.code} {diagnostic.name}{f': {path}' if path else ''}"
        names[file, name] += 1
        if names[file, name] > 1:  # some systems keep one of several tests with one name
            name += f" ({names[file, name]})"
        cases.append(_case(file, name, _outcome(diagnostic), f" file={_value(file)} line={_value(str(span.line))}"))
    cases += [_case("routecfg", "waiting rules", f"<skipped message={_value(note)}/>") for note in result.waiting]
    errors = result.count(Severity.ERROR)
    skipped = len(result.diagnostics) - errors + len(result.waiting)
    failures = errors + (0 if result.ok else 1)
    totals = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="routecfg" {totals}>\n  <testsuite name="routecfg" {totals}>\n'
        f"{''.join(cases)}  </testsuite>\n</testsuites>\n"
    )


def _case(classname: str, name: str, outcome: str, more: str = "") -> str:
    opening = f'    <testcase classname={_value(classname)} name={_value(name)}{more} time="0"'
    return f"{opening}>{outcome}</testcase>\n" if outcome else f"{opening}/>\n"


def _outcome(diagnostic: Diagnostic) -> str:
    file, span = where(diagnostic.place)
    if diagnostic.severity != Severity.ERROR:
        return f"<skipped message={_value(f'{diagnostic.severity.value}: {diagnostic.message}')}/>"
    lines = [
        f"{file}:{span.line}:{span.column}: {diagnostic.message}",
        *(f"{label}: {line}" for label, line in notes(diagnostic)),
    ]
    body = "\n".join(map(_text, lines))
    return f'<failure type="error" message={_value(diagnostic.message)}>{body}</failure>'


def _text(text: str) -> str:
    return escape(harmless(text))


def _value(text: str) -> str:
    return quoteattr(harmless(text))
