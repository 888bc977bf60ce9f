"""Bytes to values: the core schema, keys, sequences, tags, aliases, limits, encodings."""

import sys
from itertools import pairwise
from typing import Any

import pytest

from routecfg.diagnostics import Span
from routecfg.source import Reading, read

LARGEST = sys.float_info.max


def _values(text: str | bytes) -> Any:
    reading = read(text.encode() if isinstance(text, str) else text)
    assert reading.findings == (), reading.findings
    return reading.values


def _refused(text: str | bytes) -> tuple[str, Span, str]:
    reading = read(text.encode() if isinstance(text, str) else text)
    assert reading.values is None
    (found,) = reading.findings
    assert found.file is None and found.path == () and found.span is not None
    return found.code, found.span, found.message


CORE: list[tuple[str, object]] = [
    *((word, None) for word in ("", "~", "null", "Null", "NULL")),
    *((word, True) for word in ("true", "True", "TRUE")),
    *((word, False) for word in ("false", "False", "FALSE")),
    *((word, word) for word in ("nULL", "tRUE", "yes", "no", "on", "off", "y", "n", "Yes", "NO", "None", "nil")),
    ("0", 0),
    ("-0", 0),
    ("+12", 12),
    ("-19", -19),
    ("014", 14),
    ("0o14", 12),
    ("0o7", 7),
    ("0x3A", 58),
    ("0x1F", 31),
    ("0xff", 255),
    ("1e3", 1000.0),
    ("1E3", 1000.0),
    ("-2E+05", -200000.0),
    ("12e03", 12000.0),
    ("0.", 0.0),
    (".5", 0.5),
    ("+.5", 0.5),
    ("-0.0", 0.0),
    ("1.5e-3", 0.0015),
    ("123456789012345678", 123456789012345678),
    ("1234567890123456789", 1234567890123456789.0),
    ("-1234567890123456789", -1234567890123456789.0),
    ("1e400", LARGEST),
    ("-1e400", -LARGEST),
    ("1e-400", 0.0),
    ("9" * 10_000, LARGEST),
    ("-" + "9" * 10_000, -LARGEST),
    ("0x" + "f" * 10_000, LARGEST),
    ("0" * 10_000 + "7", 7.0),
    ("0." + "0" * 10_000 + "1e10001", 1.0),
    *(
        (word, word)
        for word in (
            "0o18",
            "0O14",
            "0X1F",
            "-0x1F",
            "+0o7",
            "0b11",
            "0x",
            "1_000",
            "1,000",
            "08:00",
            "1:30",
            "190:20:30",
            "2026-12-24",
            "12-24",
            "mon-fri",
            "+420222333444x",
            ".",
            "+",
            "-x",
            "e3",
            "1e",
            "1e+",
            ".e3",
            ".inf",
            "-.INF",
            ".nan",
            "١٢",
            "1 2",
            "=",
            "truely",
        )
    ),
]


@pytest.mark.parametrize(("text", "value"), CORE, ids=lambda case: repr(case)[:24])
def test_a_plain_value_follows_the_core_schema(text: str, value: object) -> None:
    read_value = _values(f"key: {text}")["key"]
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize("text", [text for text, _ in CORE if text])
def test_in_a_sequence_a_plain_value_is_its_own_spelling(text: str) -> None:
    assert _values(f"- {text}\n- [{text}]" if "," not in text else f"- {text}\n- ['{text}']") == [text, [text]]


@pytest.mark.parametrize("text", [text for text, _ in CORE])
def test_a_quoted_value_is_text(text: str) -> None:
    assert _values(f'a: "{text}"\nb: \'{text}\'\nc: ["{text}"]') == {"a": text, "b": text, "c": [text]}


@pytest.mark.parametrize("text", [text for text, _ in CORE if 0 < len(text) < 1_000])
def test_a_key_is_its_own_spelling(text: str) -> None:
    assert _values(f"{text}: x") == {text: "x"}


def test_an_empty_item_stays_null() -> None:
    assert _values("-\n- a\n-") == [None, "a", None]


def test_a_value_inside_a_mapping_inside_a_sequence_follows_the_core_schema() -> None:
    assert _values("[{a: 1}, {b: no}, c: true]") == [{"a": 1}, {"b": "no"}, {"c": True}]


def test_block_scalars_are_text() -> None:
    assert _values("a: |\n  1\nb: >-\n  true\n") == {"a": "1\n", "b": "true"}


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing\n", "---\n", "--- # nothing\n...\n", "\ufeff", "%YAML 1.2\n---\n"]
)
def test_an_empty_file_defines_nothing(text: str) -> None:
    assert _values(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ('!!int "12"', 12),
        ("!!int 0x10", 16),
        ("!!float 3", 3.0),
        ('!!bool "true"', True),
        ("!!null ''", None),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [1]", ["1"]),
        ("!<tag:yaml.org,2002:str> 12", "12"),
        ("&x !!str 12", "12"),
        ("[!!int 12, !!str 12]", [12, "12"]),
    ],
)
def test_an_explicit_core_tag_is_honoured(text: str, value: object) -> None:
    assert _values(f"a: {text}") == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "!!int x",
        "!!bool yes",
        "!!null x",
        "!!float x",
        "!!seq {}",
        "!!map []",
        "!!str []",
        "!!binary aGk=",
        "!!set {a}",
        "!!timestamp 2026-01-01",
        "!!python/object:os.system {}",
        "!local x",
        "! 12",
        "!<tag:example.org,2026:x> y",
    ],
)
def test_any_other_tag_is_refused_where_it_stands(text: str) -> None:
    code, span, message = _refused(f"a: {text}")
    assert (code, span.line, span.column) == ("RC001", 1, 4)
    assert "python" not in message


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_version_directive_is_tolerated_and_changes_nothing(version: str) -> None:
    assert _values(f"%YAML {version}\n---\na: no\nb: 010\n") == {"a": "no", "b": 10}


