"""What events show of the goals of an estate."""

from collections.abc import Iterable, Iterator

from routecfg.engine import (
    Arrived,
    Asked,
    BotFailed,
    BotSaid,
    Branched,
    Chosen,
    ConditionAsked,
    Ended,
    Entered,
    Event,
    Looped,
    NotUnderstood,
    Saved,
    Sent,
    Ticket,
    Went,
)
from routecfg.model import Estate
from routecfg.scenarios.coverage.goals import BRANCHES, SIDES, Goal, text_goal


def covered(events: Iterable[Event], estate: Estate, first: str) -> Iterator[Goal]:
    """The goals that events show, each as often as it is shown.

    The estate says which template a terminate sends, and `first` is the project's first language.
    Even with a default an answer may not be understood: a button from long ago. That is not a goal.
    """
    for event in events:
        match event:
            case Went():
                yield from _went(event)
            case Sent(place=place, language=language) if not place.endswith("/title"):
                yield Goal("actions", place)
                yield text_goal(place, language, first)
            case Entered(place=place):
                yield Goal("decisions", place)
            case Chosen(by=by):
                yield Goal("defaults" if by == "default" else "targets", event.from_ or event.place)
            case ConditionAsked(place=place, holds=holds, entries=entries):
                yield Goal("time_conditions", f"{place}/{SIDES[not holds]}")
                for entry in entries:
                    yield Goal("time_entries", entry)
            case Branched(place=place, then=then):
                yield Goal("branches", place, BRANCHES[not then])
            case Saved(place=place):
                yield Goal("actions", place.rpartition("/")[0])
            case Asked(place=place) | Ticket(place=place) | Looped(place=place):
                yield Goal("actions", place)
            case NotUnderstood(place=place):
                yield Goal("not_understood", place)
            case Arrived(place=place):
                yield Goal("inbound_routings", place)
            case BotSaid(place=place):
                yield Goal("chatbots", place, "answered")
            case BotFailed(place=place):
                yield Goal("chatbots", place, "down")
            case Ended(terminate=name, auto_response=text, language=language) if text:
                yield text_goal(f"/templates/{estate.terminates[name].auto_response}", language, first)


def _went(event: Went) -> Iterator[Goal]:
    place = event.from_ or event.place
    match event.by:
        case "immediate":
            yield Goal("targets", place)
        case "action":
            yield Goal("actions", place)
        case "transfer":
            yield Goal("chatbots", place.rpartition("/")[0], "transferred")
    if event.variant:
        yield Goal("targets", f"{place}/languages/{event.variant}")
