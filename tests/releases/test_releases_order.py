"""The order of the steps, which is what a crash of the machine depends on; and a crash between any two of them."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from types import FrameType
from typing import Any

import pytest

from routecfg.releases import Appended, Log, Release, Store

Make = Callable[..., Release]
_APPENDER = Path(__file__).with_name("appender.py")
_MKDIR, _LINK, _RENAME = "/^mkdir(at)?$", "/^link(at)?$", "/^rename(at2?)?$"
_CALLS = "write,fsync,/^link(at)?$,/^rename(at2?)?$,/^unlink(at)?$,/^mkdir(at)?$"


_FOLDERS = ["fsync"] * 3  # each may be a name that another process has just made, and nobody has brought to the disk
_NEW_FILE = ["write", "fsync", "link", "fsync"]
_BUNDLE_JSON = ["write", "fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    ("text", "content"), [("new", _NEW_FILE), ("a", ["fsync", "fsync"])], ids=["new content", "content that is there"]
)
def test_steps_of_an_append_by_the_calls_made(four: Store, make: Make, text: str, content: list[str]) -> None:
    log = four.read_log()
    assert isinstance(log, Log)
    release = make(log.head, text)
    steps: list[str] = []

    def note(_frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__module__ in ("posix", "nt"):
            steps.append(called.__name__)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        answer = four.append(release)
    finally:
        sys.setprofile(before)
    assert answer == Appended(release.record)
    if sys.platform != "win32":
        made = [step for step in steps if step in ("write", "fsync", "link", "replace", "rename")]
        assert made == [*_FOLDERS, *content, *_NEW_FILE, *_BUNDLE_JSON]


def test_steps_of_an_append_by_the_system_calls(four: Store, tmp_path: Path) -> None:
    del four  # it has written the releases before
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y")[1]
    production = f"{tmp_path}/production"
    releases, bundles = f"{production}/releases", f"{production}/bundles"
    assert _steps(trace, tmp_path) == [
        f"fsync {tmp_path}",
        f"fsync {production}",
        f"fsync {production}",
        f"write {bundles}/TEMPORARY",
        f"fsync {bundles}/TEMPORARY",
        f"link {bundles}/DIGEST.json",
        f"unlink {bundles}/TEMPORARY",
        f"fsync {bundles}",
        *_publication_of_a_record(releases, 5),
        *_replacement_of_bundle_json(production),
        "acknowledge",
    ]


def test_a_content_that_is_there_is_brought_to_the_disk_all_the_same(tmp_path: Path) -> None:
    """Whoever made it may have died before it was safe, and git does not see to it at all."""
    _traced(tmp_path, f"trace={_CALLS}", "-y", appender=["--shared"])
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y", appender=["--shared"])[1]
    production = f"{tmp_path}/production"
    assert _steps(trace, tmp_path)[3:] == [
        f"fsync {production}/bundles/DIGEST.json",
        f"fsync {production}/bundles",
        *_publication_of_a_record(f"{production}/releases", 2),
        *_replacement_of_bundle_json(production),
        "acknowledge",
    ]


def test_steps_of_the_first_append_bring_the_new_folders_to_the_disk(tmp_path: Path) -> None:
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y")[1]
    assert _steps(trace, tmp_path)[:7] == [
        f"mkdir {tmp_path}/production",
        f"fsync {tmp_path}",
        f"mkdir {tmp_path}/production/releases",
        f"fsync {tmp_path}/production",
        f"mkdir {tmp_path}/production/bundles",
        f"fsync {tmp_path}/production",
        f"write {tmp_path}/production/bundles/TEMPORARY",
    ]


def test_a_torn_content_is_replaced_in_the_order_of_a_new_one(tmp_path: Path) -> None:
    _traced(tmp_path, f"trace={_CALLS}", "-y", appender=["--shared"])
    production = tmp_path / "production"
    (production / "releases/000001.json").unlink()
    (production / "bundle.json").unlink()
    [content] = (production / "bundles").iterdir()
    content.write_bytes(b"torn")
    trace = _traced(tmp_path, f"trace={_CALLS}", "-y", appender=["--shared"])[1]
    assert _steps(trace, tmp_path)[3:8] == [
        f"write {production}/bundles/TEMPORARY",
        f"fsync {production}/bundles/TEMPORARY",
        f"rename {production}/bundles/DIGEST.json",
        f"fsync {production}/bundles",
        f"fsync {production}/bundles",
    ]
    assert content.read_bytes() != b"torn"


def _publication_of_a_record(releases: str, number: int) -> list[str]:
    return [
        f"write {releases}/TEMPORARY",
        f"fsync {releases}/TEMPORARY",
        f"link {releases}/{number:06d}.json",
        f"unlink {releases}/TEMPORARY",
        f"fsync {releases}",
    ]


def _replacement_of_bundle_json(production: str) -> list[str]:
    return [
        f"write {production}/TEMPORARY",
        f"fsync {production}/TEMPORARY",
        f"rename {production}/bundle.json",
        f"fsync {production}",
    ]


@pytest.mark.parametrize(
    ("call", "time", "live"),
    [
        (_MKDIR, 2, False),
        (_MKDIR, 3, False),
        ("write", 1, False),
        ("fsync", 1, False),
        ("fsync", 4, False),
        (_LINK, 1, False),
        ("fsync", 5, False),
        ("write", 2, False),
        ("fsync", 6, False),
        (_LINK, 2, False),
        ("fsync", 7, True),
        ("write", 3, True),
        ("fsync", 8, True),
        (_RENAME, 1, True),
        ("fsync", 9, True),
        ("write", 4, True),
    ],
)
def test_a_writer_killed_between_two_steps(
    store: Store, make: Make, tmp_path: Path, call: str, time: int, live: bool
) -> None:
    answers, _ = _traced(tmp_path, f"trace={call}", "-e", f"inject={call}:signal=KILL:when={time}")
    assert answers == []
    log = store.read_log(contents=True)
    assert isinstance(log, Log)
    assert (len(log.records), log.findings) == (int(live), ())
    assert store.bring_forward(log) is None
    assert (tmp_path / "production/bundle.json").exists() == live
    answer = store.append(make(log.head))
    assert isinstance(answer, Appended)
    assert answer.warning is None
    assert not list(tmp_path.rglob("*.tmp"))
    assert store.read_log(contents=True) == Log((*log.records, answer.record))


_NOTHING = "nothing was released: "
_LINKLESS = "nothing was released: this disk cannot give a file a second name (a hard link)"
_BEHIND = "release 1 is live. 'production/bundle.json' could not be updated: "


@pytest.mark.parametrize(
    ("call", "time", "error", "answer", "said"),
    [
        (_MKDIR, 1, "EACCES", "unavailable", _NOTHING + "you have no permission"),
        (_MKDIR, 3, "EACCES", "unavailable", _NOTHING + "you have no permission"),
        ("fsync", 1, "EIO", "unavailable", _NOTHING + "the disk reports a fault"),
        ("fsync", 4, "ENOSPC", "unavailable", _NOTHING + "the disk is full"),
        (_LINK, 1, "ENOSPC", "unavailable", _NOTHING + "the disk is full"),
        (_LINK, 1, "EPERM", "unavailable", _LINKLESS),
        ("fsync", 5, "EIO", "unavailable", _NOTHING + "the disk reports a fault"),
        ("fsync", 6, "EDQUOT", "unavailable", _NOTHING + "your share of the disk is used up"),
        (_LINK, 2, "ENOSPC", "unavailable", _NOTHING + "the disk is full"),
        (_LINK, 2, "EOPNOTSUPP", "unavailable", _LINKLESS),
        ("fsync", 7, "EIO", "unavailable", "release 1 is written, but may not outlast a power cut: the disk reports"),
        ("fsync", 7, "EINVAL", "appended", None),
        ("fsync", 8, "ENOSPC", "appended", _BEHIND + "the disk is full. The next `routecfg apply` updates it"),
        (_RENAME, 1, "EACCES", "appended", _BEHIND + "you have no permission"),
        ("fsync", 9, "EIO", "appended", _BEHIND + "the disk reports a fault"),
    ],
)
def test_a_step_that_fails_is_said_in_one_sentence(
    tmp_path: Path, call: str, time: int, error: str, answer: str, said: str | None
) -> None:
    [given], _ = _traced(tmp_path, f"trace={call}", "-e", f"inject={call}:error={error}:when={time}")
    assert given["answer"] == answer
    assert given["message"] == said if said is None else given["message"].startswith(said)
    if answer == "unavailable":
        live = int(given["message"].startswith("release 1 is written"))
        assert given["after"] == {"releases": live, "findings": [], "left": []}


def test_a_writer_that_is_overtaken_leaves_the_newest_bundle(store: Store, make: Make, tmp_path: Path) -> None:
    """The slow writer's `bundle.json` comes a second late, after a quick writer's newer one."""
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_traced, tmp_path, f"trace={_RENAME}", "-e", f"inject={_RENAME}:delay_enter=1s:when=1")
        while not isinstance(first := store.read(1), Release):
            if slow.done():
                slow.result()
                raise AssertionError("the slow writer has released nothing")
            sleep(0.01)
        second = store.append(make(first.record))
        assert isinstance(second, Appended)
        assert not slow.done()
        [answer], _ = slow.result()
    assert (answer["answer"], answer["number"], answer["message"]) == ("appended", 1, None)
    assert store.read_log() == Log((first.record, second.record))


def _traced(project: Path, *options: str, appender: Sequence[str] = ()) -> tuple[list[dict[str, Any]], str]:
    """The answers of an appender that runs under strace, and the trace."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = project.parent / f"{project.name}.trace"
    # stops at the traced calls alone, which costs a third; no signal can be sent at one then
    quick = [] if any("signal=" in option for option in options) else ["--seccomp-bpf"]
    command = [strace, "-f", *quick, "-s", "16", "-o", str(trace), "-e", *options]
    command += [sys.executable, str(_APPENDER), str(project), *appender]
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
        if call not in ("write", "fsync"):
            given = re.sub(r'[0-9]+<(/[^>]*)>, "([^/"]+)"', r'"\1/\2"', given)  # a name in an open folder
        paths = [path for path in re.findall(r'[<"](/[^>"]*)[>"]', given) if Path(path).is_relative_to(project)]
        if paths:
            named = re.sub(r"/\.[^/]*\.tmp$", "/TEMPORARY", paths[-1])
            steps.append(f"{call} " + re.sub(r"/[0-9a-f]{64}\.", "/DIGEST.", named))
        elif call == "write" and given.startswith("1<"):
            steps.append("acknowledge")
    return steps
