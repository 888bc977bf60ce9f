"""The sandbox beside production: what customers will notice, and every object that differs."""

from collections.abc import Iterator
from typing import Final

from routecfg.diff import ObjectChange
from routecfg.disclosure import harmless, masked, shortened, without_tokens
from routecfg.impact import Account, Change, LineImpact
from routecfg.model import shown_pointer
from routecfg.pipeline.written_places import path_of
from routecfg.preview.answers import Changed, ChangeLine, ExampleLine, LineNotices, Named, Notice, Sides
from routecfg.preview.comparing import Comparison, pointer_of
from routecfg.preview.opened import Opened
from routecfg.preview.views.changed_paths import changed_paths
from routecfg.report.difference import NOTHING, summary
from routecfg.report.difference_blocks import Block, blocks
from routecfg.report.impact_words import Row, headline, line_status, rest, rows, transcript

_MOST_OBJECTS: Final = 1_000
_MOST_LINES: Final = 12
"""Lines of an object that stand in the list of all; the view of the object has every one."""

_MOST_NOTICES: Final = 100
"""Changes of a line that are shown, ..."""

_MOST_IN_ALL: Final = 500
"""... of all lines together (but one at least of each), ..."""

_MOST_EXAMPLES: Final = 100
"""... and those with an example."""

_EXAMPLE: Final = {">": "customer", " ": "both", "-": "production", "+": "sandbox"}


def sides(opened: Opened) -> Sides:
    """Everything that differs between the sandbox and production."""
    comparison = opened.comparison
    if isinstance(comparison, str):
        return Sides(opened.version, comparison)
    proposal = comparison.proposal
    difference, account = proposal.difference, proposal.account
    found = difference.objects
    production, sandbox = changed_paths(opened.version, comparison) or (None, None)
    return Sides(
        opened.version,
        "",
        release=None if proposal.parent is None else proposal.parent.number,
        nothing=proposal.nothing,
        headline="" if account is None else _said(headline(account)),
        lines=() if account is None else tuple(_lines(account, comparison)),
        rest=() if account is None else tuple(map(_said, rest(account, quoted, comparison.written))),
        large=tuple(map(_said, difference.large)),
        summary=_said(NOTHING if difference.empty else summary(difference)),
        objects=tuple(changed(each, _MOST_LINES) for each in found[:_MOST_OBJECTS]),
        more=max(len(found) - _MOST_OBJECTS, 0),
        derived=tuple(map(_said, difference.derived)),
        production=production,
        picture=sandbox,
    )


def changed(item: ObjectChange, most: int | None = None) -> Changed:
    """What `diff` says of an object: at most so many lines."""
    block = next(blocks((item,)), Block(item.change, "", ""))
    lines = tuple(ChangeLine(each.change, without_tokens(each.text), each.depth) for each in block.lines)
    shown = lines[:most]
    title = _said(masked(item.title))
    at = Named(pointer_of(item.kind, item.name), item.kind, _said(item.name), title)
    was = item.was or ""
    return Changed(at, item.change, _said(was), _said(block.heading), shown, len(lines) - len(shown))


def quoted(text: str) -> str:
    """A text of a user, as sentences set it apart."""
    return f"'{text}'"


def _lines(account: Account, comparison: Comparison) -> Iterator[LineNotices]:
    left, examples = _MOST_IN_ALL, _MOST_EXAMPLES
    for line in account.lines:
        found = rows(line, quoted, comparison.written)
        kept = found[: min(_MOST_NOTICES, max(left, 1))]
        left -= len(kept)
        shown: set[object] = set()
        notices = tuple(_notice(row, shown, example=index < examples) for index, row in enumerate(kept))
        examples = max(examples - len(kept), 0)
        yield LineNotices(_line(line), line_status(line), notices, len(found) - len(kept))


def _line(line: LineImpact) -> Named:
    title = _said(shortened(" ".join(masked(line.title).split())))
    return Named(pointer_of("inbound_routings", line.inbound), "inbound_routings", _said(line.inbound), title)


def _notice(row: Row, shown: set[object], *, example: bool) -> Notice:
    change = row.changes[0]
    return Notice(
        when=_said(row.when),
        does=_said(row.does),
        production=_said(row.today),
        sandbox=_said(row.after),
        where=_said(row.where),
        pointer=shown_pointer(path_of(change.place)),
        example=tuple(_example(change, shown)) if example else (),
    )


def _example(change: Change, shown: set[object]) -> Iterator[ExampleLine]:
    for sign, text in transcript(change, shown):
        yield ExampleLine(_EXAMPLE[sign], _said(text))


def _said(text: str) -> str:
    return without_tokens(harmless(text))