def test_aliases_repeat_what_their_anchors_name() -> None:
    assert _values("a: &a {x: [1]}\nb: *a\nc: [*a, &s 5, *s]\nd: *s\n&k e: *k\n") == {
        "a": {"x": ["1"]},
        "b": {"x": ["1"]},
        "c": [{"x": ["1"]}, "5", "5"],
        "d": 5,
        "e": "e",
    }


def test_an_anchor_that_is_given_again_means_the_later_one() -> None:
    assert _values("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_a_small_file_may_repeat_a_lot() -> None:
    text = "a: &a {title: Something to repeat, text: Hello}\n" + "".join(f"b{n}: *a\n" for n in range(500))
    assert len(_values(text)) == 501


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: *b", "RC001", (1, 4)),
        ("a: &a [x, *a]", "RC001", (1, 11)),
        ("a: &a {b: {c: *a}}", "RC001", (1, 15)),
        ("a: &a [x]\nb: &a [*a]", "RC001", (2, 8)),
        ("{a: &b [c], *b : d}", "RC001", (1, 13)),
    ],
)
def test_an_alias_that_leads_nowhere_is_refused_where_it_stands(text: str, code: str, place: tuple[int, int]) -> None:
    found, span, _ = _refused(text)
    assert (found, (span.line, span.column)) == (code, place)


def test_aliases_that_unfold_without_measure_are_refused() -> None:
    names = "abcdefghij"
    text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(names)
    )
    code, span, message = _refused(text)
    assert (code, span.line) == ("RC003", 5)
    assert "ten times its size" in message


def test_aliases_cannot_get_around_the_depth() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200))
    code, span, _ = _refused(chain)
    assert (code, span.line) == ("RC003", 100)


def test_a_hundred_levels_are_read_and_one_more_is_refused() -> None:
    assert _values("[" * 100 + "]" * 100)
    assert _values("a: " + "{a: " * 98 + "[x]" + "}" * 98)
    assert _refused("[" * 101 + "]" * 101)[:2] == ("RC003", Span(1, 101, 1, 102))
    assert _refused("{a: " * 101 + "}" * 101)[0] == "RC003"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 300_000, (1, 101)),
        ("[" * 3_000 + "]" * 3_000, (1, 101)),
        ("{a: " * 3_000, (1, 401)),
        ("- " * 100_000, (1, 201)),
        ("".join(" " * depth + "a:\n" for depth in range(3_000)), (101, 101)),
        ("".join(" " * depth + "-\n" for depth in range(3_000)), (101, 101)),
        ("a: " + "[\n" * 3_000, (100, 1)),
        ("- " * 90 + "[" * 3_000, (1, 191)),
        ("[" * 200 + "@", (1, 101)),
        ("\ufeff# é\n" + "[" * 3_000, (2, 101)),
    ],
    ids=lambda case: repr(case)[:24],
)
def test_the_first_level_that_is_too_deep_is_named_whatever_the_parser_says_of_those_behind_it(
    text: str, place: tuple[int, int]
) -> None:
    code, span, message = _refused(text)
    assert (code, message) == ("RC003", "more than 100 levels stand inside each other here")
    assert (span.line, span.column) == place


@pytest.mark.slow
def test_a_million_values_are_read_and_more_are_refused() -> None:
    assert len(_values("[" + "a," * 999_999 + "]")) == 999_999
    assert _refused("[" + "a," * 1_000_000 + "]")[0] == "RC003"


def test_a_file_over_ten_megabytes_is_refused_unread() -> None:
    assert _refused(b"\xff" * 10_000_001)[0] == "RC003"
    assert _refused(b"a: " + b"x" * 50_000_000)[2].startswith("the file is too large: 50.0 MB")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"{\\rtf1"])
def test_a_document_of_a_word_processor_is_called_that(start: bytes) -> None:
    reading = read(start + b" decision_trees:\n  menu: {}\n")
    (found,) = reading.findings
    assert (found.code, found.span) == ("RC003", Span(1, 1, 1, 1))
    assert found.message.startswith("this is not a text file but a")


def test_several_documents_are_refused_at_the_second() -> None:
    assert _refused("a: 1\n---\nb: 2\n")[:2] == ("RC003", Span(2, 1, 2, 4))
    assert _refused("---\n---\n")[:2] == ("RC003", Span(2, 1, 2, 4))
    assert _values("---\na: 1\n...\n") == {"a": 1}


