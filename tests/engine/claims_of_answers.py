"""What findings of band 4 say of chats: which answer a message chooses."""

import re
from collections.abc import Iterator, Sequence

from engine.trying import LANGUAGES, NONSENSE, Case, waiting_at
from routecfg.diagnostics import Diagnostic
from routecfg.engine import (
    Attachment,
    Chosen,
    Ended,
    NotUnderstood,
)


def nonsense_is_not_understood(case: Case, finding: Diagnostic) -> bool:
    """A message that fits nothing is not understood there."""
    _, tree, _, name = map(str, finding.place.path[:4])
    talk = waiting_at(case, tree, name)
    if talk is None:
        return False
    assert isinstance(talk.say("", [Attachment("photo.png")])[-1], NotUnderstood), finding.message
    events = talk.say(NONSENSE)
    by_set = any(event.from_ and isinstance(event, Chosen) and event.by == "pattern" for event in events)
    assert by_set or isinstance(events[-1], NotUnderstood), finding.message  # a pattern of a set may take everything
    return True


def choices(case: Case, finding: Diagnostic, message: str) -> Iterator[tuple[str, Chosen | None]]:
    """What the message chooses where the answers of a finding are understood, in each language."""
    kind, name, *rest = finding.place.path
    for tree, item in case.estate.decision_trees.items():
        for decision in item.decisions:
            here = kind == "decision_trees" and (tree, decision.name) == (name, rest[1])
            if not (here or (kind == "target_sets" and name in (*decision.also, *item.also))):
                continue
            for language in LANGUAGES:
                talk = waiting_at(case, tree, decision.name, [language])
                if talk is not None:
                    events = talk.say(message)
                    yield language, next((event for event in events if isinstance(event, Chosen)), None)


def target_of(finding: Diagnostic, path: Sequence[str | int] | None = None) -> str:
    """The pointer of the target that a finding is about."""
    path = finding.place.path if path is None else path
    return "/" + "/".join(map(str, path[: path.index("targets") + 2]))


def chosen_is(chosen: Chosen | None, target: str) -> bool:
    return chosen is not None and target in (chosen.from_, chosen.place)


def another_takes_it(case: Case, finding: Diagnostic) -> bool | None:
    """The message that is shown goes elsewhere, in the language whose phrase it is."""
    if finding.witness is None or finding.witness.message is None:
        return None  # no message was found that shows it
    path = finding.place.path
    language = str(path[path.index("languages") + 1]) if "languages" in path else "en"
    shown = False
    for spoken, chosen in choices(case, finding, finding.witness.message):
        if spoken == language:
            assert chosen is not None, finding.message
            shown = True
            earlier = [target_of(finding, each.place.path) for each in finding.related]
            # what is said of a target set holds where the decision itself does not take the message before
            before = path[0] == "target_sets" and not chosen.from_
            assert before or any(chosen_is(chosen, each) for each in earlier), (finding.message, chosen)
    return shown


def the_earlier_takes_it(case: Case, finding: Diagnostic) -> bool | None:
    """Of two answers that the message fits the earlier one takes it."""
    if finding.witness is None:
        return None  # it says that not all pairs were compared
    assert finding.witness.message is not None
    earlier = target_of(finding, finding.related[0].place.path)
    found = [chosen for _, chosen in choices(case, finding, finding.witness.message)]
    assert not any(chosen_is(each, target_of(finding)) for each in found), finding.message
    assert not found or any(chosen_is(each, earlier) for each in found), finding.message
    return bool(found)


def it_takes_everything(case: Case, finding: Diagnostic) -> bool:
    """The message that is shown goes there; and whatever is written is taken there, or before."""
    message = NONSENSE if finding.witness is None else finding.witness.message
    assert message is not None
    return any(chosen_is(chosen, target_of(finding)) for _, chosen in choices(case, finding, message))


def it_takes_it(case: Case, finding: Diagnostic) -> bool | None:
    """The word that is shown chooses the answer in the language that the finding names."""
    assert finding.witness is not None
    assert finding.witness.message is not None
    said = re.search(r"customers who speak '([^']+)'", finding.message)
    assert said is not None, finding.message
    found = [chosen for spoken, chosen in choices(case, finding, finding.witness.message) if spoken == said[1]]
    in_set = finding.place.path[0] == "target_sets"
    if in_set and found and all(chosen is not None and not chosen.from_ for chosen in found):
        return None  # it holds of the set; each decision understands the word itself
    return any(chosen_is(chosen, target_of(finding)) for chosen in found)


def the_set_ends_the_chat(case: Case, finding: Diagnostic) -> bool:
    """The message that is shown chooses the set's answer, and the chat ends."""
    assert finding.witness is not None
    assert finding.witness.message is not None
    _, tree, _, name = map(str, finding.place.path[:4])
    talk = waiting_at(case, tree, name)
    if talk is None:
        return False
    events = talk.say(finding.witness.message)
    by_set = any(isinstance(event, Chosen) and event.from_.startswith("/target_sets/") for event in events)
    assert by_set, finding.message
    assert isinstance(events[-1], Ended), finding.message
    return True


def no_message_fits(case: Case, finding: Diagnostic) -> bool:
    """Nothing that customers say chooses an answer by the pattern."""
    said = [chosen for phrase in case.phrases for _, chosen in choices(case, finding, phrase)]
    assert not any(chosen_is(each, target_of(finding)) and each.by == "pattern" for each in said if each), (
        finding.message
    )
    return bool(said)


def it_is_compared_at_once(case: Case, finding: Diagnostic) -> bool | None:
    """The message that takes other engines minutes is answered here: if not, the test never ends."""
    if finding.witness is None:
        return None
    assert finding.witness.message is not None
    return bool([*choices(case, finding, finding.witness.message)])
