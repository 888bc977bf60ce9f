"""The rule that reports rules which failed: here, so that who asks for it alone does not load all of them."""

from typing import Final

from routecfg import ISSUES
from routecfg.diagnostics.diagnostic import Severity
from routecfg.diagnostics.finding import Finding
from routecfg.diagnostics.rule import Rule

BROKEN_RULE: Final = Rule(
    "RC009",
    "broken-rule",
    Severity.ERROR,
    """A rule of routecfg itself failed.

The estate may be right or wrong in what this rule looks at: nobody knows. All other rules were checked. The command
ends with status 3, and nothing is released; only `routecfg rollback` goes on. Please report it, with the text of the
message; until it is mended, the rule can be switched off under `rules:` in routecfg.yaml.

Bad:
    a fault in routecfg, not in the estate

Good:
    nothing to do
""",
    fixed=True,
)


def broken(rule: Rule, error: Exception) -> Finding:
    """What is said of a rule that failed: which one, and what to send us."""
    return BROKEN_RULE.at(
        (),
        f"the rule {rule.code} ({rule.name}) failed inside routecfg and was not checked",
        help=f"this is a fault of routecfg: please report it at {ISSUES} with the word '{type(error).__name__}'",
    )
