"""The rules themselves: a list of all, and the manual page of one."""

from collections.abc import Iterable

from routecfg.diagnostics import Rule, Severity, listed
from routecfg.report.json_document import json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen, cells

_SETTINGS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def rules_as_text(rules: Iterable[Rule], screen: Screen = PLAIN) -> str:
    """A table of the rules in the order of their codes: code, name, default severity, what each finds."""
    rows = [(rule.code, rule.name, _default(rule), _first_line(rule)) for rule in _in_order(rules)]
    return table(("code", "rule", "default", "finds"), rows, screen, wrapping=("finds",))


def rules_as_json(rules: Iterable[Rule]) -> str:
    """The same for programs, as a JSON document; `fixed` rules cannot be switched off."""
    told = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "fixed": rule.fixed,
            "summary": _first_line(rule),
        }
        for rule in _in_order(rules)
    ]
    return json_document({"version": 1, "rules": told})


def explain(rule: Rule) -> str:
    """A rule's manual page: what it finds and why that matters, examples, and how it is switched off or ignored."""
    title = f"{rule.code} {rule.name}"
    return f"{title}\n{'=' * cells(title)}\n\n{rule.doc.strip()}\n\n{_switches(rule)}\n"


def _switches(rule: Rule) -> str:
    standing = f"Reported as {_article(rule.severity)}"
    if rule.fixed:
        return (
            f"{standing}, always: it cannot be switched off, lowered or ignored.\n"
            "Without it, nothing else that is said about the configuration could be trusted."
        )
    if rule.severity == Severity.OFF:
        standing = f"Off by default; to see it once: routecfg validate --select {rule.code}"
        setting = f"{rule.name}: info}}   # or warning, or error"
    else:
        setting = f"{rule.name}: off}}   # or {listed([one for one in _SETTINGS if one != rule.severity])}"
        standing += " by default."
    return (
        f"{standing}\n\nFor the whole project, in routecfg.yaml:\n\n    rules: {{{setting}\n\n"
        "For one place, at the end of its line, or on a line of its own above the object:\n\n"
        f"    # routecfg: ignore[{rule.code}] why this is as it should be"
    )


def _article(severity: Severity) -> str:
    return f"a {severity.value}" if severity == Severity.WARNING else f"an {severity.value}"


def _default(rule: Rule) -> str:
    return f"{rule.severity.value}, fixed" if rule.fixed else rule.severity.value


def _first_line(rule: Rule) -> str:
    return rule.doc.strip().partition("\n")[0]


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.code)
