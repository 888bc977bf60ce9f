"""Standard streams that are closed, on a full disk, or without a reader: status 2 and a sentence, or it works."""

import os
import re
import select
import shlex
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest

from commands import ROUTECFG, Commands, Ran, longer_saturday
from routecfg.cli.app import COMMANDS

if sys.platform != "win32":
    import fcntl

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sh says which streams a process gets")

EVERY = {
    **{name: name for name in COMMANDS if name != "lsp"},
    "init": "init new",
    "show": "show menu",
    "explain": "explain RC302",
    "fmt": "fmt - <routecfg.yaml",
    "schema": "schema routing",
    "apply": "apply --yes",
    "rollback": "rollback 1 --yes",
    "version": "--version",
    "help": "--help",
}
"""Each command with arguments that make it print a result."""

SERVERS = {"lsp"}
"""Commands that print nothing but answers."""

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")


def redirected(shop: Commands, command: str, streams: str, *, anew: bool = False) -> Ran:
    """A command with redirections as a shell has them: `>file`, `2>&-`, `<file`."""
    words = shlex.split(f"{command} {streams}")
    found = {word: match for word in words if (match := re.fullmatch(r"(\d?)([<>])(.+)", word))}
    with ExitStack() as opened:
        files: dict[int, IO[bytes] | None] = {}
        for number, direction, name in (match.groups() for match in found.values()):
            file = None if name == "&-" else (shop.folder / name).open("rb" if direction == "<" else "wb")
            files[int(number or direction == ">")] = opened.enter_context(file) if file else None
        return shop(*(word for word in words if word not in found), streams=files, anew=anew)


@needs_full
@pytest.mark.parametrize("streams", [">&- 2>&- <&-", ">/dev/full", ">&-", "2>&-", "<&-"])
def test_a_command_that_starts_anew_finds_the_same_streams(shop: Commands, streams: str) -> None:
    assert redirected(shop, "validate -", streams, anew=True) == redirected(shop, "validate -", streams)


def test_every_command_is_tried() -> None:
    assert set(EVERY) | SERVERS >= set(COMMANDS)


@needs_full
@pytest.mark.parametrize("name", EVERY)
def test_a_result_for_which_there_is_no_room_is_a_sentence(released: Commands, name: str) -> None:
    longer_saturday(released)
    assert_not_written(redirected(released, EVERY[name], ">/dev/full"), os.strerror(28))
    assert released.releases() == [1], "nothing is released that nobody could read about"


@pytest.mark.parametrize("name", ["validate", "version", "help", "apply"])
def test_a_result_for_a_closed_stream_is_a_sentence(released: Commands, name: str) -> None:
    longer_saturday(released)
    assert_not_written(redirected(released, EVERY[name], ">&-"), "it is closed")
    assert released.releases() == [1]


def assert_not_written(ran: Ran, reason: str) -> None:
    assert ran.status == 2
    assert ran.err.splitlines()[-1] == f"routecfg: the result cannot be written to standard output: {reason}"
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["validate", "--version", "validate --project nowhere", "bogus"])
@pytest.mark.parametrize("streams", [">&- 2>&- <&-", pytest.param(">/dev/full 2>/dev/full", marks=needs_full)])
def test_with_nowhere_to_write_the_status_still_counts(shop: Commands, command: str, streams: str) -> None:
    assert redirected(shop, command, streams) == (2, "", "")


@pytest.mark.parametrize("streams", ["2>&-", "<&-", "2>&- <&-", pytest.param("2>/dev/full", marks=needs_full)])
def test_without_the_other_streams_a_command_works(shop: Commands, streams: str) -> None:
    assert redirected(shop, "validate", streams) == (0, shop("validate").out, "")
    shop.write("routing/odd.yaml", "queues: {odd: {title: 7}}")
    assert redirected(shop, "validate --format concise", streams).status == 1
    assert redirected(shop, "list --project nowhere", streams).status == 2


def test_closed_or_unreadable_input_is_a_sentence(shop: Commands) -> None:
    closed = redirected(shop, "validate -", "<&-")
    assert closed == (2, "", "routecfg: '-' reads from standard input, and that is closed\n")
    unreadable = redirected(shop, "validate -", "0>nothing")
    assert unreadable == (2, "", f"routecfg: standard input cannot be read: {os.strerror(9)}\n")


