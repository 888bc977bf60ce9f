"""A record's line: canonical, sealed, and not to be edited unseen."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from releases.lines import content, earlier_line, sealed
from routecfg import __version__
from routecfg.releases import Record, Release, next_release
from routecfg.releases.record import Line, NewerRecord, has_canonical_content, read_line

Make = Callable[..., Release]
_NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
_SOME = "5" * 64
"""A digest, of nothing."""


@given(who=st.text(), why=st.text(), when=st.datetimes(datetime(1970, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001 - naive, as it must be
def test_line_is_canonical_and_comes_back(who: str, why: str, when: datetime) -> None:
    when = when.replace(tzinfo=UTC)
    record = next_release(None, b"{}", behaviour=_SOME, who=who, when=when, why=why, allowed=why).record
    assert read_line(record.line) == Line(record)
    assert record.line == rfc8785.dumps(msgspec.json.decode(record.line)) + b"\n"


def test_a_record_names_its_content_and_who_wrote_it(make: Make) -> None:
    release = make(None, "a")
    assert release.content == content("a")
    assert release.record.bundle == hashlib.sha256(content("a")).hexdigest()
    assert release.record.routecfg == __version__
    assert len(release.record.line) < 1000, "the content is not in the record"


def test_digest_covers_every_other_field(make: Make) -> None:
    record = make(None).record
    fields = msgspec.json.decode(record.line)
    assert {*fields, "embedded"} == set(Record.__struct_fields__)
    others = {"number": 2, "parent": "0" * 64, "kind": "rollback", "rollback_of": 1, "allowed": "x", "bundle": "0" * 64}
    others |= {"who": "Bob", "why": "z", "when": "2026-03-29T01:30:16Z", "routecfg": "9", "behaviour": "0" * 64}
    assert {*others, "digest"} == set(fields)
    for name, value in others.items():
        edited = rfc8785.dumps(fields | {name: value}) + b"\n"
        assert read_line(edited) is None, f"an edit of '{name}' went unseen"


def test_any_single_byte_changed_is_found(make: Make) -> None:
    line = make(make(None).record).record.line
    for position in range(len(line)):
        for other in range(256):
            if other != line[position]:
                edited = line[:position] + bytes([other]) + line[position + 1 :]
                assert read_line(edited) is None, f"byte {position} as {other} went unseen"


def test_any_single_byte_removed_or_added_is_found(make: Make) -> None:
    line = make(None).record.line
    for position in range(len(line)):
        assert read_line(line[:position] + line[position + 1 :]) is None
    for position in range(len(line) + 1):
        for added in b' \n\r\t0"\\,}':
            read = read_line(line[:position] + bytes([added]) + line[position:])
            assert read is None or (isinstance(read, Line) and read.converted)


def test_any_cut_is_found(make: Make) -> None:
    line = make(None).record.line
    assert all(read_line(line[:length]) is None for length in range(len(line)))


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 1_000_000, b'{"bundle":' * 100_000, b"<<<<<<< HEAD\n"]
)
def test_what_is_no_record_is_none(content: bytes) -> None:
    assert read_line(content) is None


@pytest.mark.parametrize(
    ("change", "writer"),
    [
        ({"approved_by": "Bob", "routecfg": "9.1.0"}, "9.1.0"),
        ({"kind": "promote"}, __version__),
        ({"bundle": ["0" * 64]}, __version__),
        ({"number": "first"}, __version__),
        ({"routecfg": {"version": 9}}, None),
    ],
)
def test_a_whole_record_with_something_unknown_is_by_a_newer_routecfg(
    make: Make, change: dict[str, object], writer: str | None
) -> None:
    fields = msgspec.json.decode(make(None).record.line)
    del fields["digest"]
    assert read_line(sealed(fields)) == Line(make(None).record)
    assert read_line(sealed(fields | change)) == NewerRecord(writer)
    assert read_line(sealed(fields | change).replace(b"Anna", b"Bob")) is None, (
        "an edit is an edit, also of a newer one"
    )


def test_a_record_without_one_of_its_fields_is_by_a_newer_routecfg(make: Make) -> None:
    fields = msgspec.json.decode(make(None).record.line)
    del fields["digest"], fields["behaviour"]
    assert read_line(sealed(fields)) == NewerRecord(__version__)


def test_a_record_of_the_earlier_form_is_read_with_its_content() -> None:
    line = read_line(earlier_line(2, "0" * 64, "b", rollback_of=1))
    assert isinstance(line, Line)
    assert line.content is not None
    assert bytes(line.content) == content("b")
    record = line.record
    assert (record.number, record.kind, record.rollback_of, record.embedded) == (2, "rollback", 1, True)
    assert (record.routecfg, record.behaviour) == (None, None)
    assert record.bundle == hashlib.sha256(content("b")).hexdigest()
    assert read_line(earlier_line(2, None).replace(b"Podpora", b"Pomoc")) is None


def test_any_single_byte_of_the_earlier_form_changed_is_found() -> None:
    line = earlier_line(1, None)
    for position in range(len(line)):
        for other in (line[position] ^ 1, line[position] ^ 32, 0, 10, 32):
            if other != line[position]:
                edited = line[:position] + bytes([other]) + line[position + 1 :]
                assert read_line(edited) is None, f"byte {position} as {other} went unseen"


def test_line_ends_of_windows_are_told_apart_from_edits(make: Make) -> None:
    release = make(None)
    for line in (release.record.line, earlier_line(1, None)):
        read = read_line(line[:-1] + b"\r\n")
        assert isinstance(read, Line)
        assert read == msgspec.structs.replace(read, converted=True)
        assert read_line(line[:-1] + b"\r\r\n") is None


def test_a_content_that_is_not_canonical_is_told_apart() -> None:
    assert has_canonical_content(content("a"))
    for other in (b'{"b":1, "a":1.0}', b"", b"{", b"[" * 100_000):
        assert not has_canonical_content(other)


def test_time_is_kept_in_utc() -> None:
    summer = timezone(timedelta(hours=2))
    when = datetime(2026, 6, 1, 14, tzinfo=summer)
    record = next_release(None, b"{}", behaviour=_SOME, who="", when=when, why="").record
    assert record.when == _NOON
    assert b'"when":"2026-06-01T12:00:00Z"' in record.line


def test_text_that_no_file_can_hold_is_made_writable() -> None:
    record = next_release(None, b"{}", behaviour=_SOME, who="Anna\udce9", when=_NOON, why="").record
    assert record.who == "Anna?"
    assert read_line(record.line) == Line(record)


def test_a_rollback_says_what_it_restores(make: Make) -> None:
    record = make(make(make(None).record).record, rollback_of=1).record
    assert (record.kind, record.rollback_of, record.number) == ("rollback", 1, 3)
    assert (make(None).record.kind, make(None).record.rollback_of) == ("apply", None)


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9998-12-31T23:59:59-12:00", "2026-06-01T12:00:00+02:00"]
)
def test_a_time_that_no_release_has_is_refused(make: Make, when: str) -> None:
    """Some time zones have no first or last day of the calendar: nothing could show it there."""
    fields = msgspec.json.decode(make(None).record.line)
    del fields["digest"]
    assert read_line(sealed(fields | {"when": when})) is None
