"""The command line as users run it: a process of its own, in a folder, with an environment that holds nothing else.

Where the system can, the process is a fork of the one that runs the tests, in which everything is loaded already: its
folder, environment and streams are its own, its memory a copy. That is four times as fast as a Python that starts anew.
`Commands.started` starts one, and a test holds that both say the same.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, NoReturn

from estates import checked
from routecfg.__main__ import main
from routecfg.cli.app import command_line

ROUTECFG: Final = (sys.executable, "-m", "routecfg")
EXAMPLES: Final = Path(__file__).parents[1] / "examples"
SECONDS: Final = 300
"""Until a command that hangs is ended."""


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
        if sys.platform != "linux":
            return self.started(*arguments, stdin=stdin, cwd=cwd, env=env)
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin.encode() if isinstance(stdin, str) else stdin)
            for stream in (given, out, err):
                stream.seek(0)
            _load()
            with warnings.catch_warnings():
                # Python 3.12 warns of forks beside threads: the one that xdist has waits for messages and holds nothing
                warnings.simplefilter("ignore", DeprecationWarning)
                child = os.fork()
            if child == 0:
                _become(arguments, cwd or self.folder, self.environment(env), (given, out, err))
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            out.seek(0)
            err.seek(0)
            return Ran(status, out.read().decode(), err.read().decode())

    def started(
        self, *arguments: str, stdin: str | bytes = b"", cwd: Path | None = None, env: Mapping[str, str] = {}
    ) -> Ran:
        """Runs a command in a Python that starts anew."""
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
        os.write(ours, typed.encode() if isinstance(typed, str) else typed)
        seen = b""
        try:
            while piece := os.read(ours, 65_536):
                seen += piece
        except OSError:  # how Linux tells that nobody holds the other end any more
            pass
        finally:
            os.close(ours)
        return Ran(process.wait(timeout=SECONDS), seen.decode(errors="replace").replace("\r\n", "\n"), "")

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
def _load() -> None:
    """Loads, once, what most commands load: modules when they are imported, and data when something is checked."""
    command_line()
    shop = EXAMPLES / "quickstart/routing/shop.yaml"
    checked({"routing/shop.yaml": shop.read_bytes()})


def _become(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[IO[bytes]]
) -> NoReturn:
    """Turns this process into the command, and ends it as Python ends."""
    status = 1
    try:
        signal.alarm(SECONDS)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        for number, stream in enumerate(streams):
            os.dup2(stream.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - open until the process ends
            for number, mode in enumerate("rww")
        )
        sys.argv = ["routecfg", *arguments]
        main()
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:  # whatever happens, no second process goes on with the tests
            os._exit(status)


def longer_saturday(shop: Commands) -> None:
    """A change to the small project that customers notice."""
    shop.change("routing/shop.yaml", 'hours: "10:00-14:00"', 'hours: "10:00-16:00"')


def copied(example: str, folder: Path, home: Path) -> Commands:
    """An example of the product as a project in this folder."""
    shutil.copytree(EXAMPLES / example, folder)
    return Commands(folder, home)
