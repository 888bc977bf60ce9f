"""Which mistakes in the routing scenarios would notice, for `routecfg test`."""

import time
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

from routecfg.cli.progress import watched
from routecfg.cli.terminal import note
from routecfg.diagnostics import CannotRun
from routecfg.screen import Screen
from routecfg.workspace.subject import Subject

if TYPE_CHECKING:
    from routecfg.model import Settings
    from routecfg.scenarios import Bundles, Run
    from routecfg.scenarios.mutation import Mutation

_TIME: Final = "60s"
"""How long changes are tried if nothing is said."""


class Mutated:
    """What came of the changes, and how it is shown."""

    def __init__(self, mutation: "Mutation", subject: Subject, seed: int) -> None:
        self._mutation = mutation
        self._places = subject.places
        self._seed = seed

    @property
    def share(self) -> str:
        """All of it in one line."""
        from routecfg.report.coverage import percent

        return f"changes that the scenarios notice: {percent(self._mutation.score)}"

    def text(self, screen: Screen) -> str:
        """What no scenario notices, and the counts."""
        from routecfg.report.mutation import mutation_as_text

        return mutation_as_text(self._mutation, self._places, screen)

    def values(self) -> dict[str, Any]:
        """What stands in the JSON document."""
        from routecfg.report.mutation import mutation_values

        return {"mutation": mutation_values(self._mutation, self._places, self._seed)}

    def under(self, percent: float) -> bool:
        """Whether the scenarios notice less than that; then it is said."""
        if not self._mutation.score.goals and self._mutation.left:
            note(f"no change was tried in time, and --fail-under asks for {percent:g} %: --time-limit allows more time")
            return True
        if self._mutation.score.reaches(percent):
            return False
        note(f"{self.share}, and --fail-under asks for {percent:g} %")
        return True


def limit_of(time_limit: str | None) -> int:
    """The seconds that `--time-limit` names. Raises CannotRun if it names none."""
    from routecfg.scenarios.moments import seconds

    limit = seconds(time_limit or _TIME)
    if limit is None:
        raise CannotRun(f"'--time-limit {time_limit}' is not a length of time", "write it as 90s, 10m or 1h")
    return limit


def mutated_in(
    runs: "Sequence[Run]",
    bundles: "Bundles",
    subject: Subject,
    settings: "Settings",
    today: date,
    seed: int | None,
    limit: int,
) -> Mutated:
    """What comes of changes to the routing, as many as can be tried in `limit` seconds."""
    from routecfg.pipeline.analysis import analysis
    from routecfg.scenarios import mutation

    seed = seed or 0
    if subject.written is None:
        raise TypeError("what is changed is what is written in files")
    mutants = mutation.mutants(subject.written, seed)
    Random(seed).shuffle(mutants)  # noqa: S311  # an order that can be repeated, no secret
    trial = mutation.Trial(runs, bundles, subject.written, analysis(subject.written, settings, today))
    until = time.monotonic() + limit
    tried = 0
    for mutant in watched("Changing the routing", mutants):
        if time.monotonic() >= until:
            break
        trial.add(mutant)
        tried += 1
    return Mutated(trial.result(len(mutants) - tried), subject, seed)
