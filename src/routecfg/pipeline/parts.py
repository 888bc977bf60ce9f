"""What the rules about time, flow and data are given: out of the objects themselves, or out of their outlines.

Both say the same to these rules. Outlines come out of the cache, where objects need not be decoded.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

from routecfg.model import Estate, Outlines, Settings, together
from routecfg.rules.support.data_usage import StepsOf, steps_in
from routecfg.rules.support.untranslated import Words, WordsOf, words_of
from routecfg.templates import Step

_ESTATE: Final = msgspec.msgpack.Decoder(Estate)
_WORDS: Final = msgspec.msgpack.Decoder(WordsOf)
_STEPS: Final = msgspec.msgpack.Decoder(StepsOf)


class Keys(NamedTuple):
    """For each part, bytes that are equal for equal parts only; `groups` are the time groups among `hours`."""

    groups: bytes = b""
    hours: bytes = b""
    ways: bytes = b""
    words: bytes = b""
    steps: bytes = b""


class Parts(NamedTuple):
    """What rules look at, each made when somebody asks for it.

    `hours` has the time groups and the conditions that ask them, `ways` where chats go, `words` which languages texts
    are written in, `steps` what is done to data.
    """

    hours: Callable[[], Estate]
    ways: Callable[[], Estate]
    words: Callable[[], WordsOf]
    steps: Callable[[], StepsOf]
    keys: Keys = Keys()


def of_outlines(outlines: Outlines) -> Parts:
    """The parts that outlines hold."""
    groups = together({name: outline for name, outline in outlines.items() if name[0] == "time_groups"}, "hours")
    hours, ways, words, steps = (together(outlines, part) for part in ("hours", "ways", "words", "steps"))
    return Parts(
        lambda: _ESTATE.decode(hours),
        lambda: _ESTATE.decode(ways),
        lambda: _WORDS.decode(words),
        lambda: _STEPS.decode(steps),
        Keys(groups, hours, ways, words, steps),
    )


def of_objects(estate: Estate, settings: Settings) -> Parts:
    """The parts of objects that no cache keeps."""

    def words() -> WordsOf:
        found: dict[str, dict[str, Words]] = {}
        for kind, name, item in estate:
            each = words_of(kind, name, item, settings.languages)
            if each is not None:
                found.setdefault(kind, {})[name] = each
        return found

    def steps() -> StepsOf:
        found: dict[str, dict[str, dict[str, tuple[Step, ...]]]] = {}
        for kind, name, item in estate:
            found.setdefault(kind, {})[name] = steps_in(kind, name, item)
        return found

    hours = Estate(time_groups=estate.time_groups, time_conditions=estate.time_conditions)
    return Parts(lambda: hours, lambda: estate, words, steps)
