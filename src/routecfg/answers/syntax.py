"""What a pattern consists of, as RE2 means it.

Groups, and whether a repetition takes as much or as little as it can, make no difference to whether a pattern fits:
they are left out.
"""

from typing import Final, Literal, TypeAlias

import msgspec

from routecfg.answers.characters import Ranges

Where: TypeAlias = Literal["text begins", "text ends", "line begins", "line ends", "word edge"]


class Characters(msgspec.Struct, frozen=True):
    """One character of a set."""

    those: Ranges


class Assertion(msgspec.Struct, frozen=True):
    """No character, at a place that is like this."""

    where: Where


class Sequence(msgspec.Struct, frozen=True):
    """One part after the other."""

    parts: "tuple[Part, ...]"


class Choice(msgspec.Struct, frozen=True):
    """Any of the parts."""

    options: "tuple[Part, ...]"


class Repeat(msgspec.Struct, frozen=True):
    """A part so many times; `most` is None if there is no end to it."""

    part: "Part"
    least: int
    most: int | None


Part: TypeAlias = Characters | Assertion | Sequence | Choice | Repeat

NOTHING: Final = Sequence(())


def may_be_empty(part: Part) -> bool:
    """Whether a part fits where there is no character at all."""
    match part:
        case Characters():
            return False
        case Assertion():
            return False
        case Sequence(parts):
            return all(map(may_be_empty, parts))
        case Choice(options):
            return any(map(may_be_empty, options))
        case Repeat(inner, least, _):
            return least == 0 or may_be_empty(inner)
