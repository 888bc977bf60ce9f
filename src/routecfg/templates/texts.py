"""Texts: fixed parts, and what is filled in between double braces."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from routecfg.disclosure import templates_in
from routecfg.templates.data import Scope, shown
from routecfg.templates.expressions import Expression, Reading, readings
from routecfg.templates.mistakes import Mistake
from routecfg.templates.parse import parse_insertion
from routecfg.templates.scope import BUILT_IN

_MOST_MISTAKES: Final = 5
"""Of one text. Whoever mends these sees the others."""

_REMEMBERED: Final = 1000

_ONE_BRACE: Final = re.compile(
    r"(?P<sign>[$#%]?)\{[ \t]*+(?P<name>[A-Za-z_][\w.]*+)[ \t]*+(?P<rest>\|[^{}\n]*+)?\}{1,2}"
)
_SNIPPET: Final = 40
"""Characters that are shown of a text in which braces are not closed."""


class Text(NamedTuple):
    """A text that was read: `segments` in order, each a fixed part or what is filled in there.

    `mistakes` is what could not be read; nothing is filled in for it.
    """

    segments: tuple[str | Expression, ...]
    mistakes: tuple[Mistake, ...] = ()

    def filled(self, scope: Scope) -> str:
        """What customers read. Never raises, whatever the data."""
        return "".join([part if isinstance(part, str) else shown(part.value(scope)) for part in self.segments])

    @property
    def fixed(self) -> str:
        """The fixed parts in one piece: what is read whatever the data are."""
        return "".join([part for part in self.segments if isinstance(part, str)])

    @property
    def readings(self) -> Iterator[Reading]:
        """Every name that is filled in, in order."""
        for part in self.segments:
            if not isinstance(part, str):
                yield from readings(part)


def parse_text(text: str) -> Text:
    """A text and what is filled in. Takes time in proportion to its length, and never raises."""
    if "{" not in text and "}}" not in text:
        return Text((text,))
    return _parsed(text) if len(text) <= _REMEMBERED else _parsed.__wrapped__(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Text:
    segments: list[str | Expression] = []
    mistakes: dict[Mistake, None] = {}
    at = 0
    for start, end in templates_in(text):
        _add_fixed(text[at:start], segments, mistakes)
        inside = text[start + 2 : end - 2]
        at = end
        if inside.startswith("%") and inside.endswith("%"):
            _note(mistakes, _logic(text[start:end]))
            continue
        expression, mistake = parse_insertion(inside)
        if expression is not None:
            if text.startswith("}", end) and not any("{" in part for part in segments if isinstance(part, str)):
                problem = "there is a brace too many at the end"
                _note(mistakes, Mistake(text[start : end + 1], problem, "take it out", mended=text[start:end]))
            segments.append(expression)
        elif "{{" in inside:
            _note(mistakes, _unclosed(text[start : start + 2 + inside.index("{{")]))
        elif mistake is not None:
            _note(mistakes, mistake)
    rest = text[at:]
    opened = rest.find("{{")
    if opened >= 0:
        _note(mistakes, _unclosed(rest[opened:]))
    _add_fixed(rest[:opened] if opened >= 0 else rest, segments, mistakes)
    return Text(tuple(segments), tuple(mistakes))


def _add_fixed(part: str, segments: list[str | Expression], mistakes: dict[Mistake, None]) -> None:
    """A part in which no double braces are opened: what else is wrong with its braces."""
    if not part:
        return
    segments.append(part)
    if "{" in part:
        for sign in ("{%", "{#"):
            if (logic := part.find(sign)) >= 0:
                _note(mistakes, _logic(part[logic : logic + _SNIPPET]))
        for found in _ONE_BRACE.finditer(part):
            _note(mistakes, _one_brace(found))
            if len(mistakes) == _MOST_MISTAKES:
                return
    elif "}}" in part:
        end = part.index("}}") + 2
        problem = "double braces are closed that nothing opens"
        _note(mistakes, Mistake(part[max(0, end - _SNIPPET) : end], problem, "open them with `{{`, or take them out"))


def _note(mistakes: dict[Mistake, None], mistake: Mistake) -> None:
    if len(mistakes) < _MOST_MISTAKES:
        mistakes[mistake] = None


def _unclosed(rest: str) -> Mistake:
    snippet = rest[:_SNIPPET].partition("\n")[0].rstrip()
    single = rest.find("}")
    if single >= 0:
        snippet = rest[: min(single + 1, 2 * _SNIPPET)]
    return Mistake(snippet, "double braces are opened and never closed", "close them with `}}`")


def _logic(snippet: str) -> Mistake:
    if snippet.startswith("{#"):
        return Mistake(snippet, "'{#' begins a comment in another language, not here", "write it behind a `#` in YAML")
    return Mistake(
        snippet,
        "'{%' begins a command of another language, and means nothing here",
        "decide in a `condition` among the actions, and repeat in a `loop`",
    )


def _one_brace(found: re.Match[str]) -> Mistake:
    name = found["name"].strip(".")
    known = name.partition(".")[0] in BUILT_IN
    inside = f"{name} {found['rest'].strip()}" if found["rest"] else name
    right = f"{{{{ {inside} }}}}"
    problem = "the braces are single, so nothing is filled in"
    mended = right if known and not found["sign"] else None
    return Mistake(found[0], problem, f"write two on each side: `{right}`", likely=not known, mended=mended)
