"""A record's line: canonical, sealed, and not to be edited unseen."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from routecfg.releases import Release, next_release
from routecfg.releases.record import has_canonical_bundle, read_line

Make = Callable[..., Release]
_NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@given(who=st.text(), why=st.text(), text=st.text(st.characters(codec="utf-8")), when=st.datetimes())
def test_line_is_canonical_and_comes_back(who: str, why: str, text: str, when: datetime) -> None:
    when = max(when, datetime(1000, 1, 1)).replace(tzinfo=UTC)  # noqa: DTZ001 - the zone is given in the next call
    record = next_release(None, {text: [text, 1, 1.0]}, who=who, when=when, why=why, allowed=why)
    assert read_line(record.line) == record
    assert record.line == rfc8785.dumps(msgspec.json.decode(record.line)) + b"\n"
    assert has_canonical_bundle(record)


def test_digest_covers_every_other_field(make: Make) -> None:
    record = make(None)
    fields = msgspec.json.decode(record.line)
    assert sorted(fields) == sorted(Release.__struct_fields__)
    others = {"number": 2, "parent": "0" * 64, "kind": "rollback", "rollback_of": 1, "allowed": "x", "bundle": {}}
    others |= {"who": "Bob", "why": "z", "when": "2026-03-29T01:30:16Z"}
    assert {*others, "digest"} == set(fields)
    for name, value in others.items():
        edited = rfc8785.dumps(fields | {name: value}) + b"\n"
        assert read_line(edited) is None, f"an edit of '{name}' went unseen"


def test_any_single_byte_changed_is_found(make: Make) -> None:
    line = make(make(None).record).line
    for position in range(len(line)):
        for other in range(256):
            if other != line[position]:
                edited = line[:position] + bytes([other]) + line[position + 1 :]
                assert read_line(edited) is None, f"byte {position} as {other} went unseen"


def test_any_single_byte_removed_or_added_is_found(make: Make) -> None:
    line = make(None).line
    for position in range(len(line)):
        assert read_line(line[:position] + line[position + 1 :]) is None
    for position in range(len(line) + 1):
        for added in b' \n\r\t0"\\,}':
            assert read_line(line[:position] + bytes([added]) + line[position:]) is None


def test_any_cut_is_found(make: Make) -> None:
    line = make(None).line
    assert all(read_line(line[:length]) is None for length in range(len(line)))


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 1_000_000, b'{"bundle":' * 100_000, b"<<<<<<< HEAD\n"]
)
def test_what_is_no_record_is_none(content: bytes) -> None:
    assert read_line(content) is None


def test_a_record_sealed_anew_with_a_bundle_that_is_not_canonical_is_told_apart(make: Make) -> None:
    record = msgspec.structs.replace(make(None), bundle=msgspec.Raw(b'{"b":1, "a":1.0}'))
    unsealed = record.line.replace(f'"digest":"{record.digest}",'.encode(), b"").rstrip(b"\n")
    record = msgspec.structs.replace(record, digest=hashlib.sha256(unsealed).hexdigest())
    assert read_line(record.line) == record
    assert not has_canonical_bundle(record)


def test_time_is_kept_in_utc() -> None:
    summer = timezone(timedelta(hours=2))
    record = next_release(None, {}, who="", when=datetime(2026, 6, 1, 14, tzinfo=summer), why="")
    assert record.when == _NOON
    assert b'"when":"2026-06-01T12:00:00Z"' in record.line


def test_text_that_no_file_can_hold_is_made_writable() -> None:
    record = next_release(None, {}, who="Anna\udce9", when=_NOON, why="")
    assert record.who == "Anna?"
    assert read_line(record.line) == record


def test_a_rollback_says_what_it_restores(make: Make) -> None:
    record = make(make(make(None).record).record, rollback_of=1)
    assert (record.kind, record.rollback_of, record.number) == ("rollback", 1, 3)
    assert (make(None).kind, make(None).rollback_of) == ("apply", None)


def test_a_header_holds_no_content(make: Make) -> None:
    record = make(None)
    assert not isinstance(record.record, Release)
    assert {name: getattr(record, name) for name in record.record.__struct_fields__} == msgspec.structs.asdict(
        record.record
    )
