"""The state of a project that is newest, and what notices that its files have been saved."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from routecfg.cache import content_key
from routecfg.diagnostics import CannotRun
from routecfg.preview.opened import Opened
from routecfg.project import SCENARIOS
from routecfg.workspace import Workspace

_DEBOUNCE: Final = 200
"""Milliseconds for which changes are collected, at most."""
_STEP: Final = 20
"""Milliseconds without a change after which they are looked at: editors save by several steps."""
_LOOK_ANYWAY: Final = 1000
"""Milliseconds after which files are looked at although nobody has said that they changed: some disks never do."""
_MOST_FOLDERS: Final = 10_000


class Following:
    """Opens the project anew after each save. `open` gives a workspace that nothing has been read of."""

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        self._open = open_workspace
        self._key = b""
        self._seen: frozenset[tuple[str, int, int, int]] = frozenset()
        self.newest = self._opened(1)

    def look(self) -> bool:
        """Opens the project again if its files are others than before, and says so."""
        before = self._key
        opened = self._opened(self.newest.version + 1)
        if self._key == before:
            return False
        self.newest = opened
        return True

    def follow(self, stop: threading.Event, changed: Callable[[int], None]) -> None:
        """Calls with each new version, until it is told to stop."""
        from watchfiles import watch

        polling = False
        while not stop.is_set():
            folders = sorted(self._folders())
            try:
                for changes in watch(
                    *folders,
                    watch_filter=None,
                    debounce=_DEBOUNCE,
                    step=_STEP,
                    stop_event=stop,
                    rust_timeout=_LOOK_ANYWAY,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    force_polling=polling,
                    recursive=False,
                ):
                    if (changes or self._changed()) and self.look():
                        changed(self.newest.version)
                    if sorted(self._folders()) != folders:
                        break
            except OSError:
                if polling:
                    stop.wait(_LOOK_ANYWAY / 1000)
                polling = True  # too many files are watched on this machine, or this disk says nothing

    def _opened(self, version: int) -> Opened:
        """The project as it is now; as it was, with a problem, if it is not there any more."""
        try:
            workspace = self._open()
            opened = Opened(workspace, version)
            self._key = _key(opened)
        except CannotRun as error:
            if version == 1:
                raise
            opened = Opened(self.newest.workspace, version)
            opened.problem = error.message
            self._key = content_key(error.message.encode())
        self._seen = frozenset(self._signs())
        return opened

    def _changed(self) -> bool:
        return frozenset(self._signs()) != self._seen

    def _signs(self) -> Iterator[tuple[str, int, int, int]]:
        """What changes with a file, without reading it."""
        for folder in self._folders():
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(OSError):
                        status = entry.stat()
                        yield entry.path, status.st_size, status.st_mtime_ns, status.st_ino

    def _folders(self) -> set[str]:
        """The folders of the project in which files belong to it. Links are not followed."""
        root = Path(os.path.realpath(self.newest.workspace.root)) if hasattr(self, "newest") else None
        if root is None:
            return set()
        names = [SCENARIOS]
        with suppress(CannotRun):
            names += [self.newest.settings.sandbox, self.newest.settings.production]
        found = {str(root)}
        pending = [str(root / name) for name in names]
        while pending and len(found) < _MOST_FOLDERS:
            folder = pending.pop()
            if os.path.islink(folder) or not os.path.isdir(folder):  # noqa: PTH112, PTH114 - strings, many of them
                continue
            found.add(folder)
            with suppress(OSError), os.scandir(folder) as entries:
                pending += [each.path for each in entries if each.is_dir(follow_symlinks=False)]
        return found


def _key(opened: Opened) -> bytes:
    """Stands for all that is read of the project."""
    workspace = opened.workspace
    parts = [workspace.project_data]
    with suppress(CannotRun):
        parts.append(workspace.today.isoformat().encode())
        for file in (*workspace.files(workspace.settings.sandbox), *workspace.scenario_files):
            parts += (file.path.encode("utf-8", "surrogateescape"), file.digest or repr(file.findings).encode())
    return content_key(*parts)