@pytest.mark.parametrize("command", ["list", "--help", "--version", "schema routing"])
def test_a_reader_that_has_gone_is_not_a_fault(shop: Commands, command: str) -> None:
    ran = shop.process(["bash", "-c", f"set -o pipefail; {shlex.join(ROUTECFG)} {command} | true"])
    assert ran == (0, "", "")


def test_no_file_takes_the_place_of_a_closed_stream(shop: Commands) -> None:
    """Else a result would be written into whatever file is opened first."""
    assert redirected(shop, "init ../new", ">&- 2>&- <&-").status == 2
    for path in sorted((shop.folder.parent / "new").rglob("*")):
        assert path.is_dir() or b"created" not in path.read_bytes(), path


@needs_full
@pytest.mark.parametrize("streams", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["apply --yes", "rollback 1 --yes"])
def test_a_release_that_cannot_be_reported_stands_and_is_no_success(
    released: Commands, command: str, streams: str
) -> None:
    """For programs the result comes after the release: nothing is written before, so nothing shows before it."""
    longer_saturday(released)
    if command.startswith("rollback"):
        assert released("apply", "--yes").status == 0
    number = len(released.releases()) + 1
    ran = redirected(released, f"{command} --format json", streams)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"release {number} is live, though the result cannot be written to standard output: ")
    assert "commit and push the production folder now" in ran.err
    assert released.releases()[-1] == number
    assert released("history").status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has pipes as small as wanted")
@pytest.mark.parametrize("command", ["schema routing", "rules", "diff --format json", "apply --yes"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_stream_that_does_not_wait_gets_everything(released: Commands, command: str, number: int) -> None:
    """Node hands such streams on: a write that does not fit is refused instead of being held up."""
    released.write("routing/odd.yaml", "queues:\n" + "".join(f"  Q{each}: {{title: 7}}\n" for each in range(50)))
    expected = released(*command.split())
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen(
        [*ROUTECFG, *command.split()],
        cwd=released.folder,
        env=released.environment(),
        stdout=theirs if number == 1 else subprocess.DEVNULL,
        stderr=theirs if number == 2 else subprocess.DEVNULL,
    )
    os.close(theirs)
    select.select([ours], [], [])
    with os.fdopen(ours, "rb") as reader:
        seen = reader.read().decode()
    assert (process.wait(timeout=60), seen) == (expected.status, expected[number])


@pytest.mark.parametrize("command", ["validate -", "fmt -"])
def test_input_that_does_not_wait_is_waited_for(shop: Commands, command: str) -> None:
    text = (shop.folder / "routing/shop.yaml").read_text()
    theirs, ours = os.pipe()
    os.set_blocking(theirs, False)
    process = subprocess.Popen(
        [*ROUTECFG, *command.split()], cwd=shop.folder, env=shop.environment(), stdin=theirs, stdout=subprocess.PIPE
    )
    os.close(theirs)
    with os.fdopen(ours, "w") as writer:
        for half in (text[:200], text[200:]):
            writer.write(half)
            writer.flush()
            for _ in range(50):
                if select.select([], [ours], [], 0.01)[1]:
                    break
    out = process.communicate(timeout=60)[0].decode()
    assert (process.returncode, out) == shop(*command.split(), stdin=text)[:2]


def test_a_script_is_read_whatever_it_comes_from(shop: Commands) -> None:
    script = "Hello\n/later 2h\nagent"
    expected = shop("chat", "shop", "--at", "2026-11-25T10:00", stdin=script)
    theirs, ours = os.pipe()
    os.set_blocking(theirs, False)
    command = [*ROUTECFG, "chat", "shop", "--at", "2026-11-25T10:00"]
    process = subprocess.Popen(command, cwd=shop.folder, env=shop.environment(), stdin=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    with os.fdopen(ours, "w") as writer:
        for half in (script[:9], script[9:]):
            time.sleep(0.3)  # it is waited for: nothing depends on how long
            writer.write(half)
            writer.flush()
    assert (process.communicate(timeout=60)[0].decode(), process.returncode) == (expected.out, expected.status)
    endless = redirected(shop, "chat shop", "</dev/zero")
    assert endless.status == 2
    assert endless.err.startswith("routecfg: a line has more than ")
    assert redirected(shop, "chat shop", "<&-").status == 0
    unreadable = redirected(shop, "chat shop", "0>nothing")
    assert (unreadable.status, unreadable.err) == (2, f"routecfg: standard input cannot be read: {os.strerror(9)}\n")
