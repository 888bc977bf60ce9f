"""`routecfg preview` as a user starts it: a process of its own, on a copy of a project."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from commands import EXAMPLES, ROUTECFG, Commands, Ran

TODAY: Final = "2026-11-30"
"""A Monday, before all of Advent. Examples do not depend on the day on which the tests run."""
SECONDS: Final = 60


class Preview(NamedTuple):
    """A preview that runs. `address` has the token in its fragment."""

    address: str
    project: Path
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        """Where it listens: no other place may be asked for anything."""
        return self.address.split("/#")[0]

    def run(self, *arguments: str) -> Ran:
        """Runs another command on the same project."""
        return Commands(self.project, self.project.parent / "home").started(*arguments)

    def edit(self, file: str, old: str, new: str) -> None:
        """Saves a file of the project with something replaced."""
        edit(self.project / file, old, new)


def example(name: str, folder: Path) -> Path:
    """A copy of an example, which may be changed."""
    return Path(shutil.copytree(EXAMPLES / name, folder / name))


def changed_eshop(folder: Path) -> Path:
    """The e-shop after its first release, with a text and the hours of Saturdays changed since."""
    project = example("eshop", folder)
    ran = Commands(project, folder).started("apply", "--yes", "--first", "--message", "First release")
    assert ran.status == 0, ran
    for file, old, new in (
        (
            "routing/trees/after-hours.yaml",
            "everything in one message.",
            "everything in one message, with a number.",
        ),
        ("routing/hours.yaml", 'hours: ["09:00-12:00", "13:00-15:00"]', 'hours: "09:00-13:00"'),
    ):
        edit(project / file, old, new)
    return project


def edit(path: Path, old: str, new: str) -> None:
    """Saves a file with something replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not contain {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def preview(project: Path, *options: str) -> Iterator[Preview]:
    """Runs a preview until it is no longer needed."""
    home = project.parent / "home"
    home.mkdir(exist_ok=True)
    command = [*ROUTECFG, "preview", "--no-open", "--today", TODAY, *options]
    with (
        (home / "errors.txt").open("w") as errors,
        subprocess.Popen(
            command,
            cwd=project,
            env=Commands(project, home).environment({"PYTHONUNBUFFERED": "1"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), (address, (home / "errors.txt").read_text())
            yield Preview(address, project, process)
        finally:
            process.terminate()
            process.wait(SECONDS)


def exported(project: Path, target: Path, *options: str) -> Path:
    """The page of a project as one file."""
    home = project.parent / "home"
    home.mkdir(exist_ok=True)
    ran = Commands(project, home).started("preview", "--export", str(target), "--today", TODAY, *options)
    assert target.exists(), ran
    return target
