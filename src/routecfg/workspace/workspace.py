"""The project that a command, a page or an editor works on: found, read once, checked."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from routecfg.cache import Cache, content_key, decoded
from routecfg.diagnostics import PROJECT_FILE, CannotRun, Diagnostic, plural
from routecfg.files import real_path
from routecfg.project import (
    NO_TEXTS,
    SCENARIOS,
    SourceFile,
    Texts,
    Watch,
    find_project,
    misnamed_project_file,
    printable,
    read_folder,
    read_project_file,
    unwatched,
)

if TYPE_CHECKING:
    from routecfg.deploy import ProjectName
    from routecfg.model import Assembly, Settings
    from routecfg.pipeline import Project, Result
    from routecfg.pipeline.check import Checked
    from routecfg.pipeline.places import SeenPlaces
    from routecfg.policy import Selection
    from routecfg.releases import Store

STDIN = "-"
_SETTINGS: Final = msgspec.msgpack.Decoder(tuple[str, bytes])


def _clock() -> datetime:
    """This moment, UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def _silent(_: str) -> None:
    """Drops a note."""


class Surroundings(NamedTuple):
    """What a workspace uses of the world: a clock (UTC), where notes for the user go, what shows the progress."""

    now: Callable[[], datetime] = _clock
    note: Callable[[str], None] = _silent
    watched: Watch = unwatched


