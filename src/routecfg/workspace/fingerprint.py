"""What an answer depends on besides the files: which routecfg, which Python, which packages and data."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from routecfg import __version__


@cache
def fingerprint() -> bytes:
    """A value that differs for every version of routecfg and of its packages, and for edits in a checkout."""
    return "\n".join((__version__, sys.version, *_installed(), *_own_files())).encode("utf-8", "surrogateescape")


def _installed() -> list[str]:
    """The packages that are there, as the names of their metadata folders (`holidays-0.109.dist-info`).

    Reading the metadata itself would take as long as everything else in an unchanged run.
    """
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - names are wanted, not paths
    return sorted(found)


def _own_files() -> Iterator[str]:
    top = Path(__file__).parents[1]
    pending = [str(top), str(top.parents[1] / "schema")]
    while pending:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".json")):
                    status = entry.stat()
                    yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"
                elif entry.is_dir() and entry.name != "__pycache__":
                    pending.append(entry.path)
