"""The command line as users run it: a process of its own, in a folder, with an environment that holds nothing else.

Where the system can, the process comes from a server of commands, where everything is loaded already.
`Commands.started` starts a Python anew, and tests hold that both do the same.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from command_server import SECONDS, CommandServer, Request, Wait, begin_anew

ROUTECFG: Final = (sys.executable, "-m", "routecfg")
EXAMPLES: Final = Path(__file__).parents[1] / "examples"
NO_DETECTOR: Final = "import sys; sys.modules['eldc'] = None"
"""As if what detects languages were not installed, when a command runs this `before` it begins."""


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
        self,
        *arguments: str,
        stdin: str | bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] = {},
        before: str = "",
        streams: Mapping[int, IO[bytes] | int | None] = {},
        anew: bool = False,
    ) -> Ran:
        """Runs a command to its end, without a terminal.

        `before` is Python that the process runs first; `streams` are files in place of standard streams, and None where
        one is closed. With `anew` it is a Python that starts anew.
        """
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin.encode() if isinstance(stdin, str) else stdin)
            given.seek(0)
            wait = self.begin(
                *arguments, streams={0: given, 1: out, 2: err, **streams}, cwd=cwd, env=env, before=before, anew=anew
            )
            status = wait()
            out.seek(0)
            err.seek(0)
            return Ran(status, out.read().decode(), err.read().decode())

    def started(
        self, *arguments: str, stdin: str | bytes = b"", cwd: Path | None = None, env: Mapping[str, str] = {}
    ) -> Ran:
        """Runs a command in a Python that starts anew."""
        return self(*arguments, stdin=stdin, cwd=cwd, env=env, anew=True)

    def begin(
        self,
        *arguments: str,
        streams: Mapping[int, IO[bytes] | int | None],
        cwd: Path | None = None,
        env: Mapping[str, str] = {},
        before: str = "",
        anew: bool = False,
    ) -> Wait:
        """Begins a command on three streams. It must be waited for before the next one begins."""
        files = (streams[number] for number in range(3))
        numbers = [each if each is None or isinstance(each, int) else each.fileno() for each in files]
        request = Request(arguments, numbers, str(cwd or self.folder), self.environment(env), before)
        return begin_anew(request) if anew or sys.platform != "linux" else _server().begin(request)

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
            timeout=SECONDS,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def on_terminal(
        self, *arguments: str, typed: str | bytes = "", env: Mapping[str, str] = {}, columns: int = 200
    ) -> Ran:
        """Runs a command on a terminal of its own, so many columns wide, on which somebody types."""
        import pty
        import termios

        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (50, columns))
        try:
            wait = self.begin(*arguments, streams=dict.fromkeys(range(3), theirs), env=env)
        finally:
            os.close(theirs)
        os.write(ours, typed.encode() if isinstance(typed, str) else typed)
        seen = b""
        try:
            while piece := os.read(ours, 65_536):
                seen += piece
        except OSError:  # how Linux tells that nobody holds the other end any more
            pass
        finally:
            os.close(ours)
        return Ran(wait(), seen.decode(errors="replace").replace("\r\n", "\n"), "")

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
        """The numbers of the releases in the production folder."""
        return sorted(int(path.stem) for path in (self.folder / "production/releases").glob("*.json"))

    def bundle(self, number: int) -> dict[str, Any]:
        """What one release gave customers, as it was written."""
        digest = self.record(number)["bundle"]
        found: dict[str, Any] = json.loads((self.folder / f"production/bundles/{digest}.json").read_text())
        return found

    def record(self, number: int) -> dict[str, Any]:
        """One release as it was written."""
        found: dict[str, Any] = json.loads((self.folder / f"production/releases/{number:06}.json").read_text())
        return found


@cache
def _server() -> CommandServer:
    """The server of the process that runs the tests."""
    return CommandServer()


def longer_saturday(shop: Commands) -> None:
    """A change to the small project that customers notice."""
    shop.change("routing/shop.yaml", 'hours: "10:00-14:00"', 'hours: "10:00-16:00"')


def copied(example: str, folder: Path, home: Path) -> Commands:
    """An example of the product as a project in this folder."""
    shutil.copytree(EXAMPLES / example, folder)
    return Commands(folder, home)
