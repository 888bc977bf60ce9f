"""A valid estate to a bundle: everything resolved, everything filled in."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import msgspec

from routecfg.bundle.bundle import Bundle, ClosedEstate, ProjectSettings
from routecfg.bundle.content import spelled
from routecfg.bundle.derive import derive, inputs
from routecfg.bundle.trees import TreeCompiler, sorted_words
from routecfg.model import Chatbot, Entry, Estate, InboundRouting, Settings, TimeGroup, languages_of

_Object = TypeVar("_Object")


def compile_bundle(estate: Estate, settings: Settings, base_date: date) -> Bundle:
    """A valid estate as a bundle. The same estate, settings and date give the same bytes on any machine.

    `base_date` chooses the years whose holidays are written down. An estate that validation would refuse, because a
    name that no object has raises KeyError.
    """
    return derive_again(close(estate, settings), base_date)


def derive_again(estate: ClosedEstate, base_date: date) -> Bundle:
    """The bundle of an estate that is closed already, with the holidays of the years from `base_date` on."""
    return Bundle(estate, derive(estate, base_date), inputs(base_date))


def close(estate: Estate, settings: Settings, within: Estate | None = None) -> ClosedEstate:
    """The closed form of a valid estate, or of a part of one: every name that it uses is the name of an object in it.

    `within` is the whole estate.
    """
    trees = TreeCompiler(estate if within is None else within)
    return ClosedEstate(
        project=_project(settings),
        inbound_routings=_each(estate.inbound_routings, lambda routing: _inbound_routing(routing, settings)),
        time_groups=_each(estate.time_groups, lambda group: _time_group(group, settings)),
        time_conditions=_each(estate.time_conditions),
        decision_trees=_each(estate.decision_trees, trees.tree),
        chatbots=_each(estate.chatbots, _chatbot),
        terminates=_each(estate.terminates),
        queues=_each(estate.queues),
        templates=_each(estate.templates),
        ticket_categories=_each(estate.ticket_categories),
        custom_fields=_each(estate.custom_fields),
    )


def _each(objects: dict[str, _Object], closed: Callable[[_Object], _Object] | None = None) -> dict[str, _Object]:
    """The objects of one kind, sorted by name; without `closed` the model leaves nothing open in them."""
    return {name: closed(objects[name]) if closed else objects[name] for name in sorted(objects)}


def _project(settings: Settings) -> ProjectSettings:
    return ProjectSettings(
        settings.timezone,
        settings.languages,
        settings.similarity,
        {name: settings.secrets[name] for name in sorted(settings.secrets)},
        sorted_words(settings.allow_hosts),
        _length(settings.minutes_of_silence),
    )


def _length(minutes: int) -> str:
    return f"{minutes}m" if minutes % 60 else f"{minutes // 60}h"


def _inbound_routing(routing: InboundRouting, settings: Settings) -> InboundRouting:
    return msgspec.structs.replace(routing, languages=languages_of(routing, settings))


def _chatbot(bot: Chatbot) -> Chatbot:
    return msgspec.structs.replace(
        bot, transfers=sorted_words(bot.transfers), send_custom_fields=sorted_words(bot.send_custom_fields)
    )


def _time_group(group: TimeGroup, settings: Settings) -> TimeGroup:
    return msgspec.structs.replace(
        group,
        timezone=group.zone(settings.timezone),
        include=_entries(group.include),
        exclude=_entries(group.exclude),
        special=_special(group.special),
    )


def _entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries without repetitions, in the order of what is written for them in JSON."""
    unique = {spelled(entry): entry for entry in map(_entry, entries)}
    return tuple(unique[key] for key in sorted(unique))


def _special(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in written order, which decides between them; of equal ones the last, since it decides."""
    unique = dict.fromkeys(map(_entry, reversed(entries)))
    return tuple(reversed(unique))


def _entry(entry: Entry) -> Entry:
    closed = entry.hours in ("closed", ("closed",))
    return Entry(
        days=_words(entry.days),
        hours="closed" if closed else _words(entry.hours),
        dates=_words(entry.dates),
        holidays=entry.public_holidays,
        group=entry.group,
    )


def _words(part: str | tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if part is None else sorted_words((part,) if isinstance(part, str) else part)
