"""Which objects and decisions the scenarios get to."""

from collections import Counter

from routecfg.disclosure import harmless
from routecfg.model import shown_pointer
from routecfg.preview.answers import Coverage
from routecfg.preview.bubbles import lit_by
from routecfg.preview.opened import Opened


def coverage(opened: Opened) -> Coverage:
    """How many scenarios get to each object and decision that chats can get to.

    A scenario that fails counts up to where it fails; one that cannot run, and every scenario of a project in which
    none can, gets nowhere.
    """
    runs = opened.scenario_runs.runs
    problem = harmless(opened.scenario_runs.problem)
    drawn = {shown_pointer(node.path) for node in opened.graph.nodes if node.kind not in ("also", "elsewhere")}
    visits = Counter(pointer for run in runs for pointer in dict.fromkeys(lit_by(run.events)) if pointer in drawn)
    return Coverage(opened.version, len(runs), dict(sorted(visits.items())), len(visits), len(drawn), problem)
