"""Every rule of every room, in one list."""

from typing import Final

from routecfg import ISSUES, releases, rules, shape, source
from routecfg.diagnostics import Finding, Rule, Severity

BROKEN_RULE: Final = Rule(
    "RC009",
    "broken-rule",
    Severity.ERROR,
    """A rule of routecfg itself failed.

The estate may be right or wrong in what this rule looks at: nobody knows. All other rules were checked. The command
ends with status 3, and nothing is released. Please report it, with the text of the message; until it is mended, the
rule can be switched off under `rules:` in routecfg.yaml.

Bad:
    a fault in routecfg, not in the estate

Good:
    nothing to do
""",
    fixed=True,
)

FILE_NAME: Final = Rule(
    "RC005",
    "file-name",
    Severity.WARNING,
    """A file has a name with which what it holds is easily lost.

A file whose name begins with a dot is hidden, and is not read: customers never get what it says. Two files whose names
differ only in capitals, or in how an accent is stored, are one file on the disks of Windows and macOS: whoever gets
the project there has one of the two, and the next release lacks the other. The same goes for a second project file,
and a second folder of routing files, that differ so from the real ones.

Bad:
    routing/.sales.yaml
    routing/Shop.yaml and routing/shop.yaml

Good:
    routing/sales.yaml
    routing/shop.yaml and routing/shop-numbers.yaml
""",
)

CATALOGUE: Final[tuple[Rule, ...]] = tuple(
    sorted(
        {
            rule.code: rule
            for rule in (*source.RULES, *shape.RULES, BROKEN_RULE, FILE_NAME, *rules.RULES, *releases.RULES)
        }.values(),
        key=lambda rule: rule.code,
    )
)
"""In the order of their codes. A rule that two rooms find (a literal secret) is declared once."""


BY_CODE: Final = {rule.code: rule for rule in CATALOGUE}


def broken(rule: Rule, error: Exception) -> Finding:
    """What is said of a rule that failed: which one, and what to send us."""
    return BROKEN_RULE.at(
        (),
        f"the rule {rule.code} ({rule.name}) failed inside routecfg and was not checked",
        help=f"this is a fault of routecfg: please report it at {ISSUES} with the word '{type(error).__name__}'",
    )
