"""What a release changes for those who write in.

`account` compares what is live with what would replace it and says which conversations change, for every line, each
with an example that was run on both. It is exact for time and for structure; where data decide, a stub is looked for
that shows the difference, and where none is found the account says so.
"""

from routecfg.impact.account import (
    Account,
    Change,
    DataChange,
    Decided,
    Exchange,
    LineImpact,
    Outcome,
    Place,
    StaffChange,
    Step,
    Window,
)
from routecfg.impact.comparison import account
from routecfg.impact.large import large_impact

__all__ = [
    "Account",
    "Change",
    "DataChange",
    "Decided",
    "Exchange",
    "LineImpact",
    "Outcome",
    "Place",
    "StaffChange",
    "Step",
    "Window",
    "account",
    "large_impact",
]
