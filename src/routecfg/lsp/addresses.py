"""The editor's addresses of files, and paths: `file:///work/shop/routing/main.yaml`."""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

_SCHEME: Final = "file"
_DRIVE: Final = re.compile("/[A-Za-z]:")
"""How the address of a file on Windows begins."""


def path_of(uri: str) -> Path | None:
    """The path of a file; None for what is on no disk (`untitled:`, `git:`), or is no address at all."""
    try:
        parts = urlsplit(uri)
        if parts.scheme != _SCHEME or not parts.path.startswith("/"):
            return None
        path = os.fsdecode(unquote_to_bytes(parts.path))
    except ValueError:
        return None
    if "\0" in path:
        return None
    if os.name == "nt":  # pragma: no cover - the tests run elsewhere
        return Path(path[1:]) if _DRIVE.match(path) else Path(f"//{parts.netloc}{path}") if parts.netloc else None
    return Path(os.path.normpath(path)) if parts.netloc in ("", "localhost") else None


def address_of(path: Path) -> str:
    """The address of a file. The path must be absolute."""
    return path.as_uri()
