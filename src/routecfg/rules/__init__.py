"""One file a rule, and the one visible list of them.

A rule's module has a docstring (its manual page), `RULE`, and one of two functions:

- `check_object(kind, name, one, settings)` looks at a single object; its findings are kept with the file's content.
- `check_estate(context)` looks at the whole estate. Its module says in `NEEDS` how much of it must have been read:
  `Need.NAMES` (every file, so that all names are known) or `Need.OBJECTS` (every object, complete).

Rules of the second kind that look at time groups and time conditions alone are listed by themselves: they are given
nothing else, and their findings are kept by the content of those.

Both yield findings. A rule reads nothing from disk, prints nothing, knows no clock but `context.today`.
"""

from routecfg.rules.context import Context, Need
from routecfg.rules.registry import ESTATE_RULES, OBJECT_RULES, RULES, TIME_RULES, EstateRule
from routecfg.rules.support.name_help import NameHelp
from routecfg.rules.unused_ignore import RULE as UNUSED_IGNORE

__all__ = [
    "ESTATE_RULES",
    "OBJECT_RULES",
    "RULES",
    "TIME_RULES",
    "UNUSED_IGNORE",
    "Context",
    "EstateRule",
    "NameHelp",
    "Need",
]