class Workspace:
    """A project's folder on a day: that of `today`, or of the clock.

    Raises CannotRun if there is no project.
    """

    def __init__(
        self,
        project: Path | None,
        today: date | None = None,
        near: str | None = None,
        *,
        cached: bool = True,
        cache: Cache | None = None,
        texts: Texts = NO_TEXTS,
        seen: "SeenPlaces | None" = None,
        surroundings: Surroundings = Surroundings(),  # noqa: B008 - a tuple, which nobody changes
    ) -> None:
        """`near` is a path that the user named: unless `project` says which, its project is meant.

        With `cached` what was read before is not read again: not for what is released. What is known may be kept in
        another `cache` than the project's own. `texts` count instead of what is on disk. What was `seen`
        in files is not looked for again.
        """
        self._surroundings = surroundings
        here = Path.cwd()
        if project is not None and PROJECT_FILE not in texts and not (here / project / PROJECT_FILE).is_file():
            raise CannotRun(
                f"there is no {PROJECT_FILE} in '{project}'",
                misnamed_project_file(here / project) or "name the project's folder, or start one with 'routecfg init'",
            )
        self.root = here / project if project is not None else _project_near(here, near)
        self._day = today
        self._cached = cached
        if cache is not None:
            self.cache = cache
        self._texts = texts
        self.seen = seen
        self._stand_in: SourceFile | None = None
        self._folders: dict[str, list[SourceFile]] = {}

    @cached_property
    def cache(self) -> Cache:
        """The project's cache in the user's own cache folder; one that keeps nothing if it is not wanted."""
        if not self._cached:
            return Cache(None)
        import platformdirs

        try:
            folder = platformdirs.user_cache_path("routecfg", appauthor=False)
        except RuntimeError:  # this user has no home
            return Cache(None)
        return Cache(folder / hashlib.blake2b(os.fsencode(real_path(self.root)), digest_size=16).hexdigest())

    @cached_property
    def fingerprint(self) -> bytes:
        """A value for the versions of all that an answer depends on; empty if nothing is cached."""
        if not self.cache.keeps:
            return b""
        from routecfg.workspace.fingerprint import fingerprint

        return fingerprint()

    @cached_property
    def project_data(self) -> bytes:
        """The bytes of the project file."""
        return read_project_file(self.root, self._texts)

    def now(self) -> datetime:
        """This moment, UTC."""
        return self._surroundings.now()

    @cached_property
    def today(self) -> date:
        """The day that was given; else today, where the project is.

        The cache knows until when it is that day: time zones take as long to load as an unchanged run.
        Raises CannotRun if the project file is wrong.
        """
        if self._day is not None:
            return self._day
        key = content_key(b"today", self._settings_key)
        moment = int(self.now().timestamp())
        known = decoded(self.cache.result(key), msgspec.msgpack.Decoder(tuple[date, int, int]))
        if known is not None and known[1] <= moment < known[2]:
            return known[0]
        from routecfg.opening_hours import day_at

        current = day_at(self.settings.timezone, moment)
        self.cache.keep_result(key, msgspec.msgpack.encode(current))
        return current.day

    @cached_property
    def _known_settings(self) -> tuple[str, bytes] | None:
        """The sandbox's folder and all settings, encoded, as the cache knows them of this project file."""
        return decoded(self.cache.result(self._settings_key), _SETTINGS)

    @cached_property
    def _settings_key(self) -> bytes:
        return content_key(self.fingerprint, self.project_data)

    @cached_property
    def opened(self) -> "Project | Result":
        """The project, or what is wrong with its file."""
        from routecfg.model import Settings
        from routecfg.pipeline import Project

        if self._known_settings is not None:
            settings = decoded(self._known_settings[1], msgspec.msgpack.Decoder(Settings))
            if settings is not None:
                return Project(self.project_data, settings)
        from routecfg.pipeline.project_file import open_project

        opened = open_project(self.project_data)
        if isinstance(opened, Project):
            settings = opened.settings
            entry = msgspec.msgpack.encode((settings.sandbox, msgspec.msgpack.encode(settings)))
            self.cache.keep_result(self._settings_key, entry)
        return opened

    @property
    def store(self) -> "Store":
        """The project's releases. Raises CannotRun if the project file is wrong."""
        from routecfg.releases import Store

        return Store(self.root, self.settings.production)

    @property
    def settings(self) -> "Settings":
        """What the project file says. Raises CannotRun if it is wrong."""
        return self._sound_project().settings

    def _sound_project(self) -> "Project":
        from routecfg.pipeline import Project

        if not isinstance(self.opened, Project):
            raise CannotRun(f"{PROJECT_FILE} has errors", "'routecfg validate' says which")
        return self.opened

    @cached_property
    def project_name(self) -> "ProjectName":
        """What distinguishes this project from others. Raises CannotRun if the project file is wrong."""
        from routecfg.deploy import ProjectName

        return ProjectName(self.settings.title, printable(real_path(self.root).name))

    @cached_property
    def prefix(self) -> str:
        """The path from the current folder to the project, with `/` at its end; empty inside the project."""
        path = os.path.relpath(real_path(self.root), real_path(Path.cwd())).replace(os.sep, "/")
        return "" if path == "." else printable(path) + "/"

    @cached_property
    def prefix_in_repository(self) -> str:
        """The path from the top of the git repository, where code hosts look for files, to the project.

        Without a repository it equals `prefix`.
        """
        root = real_path(self.root)
        top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
        if top is None:
            return self.prefix
        path = root.relative_to(top).as_posix()
        return "" if path == "." else printable(path) + "/"

    def stand_in(self, data: bytes, path: str | None) -> None:
        """Reads these bytes in the place of a file of the project, or as one more routing file, called `-`."""
        self._stand_in = SourceFile(STDIN if path is None else self.inside(path), data)
        if self._stand_in.path == PROJECT_FILE:
            self.project_data = data

    def inside(self, path: str) -> str:
        """A path from the current folder as a path of the project, as reports have it.

        Raises CannotRun if it leads out of the project.
        """
        full, root = Path(os.path.abspath(path)), Path(os.path.abspath(self.root))  # noqa: PTH100 - links count as written
        ways = [(full, root), (real_path(full.parent) / full.name, real_path(root)), (real_path(full), real_path(root))]
        inside = [way.relative_to(top).as_posix() for way, top in ways if way.is_relative_to(top)]
        if not inside:
            raise CannotRun(f"'{path}' lies outside the project", f"the project is {self.root}")
        return printable(inside[0])

    def reported(self, paths: Sequence[str]) -> tuple[str, ...] | None:
        """The files and folders, as paths of the project, that a report is narrowed to; None for all.

        Raises CannotRun for a path that is not there.
        """
        for path in paths:
            if path != STDIN and not Path(path).exists():
                raise CannotRun(f"there is no file or folder '{path}'")
        found = [self.inside(path) for path in paths if path != STDIN]
        if STDIN in paths and self._stand_in is not None:
            found.append(self._stand_in.path)
        return tuple(found) or None

    def unread(self, paths: Sequence[str]) -> list[str]:
        """The paths in which no file is read."""
        if not paths:
            return []  # a plain run on an unchanged project needs no settings, and loads nothing that reads them
        files = (*self.files(self.settings.sandbox), *self.scenario_files)
        known = [PROJECT_FILE, *(file.path for file in files)]
        named = [(path, self.inside(path)) for path in paths if path != STDIN]
        return [path for path, at in named if at != "." and not any(f"{path}/".startswith(f"{at}/") for path in known)]

    def files(self, sandbox: str) -> list[SourceFile]:
        """The files of the sandbox, read once.

        Raises CannotRun if the folder is not there.
        """
        if sandbox not in self._folders:
            files = read_folder(self.root, sandbox, self._surroundings.watched, self._texts)
            if self._stand_in is not None and self._stand_in.path != PROJECT_FILE:
                others = [file for file in files if file.path != self._stand_in.path]
                files = sorted([*others, self._stand_in], key=lambda file: file.path)
            self._folders[sandbox] = files
        return self._folders[sandbox]

    @cached_property
    def scenario_files(self) -> list[SourceFile]:
        """The files of scenarios; none if there is no folder for them."""
        if not (self.root / SCENARIOS).is_dir():
            return []
        return [file for file in read_folder(self.root, SCENARIOS, texts=self._texts) if not file.skipped]

    def check(self, selection: "Selection | None" = None, *, keep_objects: bool = False) -> "Checked | Result":
        """Checks the whole estate; of a project file with faults, only those. The objects stay only on request."""
        from routecfg.pipeline import Project
        from routecfg.pipeline.check import check

        if not isinstance(self.opened, Project):
            return self.opened
        return check(
            self.opened,
            self.files(self.opened.settings.sandbox),
            self.today,
            selection=selection,
            cache=self.cache,
            fingerprint=self.fingerprint,
            keep_objects=keep_objects,
            watch=self._surroundings.watched,
            seen=self.seen,
        )

    def contents(self) -> dict[str, bytes]:
        """The bytes of the project file and of every routing file that can be read, by path."""
        files = {PROJECT_FILE: self.project_data}
        with suppress(CannotRun):
            files |= {file.path: file.read() for file in self.files(self.settings.sandbox) if file.digest is not None}
        return files

    def found_in(
        self, contents: Mapping[str, bytes], selection: "Selection", reported: Sequence[str] | None
    ) -> "tuple[Diagnostic, ...]":
        """What is found in these files if their contents were others, `reported` ones only."""
        from routecfg.pipeline import Result
        from routecfg.pipeline.check import check
        from routecfg.pipeline.project_file import open_project

        opened = open_project(contents[PROJECT_FILE])
        if isinstance(opened, Result):
            return opened.only(reported).diagnostics
        files = [
            SourceFile(file.path, contents[file.path]) if file.path in contents else file
            for file in self.files(opened.settings.sandbox)
        ]
        return (
            check(opened, files, self._day or self.now().date(), selection=selection).result.only(reported).diagnostics
        )

    def rewrite(self, contents: Mapping[str, bytes]) -> None:
        """Puts other bytes into files of the project. What was read of them is forgotten.

        Raises CannotRun if one has changed since it was read, or cannot be written.
        """
        from routecfg.project import clear_leftovers, project_source

        files = [project_source(self.root, self.project_data)] if PROJECT_FILE in contents else []
        if set(contents) - {PROJECT_FILE}:
            files += [file for file in self.files(self.settings.sandbox) if file.path in contents]
        clear_leftovers(files)
        for file in {file.place: file for file in reversed(files)}.values():  # once, however many links lead to it
            file.rewrite(contents[file.path])

    def objects(self) -> "Assembly":
        """The sandbox's objects, those with errors by name only. stderr says which files could not be read.

        Raises CannotRun if the project file is wrong.
        """
        from routecfg.pipeline import read_objects

        project = self._sound_project()
        files = self.files(project.settings.sandbox)
        assembly = read_objects(
            project, files, cache=self.cache, fingerprint=self.fingerprint, watch=self._surroundings.watched
        )
        self.cache.save()
        if assembly.unread:
            self._surroundings.note(
                f"{plural(len(assembly.unread), 'file')} could not be read: 'routecfg validate' says why"
            )
        return assembly

    def diagnostics(self) -> "tuple[Diagnostic, ...]":
        """What `check` reports of the sandbox."""
        known = decoded(self.known(b"diagnostics"), msgspec.msgpack.Decoder(tuple[Diagnostic, ...]))
        if known is not None:
            return known
        from routecfg.pipeline import Result

        checked = self.check()
        diagnostics = checked.diagnostics if isinstance(checked, Result) else checked.result.diagnostics
        self.learn(b"diagnostics", msgspec.msgpack.encode(diagnostics))
        return diagnostics

    def known(self, question: bytes) -> bytes | None:
        """The answer that `learn` kept for this question, if neither the day nor any file has changed since."""
        if not self.cache.keeps or self._known_settings is None:
            return None
        return self.cache.result(self._answer_key(question, self._known_settings[0]))

    def learn(self, question: bytes, answer: bytes) -> None:
        """Keeps an answer, and all else that was learned. Nothing is kept while the project file is wrong."""
        from routecfg.pipeline import Project

        if self.cache.keeps and isinstance(self.opened, Project):
            self.cache.keep_result(self._answer_key(question, self.opened.settings.sandbox), answer)
            self.cache.save()

    def _answer_key(self, question: bytes, sandbox: str) -> bytes:
        parts = [self.fingerprint, self.project_data, self.today.isoformat().encode(), question]
        for file in self.files(sandbox):
            unread = msgspec.msgpack.encode(file.findings)
            parts += (file.path.encode("utf-8", "surrogateescape"), file.digest or b"", unread)
        return content_key(*parts)


def _project_near(here: Path, near: str | None) -> Path:
    """The folder of the project around a path, or around the current folder.

    Raises CannotRun if there is none.
    """
    if near is not None:
        with suppress(CannotRun):
            return find_project(Path(os.path.abspath(here / near)))  # noqa: PTH100 - links in it are not followed
    return find_project(here)
