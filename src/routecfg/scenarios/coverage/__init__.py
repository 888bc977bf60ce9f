"""How much of a routing its scenarios try.

`goals` lists what there is to try, `covered` says what of it events show, `unreachable` what the analysis proves that
no chat can show; `measured` puts the three together. Only events are looked at, as everybody gets them: whatever runs
chats can be measured.
"""

from routecfg.scenarios.coverage.covering import covered
from routecfg.scenarios.coverage.goals import GOAL_KINDS, Goal, GoalKind, goals, target_at
from routecfg.scenarios.coverage.measuring import Counted, Coverage, measured
from routecfg.scenarios.coverage.out_of_reach import NOT_REACHED, unreachable

__all__ = [
    "GOAL_KINDS",
    "NOT_REACHED",
    "Counted",
    "Coverage",
    "Goal",
    "GoalKind",
    "covered",
    "goals",
    "measured",
    "target_at",
    "unreachable",
]
