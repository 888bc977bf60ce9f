"""Properties: against a slow and independent reader, against the text itself, and for whatever bytes there are."""

import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from routecfg.diagnostics import Span
from routecfg.source import LONGEST, Layout, excerpt, formatted, read

WORDS = [
    *("", "a", "Dobrý den", "no", "Yes", "null", "~", "true", "FALSE", "0", "08:00", "0o14", "0x1F", "1e3", ".5", "-7"),
    *(
        "+420222",
        "12-24",
        ".inf",
        "1_0",
        "a b",
        "x # y",
        "a: b",
        "{{ x }}",
        "*x",
        "&x",
        "it's",
        '"q"',
        "\\d",
        "😀",
        "- a",
    ),
    *("é\u00a0z", "two\nlines", " lead", "trail ", "a,b", "[x]", "%", "@", "#", ":", "-", "?", "999999999999999999999"),
]
PLAIN = re.compile(r"(?!.*(: |:$| #| $))[A-Za-z0-9é😀~.+][^\n\[\]{},\"'\u00a0]*|-[0-9]+")

texts = st.sampled_from(WORDS)
trees = st.recursive(
    texts,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=4),
        st.dictionaries(texts.filter(lambda key: len(key) > 0 and "\n" not in key), below, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


class Writer:
    """Writes a tree as YAML, each part in a style that is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def scalar(self, text: str, key: bool = False) -> str:
        style = self.draw(st.sampled_from(["plain", "plain", "single", "double"]))
        if style == "plain" and (PLAIN.fullmatch(text) or (text == "" and not key)):
            return text
        if style == "single" and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, tree: Any) -> str:
        if isinstance(tree, dict):
            inner = ", ".join(f"{self.scalar(key, True)}: {self.flow(item)}" for key, item in tree.items())
            return "{" + inner + "}"
        if isinstance(tree, list):
            return "[" + ", ".join(self.flow(item) or "''" for item in tree) + "]"
        return self.scalar(str(tree))

    def block(self, tree: Any, indent: int) -> str:
        """What follows a key's colon or a dash, up to the end of its last line."""
        if isinstance(tree, str) or self.draw(st.booleans()):
            comment = self.draw(st.sampled_from(["", "", " # comment"]))
            if isinstance(tree, str) and "\n" in tree and self.draw(st.booleans()):
                pad = "\n" + " " * (indent + 2)
                return " |-" + comment + pad + tree.replace("\n", pad) + "\n"
            return " " + self.flow(tree) + comment + "\n"
        return "\n" + self.lines(tree, indent + 2)

    def lines(self, tree: Any, indent: int) -> str:
        pad = " " * indent
        if isinstance(tree, dict):
            return "".join(f"{pad}{self.scalar(key, True)}:{self.block(item, indent)}" for key, item in tree.items())
        return "".join(f"{pad}-{self.block(item, indent)}" for item in tree)


@st.composite
def documents(draw: st.DrawFn) -> str:
    tree = draw(trees.filter(lambda tree: not isinstance(tree, str)))
    text = Writer(draw).lines(tree, 0)
    return str(text.replace("\n", "\r\n") if draw(st.booleans()) else text)


def _slow(node: Any, in_sequence: bool = False) -> object:
    """The meaning of a node, rule by rule as the specification lists them."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _slow(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_slow(item, True) for item in node.value]
    text = str(node.value)
    if node.style is not None:
        return text
    if in_sequence:
        return text if text else None
    if re.fullmatch(r"null|Null|NULL|~|", text):
        return None
    if re.fullmatch(r"true|True|TRUE", text):
        return True
    if re.fullmatch(r"false|False|FALSE", text):
        return False
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text) if len(text) < 19 else float(text)
    if re.fullmatch(r"0o[0-7]+", text):
        return int(text[2:], 8)
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return int(text[2:], 16)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


@given(documents())
def test_values_agree_with_a_slow_reader(text: str) -> None:
    reading = read(text.encode())
    assert reading.findings == (), text
    assert repr(reading.values) == repr(_slow(yaml.compose(text, Loader=yaml.BaseLoader)))


@st.composite
def commented_documents(draw: st.DrawFn) -> str:
    """Documents with comments and blank lines between their lines, but not inside block texts."""
    lines = draw(documents()).splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    between = st.sampled_from(["", "", "", end, f"# one{end}", f"    #two {end}", f"{end}{end}  # three{end}"])
    outside = not any("|-" in line for line in lines)
    return "".join(draw(between) + line if outside else line for line in lines) + draw(between)


@given(commented_documents())
def test_a_formatted_file_means_the_same_and_keeps_its_comments(text: str) -> None:
    data = text.encode()
    result = formatted(data)
    again = formatted(result.data)
    assert repr(read(result.data).values) == repr(read(data).values)
    before, after = ([comment.text.strip() for comment in Layout(item).comments] for item in (data, result.data))
    assert after == before
    assert again == result, "what is formatted does not stay as it is"
    assert result.refused is None or result.data == data


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    found: list[tuple[tuple[str | int, ...], object]] = [(path, value)]
    if isinstance(value, dict):
        for key, item in value.items():
            found += _paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += _paths(item, (*path, index))
    return found


def _cut(text: str, span: Span) -> str:
    lines = re.split(r"(?<=\n)", text)
    stretch = "".join(lines[span.line - 1 : span.end_line])
    behind = len(lines[span.end_line - 1]) - (span.end_column - 1)
    return stretch[span.column - 1 : len(stretch) - behind]


@given(documents())
def test_the_text_at_every_path_reads_as_the_value_there(text: str) -> None:
    layout = Layout(text.encode())
    assert layout.complete
    for path, value in _paths(read(text.encode()).values):
        place = path
        shown = _cut(text, layout.span(place))
        if path and isinstance(path[-1], str):
            key = _cut(text, layout.span(place, on_key=True))
            assert read(f"{key}: x".encode()).values == {path[-1]: "x"}
            if shown == key and value is None:
                continue  # an empty value: its key is shown
        if isinstance(value, dict | list) and layout.span(place).line != layout.span(place).end_line:
            shown = " " * (layout.span(place).column - 1) + shown
        if path and isinstance(path[-1], int) and not isinstance(value, dict | list):
            assert read(f"- {shown}".encode() if shown != "-" else b"-").values == [value]
        else:
            assert read(shown.encode()).values == value, (path, shown)


@given(documents())
def test_scalars_and_comments_cover_the_text_as_the_values_say(text: str) -> None:
    layout = Layout(text.encode())
    scalars = {path: said for path, _, said in layout.scalars()}
    for path, value in _paths(read(text.encode()).values):
        if isinstance(value, str):
            assert scalars[path] == value
    assert {comment.text for comment in layout.comments} <= {"# comment"}


MUTATIONS = st.sampled_from(
    [
        *(
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ": ",
            "- ",
            "\n",
            "\t",
            '"',
            "'",
            "#",
            "*a",
            "&a ",
            "!x ",
            "|",
            ">",
            "%",
            "@",
            "`",
        ),
        *(
            "? ",
            "\\",
            "\x00",
            "\u2028",
            "\ufeff",
            "---\n",
            "...\n",
            "<<: *a\n",
            "\r",
            " ",
            "  ",
            "{{ x }}",
            "\ud83d",
            "!!int ",
        ),
    ]
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    text = draw(documents())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(MUTATIONS) + text[at + draw(st.integers(0, 3)) :]
    return bytes(text.encode("utf-8", "surrogatepass"))


def _look_at(data: bytes) -> None:
    reading = read(data)
    layout = Layout(data)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for found in reading.findings:
        span = found.span
        assert span is not None
        assert 1 <= span.line <= span.end_line <= lines
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert found.help
    assert layout.complete or reading.values is None
    for path, span, _ in layout.scalars():
        assert layout.span(path).line >= 1
        assert span.line <= span.end_line <= lines
    assert all(comment.text.startswith("#") for comment in layout.comments)
    shown = excerpt(Layout(data), range(lines + 2))
    assert all(len(line) <= LONGEST for line in shown.values())


@given(st.binary(max_size=200))
def test_no_bytes_make_the_room_raise(data: bytes) -> None:
    _look_at(data)


@given(broken())
@examples(60, 300)
def test_no_mutation_of_a_document_makes_the_room_raise(data: bytes) -> None:
    _look_at(data)


TOKEN = "EAAGm0PX4ZCpsBAKZC7vq2wT9x"


@given(
    st.lists(documents() | broken().map(lambda data: data.decode("utf-8", "replace")), max_size=2),
    st.sampled_from(
        [
            "inbound_routings: {{x: {{api_token: {0}}}}}",
            "inbound_routings:\n  x:\n    api_token: '{0}'",
            "inbound_routings:\n  x:\n    api_token:\n      {0}",
            "secrets:\n  x: {0}",
            "# api_token: {0}",
            "url: https://x.example/?token={0}",
        ]
    ),
    st.integers(0, 2),
)
def test_a_planted_token_is_never_shown(around: list[str], form: str, at: int) -> None:
    pieces = [piece if piece.endswith("\n") else piece + "\n" for piece in around]
    pieces.insert(at, form.format(TOKEN) + "\n")
    shown = excerpt(Layout("".join(pieces).encode("utf-8", "replace")), range(400))
    assert TOKEN not in "\n".join(shown.values())
