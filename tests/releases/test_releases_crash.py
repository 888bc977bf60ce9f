"""Writers that are killed and writers that race: nothing acknowledged is lost, nothing half is seen."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routecfg.releases import Appended, Log, Release, Store

Make = Callable[..., Release]
_APPENDER = Path(__file__).with_name("appender.py")
_SEED = 20260329


@pytest.mark.parametrize("rounds", [12, pytest.param(120, marks=pytest.mark.slow)])
def test_a_writer_may_be_killed_at_any_instant(store: Store, make: Make, tmp_path: Path, rounds: int) -> None:
    chance = random.Random(_SEED)
    acknowledged: dict[int, str] = {}
    for _ in range(rounds):
        size = chance.choice([100, 20_000, 2_000_000])
        shared = chance.choice([[], ["--shared"]])
        writer = _start(tmp_path, "--count", "0", "--size", str(size), *shared)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        until = time.monotonic() + chance.uniform(0, 0.05)
        while time.monotonic() < until:
            assert _log(store, contents=chance.random() < 0.5).findings == (), "a reader saw something half"
        writer.kill()
        said = [json.loads(line) for line in (first + writer.stdout.read()).splitlines()]
        writer.communicate()
        assert {answer["answer"] for answer in said} == {"appended"}
        acknowledged |= {answer["number"]: answer["digest"] for answer in said}
        assert isinstance(store.read(max(acknowledged)), Release)

        log = _log(store, contents=True)
        kept = {record.number: record.digest for record in log.records}
        assert log.findings == ()
        assert acknowledged.items() <= kept.items(), "an acknowledged release is lost"
        assert set(kept) - set(acknowledged) <= {max(kept)}, "only the last one may lack its acknowledgement"
        acknowledged = kept

        assert store.bring_forward(log) is None
        assert not _log(store).behind
        answer = store.append(make(log.head))
        assert isinstance(answer, Appended)
        acknowledged[answer.record.number] = answer.record.digest
        assert _leftovers(tmp_path) == []
        assert not _log(store).behind
        if size > 1_000_000:  # so that the log stays quick to verify
            for path in sorted(tmp_path.rglob("*.json")):
                path.unlink()
            acknowledged = {}


@pytest.mark.parametrize(("writers", "rounds"), [(4, 10), pytest.param(8, 60, marks=pytest.mark.slow)])
@pytest.mark.parametrize("shared", [[], ["--shared"]])
def test_of_several_writers_on_one_parent_exactly_one_wins(
    store: Store, tmp_path: Path, writers: int, rounds: int, shared: list[str]
) -> None:
    racers = [
        _start(tmp_path, "--lockstep", "--count", str(rounds), "--who", f"writer {number}", *shared)
        for number in range(writers)
    ]
    winners = []
    for release in range(1, rounds + 1):
        assert [_heard(racer)["answer"] for racer in racers] == ["ready"] * writers
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write(b"\n")
            racer.stdin.flush()
        answers = [_heard(racer) for racer in racers]
        outcome = sorted(answer["answer"] for answer in answers)
        assert outcome == sorted(["appended"] + ["RC902"] * (writers - 1)), answers
        [winner] = [answer for answer in answers if answer["answer"] == "appended"]
        assert (winner["number"], winner["message"]) == (release, None)
        winners.append(winner["digest"])
    for racer in racers:
        racer.communicate()
    log = _log(store, contents=True)
    assert [record.digest for record in log.records] == winners
    assert (log.findings, log.behind, _leftovers(tmp_path)) == ((), False, [])


@pytest.mark.parametrize(("writers", "each"), [(3, 8), pytest.param(6, 20, marks=pytest.mark.slow)])
def test_writers_that_try_again_lose_nothing(store: Store, tmp_path: Path, writers: int, each: int) -> None:
    racers = [_start(tmp_path, "--count", str(each), "--who", f"writer {number}") for number in range(writers)]
    while any(racer.poll() is None for racer in racers):
        assert _log(store).findings == ()
    said = [json.loads(line) for racer in racers for line in racer.communicate()[0].splitlines()]
    assert {answer["answer"] for answer in said} <= {"appended", "RC902"}
    won = {answer["number"]: answer["digest"] for answer in said if answer["answer"] == "appended"}
    log = _log(store, contents=True)
    assert len(won) == writers * each
    assert won == {record.number: record.digest for record in log.records}
    assert (log.findings, log.behind, _leftovers(tmp_path)) == ((), False, [])


@pytest.mark.slow
def test_writers_that_race_and_are_killed_lose_nothing(store: Store, tmp_path: Path) -> None:
    chance = random.Random(_SEED)
    won: dict[int, str] = {}
    for _ in range(40):
        racers = [_start(tmp_path, "--count", "0", "--who", f"writer {number}") for number in range(3)]
        time.sleep(chance.uniform(0.2, 0.5))
        for racer in racers:
            racer.kill()
        said = [json.loads(line) for racer in racers for line in racer.communicate()[0].splitlines()]
        won |= {answer["number"]: answer["digest"] for answer in said if answer["answer"] == "appended"}
        log = _log(store, contents=True)
        assert log.findings == ()
        assert won.items() <= {record.number: record.digest for record in log.records}.items()


def test_the_temporary_file_of_a_living_writer_stays(four: Store, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    living = tmp_path / "production/releases/.000005.0123456789abcdef.tmp"
    with living.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        four.clear_leftovers()
        assert living.exists()
    four.clear_leftovers()
    assert not living.exists()


def _start(project: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, str(_APPENDER), str(project), *options]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _heard(racer: "subprocess.Popen[bytes]") -> dict[str, Any]:
    assert racer.stdout is not None
    answer: dict[str, Any] = json.loads(racer.stdout.readline())
    return answer


def _leftovers(project: Path) -> list[Path]:
    return sorted(project.rglob("*.tmp"))


def _log(store: Store, *, contents: bool = False) -> Log:
    log = store.read_log(contents=contents)
    assert isinstance(log, Log), log
    return log
