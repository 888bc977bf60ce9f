"""Findings that a project has accepted: those that are known are not reported, so that only new ones stand out.

A finding is known by its code, by the object or decision in which it stands, and by the names in its message. So it
stays known when lines move, when items are added before it, and when days pass. Where several are alike, as many are
known as there were. A finding that counts things, such as texts in the decisions of a tree, is known as long as it
counts nothing new.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

import msgspec

from routecfg.catalogue import BY_CODE
from routecfg.diagnostics import Diagnostic, pointer

LARGEST_BASELINE: Final = 50_000_000
"""Bytes that are read at most."""

_VERSION: Final = 1
_DECISIONS: Final = "decisions"
_LENGTH_TO_AN_OBJECT: Final = 2
_LENGTH_TO_A_DECISION: Final = 4
_QUOTED: Final = re.compile(r"'([^']*)'")

_UNREADABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading JSON raises that is wrong, is not text, or is nested without an end."""

_Key: TypeAlias = tuple[str, str, tuple[str, ...]]


class _Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """Findings that are alike. `object` is a JSON Pointer, or a file for what stands in no object."""

    code: str
    object: str
    names: tuple[str, ...] = ()
    count: int = 1


class _Document(msgspec.Struct, frozen=True):
    routecfg_baseline: int
    findings: tuple[_Entry, ...]


class Compared(NamedTuple):
    """The findings that a baseline does not know, how many it knows, and how many of its own no longer occur."""

    new: tuple[Diagnostic, ...]
    known: int
    gone: int


class Baseline:
    """What a baseline file says. Raises ValueError for bytes that are not one."""

    def __init__(self, data: bytes) -> None:
        try:
            document = msgspec.json.decode(data, type=_Document)
        except _UNREADABLE:
            raise ValueError from None
        if document.routecfg_baseline != _VERSION:
            raise ValueError
        self._known = Counter({(each.code, each.object, each.names): each.count for each in document.findings})

    def compared(self, diagnostics: Iterable[Diagnostic]) -> Compared:
        """Tells what is new from what is known. What no rule may be silent about is always new."""
        left = self._known.copy()
        new: list[Diagnostic] = []
        known = 0
        for diagnostic in diagnostics:
            counts = _counts(diagnostic)
            if not _is_fixed(diagnostic) and all(left[key] >= number for key, number in counts.items()):
                known += 1
            else:
                new.append(diagnostic)
            left -= counts
        return Compared(tuple(new), known, sum(count for count in left.values() if count > 0))


def baseline_of(diagnostics: Iterable[Diagnostic]) -> bytes:
    """The baseline that knows these findings: JSON, an entry a line, in an order of its own."""
    counts = sum((_counts(each) for each in diagnostics if not _is_fixed(each)), Counter[_Key]())
    entries = (_Entry(*key, count) for key, count in sorted(counts.items()))
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in entries)
    return f'{{"routecfg_baseline": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode()


def is_baseline(data: bytes) -> bool:
    """Whether a file is a baseline, of any version: what may be replaced by one."""
    try:
        return isinstance(msgspec.json.decode(data), dict) and b'"routecfg_baseline"' in data
    except _UNREADABLE:
        return False


def _counts(diagnostic: Diagnostic) -> Counter[_Key]:
    """By what a finding is known, and how often: once, or as often as it counts each of its parts."""
    code, owner, names = _key(diagnostic)
    if not diagnostic.parts:
        return Counter({(code, owner, names): 1})
    others = tuple(name for name in names if name not in dict(diagnostic.parts))
    return Counter({(code, owner, (*others, part)): number for part, number in diagnostic.parts})


def _key(diagnostic: Diagnostic) -> _Key:
    path = diagnostic.place.path
    in_decision = len(path) >= _LENGTH_TO_A_DECISION and path[2] == _DECISIONS
    owner = path[: _LENGTH_TO_A_DECISION if in_decision else _LENGTH_TO_AN_OBJECT]
    names = tuple(sorted(set(_QUOTED.findall(diagnostic.message))))
    return diagnostic.code, pointer(*owner) if owner else diagnostic.place.file or "", names


def _is_fixed(diagnostic: Diagnostic) -> bool:
    """Whether the finding is of a rule that cannot be switched off: without it nothing else could be trusted."""
    return BY_CODE[diagnostic.code].fixed
