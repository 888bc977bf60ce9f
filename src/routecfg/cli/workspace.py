"""The project that a command works on, found and checked."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from routecfg.diagnostics import CannotRun


class Workspace:
    """A project's folder and the day."""

    def __init__(self, project: Path | None, today: date | None = None) -> None:
        from routecfg.project import PROJECT_FILE, find_project, read_project_file

        here = Path.cwd()
        if project is None:
            self.root = find_project(here)
        else:
            self.root = here / project
            if not (self.root / PROJECT_FILE).is_file():
                raise CannotRun(
                    f"there is no {PROJECT_FILE} in {project}",
                    "name the project's folder, or start one with 'routecfg init'",
                )
        self.today = today or datetime.now(UTC).date()
        self.project_data = read_project_file(self.root)

    @property
    def prefix(self) -> str:
        """What leads from here to the project, with `/`: empty when we stand in it."""
        path = os.path.relpath(self.root.resolve(), Path.cwd()).replace(os.sep, "/")
        return "" if path == "." else path + "/"
