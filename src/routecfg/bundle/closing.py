"""An estate as it goes to production: closed, so that whoever runs it has nothing left to look up or to assume.

The closed form is plain JSON with every field present. Objects stand by kind and name; what a list's order means
nothing for is sorted and free of repetitions, so two estates that mean the same close to the same bytes. A
destination, an action and a secret's reference are mappings of one key. A decision tree has its `start`, its decisions
as an array with their names, and every answer where it is understood: target sets are gone.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

import msgspec

from routecfg.bundle.decisions import closed_tree
from routecfg.bundle.plain import filled, sorted_words
from routecfg.model import (
    ALL_KINDS,
    GROUP_PARTS,
    Chatbot,
    DecisionTree,
    Entry,
    Estate,
    InboundRouting,
    Kind,
    Settings,
    TimeGroup,
)

Json: TypeAlias = dict[str, Any]

CLOSED_KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind in ALL_KINDS if kind != "target_sets")
"""The kinds of object that production knows."""

sorted_json: Final[Callable[[object], bytes]] = msgspec.json.Encoder(order="sorted").encode
"""Bytes that are equal for equal values, quicker than the canonical ones. Nobody else may need to spell them."""


def close(estate: Estate, settings: Settings) -> Json:
    """The closed form of a valid estate: every name that it uses is the name of an object in it."""
    closed: Json = {"project": _project(settings)}
    for kind in CLOSED_KINDS:
        objects = estate.of(kind)
        closed[kind] = {name: _object(objects[name], estate, settings) for name in sorted(objects)}
    return closed


def _project(settings: Settings) -> Json:
    """The settings that decide what happens to a chat."""
    return {
        "timezone": settings.timezone,
        "languages": list(settings.languages),
        "similarity": settings.similarity,
        "secrets": {name: filled(settings.secrets[name]) for name in sorted(settings.secrets)},
        "allow_hosts": sorted_words(settings.allow_hosts),
    }


def _object(one: object, estate: Estate, settings: Settings) -> Json:
    match one:
        case DecisionTree():
            return closed_tree(one, estate)
        case TimeGroup():
            entries = {part: _entries(getattr(one, part)) for part in GROUP_PARTS}
            return {**filled(one), "timezone": one.timezone or settings.timezone, **entries}
        case InboundRouting():
            return {**filled(one), "languages": sorted_words(one.languages or settings.languages)}
        case Chatbot():
            sent = sorted_words(one.send_custom_fields)
            return {**filled(one), "transfers": sorted_words(one.transfers), "send_custom_fields": sent}
        case _:
            closed: Json = filled(one)
            return closed


def _entries(entries: Iterable[Entry]) -> list[Json]:
    unique = {sorted_json(one): one for one in map(_entry, entries)}
    return [unique[key] for key in sorted(unique)]


def _entry(entry: Entry) -> Json:
    return {
        "days": _listed(entry.days),
        "hours": "closed" if entry.hours in ("closed", ("closed",)) else _listed(entry.hours),
        "dates": _listed(entry.dates),
        "holidays": filled(entry.public_holidays),
        "group": entry.group,
    }


def _listed(part: str | tuple[str, ...] | None) -> list[str] | None:
    return None if part is None else sorted_words((part,) if isinstance(part, str) else part)
