"""The order of the steps, which is what a crash of the machine depends on; and a crash between any two of them."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from types import FrameType
from typing import Any

import pytest

from routecfg.releases import Appended, Log, Release, Store

Make = Callable[..., Release]
_APPENDER = Path(__file__).with_name("appender.py")
_CALLS = "write,fsync,/^link(at)?$,/^rename(at2?)?$,/^unlink(at)?$,/^mkdir(at)?$"


def test_steps_of_an_append_by_the_calls_made(four: Store, make: Make) -> None:
    log = four.read_log()
    assert isinstance(log, Log)
    record = make(log.head)
    steps: list[str] = []

    def note(_frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__module__ in ("posix", "nt"):
            steps.append(called.__name__)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        answer = four.append(record)
    finally:
        sys.setprofile(before)
    assert answer == Appended(record.record)
    if sys.platform != "win32":
        told = [step for step in steps if step in ("write", "fsync", "link", "replace", "rename")]
        assert told == ["write", "fsync", "link", "fsync", "write", "fsync", "replace", "fsync"]


def test_steps_of_an_append_by_the_system_calls(four: Store, tmp_path: Path) -> None:
    del four  # it has written the releases before
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y")[1]
    releases, production = f"{tmp_path}/production/releases", f"{tmp_path}/production"
    assert _steps(trace, tmp_path) == [
        f"write {releases}/TEMPORARY",
        f"fsync {releases}/TEMPORARY",
        f"link {releases}/000005.json",
        f"unlink {releases}/TEMPORARY",
        f"fsync {releases}",
        f"write {production}/TEMPORARY",
        f"fsync {production}/TEMPORARY",
        f"rename {production}/bundle.json",
        f"fsync {production}",
        "acknowledge",
    ]


def test_steps_of_the_first_append_bring_the_new_folders_to_the_disk(tmp_path: Path) -> None:
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y")[1]
    assert _steps(trace, tmp_path)[:5] == [
        f"mkdir {tmp_path}/production",
        f"fsync {tmp_path}",
        f"mkdir {tmp_path}/production/releases",
        f"fsync {tmp_path}/production",
        f"write {tmp_path}/production/releases/TEMPORARY",
    ]


@pytest.mark.parametrize(
    ("call", "time", "live"),
    [
        ("/^mkdir(at)?$", 2, False),
        ("fsync", 1, False),
        ("fsync", 3, False),
        ("/^link(at)?$", 1, False),
        ("fsync", 4, True),
        ("fsync", 5, True),
        ("/^rename(at2?)?$", 1, True),
        ("fsync", 6, True),
    ],
)
def test_a_writer_killed_between_two_steps(
    store: Store, make: Make, tmp_path: Path, call: str, time: int, live: bool
) -> None:
    answers, _ = _traced(tmp_path, f"trace={call}", "-e", f"inject={call}:signal=KILL:when={time}")
    assert answers == []
    log = store.read_log()
    assert isinstance(log, Log)
    assert (len(log.records), log.findings) == (int(live), ())
    assert store.bring_forward(log) is None
    assert (tmp_path / "production/bundle.json").exists() == live
    answer = store.append(make(log.head))
    assert isinstance(answer, Appended)
    assert answer.warning is None
    assert not list(tmp_path.rglob("*.tmp"))
    assert store.read_log() == Log((*log.records, answer.record))


_NOTHING = "nothing was released: 'production/releases/000001.json' cannot be written: "


@pytest.mark.parametrize(
    ("call", "time", "error", "answer", "said"),
    [
        ("/^mkdir(at)?$", 1, "EACCES", "unavailable", _NOTHING + "you have no permission"),
        ("fsync", 1, "EIO", "unavailable", _NOTHING + "the disk reports a fault"),
        ("fsync", 3, "ENOSPC", "unavailable", _NOTHING + "the disk is full"),
        ("fsync", 3, "EDQUOT", "unavailable", _NOTHING + "your share of the disk is used up"),
        ("/^link(at)?$", 1, "ENOSPC", "unavailable", _NOTHING + "the disk is full"),
        (
            "/^link(at)?$",
            1,
            "EPERM",
            "unavailable",
            "nothing was released: the disk under 'production/releases' cannot",
        ),
        ("/^link(at)?$", 1, "EOPNOTSUPP", "unavailable", "nothing was released: the disk under 'production/releases'"),
        ("fsync", 4, "EIO", "unavailable", "release 1 is written, but may not outlast a power cut: the disk reports"),
        ("fsync", 4, "EINVAL", "appended", None),
        ("fsync", 5, "ENOSPC", "appended", "release 1 is live, but 'production/bundle.json' is not up to date"),
        (
            "/^rename(at2?)?$",
            1,
            "EACCES",
            "appended",
            "release 1 is live, but 'production/bundle.json' is not up to date",
        ),
        ("fsync", 6, "EIO", "appended", "release 1 is live, but 'production/bundle.json' is not up to date"),
    ],
)
def test_a_step_that_fails_is_said_in_one_sentence(
    tmp_path: Path, call: str, time: int, error: str, answer: str, said: str | None
) -> None:
    [told], _ = _traced(tmp_path, f"trace={call}", "-e", f"inject={call}:error={error}:when={time}")
    assert told["answer"] == answer
    assert told["message"] == said if said is None else told["message"].startswith(said)
    if answer == "unavailable":
        live = int(told["message"].startswith("release 1 is written"))
        assert told["after"] == {"releases": live, "findings": [], "left": []}


def test_a_writer_that_is_overtaken_leaves_the_newest_bundle(store: Store, make: Make, tmp_path: Path) -> None:
    """The slow writer's `bundle.json` comes a second late, after a quick writer's newer one."""
    rename = "/^rename(at2?)?$"
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_traced, tmp_path, f"trace={rename}", "-e", f"inject={rename}:delay_enter=1s:when=1")
        while not isinstance(first := store.read(1), Release):
            if slow.done():
                slow.result()
                raise AssertionError("the slow writer has released nothing")
            sleep(0.01)
        second = store.append(make(first))
        assert isinstance(second, Appended)
        assert not slow.done()
        [answer], _ = slow.result()
    assert (answer["answer"], answer["number"], answer["message"]) == ("appended", 1, None)
    assert store.read_log() == Log((first.record, second.record))


def _traced(project: Path, *options: str) -> tuple[list[dict[str, Any]], str]:
    """The answers of an appender that runs under strace, and the trace."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = project.parent / f"{project.name}.trace"
    command = [strace, "-f", "-s", "16", "-o", str(trace), "-e", *options, sys.executable, str(_APPENDER), str(project)]
    ran = subprocess.run(command, capture_output=True, check=False)
    if b"PTRACE" in ran.stderr or b"ptrace" in ran.stderr:
        pytest.skip("this system does not let strace trace")
    return [json.loads(line) for line in ran.stdout.splitlines()], trace.read_text()


def _steps(trace: str, project: Path) -> list[str]:
    """The calls that succeeded in the project, in order, each with the last path it names; and the answer."""
    steps = []
    for line in trace.splitlines():
        found = re.search(r"\b([a-z]+?)(?:at2?)?\((.*)\) += [0-9]", line)
        if found is None:
            continue
        call, given = found.groups()
        paths = [path for path in re.findall(r'[<"](/[^>"]*)[>"]', given) if Path(path).is_relative_to(project)]
        if paths:
            steps.append(f"{call} " + re.sub(r"/\.[^/]*\.tmp$", "/TEMPORARY", paths[-1]))
        elif call == "write" and given.startswith("1<"):
            steps.append("acknowledge")
    return steps
