"""Scenarios that `routecfg test --generate` proposes: found, run, and written where they are wanted."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from routecfg.cli.coverage import events_of_passing
from routecfg.cli.output_file import put, writable
from routecfg.cli.progress import watched
from routecfg.cli.terminal import note, say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, plural
from routecfg.workspace.subject import Subject

if TYPE_CHECKING:
    from routecfg.model import Estate
    from routecfg.scenarios import Bundles, Run

_HEAD: Final = (
    "# Proposed by `routecfg test --generate`. Each was run, and says what the routing does: read it as a customer,\n"
    "# name it for what matters, and take out what is no promise.\n"
)
_FILE: Final = "tests/proposed.yaml"
"""The name that a proposal has while it is run."""


def propose(
    runs: "Sequence[Run]",
    taken: Collection[str],
    bundles: "Bundles",
    subject: Subject,
    workspace: Workspace,
    today: date,
    out: Path | None,
) -> None:
    """Print scenarios for what the runs that passed have not tried, or write them into a new file.

    `taken` are the names of scenarios that are there. Raises CannotRun if the file cannot be written.
    """
    from routecfg.impact.sides import Side
    from routecfg.opening_hours import horizon_from
    from routecfg.pipeline.analysis import analysis
    from routecfg.scenarios.coverage import measured
    from routecfg.scenarios.proposing import proposals, scenarios_of

    written = subject.written
    if written is None:
        raise TypeError("scenarios are proposed for what is written in files")
    refused, advice = f"the scenarios cannot be written to '{out}'", "name a file elsewhere"
    if out is not None and (out.exists() or out.is_symlink()):
        raise CannotRun(f"{refused}: there is such a file already", "name a new one")
    proved = analysis(written, workspace.settings, today)
    before = measured(events_of_passing(runs), written, proved)
    failed = sum(run.difference is not None for run in runs)
    if failed:
        note(f"{plural(failed, 'scenario')} that {'fails counts' if failed == 1 else 'fail count'} as trying nothing")
    side = Side(bundles.bundle, "sandbox", horizon_from(today))
    found = proposals(before, bundles.at, side, written, proved, partial(watched, "looking for chats"))
    values, tried = _that_pass(scenarios_of(found.chats, written, taken), bundles, written)
    after = measured((*events_of_passing(runs), *events_of_passing(tried)), written, proved)
    lacking, left = len(list(before.uncovered)), len(list(after.uncovered))
    if not lacking:
        note("nothing is left to propose: the scenarios try everything")
        return
    rest = f"; no chat was found for {left:,} of them" if left else ""
    early = "; the search was ended early, and there may be more" if not found.finished else ""
    note(f"{plural(len(tried), 'scenario')} for {plural(lacking, 'thing')} that none tries{rest}{early}")
    if not values:
        return
    text = _as_file(values)
    if out is None:
        say(text)
        return
    with writable(out.parent, out.name, refused, advice, make=True) as folder:
        put(folder, out.name, text.encode(), refused, lambda _: False)
    note(f"written to {out}: they say what the routing does, not what it should do, so read each")


def _that_pass(values: dict[str, Any], bundles: "Bundles", written: "Estate") -> tuple[dict[str, Any], "list[Run]"]:
    """The scenarios that pass as they are written, and their runs.

    One does not where a literal secret stands in an address, which nobody may print.
    """
    from routecfg.project import SourceFile
    from routecfg.scenarios import read_scenarios, run

    read = read_scenarios([SourceFile(_FILE, _as_file(values).encode())], written, bundles.zone)
    runs = [run(scenario, bundles) for scenario in read.scenarios]
    failing = {each.scenario.name for each in runs if each.difference is not None}
    passing = {name: each for name, each in values.items() if name not in failing}
    return passing, [each for each in runs if each.scenario.name not in failing]


def _as_file(values: dict[str, Any]) -> str:
    from routecfg.source import as_yaml

    return _HEAD + as_yaml({"scenarios": values})
