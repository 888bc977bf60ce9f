"""What an answer depends on besides the files: which routecfg, which Python, which data."""

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from routecfg import __version__

_PACKAGES: Final = ("PyYAML", "holidays", "jsonschema", "jsonschema-rs", "msgspec", "phonenumbers", "tzdata")
"""Other people's code and data whose version may change a finding."""


@cache
def fingerprint() -> bytes:
    """Another value for every version of routecfg and of what it works with, edits of a checkout included."""
    parts = [__version__, sys.version]
    for package in _PACKAGES:
        try:
            parts.append(version(package))
        except PackageNotFoundError:
            parts.append("")
    top = Path(__file__).parents[1]
    for path in sorted((*top.rglob("*.py"), *top.rglob("*.json"), *top.parents[1].glob("schema/*.json"))):
        status = path.stat()
        parts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(parts).encode()
