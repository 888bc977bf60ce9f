"""The newest state of a project, and what notices that its files have been saved."""

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from routecfg.cache import Cache, content_key
from routecfg.diagnostics import CannotRun
from routecfg.diagnostics.fault import fault
from routecfg.files import real_path
from routecfg.pipeline.places import SeenPlaces
from routecfg.preview.opened import Opened
from routecfg.project import SCENARIOS
from routecfg.workspace import Workspace

OpenWorkspace = Callable[[Cache | None, SeenPlaces], Workspace]
"""Opens the project: with what is known of its files, and of where things are in them."""

_DEBOUNCE: Final = 200
"""Milliseconds for which changes are collected, at most."""
_STEP: Final = 20
"""Milliseconds without a change after which files are read: editors save in several steps."""
_TICK: Final = 1000
"""Milliseconds after which it is looked whether files have changed that nobody spoke of: some disks never do."""
_READ_ANYWAY: Final = 60
"""Ticks after which files are read although nothing seems to have changed: a day ends, and no file shows it."""
_SWAP: Final = 0.1
"""Seconds in which a file that is gone has come back, if an editor has put another in its place."""
_MOST_FOLDERS: Final = 2_000
"""More are not listened to, only looked at."""

_Sign = tuple[bytes, int, int, int]


class Following:
    """Opens the project, and anew after each save. Raises CannotRun if there is none."""

    def __init__(self, open_workspace: OpenWorkspace) -> None:
        self._open = open_workspace
        self.busy: Final = threading.Lock()
        """Held by who works on the project: what is known of its files is not for two at once."""
        self._cache: Cache | None = None
        self._seen = SeenPlaces()
        self.newest: Opened = Opened(self._workspace())
        """The project as its files are now."""
        self._root = real_path(self.newest.workspace.root)
        self._signs = frozenset[_Sign]()
        self._key = self._known_by(self.newest)

    def look(self) -> bool:
        """Opens the project again if its files are others than before, and says so."""
        signs = frozenset(self._signs_now())  # before they are read: what is saved meanwhile is seen the next time
        with self.busy:
            try:
                opened, key = self._opened()
            except Exception:
                time.sleep(_SWAP)
                opened, key = self._opened_or_kept()
        self._signs = signs
        if key == self._key:
            return False
        self._key, self.newest = key, opened
        return True

    def follow(self, stop: threading.Event, changed: Callable[[], None]) -> None:
        """Calls after each change, until it shall stop."""
        collected = True
        for ticks, spoken_of in enumerate(self._moments(stop), 1):
            if (spoken_of or ticks % _READ_ANYWAY == 0 or self._have_changed()) and self.look():
                changed()
                collected = False
            elif not spoken_of and not collected:
                gc.collect()  # the states before; while nothing is waited for
                collected = True

    def _moments(self, stop: threading.Event) -> Iterator[bool]:
        """Moments at which to look for changes; with True if something speaks of one."""
        from watchfiles import watch

        listens = True
        while not stop.is_set():
            folders = sorted(self._folders())
            if not listens or len(folders) > _MOST_FOLDERS:
                yield False
                stop.wait(_TICK / 1000)
                continue
            yield False  # what was saved while nobody listened
            try:
                for changes in watch(
                    *folders,
                    watch_filter=None,
                    debounce=_DEBOUNCE,
                    step=_STEP,
                    stop_event=stop,
                    rust_timeout=_TICK,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    recursive=False,  # it would follow links, wherever they lead
                ):
                    yield bool(changes)
                    if sorted(self._folders()) != folders:
                        break
            except FileNotFoundError:  # a folder has gone meanwhile
                stop.wait(_TICK / 1000)
            except (OSError, RuntimeError):  # too much is listened to on this machine, or this disk cannot speak
                listens = False

    def _opened(self) -> tuple[Opened, bytes]:
        opened = Opened(self._workspace(), self.newest.version + 1)
        return opened, self._known_by(opened)

    def _opened_or_kept(self) -> tuple[Opened, bytes]:
        """The project; as it was, with a problem, where it cannot be opened any more."""
        try:
            return self._opened()
        except Exception as error:
            opened = Opened(self.newest.workspace, self.newest.version + 1)
            opened.problem = error.message if isinstance(error, CannotRun) else fault(error)
            return opened, content_key(b"problem", opened.problem.encode("utf-8", "backslashreplace"))

    def _workspace(self) -> Workspace:
        workspace = self._open(self._cache, self._seen)
        self._cache = workspace.cache
        return workspace

    def _known_by(self, opened: Opened) -> bytes:
        """Stands for all that is read of the project. The bytes of its files stay as they are."""
        workspace = opened.workspace
        parts = [workspace.project_data]
        with suppress(CannotRun):
            parts.append(workspace.today.isoformat().encode())
            for file in chain(workspace.files(workspace.settings.sandbox), workspace.scenario_files):
                file.hold()
                unread = msgspec.msgpack.encode(file.findings)
                parts += (file.path.encode("utf-8", "surrogateescape"), file.digest or b"", unread)
            signs = [*self._signs_of(self._production(opened)), *self._signs_of([str(self._root)], ".yaml")]
            parts.append(msgspec.msgpack.encode(sorted(signs)))
        return content_key(*parts)

    def _have_changed(self) -> bool:
        return frozenset(self._signs_now()) != self._signs

    def _signs_now(self) -> Iterator[_Sign]:
        return self._signs_of(self._folders())

    def _signs_of(self, folders: Iterable[str], ending: str = "") -> Iterator[_Sign]:
        """What changes with a file, without reading it, for each file in these folders whose name ends so."""
        for folder in folders:
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.endswith(ending):
                        continue
                    with suppress(OSError):
                        status = self._status(entry)
                        yield os.fsencode(entry.path), status.st_size, status.st_mtime_ns, status.st_ino

    def _status(self, entry: os.DirEntry[str]) -> os.stat_result:
        """Of a link that leads out of the project, the link's own."""
        inside = not entry.is_symlink() or real_path(Path(entry.path)).is_relative_to(self._root)
        return entry.stat(follow_symlinks=inside)

    def _folders(self) -> set[str]:
        """The folders in which files of the project are. Links are not followed."""
        found = {str(self._root)}
        names = [SCENARIOS]
        with suppress(CannotRun):
            names.append(self.newest.workspace.settings.sandbox)
        tops = [real_path(self._root / name) for name in names]
        pending = [str(top) for top in tops if top.is_relative_to(self._root)]
        while pending:
            folder = pending.pop()
            with suppress(OSError), os.scandir(folder) as entries:
                found.add(folder)
                pending += [each.path for each in entries if each.is_dir(follow_symlinks=False)]
        return found | set(self._production(self.newest))

    def _production(self, opened: Opened) -> list[str]:
        """The folders of production in which a release shows."""
        with suppress(CannotRun):
            production = self._root / opened.workspace.settings.production
            folders = (production, production / "releases")
            return [str(each) for each in folders if each.is_dir() and not each.is_symlink()]
        return []
