"""One name in two files.

Only one of the two can be meant, and which one customers would get is anybody's guess.

Bad:
    # routing/shop.yaml
    queues:
      support: {title: Support}

    # routing/support.yaml
    queues:
      support: {title: Support team}

Good:
    # routing/shop.yaml
    queues:
      support: {title: Support}

    # routing/support.yaml
    queues:
      support-team: {title: Support team}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Diagnostic, Place, Related, Rule, Severity, pointer
from routecfg.model import spoken
from routecfg.rules.context import Context, Need

RULE = Rule("RC202", "duplicate-object", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING


def check_estate(context: Context) -> Iterator[Diagnostic]:
    """Each further file that defines a name, with the first one that does."""
    for (kind, name), first, other in context.assembly.twice:
        place = pointer(kind, name)
        yield RULE.at(
            place,
            f"{spoken(kind, name)} stands in two files: only one of the two can be meant",
            on_key=True,
            file=other,
            help="keep one of them, or give one another name",
            related=(Related("the other one is here", Place(place, "key", first)),),
        )
