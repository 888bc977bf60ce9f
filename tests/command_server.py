"""A process in which routecfg is loaded, and which forks itself into each command that a test runs.

A command that comes about this way is a process of its own: its folder, environment and streams are those that it was
given, its memory a copy that no test has touched. It costs a fifth of a Python that starts anew. A fork of the process
that runs the tests would cost twice as much, because that one is large.
"""

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final, NamedTuple, NoReturn

SECONDS: Final = 300
"""Until a command that hangs is ended."""
_MOST: Final = 200_000
"""Bytes of a request: arguments, environment, and what is done first."""
_LOADED_LATE: Final = (
    *("markdown_it", "platformdirs.unix", "rich.console", "rich.markdown", "rich.panel", "rich.table", "rich.tree"),
    *("ruamel.yaml", "networkx", "holidays", "rapidfuzz", "phonenumbers", "langcodes", "jsonschema_rs", "re2"),
)
"""What commands load of other packages when they need it."""


class Request(NamedTuple):
    """A command to run: its arguments, standard streams, folder and environment."""

    arguments: Sequence[str]
    streams: Sequence[int | None]
    """Numbers of open files, or None for a stream that is closed."""
    folder: str
    environment: Mapping[str, str]
    before: str = ""
    """Python that the process runs first."""


Wait = Callable[[], int]
"""Waits for the end of a command and returns its status."""


class CommandServer:
    """The process, as tests see it. It runs one command after the other and ends with the process of the tests."""

    def __init__(self) -> None:
        self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        self._begun = 0
        atexit.register(self._end)

    def begin(self, request: Request) -> Wait:
        """Begins a command. It must be waited for before the next one begins, else nobody hears how it ended."""
        given = [stream for stream in request.streams if stream is not None]
        is_open = [stream is not None for stream in request.streams]
        asked = [request.arguments, is_open, request.folder, dict(request.environment), request.before]
        socket.send_fds(self._requests, [json.dumps(asked).encode()], given)
        self._begun += 1
        return partial(self._ended, self._begun)

    def _ended(self, command: int) -> int:
        ended = 0
        while ended < command:  # a test that fails may not have waited for its own
            answer = self._requests.recv(_MOST)
            assert answer, "the server of commands has ended"
            ended, status = json.loads(answer)
        return int(status)

    def _end(self) -> None:
        self._requests.close()
        self._process.wait()


def begin_anew(request: Request) -> Wait:
    """Begins a command in a Python that starts anew, as users do."""
    command = ["-m", "routecfg"]
    if request.before:
        command = ["-c", f"{request.before}\nfrom routecfg.__main__ import main\nmain()\n"]
    closed = [number for number, stream in enumerate(request.streams) if stream is None]
    given = [subprocess.DEVNULL if stream is None else stream for stream in request.streams]
    process = subprocess.Popen(
        [sys.executable, *command, *request.arguments],
        cwd=request.folder,
        env=request.environment,
        stdin=given[0],
        stdout=given[1],
        stderr=given[2],
        preexec_fn=partial(_close, closed) if closed else None,
    )
    return partial(process.wait, timeout=SECONDS)


def _close(numbers: Sequence[int]) -> None:
    for number in numbers:
        os.close(number)


def _serve(requests: socket.socket) -> None:
    """Runs a command for each request, until nobody is left who could ask."""
    for command in count(1):
        request, given, _, _ = socket.recv_fds(requests, _MOST, 3)
        if not request:
            return
        child = os.fork()
        if child == 0:
            _become(given, *json.loads(request))
        _close(given)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        requests.send(json.dumps([command, status]).encode())


def _become(
    given: list[int],
    arguments: list[str],
    is_open: list[bool],
    folder: str,
    environment: dict[str, str],
    before: str,
) -> NoReturn:
    """Turns this process into the command, and ends it as Python ends."""
    status = 1
    try:
        signal.alarm(SECONDS)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        _take_streams(given, is_open)
        sys.argv = ["routecfg", *arguments]
        if before:
            exec(before, {"__name__": "before"})
        from routecfg.__main__ import main

        main()
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        finally:  # whatever happens, no second process goes on as the server
            os._exit(status)


def _take_streams(given: list[int], is_open: list[bool]) -> None:
    """Makes the files the standard streams, as in a Python that starts: a closed one is None. All others are closed."""
    files = iter(given)
    streams: list[Any] = []
    for number, mode in enumerate("rww"):
        if is_open[number]:
            os.dup2(next(files), number)
            streams.append(open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - until the process ends
        else:
            os.close(number)
            streams.append(None)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    sys.stdin, sys.stdout, sys.stderr = streams


def _load() -> None:
    """Loads what commands load: modules when they are imported, and data when something is checked.

    What draws the help (`typer.rich_utils`) is left out: it reads the environment of the command when it is loaded.
    """
    import routecfg
    from estates import checked
    from routecfg.cli.app import command_line

    ours = [each.name for each in walk_packages(routecfg.__path__, "routecfg.") if each.name != "routecfg.__main__"]
    for name in (*ours, *_LOADED_LATE):
        import_module(name)
    command_line()
    shop = Path(__file__).parents[1] / "examples/quickstart/routing/shop.yaml"
    checked({"routing/shop.yaml": shop.read_bytes()})
    assert "typer.rich_utils" not in sys.modules


if __name__ == "__main__":
    _load()
    gc.freeze()  # else the first collection of each command would copy all of this memory
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        _serve(ours)
