"""Texts that a `#` cut short: YAML takes what follows a space and `#` for a comment, and says nothing."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from routecfg.diagnostics import Finding
from routecfg.disclosure import quoted
from routecfg.source.layout import Layout
from routecfg.source.rules import SUSPICIOUS_TEXT

_MOST: Final = 100
"""Of one file."""

_LINE: Final = re.compile(
    r"""[ \t]*+(?:-[ \t]++)*+(?P<key>[A-Za-z_-]++)[ \t]*+:[ \t]++"""
    r"""(?P<text>[^\s"'\[{|>&*!%@`#].*?)[ \t]++#(?P<next>\w)"""
)
_TEXTS: Final = frozenset(("text", "comment"))
_LABELS: Final = frozenset(("title", "list_label"))
_LANGUAGE: Final = re.compile("[a-z]{2,3}(?:-[A-Z]{2})?")


def cut_texts(data: bytes) -> Iterator[Finding]:
    """Each text of a file that reads, at the line where a `#` ended it without a space behind, as in `at #12`."""
    if any(before.endswith((b" ", b"\t")) for before in data.split(b"#")[:-1]):  # a search for two bytes takes longer
        yield from islice(_found(data), _MOST)


def _found(data: bytes) -> Iterator[Finding]:
    layout: Layout | None = None
    for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
        if "#" not in line or (match := _LINE.match(line)) is None or not _is_text(match):
            continue
        layout = layout or Layout(data)
        comment = layout.comment_of(number)
        if comment is None or comment[0] - layout.lines.bounds(number)[0] != match.start("next") - 1:
            continue
        last = next(
            (scalar for scalar in layout.scalars() if scalar[1].end_line == number and scalar[2] == match["text"]), None
        )
        if last is not None:
            shown = quoted(match["text"], last[0])
            yield SUSPICIOUS_TEXT.at(
                last[0],
                f"this text ends before the '#': people read {shown}, and what follows is a comment",
                help="put the whole text in double quotes; if it is a comment, write a space behind the '#'",
            )


def _is_text(match: re.Match[str]) -> bool:
    """Whether what people read stands there. A title may well have a remark behind it, but none begins with a digit."""
    key = match["key"]
    return key in _TEXTS or _LANGUAGE.fullmatch(key) is not None or (key in _LABELS and match["next"].isdigit())
