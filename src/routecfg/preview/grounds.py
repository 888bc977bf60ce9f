"""What chats of the page run on: the sandbox, or what is live, loaded once for each version of the project."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.disclosure import harmless, without_tokens
from routecfg.engine import LoadedBundle
from routecfg.engine.conversation import Detect
from routecfg.engine.stubs import Stubs
from routecfg.files import read_file, reason
from routecfg.limits import LARGEST_FILE
from routecfg.opening_hours import day_at
from routecfg.pipeline.written_places import Written
from routecfg.scenarios import Bundles
from routecfg.workspace import Workspace
from routecfg.workspace.git import with_advice
from routecfg.workspace.subject import Subject, released, sandbox

if TYPE_CHECKING:
    from routecfg.preview.opened import Opened

WORLD: Final = "world.yaml"
"""The file of a project that says what requests and chatbots answer."""

_DAY: Final = 86_400


class Ground:
    """One side, ready for chats. `written` says in which file of the project, and in which line, a place is."""

    def __init__(self, subject: Subject, written: Written, bundles: Bundles | None) -> None:
        self.estate = subject.bundle.estate
        self.written = written
        self.bundles = bundles
        self._live = None if bundles is not None else LoadedBundle(subject.bundle, subject.digest)

    def loaded(self, instant: int) -> LoadedBundle:
        """What a chat runs on that begins at an instant; of a release always the same."""
        return self.bundles.at(instant) if self.bundles is not None else self._live  # type: ignore[return-value]  # one of the two is there


class Grounds:
    """Both sides of a project, each made when it is first asked for, or why it cannot be."""

    def __init__(self, opened: "Opened") -> None:
        self._opened = opened
        self._known: dict[str, Ground | str] = {}
        self._detectors: dict[tuple[str, ...], Detect | None] = {}
        self._world: tuple[bytes, dict[str, Any], Stubs] | None = None

    def side(self, name: str) -> Ground | str:
        """The `sandbox`, or `production`; or a sentence that says why no chat runs there."""
        if name not in self._known:
            try:
                self._known[name] = self._live() if name == "production" else self._sandbox()
            except CannotRun as error:
                self._known[name] = in_words(error)
        return self._known[name]

    def world(self) -> tuple[dict[str, Any], Stubs]:
        """What stands in for the world, as it is written and as a chat asks it. Raises CannotRun if it is wrong."""
        from routecfg.scenarios.world_file import stubs_of, world_values

        try:
            data = read_file(self._opened.workspace.root, WORLD, LARGEST_FILE) or b""
        except OSError as error:
            raise CannotRun(f"'{WORLD}' cannot be read: {reason(error)}") from None
        if self._world is None or self._world[0] != data:
            values = world_values(data, WORLD)
            self._world = data, values, stubs_of(values, WORLD)
        return self._world[1:]

    def detector(self, languages: Sequence[str]) -> Detect | None:
        """What detects one of these languages; None if nothing does that is installed."""
        from routecfg.world.language_detection import detector

        key = tuple(languages)
        if key not in self._detectors:
            self._detectors[key] = detector(key)
        return self._detectors[key]

    def now(self) -> int:
        """The instant at which a chat begins if nobody says when: this time of the day, on the day of the project."""
        workspace = self._opened.workspace
        moment = int(workspace.now().timestamp()) // 60 * 60
        return moment + (workspace.today - day_at(workspace.settings.timezone, moment).day).days * _DAY

    def _sandbox(self) -> Ground | str:
        opened = self._opened
        if opened.problem:
            return opened.problem
        subject = sandbox(opened.workspace, opened.workspace.today, opened.assembly)
        bundles = Bundles(subject.bundle, subject.written, self.detector)
        return Ground(subject, opened.written, bundles)

    def _live(self) -> Ground | str:
        opened = self._opened
        if opened.problem:
            return opened.problem
        found = released(opened.workspace)
        if isinstance(found, Subject):
            return Ground(found, found.places, None)
        return findings_in_words(found, opened.workspace)


def findings_in_words(found: Sequence[Diagnostic], workspace: Workspace) -> str:
    """What is wrong with production, and what to do, as the page shows it."""
    return " ".join(in_words(CannotRun(each.message, each.help)) for each in with_advice(found, workspace))


def in_words(error: CannotRun) -> str:
    """Why something cannot be done, and what to do, as the page shows it."""
    said = f"{error.message}; {error.help}" if error.help else error.message
    return without_tokens(harmless(said))
