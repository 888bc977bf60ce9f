"""A chat of the page, kept as a scenario in a new file."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import CannotRun
from routecfg.disclosure import harmless, masked, shortened
from routecfg.files import Folder, create, reason
from routecfg.preview.answers import Saved, ScenarioRequest
from routecfg.preview.grounds import Ground, in_words
from routecfg.preview.opened import Opened
from routecfg.preview.replaying import Replay, replay
from routecfg.project import SCENARIOS, SourceFile
from routecfg.report.scenario import Recording, as_scenario, scenario_name

_LONGEST_TITLE: Final = 120
_LONGEST_NAME: Final = 50
"""Characters of a name, so that there is room for a number."""

_MOST_ALIKE: Final = 1_000
"""Files of one name and other numbers, after which no more are made."""


def save_scenario(opened: Opened, asked: ScenarioRequest) -> Saved:
    """Writes the chat into a new file of the folder of scenarios, after running it there: what is kept passes.

    The name comes from the title. What cannot be kept is said in the answer, in words.
    """
    try:
        return _saved(opened, asked)
    except CannotRun as error:
        return Saved(problem=in_words(error))
    except OSError as error:
        return Saved(problem=f"the scenario cannot be written to the folder '{SCENARIOS}': {reason(error)}")


def _saved(opened: Opened, asked: ScenarioRequest) -> Saved:
    if asked.chat.side != "sandbox":
        raise CannotRun("scenarios say what the sandbox does", "play the chat there, and keep that")
    ground = opened.grounds.side("sandbox")
    if isinstance(ground, str):
        return Saved(problem=ground)
    recording = _recorded(replay(opened.grounds, ground, asked.chat), asked)
    title = shortened(harmless(masked(asked.title)).strip(), _LONGEST_TITLE) or "A chat"
    taken = {scenario.name for scenario in opened.scenarios.scenarios}
    with Folder(opened.workspace.root, SCENARIOS, make=True) as folder:
        for name in _names(title):
            file = f"{name}.yaml"
            if name in taken or folder.status(file) is not None:
                continue
            content = as_scenario(recording, name, title).encode()
            _passes(SourceFile(f"{SCENARIOS}/{file}", content), ground)
            if create(folder, file, content):
                folder.sync()
                return Saved(f"{SCENARIOS}/{file}", name)
    raise CannotRun("too many scenarios have this title", "give it another one")


def _recorded(played: Replay, asked: ScenarioRequest) -> Recording:
    """The chat as `chat --record` has it. Raises CannotRun for one that scenarios cannot say."""
    opening = next((index for index, each in enumerate(played.done) if not each.moved), None)
    if opening is None or played.done[opening].refused:
        raise CannotRun("there is no chat yet that could be kept", "write something first")
    first, *others = played.done[opening:]
    if first.step.send is not None:
        raise CannotRun("no scenario can begin with a file", "begin the chat with a message")
    if others and others[-1].refused:
        raise CannotRun("the last step could not be done, so it cannot be kept", "take it back first")
    contact = asked.chat.contact
    language = asked.chat.language or None
    opens = first.step.say or ""
    recording = Recording(played.line, first.clock, opens, contact.name, language, played.world, contact.phone)
    recording.add({}, first.events)
    for each in others:
        if each.moved:
            recording.at = each.clock
        if each.recorded or each.events:
            recording.add(each.recorded, each.events)
    return recording


def _names(title: str) -> Iterator[str]:
    """Names for a file and its scenario, the nearest to the title first."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = scenario_name(plain)[:_LONGEST_NAME].strip("-_")
    yield name
    yield from (f"{name}-{number}" for number in range(2, _MOST_ALIKE))


def _passes(file: SourceFile, ground: Ground) -> None:
    """Runs a scenario before it is written. Raises CannotRun if it is not right, or does not pass."""
    from routecfg.scenarios import read_scenarios, run

    if ground.bundles is None:
        raise TypeError("a release has no scenarios")
    read = read_scenarios([file], ground.estate, ground.bundles.zone)
    if read.found or not read.scenarios:
        why = read.found[0].finding.message if read.found else "it is empty"
        raise CannotRun(f"this chat cannot be kept as a scenario: {why}")
    difference = run(read.scenarios[0], ground.bundles).difference
    if difference is not None:
        raise CannotRun(
            f"this chat cannot be kept as a scenario: expected is that {difference.expected}, but {difference.came}"
        )
