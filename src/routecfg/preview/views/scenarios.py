"""Every scenario as a chat that the page can replay, and what came of it."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from routecfg.disclosure import harmless, masked, without_tokens
from routecfg.preview.answers import Chat, ChatStep, Played, Scenarios
from routecfg.preview.bubbles import safe
from routecfg.preview.grounds import Ground
from routecfg.preview.opened import Opened
from routecfg.preview.replaying import Done
from routecfg.preview.views.chat import chat_of
from routecfg.project import SourceFile
from routecfg.scenarios import Run
from routecfg.scenarios.scenario import Scenario, Step
from routecfg.source import Layout

_MOST: Final = 500
"""Scenarios whose chats can be replayed."""

_LARGEST: Final = 4_000_000
"""Bytes of these chats together: a page with them is still sent by mail."""


def scenarios(opened: Opened) -> Scenarios:
    """All scenarios, run: the chats of the first ones, as many as a page holds, and how many pass."""
    found, ground = opened.scenario_runs, opened.grounds.side("sandbox")
    if found.problem or isinstance(ground, str):
        return Scenarios(opened.version, found.problem)
    every = [each.scenario for each in found.runs] + [scenario for scenario, _ in found.lacking]
    played = list[Played]()
    room = _LARGEST
    for each in _played(opened, ground):
        room -= len(msgspec.json.encode(each))
        if room < 0 or len(played) == _MOST:
            break
        played.append(each)
    passed = sum(run.difference is None for run in found.runs)
    return Scenarios(
        opened.version,
        "",
        played=tuple(played),
        left_out=len(every) - len(played),
        passed=passed,
        failed=len(every) - passed,
    )


class _Lines:
    """The lines in which scenarios begin. A file is looked at once."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {file.path: file for file in files}
        self._layouts: dict[str, Layout] = {}

    def __call__(self, scenario: Scenario) -> int:
        layout = self._layouts.get(scenario.file)
        if layout is None:
            layout = self._layouts[scenario.file] = Layout(self._files[scenario.file].read())
        return layout.span(scenario.path, on_key=not scenario.case).line


def _played(opened: Opened, ground: Ground) -> Iterator[Played]:
    lines = _Lines(opened.workspace.scenario_files)
    for run in opened.scenario_runs.runs:
        scenario = run.scenario
        chat = chat_of(opened, ground, scenario.fields.inbound, tuple(_done(run)))
        clocks = [turn.clock for turn in chat.turns if turn.clock]
        begins = run.steps[0].events[0].at[:16] if run.steps and run.steps[0].events else ""
        chat = msgspec.structs.replace(
            chat, begins=begins.replace("T", " "), clock=clocks[-1] if clocks else begins.replace("T", " ")
        )
        failed = "" if run.difference is None else f"expected: {run.difference.expected}; but {run.difference.came}"
        yield _of(scenario, failed, chat, lines(scenario))
    for scenario, why in opened.scenario_runs.lacking:
        yield _of(scenario, why, Chat(opened.version, _said(why)), lines(scenario))


def _of(scenario: Scenario, failed: str, chat: Chat, line: int) -> Played:
    title = _said(masked(scenario.fields.title))
    return Played(_said(scenario.label), title, _said(scenario.file), line, _said(failed), chat)


def _done(run: Run) -> Iterator[Done]:
    """The steps of a scenario with what each has brought: as far as it was run."""
    steps = iter(run.steps)
    opening = next(steps, None)
    if opening is None:
        return
    clock = opening.events[0].at[:16].replace("T", " ") if opening.events else ""
    yield Done(ChatStep(say=_words(run.scenario.fields.opens)), list(opening.events), clock, {})
    for index, step in enumerate(run.scenario.fields.chat):
        moves = step.at is not None or step.later is not None
        if not step.acts and index == 0 and not moves:
            continue  # it is about the arrival
        brought = next(steps, None)
        if brought is None:
            return
        if moves:
            clock = brought.clock or clock
            moved = ChatStep(later=step.later, at=step.at if step.later is None else None)
            yield Done(moved, [] if step.acts else list(brought.events), clock, {}, moved=True)
        if step.acts:
            yield Done(_step(step), list(brought.events), clock, {})


def _step(step: Step) -> ChatStep:
    return ChatStep(say=_words(step.say), press=_words(step.press), send=_words(step.send), close=step.closed)


def _words(text: str | None) -> str | None:
    """What a customer writes, as it stands in a chat."""
    return None if text is None else safe(masked(text))


def _said(text: str) -> str:
    return without_tokens(harmless(text))
