"""Every rule of every room, in one list."""

from typing import Final

from routecfg import releases, rules, shape, source
from routecfg.diagnostics import BROKEN_RULE, Rule, Severity

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
