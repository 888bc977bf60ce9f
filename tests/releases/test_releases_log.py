"""What the log says of the folder: whole, edited, swapped, removed, behind."""

import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from releases.lines import content
from routecfg.releases import (
    LARGEST_READ,
    PRODUCTION_CHANGED,
    RULES,
    STALE_PLAN,
    Appended,
    Log,
    Refused,
    Release,
    Store,
    Unavailable,
)

Make = Callable[..., Release]


def test_an_empty_project_has_an_empty_log(store: Store, tmp_path: Path) -> None:
    assert store.read_log() == Log()
    assert list(tmp_path.iterdir()) == [], "reading writes nothing"


def test_releases_come_back_in_order(four: Store, tmp_path: Path) -> None:
    log = _log(four)
    assert [record.number for record in log.records] == [1, 2, 3, 4]
    assert [record.why for record in log.records] == ["a", "b", "c", "b"]
    assert [record.parent for record in log.records] == [None, *(record.digest for record in log.records[:-1])]
    assert (log.findings, log.behind, log.head) == ((), False, log.records[3])
    names = ["000001.json", "000002.json", "000003.json", "000004.json"]
    assert _names(tmp_path / "production/releases") == names
    assert _names(tmp_path / "production") == ["bundle.json", "bundles", "releases"]
    bundles = sorted(f"{hashlib.sha256(content(text)).hexdigest()}.json" for text in "abc")
    assert _names(tmp_path / "production/bundles") == bundles, "what is released twice is kept once"


def test_bundle_json_is_the_bundle_of_the_head_and_a_newline(four: Store, tmp_path: Path) -> None:
    head = four.read(4)
    assert isinstance(head, Release)
    assert (tmp_path / "production/bundle.json").read_bytes() == head.content + b"\n"


def test_a_record_is_read_with_its_content(four: Store) -> None:
    second, fourth = four.read(2), four.read(4)
    assert isinstance(second, Release)
    assert isinstance(fourth, Release)
    assert fourth.content == second.content == content("b")
    assert (fourth.record.rollback_of, fourth.record.digest != second.record.digest) == (2, True)


def test_the_same_record_may_be_appended_twice(store: Store, make: Make) -> None:
    record = make(None)
    assert store.append(record) == store.append(record) == Appended(record.record)


def test_another_record_of_the_same_number_is_refused(four: Store, make: Make) -> None:
    log = _log(four)
    answer = four.append(make(log.records[2], "mine"))
    assert isinstance(answer, Refused)
    assert answer.finding.code == STALE_PLAN.code
    assert answer.finding.message.startswith("'Anna' has released number 4 in the meantime (2026-03-29 01:30 UTC)")
    assert _log(four) == log


def test_a_record_on_another_parent_is_refused(four: Store, make: Make, tmp_path: Path) -> None:
    elsewhere = Store(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    head = None
    for text in ("1", "2", "3", "4"):
        answer = elsewhere.append(make(head, text))
        assert isinstance(answer, Appended)
        head = answer.record
    answer = four.append(make(head))
    assert isinstance(answer, Refused)
    assert answer.finding.code == "RC902"
    assert "release 4 is no longer the one that you looked at" in answer.finding.message


def test_a_record_never_fills_a_gap(four: Store, make: Make, tmp_path: Path) -> None:
    log = _log(four)
    into, behind = make(log.records[1], "new"), make(log.records[3], "new")
    assert (into.record.number, behind.record.number) == (3, 5)
    _file(tmp_path, 3).unlink()
    for record in (into, behind):
        answer = four.append(record)
        assert isinstance(answer, Refused)
        assert answer.finding.message.startswith("release 3 is missing")
    _file(tmp_path, 4).unlink()
    answer = four.append(behind)
    assert isinstance(answer, Refused)
    assert answer.finding.message.startswith("releases 3 to 4 are missing")


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda line: line + b" ", id="space"),
        pytest.param(lambda line: line[:-1], id="no newline"),
        pytest.param(lambda line: line[:-1] + b"\r\r\n", id="line ending"),
        pytest.param(lambda line: line[:-30], id="cut"),
        pytest.param(lambda line: line.replace(b'"parent"', b'"Parent"'), id="field"),
        pytest.param(lambda line: line.replace(b'"Anna"', b'"Bob"'), id="who"),
        pytest.param(lambda line: line[:0], id="empty"),
        pytest.param(lambda line: b"\0" * len(line), id="zeros"),
        pytest.param(lambda line: b"<<<<<<< ours\n" + line, id="merge"),
    ],
)
def test_an_edited_release_is_named(four: Store, tmp_path: Path, number: int, edit: Callable[[bytes], bytes]) -> None:
    file = _file(tmp_path, number)
    file.write_bytes(edit(file.read_bytes()))
    log = _log(four)
    [fault] = log.findings
    assert (fault.code, fault.place.file) == ("RC901", f"production/releases/{number:06d}.json")
    assert f"release {number} is not as it was written" in fault.message
    assert "restore it from git" in (fault.help or "")
    assert (len(log.records), log.behind) == (3, False)
    assert isinstance(four.read(number), Refused)


