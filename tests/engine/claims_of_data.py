"""What findings of band 6 say of chats: what is saved, and what depends on it."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec

from engine.trying import LANGUAGES, Case, walker
from engine.walking import stops_of
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    Asked,
    Event,
    Saved,
    Went,
)
from routecfg.model import (
    Destination,
    Estate,
)


def branch_is_never_taken(case: Case, finding: Diagnostic) -> bool:
    """No chat goes by a branch of a time condition; an `if` or a list comes out the same for every chat."""
    place = finding.place.pointer
    if place.startswith("/time_conditions"):
        assert not any(isinstance(event, Went) and event.place == place for event in case.events), finding.message
        return True
    holder, _, part = place.rpartition("/")
    if part == "if":
        outcomes = {event.then for event in case.events if event.place == holder and hasattr(event, "then")}
        assert len(outcomes) <= 1, finding.message
        assert not outcomes or outcomes == {"always holds" in finding.message}, finding.message
        return bool(outcomes)
    counts = {event.count for event in case.events if event.place == holder and hasattr(event, "count")}
    assert counts <= {0}, finding.message
    return bool(counts)


def nothing_is_saved(case: Case, finding: Diagnostic) -> bool | None:
    """Nothing is ever saved under a name."""
    if "under '" not in finding.message:
        return None  # it is about a value that every chat has
    name = quoted(finding)
    assert not any(isinstance(event, Saved) and event.name == name for event in case.events), finding.message
    return True


def value_does_not_matter(case: Case, finding: Diagnostic) -> bool:
    """Whatever is saved there, the chat goes on in the same way."""
    path = finding.place.path
    action = "save_data" if "save_data" in path else "request"
    name = str(path[path.index(action) + 1]) if action == "save_data" else quoted(finding)

    def without(events: Sequence[Event]) -> list[Event]:
        return [event for event in events if not (isinstance(event, Saved) and event.name == name)]

    changed = msgspec.convert(_saving_otherwise(msgspec.to_builtins(case.estate), name), Estate)
    chats, seed = [], case.random.randrange(2**32)
    for estate in (case.estate, changed):
        again = case.of(estate)
        again.random = Random(seed)
        chats.append([without(each.events) for line in estate.inbound_routings for each in again.chat(line)])
    assert chats[0] == chats[1], finding.message
    return any(isinstance(event, Saved) and event.name == name for event in case.events)


def _saving_otherwise(value: Any, name: str) -> Any:
    if isinstance(value, list | tuple):
        return [_saving_otherwise(each, name) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _saving_otherwise(each, name) for key, each in value.items()}
    if isinstance(saved := changed.get("save_data"), dict) and name in saved:
        changed["save_data"] = {**saved, name: "something else"}
    return changed


def quoted(finding: Diagnostic) -> str:
    """The first name in quotes."""
    found = re.search(r"under '([^']+)'", finding.message)
    assert found is not None, finding.message
    return found[1]


def nothing_is_saved_on_the_way(case: Case, finding: Diagnostic) -> bool:
    """A chat gets along the path that is shown to the text, and nothing has been saved under the name."""
    assert finding.witness is not None
    line, *path = stops_of(finding.witness.path)
    by_set = any(stop.startswith("target set") for stop in finding.witness.path)
    # what a decision finds in a target set may be what it understands itself, and then leads elsewhere
    return walker(case, case.loaded).walk(line[1], path, LANGUAGES, quoted(finding)) or by_set


def it_is_asked_as_it_was_written(case: Case, finding: Diagnostic) -> bool:
    """What a customer writes gets into the address as it is."""
    _, tree, _, name = map(str, finding.place.path[:4])
    place = finding.place.pointer.rpartition("/")[0]
    talk = case.at_start_of(tree, name).opened(Destination(decision_tree=tree))
    return any(
        isinstance(event, Asked) and event.place == place and "a&b#c" in event.url for event in talk.say("a&b#c")
    )
