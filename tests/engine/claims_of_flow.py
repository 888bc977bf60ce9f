"""What findings of band 3 say of chats: where they get, and where never."""

import re
from datetime import datetime
from typing import Final

from engine.trying import (
    DATA,
    DOWN,
    LANGUAGES,
    STOP,
    TUESDAY,
    WORLDS,
    Case,
    any_time,
    is_within,
    openings,
    waiting_at,
    walker,
)
from engine.walking import stops_of
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    Failed,
    NotUnderstood,
    Went,
)
from routecfg.model import (
    Destination,
)


def no_event_there(case: Case, finding: Diagnostic) -> bool:
    """Nothing of an object or a decision ever happens."""
    pointer = finding.place.pointer
    assert not any(is_within(event.place, pointer) for event in case.events), finding.message
    return True


def no_action_from_there(case: Case, finding: Diagnostic) -> bool:
    """An action and those behind it in its list never run, or no target is ever taken."""
    path = finding.place.path
    if path[-1] == "targets":
        lost = [finding.place.pointer]
    else:
        holder = finding.place.pointer.rpartition("/")[0]
        lost = [f"{holder}/{number}" for number in range(int(path[-1]), int(path[-1]) + 4)]
    if "no target" in finding.message:
        lost.append("/" + "/".join(map(str, path[:4])) + "/targets")
    assert not any(is_within(event.place, each) for event in case.events for each in lost), finding.message
    return any(is_within(event.place, "/" + "/".join(map(str, path[:4]))) for event in case.events)


def the_loop_fails(case: Case, finding: Diagnostic) -> bool:
    """A chat that gets into the loop at the time that is shown goes round until it fails."""
    witness = finding.witness
    assert witness is not None
    here, to = case.from_first(witness.path)
    at = TUESDAY if witness.instant is None else datetime.fromisoformat(witness.instant)
    return any(
        isinstance(end, Failed) and end.bound in ("steps", "actions")
        for language in LANGUAGES
        for data in DATA
        for saying in ("hi", "x")
        for each in (DOWN, *WORLDS)
        for end in here.opened(to, at, language, each, data).say(saying)[-1:]
    )


def the_loop_always_fails(case: Case, finding: Diagnostic) -> bool:
    """It does so whatever the data are, in some language."""
    witness = finding.witness
    assert witness is not None
    here, to = case.from_first(witness.path)
    at = TUESDAY if witness.instant is None else datetime.fromisoformat(witness.instant)
    fails = {
        language: [
            isinstance(end, Failed)
            for each in (DOWN, *WORLDS)
            for end in here.opened(to, at, language, each).say("hi")[-1:]
        ]
        for language in LANGUAGES
    }
    assert any(all(each) for each in fails.values()), finding.message
    return True


def the_chat_stays_for_ever(case: Case, finding: Diagnostic) -> bool:
    """At some data a chat stops at the decision, whatever is said."""
    _, tree, _, name = map(str, finding.place.path[:4])
    talk = waiting_at(case, tree, name)
    if talk is None:
        return is_refuted_by_data(case, finding)
    assert all(isinstance(talk.say(text)[-1], NotUnderstood) for text in case.phrases), finding.message
    return True


def is_refuted_by_data(case: Case, finding: Diagnostic) -> bool:
    """Whether the way there depends on an `if` that comes out the same for every chat, which is reported itself."""
    there = {stop[2] for stop in map(STOP.match, finding.witness.path if finding.witness else ()) if stop}
    return any(each.code == "RC503" and not there.isdisjoint(map(str, each.place.path)) for each in case.findings)


def nobody_gets_out(case: Case, finding: Diagnostic) -> bool:
    """From there no chat gets to a queue, a chatbot or an end, in the languages that the finding names."""
    path = tuple(map(str, finding.place.path))
    said = re.search(r"whose language is (.*?) and who", finding.message)
    languages = re.findall(r"'([^']+)'", said[1]) if said else LANGUAGES
    here, to = (
        (case.at_start_of(path[1], path[3]), Destination(decision_tree=path[1]))
        if len(path) > 2
        else (case, Destination(**{KINDS[path[0]]: path[1]}))
    )
    for language in languages:
        for each in WORLDS:
            talk = here.opened(to, any_time(case.random), language, each)
            events = talk.say("hi")
            for _ in range(6):
                events += case.act(talk)
            out = [
                event
                for event in events
                if isinstance(event, Went) and (event.to.queue or event.to.terminate or event.to.chatbot)
            ]
            assert not out, (finding.message, out)
    return True


KINDS: Final = {
    "decision_trees": "decision_tree",
    "time_conditions": "time_condition",
    "chatbots": "chatbot",
    "inbound_routings": "inbound_routing",
}


def the_way_leads_back(case: Case, finding: Diagnostic) -> bool:
    """A customer can go round the way that is shown."""
    assert finding.witness is not None
    ways = [stop for stop in finding.witness.path if not stop.startswith("target set")]
    here, to = case.from_first(ways)
    path = stops_of(ways)
    begins = [("decision tree", str(to.decision_tree))] if path[0][0] == "decision" else []
    before = [("decision tree", "before"), ("decision", "save")]
    return any(
        walker(case, here.leading(to, data)).walk("here", [*(before if data else ()), *begins, *path], LANGUAGES)
        for data in DATA
    )


def the_answers_are_never_heard(case: Case, finding: Diagnostic) -> bool | None:
    """Beside a target that is taken immediately no answer is ever heard, and no other target is taken."""
    if "immediately" not in finding.message:
        return None  # it is about two defaults
    _, tree, _, name = map(str, finding.place.path[:4])
    events = [event for _, begun in openings(case, tree, name) for event in begun]
    assert not any(isinstance(event, Went) and event.by == "answer" for event in events), finding.message
    targets = f"/decision_trees/{tree}/decisions/{name}/targets"
    taken = {event.place for event in events if isinstance(event, Went) and is_within(event.place, targets)}
    assert len(taken) == 1, finding.message
    assert (finding.place.pointer.startswith(taken.pop())) is ("never taken" not in finding.message), finding.message
    return True
