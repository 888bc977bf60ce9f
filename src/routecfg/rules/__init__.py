"""One file a rule, and the one visible list of them.

A rule's module has a docstring (its manual page), `RULE`, and one of four functions:

- `check_object(kind, name, item, settings)` looks at a single object; its findings are kept with the file's content.
- `check_estate(context)` looks at several objects. Its module says with `concerns(kind, name, item, settings)` at which
  ones, and that is kept with the content of their files: no others are read. Rules that look at names alone are listed
  by themselves, and so are those that look at time groups and time conditions alone: they are given nothing else, and
  their findings are kept by the content of those.
- `check_flow(context)` looks at where chats go and when. It is given the graph and the time groups, and its findings
  are kept by those: the edit of a text does not run it.
- `check_data(context)` looks at what texts read and actions save on the way. It is given names and no texts, and its
  findings are kept by the names and the graph.

The module of the latter three says in `NEEDS` how much of the estate must have been read: `Need.NAMES` (every file, so
that all names are known) or `Need.OBJECTS` (every object, complete).

All yield findings. A rule reads nothing from disk, prints nothing, knows no clock but `context.today`.
"""

from routecfg.rules.registry import (
    DATA_RULES,
    ESTATE_RULES,
    FLOW_RULES,
    NAME_RULES,
    OBJECT_RULES,
    RULES,
    TIME_RULES,
    DataRule,
    EstateRule,
    FlowRule,
    NameRule,
    ObjectRule,
    TimeRule,
)
from routecfg.rules.support.context import Context, DataContext, FlowContext, FlowFacts, Need, TimeContext, flow_facts
from routecfg.rules.support.name_help import NameHelp
from routecfg.rules.unused_ignore import RULE as UNUSED_IGNORE

__all__ = [
    "DATA_RULES",
    "ESTATE_RULES",
    "FLOW_RULES",
    "NAME_RULES",
    "OBJECT_RULES",
    "RULES",
    "TIME_RULES",
    "UNUSED_IGNORE",
    "Context",
    "DataContext",
    "DataRule",
    "EstateRule",
    "FlowContext",
    "FlowFacts",
    "FlowRule",
    "NameHelp",
    "NameRule",
    "Need",
    "ObjectRule",
    "TimeContext",
    "TimeRule",
    "flow_facts",
]
