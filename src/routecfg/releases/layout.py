"""Where a project keeps its releases: the folders, the names in them, and nothing outside.

production/releases/000001.json    a record a file; the highest number is live
production/bundles/<sha256>.json   the contents, each under its digest, as often as it is released
production/bundle.json             the content of the live release, one line: what systems at run time read
"""

import re
import stat
from contextlib import suppress
from itertools import pairwise
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from routecfg.files import Folder, clear_temporaries, make_folder, reason
from routecfg.releases.log import Unavailable

LIVE_BUNDLE: Final = "bundle.json"
_NUMBERED: Final = re.compile(r"([0-9]+)\.json")
_LONGEST_NUMBER: Final = 18


class Layout:
    """The production folder of a project, given relative to it; no part of it may be a link.

    Files in `releases/` that have no number for a name, and contents that no record refers to, are left alone.
    """

    def __init__(self, project: Path, production: str) -> None:
        self._project = project
        given = PureWindowsPath(production)  # it knows drives and both slashes
        self._inside = bool(given.parts) and not given.anchor and ".." not in given.parts
        self.production = Path(production).as_posix()
        self.releases = f"{self.production}/releases"
        self.bundles = f"{self.production}/bundles"
        self.live_bundle = f"{self.production}/{LIVE_BUNDLE}"

    def record(self, number: int) -> str:
        """The file of a record, as a path in the project."""
        return f"{self.releases}/{record_name(number)}"

    def content(self, digest: str) -> str:
        """The file of a content, as a path in the project."""
        return f"{self.bundles}/{content_name(digest)}"

    def open(self, folder: str) -> Folder:
        """A folder of the project, held open. Raises OSError."""
        return Folder(self._project, folder)

    def named_in(self, error: OSError) -> str:
        """The path in the project that an error is about, or the production folder."""
        path = Path(error.filename) if isinstance(error.filename, str) else self._project
        return path.relative_to(self._project).as_posix() if self._project in path.parents else self.production

    def make(self) -> None:
        """Makes every folder that is missing, and brings their names to the disk. Raises OSError."""
        for folder in self._folders():
            path = PurePosixPath(folder)
            with self.open(str(path.parent)) as parent:
                make_folder(parent, path.name)

    def misplaced(self) -> Unavailable | None:
        """Why the folders cannot be used: nothing is ever read or written outside the project."""
        if not self._inside:
            return Unavailable("production cannot be used: its folder must lie in the project")
        for folder in self._folders():
            try:
                mode = (self._project / folder).lstat().st_mode
            except FileNotFoundError:
                continue
            except OSError as error:
                return Unavailable(f"production cannot be read: {reason(error)}", f"'{folder}' could not be read")
            if not stat.S_ISDIR(mode):
                kind = "a link to another place" if stat.S_ISLNK(mode) else "a file"
                return Unavailable(
                    f"production cannot be used: '{folder}' is {kind}",
                    "releases are kept in a folder of the project, and nowhere else",
                )
        return None

    def clear_temporaries(self) -> None:
        """Removes temporary files of writers that have died; those of running ones stay. Never fails."""
        for name in (self.production, self.releases, self.bundles):
            with suppress(OSError), self.open(name) as folder:
                clear_temporaries(folder)

    def numbers(self) -> tuple[list[int], list[str]]:
        """The numbers of all records, ascending; and names that are numbers, but not of records. Raises OSError."""
        numbers, misnamed = self._listed()
        if numbers and numbers[-1] != len(numbers):
            # A folder that grows while it is listed may show a name without an older one. A second list has all that
            # are older than a name of the first.
            numbers = [number for number in self._listed()[0] if number <= numbers[-1]]
        return numbers, misnamed

    def _folders(self) -> tuple[str, ...]:
        """Every folder that a release needs, outermost first."""
        above = [str(folder) for folder in PurePosixPath(self.production).parents if folder.name]
        return (*reversed(above), self.production, self.releases, self.bundles)

    def _listed(self) -> tuple[list[int], list[str]]:
        numbers, misnamed = [], []
        with suppress(FileNotFoundError), self.open(self.releases) as folder:
            for name in folder.names():
                if match := _NUMBERED.fullmatch(name):
                    number = int(match[1]) if len(match[1]) <= _LONGEST_NUMBER else 0
                    if number > 0 and name == record_name(number):
                        numbers.append(number)
                    else:
                        misnamed.append(name)
        return sorted(numbers), sorted(misnamed)


def record_name(number: int) -> str:
    """The name of a record's file."""
    return f"{number:06d}.json"


def content_name(digest: str) -> str:
    """The name of a content's file."""
    return f"{digest}.json"


def gaps(numbers: list[int]) -> list[tuple[int, int]]:
    """The gaps in ascending numbers: the first and the last missing number of each."""
    return [(before + 1, after - 1) for before, after in pairwise([0, *numbers]) if after > before + 1]
