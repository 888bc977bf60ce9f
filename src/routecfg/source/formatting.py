"""The canonical layout of a file: what `routecfg fmt` writes.

Mappings are indented by two spaces, lists by two more than the key that they belong to, a scalar stands on one line, a
line has nothing behind its end, and the file ends with one line break. Comments, blank lines, quotes, block texts,
anchors, and the order of everything stay as they are.
"""

import difflib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.source.excerpt import excerpt
from routecfg.source.layout import Layout
from routecfg.source.read import read

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_ENDLESS: Final = 1_000_000
"""The width of a line: no text is broken, so that each can be found by searching for it."""

_NOTHING: Final = "tag:yaml.org,2002:null"
"""The tag of a value that is left out: `{a: }` stays as it is, and so does `{a: ''}`."""

_CONTEXT: Final = 3
"""Unchanged lines around a change that is shown."""


class Formatted(NamedTuple):
    """A file in the canonical layout; or why it was left as it is, in words that follow "not formatted: "."""

    data: bytes
    refused: str | None = None


def formatted(data: bytes) -> Formatted:
    """The file in the canonical layout.

    It means the same and has the same comments as before: both are read again and compared. Where the library that
    writes YAML cannot do that, the file is left as it is. Takes 7 s for 1 MB. Never raises, whatever the bytes.
    """
    reading = read(data)
    if reading.findings:
        return Formatted(data, "it cannot be read, and 'routecfg validate' says why")
    if not isinstance(reading.values, dict):
        return Formatted(data, "no routing file is a list or a single value")
    layout = Layout(data)
    written = _written_anew("\n".join(layout.lines.all()))
    if written is None:
        return Formatted(data, "it is written in a way that cannot be laid out anew")
    moved = _with_comments_moved(layout, written)
    for text in (moved.strip("\n") + "\n" if moved.strip() else "", moved, written):
        if (ends := _line_ends(data)) != "\n":
            text = text.replace("\n", ends)
        result = text.encode()
        again = Layout(result)
        same_comments = _comments(layout) == _comments(again)
        if same_comments and same_values(read(result).values, reading.values):
            return Formatted(result)
    return Formatted(data, "a comment or a value in it would be lost")


def same_values(values: object, others: object) -> bool:
    """Whether two readings are equal: `1`, `true` and `1.0` are not, and the order of keys counts."""
    return repr(values) == repr(others)


def shown_change(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """What changed in a file, in the form of `diff -u`, secrets masked and long lines cut short."""
    layouts = Layout(before), Layout(after)
    old, new = map(_shown_lines, layouts)
    lines = [layout.lines.all()[: len(shown)] for layout, shown in zip(layouts, (old, new), strict=True)]
    matcher = difflib.SequenceMatcher(None, lines[0], lines[1], autojunk=False)
    yield f"--- {name}"
    yield f"+++ {name}"
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        yield f"@@ -{first[1] + 1},{last[2] - first[1]} +{first[3] + 1},{last[4] - first[3]} @@"
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[start:end])
                continue
            yield from (f"-{line}" for line in old[start:end])
            yield from (f"+{line}" for line in new[new_start:new_end])


def _written_anew(text: str) -> str | None:
    """The text as `ruamel.yaml` writes it; None if it cannot read it or write it."""
    out = BytesIO()
    yaml = _yaml()
    try:
        values = yaml.load(text)
        if values is None:
            return text.strip() + "\n" if text.strip() else ""
        yaml.dump(values, out)
    except Exception:  # the library raises errors of many kinds of its own, and some of Python's
        return None
    return out.getvalue().decode()


def _yaml() -> "YAML":
    """A reader and writer that keeps everything, and takes every scalar for a text: `08:00` stays as it was written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    nothing = Tag(suffix=_NOTHING)

    class _TextOnly(VersionedResolver):
        def resolve(self, kind: object, value: object, implicit: tuple[bool, bool]) -> object:
            if kind is not ScalarNode:
                return super().resolve(kind, value, implicit)
            return nothing if value == "" and implicit[0] else self.DEFAULT_SCALAR_TAG

    yaml = YAML()
    yaml.Resolver = _TextOnly
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.width = _ENDLESS
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _with_comments_moved(before: Layout, written: str) -> str:
    """The text with each comment of its own line indented as what it belongs to, as it was before.

    The library leaves such comments in their old columns.
    """
    after = Layout(written.encode())
    lines, old_lines = after.lines.all(), before.lines.all()
    (old_above, old_below), (above, below) = _indents_around(old_lines), _indents_around(lines)
    for old, new in zip(before.comments, after.comments, strict=False):
        line = new.line - 1
        if old.alone and new.alone:
            belongs_above = old_above[old.line - 1] == old.column - 1 != old_below[old.line - 1]
            indent = above[line] if belongs_above else below[line]
            lines[line] = " " * indent + lines[line].strip()
        else:
            lines[line] = lines[line].rstrip()
    return "\n".join(lines)


def _indents_around(lines: list[str]) -> tuple[list[int], list[int]]:
    """How far the next lines above and below each line are indented that are neither blank nor comments."""
    return _indents_before(lines), _indents_before(lines[::-1])[::-1]


def _indents_before(lines: list[str]) -> list[int]:
    found, indent = [], 0
    for line in lines:
        found.append(indent)
        words = line.lstrip()
        if words and not words.startswith("#"):
            indent = len(line) - len(words)
    return found


def _comments(layout: Layout) -> list[tuple[str, bool]]:
    """Every comment, and whether it stands on a line of its own: one behind a value belongs to that."""
    return [(comment.text.rstrip(), comment.alone) for comment in layout.comments]


def _line_ends(data: bytes) -> str:
    return "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"


def _shown_lines(layout: Layout) -> list[str]:
    """Every line as it may be shown; what stands behind the last line break only if it is anything."""
    numbers = range(1, len(layout.lines.starts) + bool(layout.lines.line(len(layout.lines.starts))))
    shown = excerpt(layout, numbers)
    return [shown[number] for number in numbers]
