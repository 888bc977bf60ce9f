"""Which objects and decisions the scenarios get to."""

from collections import Counter
from collections.abc import Iterable, Iterator

from routecfg.disclosure import harmless
from routecfg.engine import Event
from routecfg.model import shown_pointer
from routecfg.pipeline.written_places import path_of
from routecfg.preview.answers import Coverage
from routecfg.preview.bubbles import lit_by
from routecfg.preview.opened import Opened, holder


def coverage(opened: Opened) -> Coverage:
    """How many scenarios get to each object and decision that chats can get to.

    A scenario that fails counts up to where it fails; one that cannot run, and every scenario of a project in which
    none can, gets nowhere.
    """
    runs = opened.scenario_runs.runs
    problem = harmless(opened.scenario_runs.problem)
    drawn = {shown_pointer(node.path) for node in opened.graph.nodes if node.kind not in ("also", "elsewhere")}
    visits = Counter(pointer for run in runs for pointer in dict.fromkeys(_passed(run.events)) if pointer in drawn)
    return Coverage(opened.version, len(runs), dict(sorted(visits.items())), len(visits), len(drawn), problem)


def _passed(events: Iterable[Event]) -> Iterator[str]:
    """What a chat gets to, and the target sets in which answers stand that it chooses."""
    for event in events:
        yield from lit_by((event,))
        if event.from_:
            yield shown_pointer(holder(path_of(event.from_)))
