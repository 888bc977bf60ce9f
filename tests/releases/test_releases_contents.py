"""Contents beside the log: whole, missing, damaged, left over."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from releases.lines import content
from routecfg.releases import Appended, Log, Refused, Release, Store

Make = Callable[..., Release]


def test_an_edited_content_is_named_where_contents_are_read(four: Store, tmp_path: Path) -> None:
    file = _bundle(tmp_path, "b")
    file.write_bytes(file.read_bytes().replace(b"Podpora", b"Pomoc"))
    assert _log(four).findings == (), "records alone are read, so that a long log is quick to list"
    log = four.read_log(contents=True)
    assert isinstance(log, Log)
    [finding] = log.findings
    assert (finding.code, finding.place.file) == ("RC901", file.relative_to(tmp_path).as_posix())
    assert finding.message.startswith(f"release 2 has lost its content: '{finding.place.file}' was changed by hand")
    assert f"`git restore {finding.place.file}`" in (finding.help or "")
    for number in (2, 4):
        assert isinstance(four.read(number), Refused)
    assert isinstance(four.read(3), Release)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n"])
def test_a_line_break_that_a_formatter_has_added_is_called_that(four: Store, tmp_path: Path, end: bytes) -> None:
    file = _bundle(tmp_path, "b")
    file.write_bytes(file.read_bytes() + end)
    log = four.read_log(contents=True)
    assert isinstance(log, Log)
    [finding] = log.findings
    assert "has a line break at its end, as formatters and git hooks add it; nothing else" in finding.message
    assert "keep such programs away from the folder 'production'" in (finding.help or "")
    refused = four.read(2)
    assert isinstance(refused, Refused)
    assert refused.finding == finding


@pytest.mark.parametrize("contents", [True, False])
@pytest.mark.parametrize("deed", ["removed", "linked", "folder", "all"])
def test_a_missing_content_is_named_without_reading_any(four: Store, tmp_path: Path, deed: str, contents: bool) -> None:
    file = _bundle(tmp_path, "a")
    if deed == "all":
        shutil.rmtree(tmp_path / "production/bundles")
    else:
        shutil.move(file, tmp_path / "elsewhere")
    if deed == "linked":
        file.symlink_to(tmp_path / "elsewhere")
    elif deed == "folder":
        file.mkdir()
    log = four.read_log(contents=contents)
    assert isinstance(log, Log)
    assert len(log.findings) == (3 if deed == "all" else 1)
    assert log.findings[0].message.startswith("release 1 has lost its content: ")
    assert len(log.records) == 4
    assert not log.behind


@pytest.mark.parametrize("torn", [b"", b'{"estate"', b"\0" * 80])
def test_a_torn_content_that_no_release_refers_to_is_replaced(
    four: Store, make: Make, tmp_path: Path, torn: bytes
) -> None:
    log = _log(four)
    file = _bundle(tmp_path, "next")
    file.write_bytes(torn)
    assert _log(four) == log, "what no release refers to is nobody's business"
    assert isinstance(four.append(make(log.head, "next")), Appended)
    assert file.read_bytes() == content("next")


def test_a_damaged_content_that_a_release_refers_to_is_not_touched(four: Store, make: Make, tmp_path: Path) -> None:
    log = _log(four)
    file = _bundle(tmp_path, "a")
    file.write_bytes(b"{}")
    answer = four.append(make(log.head, "a"))
    assert isinstance(answer, Refused)
    assert answer.finding.message.startswith("release 1 has lost its content: ")
    assert file.read_bytes() == b"{}"
    assert _log(four) == log


def test_contents_that_no_release_refers_to_stay(four: Store, make: Make, tmp_path: Path) -> None:
    orphan = _bundle(tmp_path, "orphan")
    orphan.write_bytes(content("orphan"))
    assert isinstance(four.append(make(_log(four).head, "next")), Appended)
    assert orphan.read_bytes() == content("orphan")


def test_a_link_in_the_place_of_a_new_content_leads_nothing_out(four: Store, make: Make, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(content("next"))
    _bundle(tmp_path, "next").symlink_to(outside)
    assert isinstance(four.append(make(_log(four).head, "next")), Appended)
    assert not _bundle(tmp_path, "next").is_symlink()


def _bundle(project: Path, text: str) -> Path:
    return project / "production" / "bundles" / f"{hashlib.sha256(content(text)).hexdigest()}.json"


def _file(project: Path, number: int) -> Path:
    return project / "production" / "releases" / f"{number:06d}.json"


def _log(store: Store) -> Log:
    log = store.read_log()
    assert isinstance(log, Log), log
    return log


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
