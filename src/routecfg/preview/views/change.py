"""One object in two columns: what the sandbox has of it, and what production has, with the differences marked."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import msgspec

from routecfg.bundle import ClosedEstate
from routecfg.disclosure import all_without_tokens, harmless, masked, without_secrets, without_tokens
from routecfg.model import KIND_WORDS, Part
from routecfg.preview.answers import Change, Named, SideRow, Words
from routecfg.preview.comparing import PROJECT, pointer_of
from routecfg.preview.opened import Opened
from routecfg.preview.views.sides import changed

_LARGEST: Final = 300_000
"""Bytes of an object as JSON: of a larger one there is only what `diff` says."""

_AROUND: Final = 3
"""Equal lines that are shown before and behind a difference, ..."""

_FOLDED_FROM: Final = 10
"""... where so many equal ones stand together."""

_WORD: Final = re.compile(r"\s+|[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}|\w+|[^\w\s]")
"""A range of hours is one word."""

_LONGEST_LINE: Final = 2_000
"""Characters of lines of which words are compared; a longer one is marked as a whole."""

_ALIKE: Final = 0.4
"""How alike two lines are, from 0 to 1, that are one line with other words."""


def change(opened: Opened, at: str) -> Change:
    """An object, or the object that a pointer leads into. Raises LookupError if neither side has such an object."""
    comparison = opened.comparison
    if isinstance(comparison, str):
        return Change(opened.version, comparison)
    from routecfg.diff.renames import follow

    sandbox, live = comparison.proposal.bundle.estate, comparison.live
    kind, name = _named(at, (sandbox, sandbox if live is None else live.estate))
    production = None if live is None else follow(live.estate, sandbox).named
    item = comparison.change_of(kind, name)
    after, before = _part(sandbox, kind, name), None if production is None else _part(production, kind, name)
    part = after or before
    if part is None:
        raise LookupError(at)
    if item is None:
        before = before and after  # both mean the same, however they are written
    title = without_tokens(harmless(masked(getattr(part, "title", None) or "")))
    named = Named(pointer_of(kind, name), kind, without_tokens(name), title)
    said = None if item is None else changed(item)
    answer = Change(
        opened.version,
        "",
        named,
        change="" if item is None else item.change,
        was="" if said is None else said.was,
        says=() if said is None else said.lines,
    )
    if max(len(msgspec.json.encode(each)) for each in (before, after) if each is not None) > _LARGEST:
        return msgspec.structs.replace(answer, problem="this object is too large for this view: use 'routecfg diff'")
    lines = [() if each is None else _lines(each, kind, name) for each in (after, before)]
    return msgspec.structs.replace(answer, rows=tuple(rows_of(*lines)))


def _named(at: str, estates: Sequence[ClosedEstate]) -> tuple[str, str]:
    """The kind and the name of an object that a pointer names or leads into. Raises LookupError for no such kind.

    A name that may be a token stands masked in pointers: the first that looks so is meant.
    """
    kind, name = (*at.split("/")[1:3], "", "")[:2]
    if kind == PROJECT:
        return kind, ""
    if kind not in KIND_WORDS:
        raise LookupError(at)
    names = [each for estate in estates for each in estate.of(kind)]
    return kind, name if name in names else next((each for each in names if pointer_of(kind, each) == at), name)


def _part(estate: ClosedEstate, kind: str, name: str) -> Part | None:
    if kind == PROJECT:
        return estate.project
    return estate.of(kind).get(name)


def _lines(part: Part, kind: str, name: str) -> tuple[str, ...]:
    """An object as YAML, line by line, without secrets; a tree's decisions by their names."""
    from routecfg.source import as_yaml

    fields: Any = msgspec.to_builtins(part, order="deterministic")  # production has forgotten the order of names
    if kind == "decision_trees":
        fields["decisions"] = {decision.pop("name"): decision for decision in fields["decisions"]}
    path = (kind, name) if name else ()
    shown: Any = all_without_tokens(without_secrets(fields, path))
    return tuple(as_yaml(shown).splitlines())


def rows_of(sandbox: Sequence[str], production: Sequence[str]) -> Iterator[SideRow]:
    """Lines side by side, those that differ marked; of many equal ones in the middle only their number."""
    steps = SequenceMatcher(None, production, sandbox).get_opcodes()
    for index, (kind, start, end, begin, stop) in enumerate(steps):
        old, new = production[start:end], sandbox[begin:stop]
        if kind == "equal":
            yield from _equal(new, first=index == 0, last=index == len(steps) - 1)
        else:
            yield from _different(old, new)


def _equal(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[SideRow]:
    """Lines that both sides have; in the middle of many, so many are left out."""
    head, tail = 0 if first else _AROUND, 0 if last else _AROUND
    left = len(lines) - head - tail
    if left < _FOLDED_FROM or (first and last):
        head, left, tail = len(lines), 0, 0
    yield from map(_both, lines[:head])
    if left:
        yield SideRow("left out", None, None, left)
    yield from map(_both, lines[len(lines) - tail :])


def _both(line: str) -> SideRow:
    return SideRow("", (Words(line),), (Words(line),))


def _different(old: Sequence[str], new: Sequence[str]) -> Iterator[SideRow]:
    """Lines that stand in each other's place: with their words compared, as far as they are alike."""
    for index in range(max(len(old), len(new))):
        mine = new[index] if index < len(new) else None
        other = old[index] if index < len(old) else None
        if mine is None:
            yield SideRow("removed", None, (Words(other or "", marked=True),))
        elif other is None:
            yield SideRow("added", (Words(mine, marked=True),), None)
        else:
            yield SideRow("changed", *_compared(mine, other))


def _compared(mine: str, other: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    whole = (Words(mine, marked=True),), (Words(other, marked=True),)
    if max(len(mine), len(other)) > _LONGEST_LINE:
        return whole
    here, there = _WORD.findall(mine), _WORD.findall(other)
    matcher = SequenceMatcher(None, there, here, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return whole
    found: tuple[list[Words], list[Words]] = [], []
    for kind, start, end, begin, stop in matcher.get_opcodes():
        for words, piece in zip(found, (here[begin:stop], there[start:end]), strict=True):
            if piece:
                words.append(Words("".join(piece), marked=kind != "equal"))
    return tuple(found[0]), tuple(found[1])
