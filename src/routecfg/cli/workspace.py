"""The project that a command works on, with the clock and the terminal of the command line."""

from datetime import date
from pathlib import Path

from routecfg import workspace
from routecfg.cli.clock import now
from routecfg.cli.progress import watched
from routecfg.cli.terminal import note
from routecfg.workspace import STDIN

__all__ = ["STDIN", "Workspace"]


class Workspace(workspace.Workspace):
    """A workspace whose notes and progress are on stderr. Raises CannotRun if there is no project."""

    def __init__(
        self, project: Path | None, today: date | None = None, near: str | None = None, *, cached: bool = True
    ) -> None:
        surroundings = workspace.Surroundings(lambda: now(), note, watched)
        super().__init__(project, today, near, cached=cached, surroundings=surroundings)
