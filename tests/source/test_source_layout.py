"""Places: paths to lines and columns, comments, scalars."""

import pytest

from routecfg.diagnostics import Span
from routecfg.source import Comment, Layout

ESTATE = """\
# the estate
queues:
  support: {title: Support, id: 7}
  "a/b":
    title: >-
      Two
      lines

  c~d: # later
templates:
- &first
  title: Ahoj 😀 x
  text: "one
    two"   # folded
- *first
-
- [a, 'b', *first]
# end
"""


def _cut(text: str, span: Span) -> str:
    lines = text.splitlines(keepends=True)
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    return "".join([lines[span.line - 1][span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]])


@pytest.mark.parametrize(
    ("path", "on", "text"),
    [
        (("queues", "support"), "key", "support"),
        (("queues", "support"), "value", "{title: Support, id: 7}"),
        (("queues", "support", "title"), "value", "Support"),
        (("queues", "support", "id"), "key", "id"),
        (("queues", "a/b"), "key", '"a/b"'),
        (("queues", "a/b", "title"), "value", ">-\n      Two\n      lines"),
        (("queues", "a/b"), "value", "title: >-\n      Two\n      lines"),
        (("queues", "c~d"), "key", "c~d"),
        (("queues", "c~d"), "value", "c~d"),
        (("templates", 0), "value", 'title: Ahoj 😀 x\n  text: "one\n    two"'),
        (("templates", 0, "title"), "value", "Ahoj 😀 x"),
        (("templates", 0, "text"), "value", '"one\n    two"'),
        (("templates", 1), "value", "*first"),
        (("templates", 1), "key", "*first"),
        (("templates", 1, "title"), "value", "Ahoj 😀 x"),
        (("templates", 2), "value", "-"),
        (("templates", 3), "value", "[a, 'b', *first]"),
        (("templates", 3, 1), "value", "'b'"),
        (("templates", 3, 2), "value", "*first"),
        (("templates", 3, 2, "title"), "key", "title"),
        (("queues", "support", "missing", "deeper"), "value", "support"),
        (("templates", 3, 9), "value", "[a, 'b', *first]"),
        (("templates", "x"), "value", "templates"),
        (("templates", 0, "title", "x"), "value", "title"),
    ],
)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_path_names_the_text_that_it_stands_for(path: tuple[str | int, ...], on: str, text: str, bom: str) -> None:
    layout = Layout((bom + ESTATE).encode())
    assert layout.complete
    assert _cut(ESTATE, layout.span(path, on_key=on == "key")) == text


def test_columns_count_characters_and_line_ends_of_every_system_count_once() -> None:
    spans = [Layout(f"a: 1{end}b:{end}  - '😀é'{end}".encode()).span(("b", 0)) for end in ("\n", "\r\n", "\r")]
    assert spans == [Span(3, 5, 3, 9)] * 3


def test_a_value_without_a_line_end_stops_where_the_file_does() -> None:
    assert Layout(b"a:\n  b: c").span(("a",)) == Span(2, 3, 2, 7)
    assert Layout(b"a: |\n  b").span(("a",)) == Span(1, 4, 2, 4)
    assert Layout(b"a: |\n  b\n\n\nc: d").span(("a",)) == Span(1, 4, 2, 4)


def test_tabs_count_as_one_column() -> None:
    assert Layout(b"a:\tb").span(("a",)) == Span(1, 4, 1, 5)


def test_an_anchor_or_a_tag_is_no_part_of_the_value() -> None:
    assert Layout(b"a: &x !!str b").span(("a",)) == Span(1, 13, 1, 14)
    assert Layout(b"a: &x [b]").span(("a",)) == Span(1, 7, 1, 10)
    assert Layout(b"a: &x\n  b: c").span(("a",)) == Span(2, 3, 2, 7)
    assert Layout(b"a: &x\n- b").span(("a", 0)) == Span(2, 3, 2, 4)


def test_a_key_without_a_value_ends_at_itself() -> None:
    assert Layout(b"? a\n? b\n: c").span(("a",)) == Span(1, 3, 1, 4)