def test_nothing_is_released_on_a_damaged_head(four: Store, make: Make, tmp_path: Path) -> None:
    record = make(_log(four).head, "next")
    _file(tmp_path, 4).write_bytes(b"{}")
    answer = four.append(record)
    assert isinstance(answer, Refused)
    assert answer.finding.code == "RC901"


def test_swapped_releases_are_named(four: Store, tmp_path: Path) -> None:
    second, third = _file(tmp_path, 2), _file(tmp_path, 3)
    shutil.move(second, tmp_path / "kept")
    shutil.move(third, second)
    shutil.move(tmp_path / "kept", third)
    assert [fault.message.split(",")[0] for fault in _log(four).findings] == [
        "release 2 is not as it was written: 'production/releases/000002.json' contains release 3",
        "release 3 is not as it was written: 'production/releases/000003.json' contains release 2",
    ]


def test_a_release_of_another_history_is_named(four: Store, make: Make, tmp_path: Path) -> None:
    first, second = _log(four).records[:2]
    other = tmp_path / f"production/bundles/{hashlib.sha256(content('other')).hexdigest()}.json"
    other.write_bytes(content("other"))
    _file(tmp_path, 2).write_bytes(make(first, "other").record.line)
    [fault] = _log(four).findings
    assert fault.message.startswith("release 3 does not follow release 2")
    _file(tmp_path, 2).write_bytes(make(make(None, "other").record).record.line)
    assert [fault.message[:37] for fault in _log(four).findings] == [
        "release 2 does not follow release 1: ",
        "release 3 does not follow release 2: ",
    ]
    assert second.number == 2


@pytest.mark.parametrize(
    ("removed", "said"),
    [
        ([1], "release 1 is missing"),
        ([2], "release 2 is missing"),
        ([2, 3], "releases 2 to 3 are missing"),
        ([1, 2, 3], "releases 1 to 3 are missing"),
        ([4], "release 4 is missing: 'production/bundle.json' has a content that was released"),
        ([3, 4], "release 3 is missing: 'production/bundle.json' has a content that was released"),
        ([1, 2, 3, 4], "release 1 is missing: 'production/bundle.json' has a content that was released"),
    ],
)
def test_removed_releases_are_named(store: Store, make: Make, tmp_path: Path, removed: list[int], said: str) -> None:
    head = None
    for text in "abcd":
        answer = store.append(make(head, text))
        assert isinstance(answer, Appended)
        head = answer.record
    for number in removed:
        _file(tmp_path, number).unlink()
    [fault] = _log(store).findings
    assert fault.message.startswith(said)
    gone = f"production/releases/{removed[0]:06d}.json"
    assert (fault.place.file, fault.help or "") == (gone, fault.help)
    assert f"`git restore {gone}`" in (fault.help or "")


@pytest.mark.parametrize("name", ["5.json", "0000005.json", "000000.json", "9" * 100 + ".json"])
def test_a_file_named_almost_like_a_release_is_named(four: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "production/releases" / name).write_bytes(b"{}")
    [fault] = _log(four).findings
    assert fault.message.startswith(f"'production/releases/{name}' is not a release, but is named like one")


def test_other_files_are_left_alone(four: Store, make: Make, tmp_path: Path) -> None:
    strangers = [".DS_Store", "000002.json.orig", "notes.txt", ".000005.tmp", "000005.json~"]
    for name in strangers:
        (tmp_path / "production/releases" / name).write_bytes(b"?")
    log = _log(four)
    assert log.findings == ()
    assert isinstance(four.append(make(log.head)), Appended)
    assert all((tmp_path / "production/releases" / name).exists() for name in strangers)


