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

from collections import Counter
from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.disclosure import quoted
from routecfg.model import spoken
from routecfg.rules.support.context import Context, Need

RULE = Rule("RC202", "duplicate-object", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING

_COPIED = 3
"""From so many objects on, a file of which every object stands in another is taken for a copy of it."""


def check_estate(context: Context) -> Iterator[Finding]:
    """Each further file that defines a name, with the first one that does. A copy of a whole file is one fault."""
    twice = context.assembly.twice
    together = Counter((first, other) for _, first, other in twice)
    with_its_own = set(context.assembly.files.values())
    reported: set[tuple[str, str]] = set()
    for (kind, name), first, other in twice:
        path = (kind, name)
        related = (Related("the other one is here", path, on_key=True, file=first),)
        if together[first, other] < _COPIED or other in with_its_own:
            message = f"{spoken(kind, name)} stands in two files: only one of the two can be meant"
            help_ = "keep one of them, or give one another name"
        elif (first, other) not in reported:
            reported.add((first, other))
            message = (
                f"all {together[first, other]} objects of this file stand in {quoted(first)} too:"
                " one of the two files must be a copy"
            )
            help_ = "remove the copy, or keep it outside of this folder"
        else:
            continue
        yield RULE.at(path, message, on_key=True, file=other, help=help_, related=related)