@pytest.mark.parametrize("data", [b"", b"# only\n", b"\xff", b"\xff\xfea\0", b"a: \xe2\x80\xa8", b"a: [", b"*x", b"\0"])
def test_a_file_without_values_has_places_all_the_same(data: bytes) -> None:
    layout = Layout(data)
    assert layout.span(()) == layout.span(("x", 0), on_key=True) or data == b"a: ["
    assert list(layout.duplicates()) == []


def test_a_broken_file_keeps_the_places_up_to_the_fault() -> None:
    layout = Layout(b"a: {b: c} # x\nd: [e\nf: *g*\n# y\n")
    assert not layout.complete
    assert layout.span(("a", "b")) == Span(1, 8, 1, 9)
    assert [comment.text for comment in layout.comments] == ["# x"]


def test_comments_know_whether_they_are_alone_and_what_follows() -> None:
    assert Layout(ESTATE.encode()).comments == (
        Comment(1, 1, "# the estate", True, Span(2, 1, 9, 7)),
        Comment(9, 8, "# later", False, None),
        Comment(14, 12, "# folded", False, None),
        Comment(18, 1, "# end", True, None),
    )


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("a:\n  # c\n  b: 1\n  d: 2\n", Span(3, 3, 3, 7)),
        ("a:\n  # c\n  - b: 1\n    d: 2\n  - e\n", Span(3, 5, 4, 9)),
        ("a:\n  - b\n  # c\n  - e\n", Span(4, 5, 4, 6)),
        ("a: [\n  # c\n  b, d]\n", Span(3, 3, 3, 4)),
        ("a:\n  # c\n\n  # d\n  b:\n    e: f\nx: y\n", Span(5, 3, 6, 9)),
        ("a:\n  b: 1\n  # c\nd: 2\n", Span(4, 1, 4, 5)),
        ("a:\n  # c\n  b: |\n    text\n\n\nd: 2\n", Span(3, 3, 4, 9)),
        ("a: 1\n# c\n", None),
    ],
)
def test_a_comment_of_its_own_speaks_of_the_entry_or_item_after_it(text: str, follows: Span | None) -> None:
    comment = Layout(text.encode()).comments[0]
    assert comment.alone
    assert comment.follows == follows


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a: 'x # y' # z", ["# z"]),
        ('a: "x # y"', []),
        ("a: x#y", []),
        ("a: |  # header\n  # text\n# after\n", ["# header", "# after"]),
        ("a: >\n  b\n\n  # text\n", []),
        ("'# key': 1", []),
        ("a: [b, # c\n  d] # e", ["# c", "# e"]),
        ("a: x\n  y # z\n", ["# z"]),
        ("%YAML 1.2 # v\n---\na: b\n... # end\n", ["# v", "# end"]),
        ("#", ["#"]),
    ],
)
def test_a_hash_within_a_text_is_no_comment(text: str, comments: list[str]) -> None:
    assert [comment.text for comment in Layout(text.encode()).comments] == comments


def test_scalars_come_with_path_place_and_text_and_again_for_each_alias() -> None:
    layout = Layout(b"a: &x {b: 'c'}\nd: [1, *x]\ne: &y f\ng: *y\na: again\n")
    assert list(layout.scalars()) == [
        (("a", "b"), Span(1, 11, 1, 14), "c"),
        (("d", 0), Span(2, 5, 2, 6), "1"),
        (("d", 1, "b"), Span(1, 11, 1, 14), "c"),
        (("e",), Span(3, 7, 3, 8), "f"),
        (("g",), Span(3, 7, 3, 8), "f"),
        (("a",), Span(5, 4, 5, 9), "again"),
    ]


def test_equal_keys_are_reported_with_both_places() -> None:
    assert list(Layout(b"a: {b: 1, b: 2}\n'a': 3").duplicates()) == [
        (("a",), Span(1, 1, 1, 2), Span(2, 1, 2, 4)),
        (("a", "b"), Span(1, 5, 1, 6), Span(1, 11, 1, 12)),
    ]