def test_merge_keys_are_refused_with_a_word_about_target_sets() -> None:
    (found,) = read(b"a: &a {x: 1}\nb:\n  <<: *a\n").findings
    assert found.code == "RC001" and found.span == Span(3, 3, 3, 5)
    assert found.help is not None and "target_sets" in found.help
    assert _values('"<<": 1') == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "place"), [("? [a]\n: b", (1, 3)), ("? {a: b}\n: c", (1, 3)), ("x: {[a]: b}", (1, 5)), (": a", (1, 1))]
)
def test_keys_that_are_no_text_are_refused(text: str, place: tuple[int, int]) -> None:
    code, span, _ = _refused(text)
    assert (code, (span.line, span.column)) == ("RC001", place)


def test_an_empty_key_in_quotes_is_a_key() -> None:
    assert _values('"": 1') == {"": 1}


@pytest.mark.parametrize(
    ("data", "place", "word"),
    [
        (b"a: \xff", (1, 4), "UTF-8"),
        ("é: 1\nb: 😀 ".encode() + b"\xe9", (2, 6), "UTF-8"),
        (b"\xef\xbb\xbfa: \xc3", (1, 4), "UTF-8"),
        (b"a: \xed\xa0\x80", (1, 4), "UTF-8"),
        (b"a: \xc0\x80", (1, 4), "UTF-8"),
        ("a: b".encode("utf-16"), (1, 1), "UTF-16"),
        ("a: b".encode("utf-16-le"), (1, 1), "UTF-16"),
        ("a: b".encode("utf-16-be"), (1, 1), "UTF-16"),
        ("a: b".encode("utf-32"), (1, 1), "UTF-32"),
        ("a: b".encode("utf-32-le"), (1, 1), "UTF-32"),
        ("a: b".encode("utf-32-be"), (1, 1), "UTF-32"),
        ("title: Заказ\n".encode("utf-16-be"), (1, 1), "UTF-16"),
        ("title: 注文の状況を確認します\n".encode("utf-16-le"), (1, 1), "UTF-16"),
        ("title: 注文の状況を確認します\n".encode("utf-32-be"), (1, 1), "UTF-32"),
        (b"a: long enough to be a text\nb: x\0y", (2, 5), "U+0000"),
        (b"a: b\x07", (1, 5), "U+0007"),
        (b"a: 'b\x1b[31m'", (1, 6), "U+001B"),
        ("a: b\x85".encode(), (1, 5), "U+0085"),
        ("é: 1\nb: x\u2028y".encode(), (2, 5), "U+2028"),
        ("a: x\u2029y".encode(), (1, 5), "U+2029"),
        ("a: x\x9b".encode(), (1, 5), "U+009B"),
        ("a: x\uffff".encode(), (1, 5), "U+FFFF"),
    ],
)
def test_what_is_no_text_is_refused_where_it_stands(data: bytes, place: tuple[int, int], word: str) -> None:
    code, span, message = _refused(data)
    assert (code, (span.line, span.column)) == ("RC003", place)
    assert word in message


def test_the_first_of_two_equal_keys_counts_and_both_places_are_reported() -> None:
    reading = read(b"queues:\n  support: {title: A}\n  sales: {title: B}\n  'support': {title: C}\nqueues: {}\n")
    assert reading.values == {"queues": {"support": {"title": "A"}, "sales": {"title": "B"}}}
    first, second = reading.findings
    assert (first.code, first.span, first.related[0].span) == (
        "RC002",
        Span(5, 1, 5, 7),
        Span(1, 1, 1, 7),
    )
    assert (second.span, second.related[0].span) == (Span(4, 3, 4, 12), Span(2, 3, 2, 10))
    assert "'support' is written twice" in second.message
    assert first.help == "keep one of the two, and move what stands under the other one there"
    assert second.help == "remove one of the two; if each is an object of its own, give one another name"


def test_many_equal_keys_are_reported_a_hundred_times_at_most() -> None:
    reading = read(b"a: 1\n" * 5_000)
    assert reading.values == {"a": 1}
    assert len(reading.findings) == 100


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    assert _values(f"a: 1{end}b:{end}  - x{end}") == {"a": 1, "b": ["x"]}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert _values(b"\xef\xbb\xbfa: 1") == {"a": 1}


HOSTILE: list[bytes] = [
    b"[" * 300_000,
    b"{a: " * 100_000,
    b"? " * 100_000,
    b"a: " + b"9" * 1_000_000,
    b"a: 1e" + b"9" * 1_000_000,
    b"a: '" + b"x" * 1_000_000,
    b"x" * 1_000_000 + b": 1",
    b"%" * 300_000,
    b"\t" * 300_000,
    b"a: !" + b"x" * 300_000,
    b"a: &" + b"x" * 300_000,
    b"a: [1,\n" * 20_000,
    b"\0" * 300_000,
    b"- - - *a",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_end_in_values_or_one_finding(data: bytes) -> None:
    reading = read(data)
    assert isinstance(reading, Reading)
    assert len(reading.findings) <= 1