def test_a_link_is_no_release(four: Store, tmp_path: Path) -> None:
    file = _file(tmp_path, 3)
    shutil.move(file, tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    [fault] = _log(four).findings
    assert "'production/releases/000003.json' is a link" in fault.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a POSIX thing")
def test_a_pipe_or_a_folder_is_no_release_and_nothing_waits_for_it(four: Store, tmp_path: Path) -> None:
    _file(tmp_path, 3).unlink()
    os.mkfifo(_file(tmp_path, 3))
    _file(tmp_path, 4).unlink()
    _file(tmp_path, 4).mkdir()
    assert len(_log(four).findings) == 2


def test_a_file_of_any_size_is_not_read(four: Store, tmp_path: Path) -> None:
    os.truncate(_file(tmp_path, 3), LARGEST_READ + 1)
    [fault] = _log(four).findings
    assert "; at most 268 MB are read" in fault.message


def test_bundle_json_of_an_older_release_is_brought_forward(four: Store, tmp_path: Path) -> None:
    live = tmp_path / "production/bundle.json"
    third = four.read(3)
    assert isinstance(third, Release)
    right = live.read_bytes()
    live.write_bytes(third.content + b"\n")
    log = _log(four)
    assert (log.findings, log.behind) == ((), True)
    assert four.bring_forward(log) is None
    assert live.read_bytes() == right
    assert not _log(four).behind


def test_a_missing_bundle_json_is_brought_forward(four: Store, tmp_path: Path) -> None:
    live = tmp_path / "production/bundle.json"
    right = live.read_bytes()
    live.unlink()
    log = _log(four)
    assert (log.findings, log.behind, live.exists()) == ((), True, False), "reading writes nothing"
    assert four.bring_forward(log) is None
    assert live.read_bytes() == right


def test_a_bundle_json_that_no_release_has_is_a_fault_and_stays(four: Store, tmp_path: Path) -> None:
    live = tmp_path / "production/bundle.json"
    live.write_bytes(live.read_bytes().replace(b"Podpora", b"Pomoc"))
    edited = live.read_bytes()
    log = _log(four)
    [fault] = log.findings
    assert (fault.code, fault.place.file) == ("RC901", "production/bundle.json")
    assert four.bring_forward(log) is None
    assert live.read_bytes() == edited


def test_a_bundle_json_that_is_a_link_is_a_fault(four: Store, tmp_path: Path) -> None:
    live = tmp_path / "production/bundle.json"
    shutil.move(live, tmp_path / "elsewhere")
    live.symlink_to(tmp_path / "elsewhere")
    assert [fault.place.file for fault in _log(four).findings] == ["production/bundle.json"]


def test_after_a_rollback_the_restored_content_is_not_taken_for_the_old_release(four: Store) -> None:
    assert not _log(four).behind


@pytest.mark.parametrize(
    "given", ["../production", "/srv/production", "a/../../b", "", ".", "C:\\production", "a\\..\\..\\b"]
)
def test_a_folder_outside_the_project_is_refused(tmp_path: Path, make: Make, given: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    store = Store(project, given)
    said = "production cannot be used: its folder must lie in the project"
    assert store.append(make(None)) == store.read_log() == store.read(1) == Unavailable(said)
    store.clear_leftovers()
    assert list(tmp_path.iterdir()) == [project]
    assert list(project.iterdir()) == []


@pytest.mark.parametrize("linked", ["live", "live/production", "live/production/releases"])
def test_a_link_among_the_folders_is_refused(tmp_path: Path, make: Make, linked: str) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    (project / linked).parent.mkdir(parents=True)
    (project / linked).symlink_to(outside)
    (outside / ".000001.0123456789abcdef.tmp").touch()
    store = Store(project, "live/production")
    answer = store.append(make(None))
    assert isinstance(answer, Unavailable)
    assert f"'{linked}' is a link to another place" in answer.message
    assert store.read_log() == answer
    assert _names(outside) == [".000001.0123456789abcdef.tmp"]


@pytest.mark.parametrize("name", ["production", "production/releases"])
def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path, store: Store, make: Make, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    answer = store.append(make(None))
    assert isinstance(answer, Unavailable)
    assert f"'{name}' is a file" in answer.message


def test_production_may_lie_deeper(tmp_path: Path, make: Make) -> None:
    store = Store(tmp_path, "live/here")
    assert isinstance(store.append(make(None)), Appended)
    assert (tmp_path / "live/here/releases/000001.json").exists()


def test_leftovers_of_dead_writers_go_and_nothing_else(four: Store, make: Make, tmp_path: Path) -> None:
    production = tmp_path / "production"
    left = [production / ".bundle.0123456789abcdef.tmp", production / "releases/.000005.0123456789abcdef.tmp"]
    for path in left:
        path.write_bytes(b"half")
    log = _log(four)
    assert log.findings == ()
    assert all(path.exists() for path in left), "reading writes nothing"
    assert isinstance(four.append(make(log.head)), Appended)
    assert not any(path.exists() for path in left)


def test_the_rules_say_what_to_do() -> None:
    assert [PRODUCTION_CHANGED.code, STALE_PLAN.code] == ["RC901", "RC902"]
    for rule in RULES:
        assert rule.fixed, "no setting makes a broken record or a stale plan harmless"
        assert "Bad:" in rule.doc
        assert "Good:" in rule.doc


def test_releases_dated_before_their_parent_are_known(store: Store, make: Make) -> None:
    first = make(None)
    assert isinstance(store.append(first), Appended)
    second = msgspec.structs.replace(first.record, when=first.record.when - timedelta(days=1))
    assert Log((first.record, second)).backdated == ((first.record, second),)
    assert Log((first.record, first.record)).backdated == ()


@pytest.mark.parametrize(("what", "size"), [("content", 400), ("record", 200_000)])
def test_what_is_too_large_to_be_read_again_is_not_written(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str, size: int
) -> None:
    monkeypatch.setattr("routecfg.releases.store.LARGEST_BUNDLE", 300)
    monkeypatch.setattr("routecfg.releases.store.LARGEST_RECORD", 100_000)
    release = make(None, "x" * size) if what == "content" else Release(make(None, "x" * size).record, b"{}")
    answer = store.append(release)
    assert isinstance(answer, Unavailable)
    assert answer.message.startswith(f"release 1 is too large: its {what} has ")
    assert list(tmp_path.iterdir()) == []


def _file(project: Path, number: int) -> Path:
    return project / "production" / "releases" / f"{number:06d}.json"


def _log(store: Store) -> Log:
    log = store.read_log()
    assert isinstance(log, Log), log
    return log


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
