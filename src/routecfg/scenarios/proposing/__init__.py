"""Scenarios proposed for what no scenario tries yet, to be read and changed by those who know the customers.

`proposals` explores chats on the engine and keeps what covers something. Where a chat may begin comes from the analysis
(`arrivals`: lines, languages and instants at which hours decide something), what a customer may do and what requests
may bring from what is written there (`turns`, `replies`). A state of a chat is plain data and a step is a pure
function, so chats fork without cost: `exploring` looks for the nearest turn that covers something new, goes there, and
looks again, so that one chat covers much; `prospects` says where it need not look. `writing` makes scenarios of the
chats, with the few expectations that say most.

Everything is found by the engine itself. Who uses this runs what is written once more, as any scenario, and keeps what
passes.
"""

from routecfg.scenarios.proposing.exploring import Proposals, proposals
from routecfg.scenarios.proposing.writing import scenarios_of

__all__ = ["Proposals", "proposals", "scenarios_of"]
