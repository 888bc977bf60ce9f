"""What findings of bands 7 and 8 say of chats: what customers get, and what the contact centre hears."""

import re
from collections.abc import Callable

from engine.trying import LANGUAGES, Case, openings
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    Ended,
    Sent,
)
from routecfg.model import (
    Destination,
)


def nobody_is_told(case: Case, finding: Diagnostic) -> bool:
    """A chat that ends there names no queue."""
    end = case.opened(Destination(terminate=str(finding.place.path[1]))).say("hi")[-1]
    assert isinstance(end, Ended)
    assert not end.queue, finding.message
    assert not end.answered, finding.message
    return True


def sends(case: Case, finding: Diagnostic, refused: Callable[[Sent], bool]) -> bool:
    """Chats at the decision send something that WhatsApp refuses; if it is sent at all, it is."""
    where = re.search(r"\(decision '([^']+)' of '([^']+)'\)", finding.message)
    path = tuple(map(str, finding.place.path))
    places = [(where[2], where[1])] if where else [(path[1], path[3])] if len(path) > 3 else []
    if path[0] == "target_sets":
        places = [
            (tree, decision.name)
            for tree, item in case.estate.decision_trees.items()
            for decision in item.decisions
            if path[1] in (*item.also, *decision.also)
        ]
    begun = (event for place in places for _, events in openings(case, *place, LANGUAGES[:1]) for event in events)
    return any(isinstance(event, Sent) and refused(event) for event in (*case.events, *begun))


def is_too_long(event: Sent) -> bool:
    return len(event.text) > (1024 if event.buttons else 4096)


def has_too_many_buttons(event: Sent) -> bool:
    return len(event.buttons) > 10


def has_bad_titles(event: Sent) -> bool:
    titles = [each.title for each in event.buttons]
    return len(set(titles)) < len(titles) or any(len(title) > (24 if len(titles) > 3 else 20) for title in titles)


def words_are_of_another_language(case: Case, finding: Diagnostic) -> bool:
    """A customer of the language gets words of the project's first one."""
    said = re.search(r"has? no variant for '([^']+)'|have no variant for '([^']+)'", finding.message)
    if said is None:  # none of the texts that a line leads to has a variant
        said = re.search(r"speak '([^']+)', and no text has(?: a variant)?", finding.message)
    assert said is not None, finding.message
    language, first = next(filter(None, said.groups())), case.settings.languages[0]
    return any(
        each.language == language and first == (event.language if isinstance(event, Sent | Ended) else "")
        for each in case.happened
        for event in each.events
    )
