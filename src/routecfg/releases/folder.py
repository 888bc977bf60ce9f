"""Where a project keeps its releases: the folders, the names in them, and nothing outside.

production/releases/000001.json    a record a file; the highest number is live
production/bundles/<sha256>.json   the contents, each under its digest, as often as it is released
production/bundle.json             the content of the live release, one line: what systems at run time read
"""

import re
import stat
from contextlib import suppress
from itertools import pairwise
from pathlib import Path, PureWindowsPath
from typing import Final

from routecfg.releases.durable import reason
from routecfg.releases.log import Unavailable

_NUMBERED: Final = re.compile(r"([0-9]+)\.json")
_LONGEST_NUMBER: Final = 18


class Folder:
    """The production folder of a project, given relative to it; no part of it may be a link.

    Files in `releases/` that have no number for a name, and contents that no record refers to, are left alone.
    """

    def __init__(self, project: Path, production: str) -> None:
        self._project = project
        self._given = PureWindowsPath(production)  # it knows drives and both slashes
        self.production = project / production
        self.releases = self.production / "releases"
        self.bundles = self.production / "bundles"
        self.live_bundle = self.production / "bundle.json"

    def record(self, number: int) -> Path:
        """The file of a record."""
        return self.releases / f"{number:06d}.json"

    def content(self, digest: str) -> Path:
        """The file of a content."""
        return self.bundles / f"{digest}.json"

    def name(self, path: Path) -> str:
        """A path below the project as users see it, with `/`."""
        return path.relative_to(self._project).as_posix()

    def name_in(self, error: OSError) -> str:
        """The path that an error is about, or the production folder."""
        path = Path(error.filename) if isinstance(error.filename, str) else self.production
        return self.name(path if self._project in path.parents else self.production)

    @property
    def all(self) -> tuple[Path, ...]:
        """Every folder that a release needs, outermost first: those above the production folder, then those in it."""
        above = [folder for folder in self.production.parents if self._project in folder.parents]
        return (*reversed(above), self.production, self.releases, self.bundles)

    def misplaced(self) -> Unavailable | None:
        """Why the folders cannot be used: nothing is ever read or written outside the project."""
        if self._given.anchor or ".." in self._given.parts or not self._given.parts:
            return Unavailable("production cannot be used: its folder must lie in the project")
        for folder in self.all:
            try:
                mode = folder.lstat().st_mode
            except FileNotFoundError:
                continue
            except OSError as error:
                return Unavailable(f"production cannot be read: {reason(error)}", f"see to '{self.name(folder)}'")
            if not stat.S_ISDIR(mode):
                kind = "a link to another place" if stat.S_ISLNK(mode) else "a file"
                return Unavailable(
                    f"production cannot be used: '{self.name(folder)}' is {kind}",
                    "releases are kept in a folder of the project, and nowhere else",
                )
        return None

    def numbers(self) -> tuple[list[int], list[str]]:
        """The numbers of all records, ascending; and names that are numbers, but no record's."""
        numbers, misnamed = self._listed()
        if numbers and numbers[-1] != len(numbers):
            # A folder that grows while it is listed may show a name without an older one. A second list has all that
            # are older than a name of the first.
            numbers = [number for number in self._listed()[0] if number <= numbers[-1]]
        return numbers, misnamed

    def _listed(self) -> tuple[list[int], list[str]]:
        numbers, misnamed = [], []
        with suppress(FileNotFoundError):
            for name in [path.name for path in self.releases.iterdir()]:
                if match := _NUMBERED.fullmatch(name):
                    number = int(match[1]) if len(match[1]) <= _LONGEST_NUMBER else 0
                    if number > 0 and name == self.record(number).name:
                        numbers.append(number)
                    else:
                        misnamed.append(name)
        return sorted(numbers), sorted(misnamed)


def gaps(numbers: list[int]) -> list[tuple[int, int]]:
    """What is missing below ascending numbers: the first and the last of each gap."""
    return [(before + 1, after - 1) for before, after in pairwise([0, *numbers]) if after > before + 1]
