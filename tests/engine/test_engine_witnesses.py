"""What findings show of the rules' bad files happens in chats: loops fail, dead ends answer nobody."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from engine.talking import TUESDAY
from estates import PROJECT, TODAY, checked, files_of
from routecfg.bundle import compile_bundle
from routecfg.diagnostics import Diagnostic, Witness
from routecfg.engine import Arrival, AtDecision, Chosen, Event, Failed, LoadedBundle, NotUnderstood, Went
from routecfg.engine.conversation import Conversation
from routecfg.engine.stubs import Stubs, StubWorld
from routecfg.model import Destination, Estate, InboundRouting, SecretReference, Settings
from routecfg.pipeline import Project
from routecfg.pipeline.project_file import open_project

RULES = Path(__file__).parents[1] / "rules"
LANGUAGES = ("en", "cs", "de")
STOP = re.compile(r"(decision|decision tree|time condition|chatbot) '([^']+)'(?: of decision tree '([^']+)')?")
WORLDS = tuple(
    msgspec.convert({"requests": {"*": {"json": answer}}}, Stubs)
    for answer in (None, {"known": True, "status": "shipped", "items": [1]}, [1], {})
)


def found(rule: str, code: str) -> list[tuple[Estate, Diagnostic, Witness]]:
    """The findings of a rule's bad files that show something, each with its estate."""
    shown = []
    for path in sorted((RULES / rule / "bad").glob("*.yaml")):
        one = checked(files_of(path.read_text(encoding="utf-8"), "routing/a.yaml"), select=(code,))
        shown += [
            (one.assembly.estate, each, each.witness) for each in one.result.diagnostics if each.witness is not None
        ]
    assert shown, f"no finding of {code} shows anything"
    return shown


def settings() -> Settings:
    opened = open_project(PROJECT)
    assert isinstance(opened, Project)
    return opened.settings


def opened(estate: Estate, to: Destination, at: datetime, language: str, world: Stubs = WORLDS[0]) -> Conversation:
    """A line that leads straight to a place."""
    line = InboundRouting("L", SecretReference(env="T"), "1", to, languages=LANGUAGES)
    changed = msgspec.structs.replace(estate, inbound_routings={**estate.inbound_routings, "here": line})
    loaded = LoadedBundle(compile_bundle(changed, settings(), TODAY), "a", changed)
    return Conversation(loaded, Arrival("here"), int(at.timestamp()), StubWorld(world), language)


def starting_at(estate: Estate, tree: str, decision: str) -> Estate:
    """The same with a tree that begins at one of its decisions."""
    moved = msgspec.structs.replace(estate.decision_trees[tree], start=decision)
    return msgspec.structs.replace(estate, decision_trees={**estate.decision_trees, tree: moved})


def first_stop(estate: Estate, path: tuple[str, ...]) -> tuple[Estate, Destination]:
    """Where a path begins, for a line that leads there."""
    stop = STOP.match(path[0])
    assert stop is not None, path
    kind, name, tree = stop.groups()
    if tree is not None:
        return starting_at(estate, tree, name), Destination(decision_tree=tree)
    return estate, Destination(**{kind.replace(" ", "_"): name})


def test_an_endless_loop_that_is_shown_fails() -> None:
    for estate, finding, witness in found("endless-loop", "RC301"):
        changed, to = first_stop(estate, witness.path)
        at = TUESDAY if witness.instant is None else datetime.fromisoformat(witness.instant)
        ends = [opened(changed, to, at, language).say("hi")[-1] for language in LANGUAGES]
        assert any(isinstance(end, Failed) and end.bound == "steps" for end in ends), finding.message


def test_a_dead_end_that_is_shown_answers_nobody() -> None:
    for estate, finding, _ in found("dead-end", "RC305"):
        _, tree, _, name = finding.place.path[:4]
        changed, to = starting_at(estate, str(tree), str(name)), Destination(decision_tree=str(tree))
        assert any(_is_dead(opened(changed, to, TUESDAY, "en", world), str(tree), str(name)) for world in WORLDS), (
            finding
        )


def _is_dead(talk: Conversation, tree: str, name: str) -> bool:
    """Whether a chat stays at a decision whatever is said."""
    talk.say("hi")
    chat = talk.state.chat
    if chat is None or chat.waiting != AtDecision(tree, name):
        return False
    return all(isinstance(talk.say(text)[-1], NotUnderstood) for text in ("yes", "1", "agent", "anything"))


def chosen_by(estate: Estate, finding: Diagnostic, message: str) -> Iterator[Chosen]:
    """What the message chooses where the answer of a finding is understood, in each language."""
    kind, name, *rest = finding.place.path
    for tree, item in estate.decision_trees.items():
        for decision in item.decisions:
            here = kind == "decision_trees" and (tree, decision.name) == (name, rest[1])
            if not (here or (kind == "target_sets" and name in (*decision.also, *item.also))):
                continue
            for language in LANGUAGES:
                talk = opened(
                    starting_at(estate, tree, decision.name), Destination(decision_tree=tree), TUESDAY, language
                )
                talk.say("hi")
                yield from (event for event in talk.say(message) if isinstance(event, Chosen))


def target_of(finding: Diagnostic) -> str:
    """The pointer of the target that a finding is about."""
    path = finding.place.path
    return "/" + "/".join(map(str, path[: path.index("targets") + 2]))


@pytest.mark.parametrize(
    ("rule", "code", "taken"), [("shadowed-answer", "RC402", False), ("pattern-matches-everything", "RC404", True)]
)
def test_the_message_that_is_shown_chooses_what_is_said(rule: str, code: str, taken: bool) -> None:
    for estate, finding, witness in found(rule, code):
        assert witness.message is not None
        places = [event.from_ or event.place for event in chosen_by(estate, finding, witness.message)]
        assert places, finding
        assert any((place == target_of(finding)) is taken for place in places), (finding, places)


def test_a_branch_that_is_impossible_is_never_taken() -> None:
    for estate, finding, witness in found("impossible-branch", "RC503"):
        stop = re.search(r"'([^']+)'", witness.path[0])
        assert stop is not None
        loaded = LoadedBundle(compile_bundle(estate, settings(), TODAY), "a", estate)
        for hours in range(0, 24 * 10, 5):
            at = datetime.fromisoformat("2026-11-22T00:30:00+01:00") + timedelta(hours=hours)
            talk = Conversation(loaded, Arrival(stop[1]), int(at.timestamp()), StubWorld(Stubs()), "en")
            events: list[Event] = [*talk.say("hi"), *talk.say("hello"), *talk.say("yes")]
            assert finding.place.pointer not in {event.place for event in events if isinstance(event, Went)}, finding
