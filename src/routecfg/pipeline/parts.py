"""What the rules about time, flow and data are given: out of the objects themselves, or out of their outlines.

Both say the same to these rules. Outlines come out of the cache, where objects need not be decoded.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import msgspec

from routecfg.model import Assembly, Estate, Kind, Outlines, Settings, languages_of, together
from routecfg.rules.support.data_usage import StepsOf, steps_in
from routecfg.rules.support.untranslated import Words, WordsOf, variants_needed, words_of
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


def of_outlines(outlines: Outlines, assembly: Assembly, settings: Settings, *, decoded: bool) -> Parts:
    """The parts that outlines hold. `decoded`: the objects are there, so that not all need be made anew."""
    kinds = {kind: {name: each for name, each in outlines.items() if name[0] == kind} for kind in _SMALL}
    hours, ways, steps = (together(outlines, part) for part in ("hours", "ways", "steps"))
    lines = _ESTATE.decode(together(kinds["inbound_routings"], "ways"))
    needed = _variants_needed(lines, settings)
    words = (
        together(outlines, "words")
        if needed is not None
        else msgspec.msgpack.encode(_words(assembly.estate, settings, None))
    )
    keys = Keys(together(kinds["time_groups"], "hours"), hours, ways, words, steps)
    if decoded:
        parts = of_objects(assembly.estate, settings)
        return Parts(parts.hours, parts.ways, partial(_WORDS.decode, words), partial(_STEPS.decode, steps), keys)
    return Parts(
        partial(_ESTATE.decode, hours),
        partial(_ESTATE.decode, ways),
        partial(_WORDS.decode, words),
        partial(_STEPS.decode, steps),
        keys,
    )


def of_objects(estate: Estate, settings: Settings) -> Parts:
    """The parts of objects that no cache keeps."""
    hours = Estate(time_groups=estate.time_groups, time_conditions=estate.time_conditions)
    return Parts(
        lambda: hours,
        lambda: estate,
        lambda: _words(estate, settings, _variants_needed(estate, settings)),
        lambda: _steps(estate),
    )


_SMALL: Final[tuple[Kind, ...]] = ("inbound_routings", "time_groups")


def _variants_needed(estate: Estate, settings: Settings) -> frozenset[str] | None:
    lines = estate.inbound_routings.values()
    return variants_needed(settings.languages, (code for line in lines for code in languages_of(line, settings)))


def _words(estate: Estate, settings: Settings, needed: frozenset[str] | None) -> WordsOf:
    found: dict[str, dict[str, Words]] = {}
    for kind, name, item in estate:
        each = words_of(kind, name, item, settings.languages, needed)
        if each is not None:
            found.setdefault(kind, {})[name] = each
    return found


def _steps(estate: Estate) -> StepsOf:
    found: dict[str, dict[str, dict[str, tuple[Step, ...]]]] = {}
    for kind, name, item in estate:
        found.setdefault(kind, {})[name] = steps_in(kind, name, item)
    return found
