"""What a pattern asks for, without what it merely allows around and between."""

from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from routecfg.answers.characters import Ranges, either_case, size
from routecfg.answers.reading import read
from routecfg.answers.syntax import NOTHING, Assertion, Characters, Choice, Part, Repeat, Sequence, may_be_empty

_ANYTHING: Final = 1000
"""A set of more characters stands for whatever is written there, as `.` and `[^,]` do."""

_MOST_WORDS: Final = 64
_MOST_WAYS: Final = 16
_SPACE: Final = 32


def core(part: Part) -> Part:
    """The same pattern as short as it can be.

    What may be empty at its beginning and end is left out, and so is any text in its middle: `.*order.*number.*` is
    `order number` or `ordernumber`. The pattern fits whatever its core is.
    """
    match part:
        case Sequence(parts):
            closer = [_closer(piece) for piece in parts]
            while closer and may_be_empty(closer[0]):
                closer = closer[1:]
            while closer and may_be_empty(closer[-1]):
                closer = closer[:-1]
            return Sequence(tuple(closer))
        case Choice(options):
            return Choice(tuple(map(core, options)))
    return NOTHING if may_be_empty(part) else _closer(part)


def _closer(part: Part) -> Part:
    """The part with the shortest of any texts in it."""
    match part:
        case Sequence(parts):
            return Sequence(tuple(map(_closer, parts)))
        case Choice(options):
            return Choice(tuple(map(_closer, options)))
        case Repeat(Characters(those), least, None) if size(those) > _ANYTHING:
            space = any(low <= _SPACE <= high for low, high in those)
            return Repeat(Characters(((_SPACE, _SPACE),) if space else those), least, max(least, 1))
        case Repeat(inner, least, most):
            return Repeat(_closer(inner), least, most)
    return part


@lru_cache(maxsize=4096)
def core_words(pattern: str) -> tuple[str, ...] | None:
    """The texts that the core of a pattern may be, if they are few; None if not.

    Assertions are left out of account, so that some may not fit. A letter that may be a capital or a small one is given
    as a small one.
    """
    part = read(pattern)
    words = None if part is None else _words(core(part))
    return None if words is None else tuple(dict.fromkeys(words))


def _words(part: Part) -> list[str] | None:
    match part:
        case Assertion():
            return [""]
        case Characters(those):
            first = chr(those[0][0]) if those else ""
            if size(those) == 1:
                return [first]
            if not those or either_case(((those[0][0], those[0][0]),)) != those:
                return None
            return [first.lower() if len(first.lower()) == 1 else first]
        case Sequence(parts):
            return _together([_words(piece) for piece in parts])
        case Choice(options):
            found: list[str] = []
            for option in options:
                words = _words(option)
                if words is None:
                    return None
                found += words
            return found if len(found) <= _MOST_WORDS else None
        case Repeat(inner, least, most):
            if most is None or most > _MOST_WORDS:
                return None
            words = _words(inner)
            if words is None:
                return None
            found = []
            for times in range(least, most + 1):
                more = _together([words] * times)
                if more is None or len(found) + len(more) > _MOST_WORDS:
                    return None
                found += more
            return found


def _together(parts: list[list[str] | None]) -> list[str] | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    found = ["".join(words) for words in islice(product(*known), _MOST_WORDS + 1)]
    return found if len(found) <= _MOST_WORDS else None


class _Marks(NamedTuple):
    """Which characters occur in the core of a pattern, and which ones must occur wherever the pattern fits.

    Sets of characters are the bits of numbers: one for each of ASCII, one for all others together. `ways` are sets all
    of which must be met, for each way in which the pattern may fit; None if there are too many ways.
    """

    occurring: int
    ways: tuple[frozenset[int], ...] | None


def may_stand_in(pattern: str, whole: str) -> bool:
    """False if the core of `whole` certainly has no place for what `pattern` asks for. A quick look."""
    marks, around = _marks(pattern), _marks(whole)
    if marks is None or around is None or marks.ways is None:
        return True
    return any(all(needed & around.occurring for needed in way) for way in marks.ways)


@lru_cache(maxsize=4096)
def _marks(pattern: str) -> _Marks | None:
    part = read(pattern)
    return None if part is None else _Marks(_occurring(core(part)), _ways(part))


def _occurring(part: Part) -> int:
    match part:
        case Characters(those):
            return _bits(those)
        case Sequence(parts) | Choice(parts):
            occurring = 0
            for piece in parts:
                occurring |= _occurring(piece)
            return occurring
        case Repeat(inner, _, most):
            return 0 if most == 0 else _occurring(inner)
    return 0


def _ways(part: Part) -> tuple[frozenset[int], ...] | None:
    match part:
        case Characters(those):
            return (frozenset((_bits(those),)),)
        case Sequence(parts):
            ways: tuple[frozenset[int], ...] = (frozenset(),)
            for piece in parts:
                more = _ways(piece)
                if more is None or len(ways) * len(more) > _MOST_WAYS:
                    continue  # what else must occur is enough
                ways = tuple(dict.fromkeys(first | second for first in ways for second in more))
            return ways
        case Choice(options):
            every: list[frozenset[int]] = []
            for option in options:
                more = _ways(option)
                if more is None or len(every) + len(more) > _MOST_WAYS:
                    return None
                every += more
            return tuple(dict.fromkeys(every))
        case Repeat(inner, least, _):
            return _ways(inner) if least else (frozenset(),)
    return (frozenset(),)


def _bits(those: Ranges) -> int:
    bits = 0
    for low, high in those:
        if low < 128:
            bits |= (1 << min(high, 127) + 1) - (1 << low)
        if high > 127:
            bits |= 1 << 128
    return bits
