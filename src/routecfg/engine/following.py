"""The ways from one place to the next, until the chat waits or is over."""

from routecfg.engine.bounds import MOST_STEPS
from routecfg.engine.chatbots import enter_chatbot
from routecfg.engine.decisions import MOST_BUTTONS, PreparedDecision
from routecfg.engine.events import ConditionAsked, Ended, Entered, Went
from routecfg.engine.running import OverBound, Run
from routecfg.engine.state import Asking, AtDecision, InQueue
from routecfg.engine.ways import Way
from routecfg.model import Destination


def follow(run: Run, way: Way | None, tree: str = "") -> None:
    """Follows a way and all that comes behind it at once; with None the chat stays where it is.

    `tree` is the decision tree that the way begins in: a destination may be another decision of it.
    Raises OverBound.
    """
    while way is not None:
        run.steps += 1
        if run.steps > MOST_STEPS:
            raise OverBound("steps", way.place)
        to, by, place, variant, from_ = way
        run.emit(Went(at=run.at, place=place, from_=from_, to=to, by=by, variant=variant))
        if to.decision is not None:
            way = _enter(run, tree, to.decision)
        elif to.decision_tree is not None:
            tree = to.decision_tree
            way = _enter(run, tree, run.loaded.estate.decision_trees[tree].first)
        elif to.time_condition is not None:
            way = _ask_time(run, to.time_condition)
        elif to.queue is not None:
            run.waiting, way = InQueue(to.queue), None
        elif to.terminate is not None:
            _terminate(run, to.terminate)
            way = None
        else:
            enter_chatbot(run, to.name)
            way = None


def go_on(run: Run, decision: PreparedDecision) -> Way | None:
    """Runs the actions of a decision from `run.operation` on, and gives the way that the chat takes at once.

    None: the chat waits, for an answer of the customer or of a request. Raises OverBound.
    """
    operations = decision.operations
    run.tree, run.decision = decision.tree, decision.name
    run.holding = decision.has_buttons
    while run.operation < len(operations):
        operation = operations[run.operation]
        run.operation += 1
        if operation.counts:
            run.count_action(operation.place)
        way = operation.do(run)
        if way is not None:
            run.leave_loops()
            run.release()
            return way
        if type(run.waiting) is Asking:
            return None
    run.waiting = AtDecision(decision.tree, decision.name)
    if decision.immediate is not None:
        return decision.way(decision.immediate, "immediate", run.language)
    if decision.has_buttons:
        if run.held is None:
            run.say(decision.title, decision.first, f"{decision.place}/title")
        buttons = decision.buttons(run.language)
        run.release(buttons, decision.list_label(run.language) if len(buttons) > MOST_BUTTONS else "")
    return None


def _enter(run: Run, tree: str, name: str) -> Way | None:
    decision = run.loaded.decision(tree, name)
    if decision is None:  # a destination that a bundle cannot hold
        return None
    run.emit(Entered(at=run.at, place=decision.place, decision_tree=tree, decision=name))
    run.waiting = AtDecision(tree, name)
    run.operation = 0
    return go_on(run, decision)


def _ask_time(run: Run, name: str) -> Way:
    (holds, because, _), entries = run.loaded.reason(name, run.instant)
    place = f"/time_conditions/{name}"
    run.emit(ConditionAsked(at=run.at, place=place, time_condition=name, holds=holds, because=because, entries=entries))
    condition = run.loaded.estate.time_conditions[name]
    to: Destination = condition.if_time_matches if holds else condition.if_time_does_not_match
    return Way(to, "condition", f"{place}/{'if_time_matches' if holds else 'if_time_does_not_match'}")


def _terminate(run: Run, name: str) -> None:
    """Ends the chat; the template of the auto response is filled in, and sent in the chat's language."""
    terminate = run.loaded.estate.terminates[name]
    run.place = f"/terminates/{name}"
    words = run.loaded.response(terminate.auto_response) if terminate.auto_response is not None else None
    said, language = "", ""
    if words is not None:
        text, language = words.of(run.language)
        said = run.filled(text)
    run.emit(
        Ended(
            at=run.at,
            place=run.place,
            terminate=name,
            disconnection_cause=terminate.disconnection_cause,
            queue=terminate.queue or "",
            auto_response=said,
            language=language,
            answered=terminate.answered,
        )
    )
    run.waiting = None
