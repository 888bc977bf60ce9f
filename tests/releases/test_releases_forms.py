"""Records of other forms: those of earlier and newer versions, and those that git has converted."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from releases.lines import content, earlier_line, sealed
from routecfg.releases import Log, Refused, Release, Store, Unavailable

Make = Callable[..., Release]


def test_a_log_that_began_in_the_earlier_form_is_read_and_continued(earlier: Store, tmp_path: Path) -> None:
    first = _file(tmp_path, 1).read_bytes()
    assert first == earlier_line(1, None, "a"), "what was released stays as it is, byte for byte"
    log = earlier.read_log(contents=True)
    assert isinstance(log, Log)
    assert (log.findings, log.behind) == ((), False)
    assert [(record.number, record.embedded, record.why) for record in log.records] == [
        (1, True, "a"),
        (2, True, "b"),
        (3, False, "c"),
        (4, False, "b"),
    ]
    second, fourth = earlier.read(2), earlier.read(4)
    assert isinstance(second, Release)
    assert isinstance(fourth, Release)
    assert second.content == fourth.content == content("b")
    assert second.record.bundle == fourth.record.bundle


@pytest.mark.parametrize("number", [1, 2])
def test_an_edit_of_a_record_of_the_earlier_form_is_named(earlier: Store, tmp_path: Path, number: int) -> None:
    file = _file(tmp_path, number)
    file.write_bytes(file.read_bytes().replace(b"Podpora", b"Pomoc"))
    [finding] = _log(earlier).findings
    assert finding.message.startswith(f"release {number} is not as it was written")


def test_a_bundle_json_of_the_earlier_form_is_brought_forward(earlier: Store, tmp_path: Path) -> None:
    live = tmp_path / "production/bundle.json"
    live.write_bytes(content("a") + b"\n")
    log = _log(earlier)
    assert (log.findings, log.behind) == ((), True)
    assert earlier.bring_forward(log) is None
    assert live.read_bytes() == content("b") + b"\n"


def test_an_old_log_without_a_new_release_is_brought_forward(store: Store, tmp_path: Path) -> None:
    (tmp_path / "production/releases").mkdir(parents=True)
    _file(tmp_path, 1).write_bytes(earlier_line(1, None, "a"))
    log = _log(store)
    assert (len(log.records), log.findings, log.behind) == (1, (), True)
    assert store.bring_forward(log) is None
    assert (tmp_path / "production/bundle.json").read_bytes() == content("a") + b"\n"


@pytest.mark.parametrize("newer", [{"approved_by": "Bob"}, {"kind": "promote"}])
def test_a_record_of_a_newer_routecfg_is_not_called_changed(
    four: Store, make: Make, tmp_path: Path, newer: dict[str, object]
) -> None:
    fields = msgspec.json.decode(make(_log(four).head, "a").record.line) | newer | {"routecfg": "9.1.0"}
    del fields["digest"]
    _file(tmp_path, 5).write_bytes(sealed(fields))
    answer = four.read_log()
    assert isinstance(answer, Unavailable)
    assert answer.message.startswith("release 5 was written by routecfg 9.1.0 and says something that this version")
    assert "work with a newer routecfg" in (answer.help or "")
    assert four.read(5) == answer
    again = msgspec.structs.replace(make(None).record, number=6, parent="0" * 64)
    assert four.append(Release(again, content("a"))) == answer


def test_line_ends_of_windows_are_named_and_nothing_is_called_empty(four: Store, tmp_path: Path) -> None:
    records = _log(four).records
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    log = _log(four)
    [finding] = log.findings
    assert finding.code == "RC901"
    assert finding.message.startswith("5 files of production, such as 'production/bundle.json', have the line ends of")
    assert "`production/** binary` to .gitattributes" in (finding.help or "")
    assert log.records == records
    assert not log.empty


def test_nothing_is_released_on_a_record_with_line_ends_of_windows(four: Store, make: Make, tmp_path: Path) -> None:
    release = make(_log(four).head, "next")
    _file(tmp_path, 4).write_bytes(_file(tmp_path, 4).read_bytes().replace(b"\n", b"\r\n"))
    answer = four.append(release)
    assert isinstance(answer, Refused)
    assert "line ends" in answer.finding.message


def _file(project: Path, number: int) -> Path:
    return project / "production" / "releases" / f"{number:06d}.json"


def _log(store: Store) -> Log:
    log = store.read_log()
    assert isinstance(log, Log), log
    return log


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
