"""The command line as users run it: a process of its own, in a folder, with an environment that holds nothing else."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

ROUTECFG: Final = (sys.executable, "-m", "routecfg")
EXAMPLES: Final = Path(__file__).parents[1] / "examples"


class Ran(NamedTuple):
    """How a process ended and what it wrote. On a terminal both streams come as one, in `out`."""

    status: int
    out: str
    err: str


class Commands:
    """Runs routecfg in a folder. `home` is the user's home and holds the cache."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        """What a command sees: a home, a path, and what the test sets."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        cache = str(self.home / "cache")
        return {**kept, "HOME": str(self.home), "XDG_CACHE_HOME": cache, "LOGNAME": "anna", "TERM": "xterm", **more}

    def __call__(
        self, *arguments: str, stdin: str | bytes = b"", cwd: Path | None = None, env: Mapping[str, str] = {}
    ) -> Ran:
        """Runs a command to its end, without a terminal."""
        return self.process([*ROUTECFG, *arguments], stdin=stdin, cwd=cwd, env=env)

    def process(
        self, command: Sequence[str], *, stdin: str | bytes = b"", cwd: Path | None = None, env: Mapping[str, str] = {}
    ) -> Ran:
        """Runs any command line the same way."""
        done = subprocess.run(
            command,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            cwd=cwd or self.folder,
            env=self.environment(env),
            capture_output=True,
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def on_terminal(self, *arguments: str, typed: str = "", env: Mapping[str, str] = {}) -> Ran:
        """Runs a command on a terminal of its own, on which somebody types."""
        import pty

        ours, theirs = pty.openpty()
        try:
            process = subprocess.Popen(
                [*ROUTECFG, *arguments],
                cwd=self.folder,
                env=self.environment(env),
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
            )
        finally:
            os.close(theirs)
        os.write(ours, typed.encode())
        seen = b""
        try:
            while piece := os.read(ours, 65_536):
                seen += piece
        except OSError:  # how Linux tells that nobody holds the other end any more
            pass
        finally:
            os.close(ours)
        return Ran(process.wait(timeout=300), seen.decode().replace("\r\n", "\n"), "")

    def write(self, path: str, text: str) -> Path:
        """Writes a file of the folder."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def change(self, path: str, before: str, after: str) -> None:
        """Replaces a piece of a file that must be there."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert before in text, f"{path} holds no {before!r}"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def releases(self) -> list[int]:
        """The numbers of the releases that stand in the production folder."""
        return sorted(int(path.stem) for path in (self.folder / "production/releases").glob("*.json"))

    def record(self, number: int) -> dict[str, Any]:
        """One release as it was written."""
        found: dict[str, Any] = json.loads((self.folder / f"production/releases/{number:06}.json").read_text())
        return found


def longer_saturday(shop: Commands) -> None:
    """A change to the small project that customers notice."""
    shop.change("routing/shop.yaml", 'hours: "10:00-14:00"', 'hours: "10:00-16:00"')


def copied(example: str, folder: Path, home: Path) -> Commands:
    """An example of the product as a project in this folder."""
    shutil.copytree(EXAMPLES / example, folder)
    return Commands(folder, home)
