"""What `pip install` is given in the files that `init` writes: a release of routecfg, or a git repository of it."""

import re
from typing import Final

from routecfg import __version__
from routecfg.diagnostics import CannotRun

RELEASE: Final = f"routecfg~={__version__}"
"""The version that writes the files: CI does not stop because a later version finds more."""

_SHORT_SSH: Final = re.compile(r"(?P<host>[\w.-]+@[\w.-]+):(?!/)(?P<path>.+)", re.ASCII)
"""`git@github.com:owner/routecfg.git`, which git understands and pip does not."""

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https|ssh|file)://(?P<host>[\w.@-]*(?::[0-9]+)?)(?P<path>/[\w.~/+-]+?)(?P<version>@[\w.][\w./-]*)?/?",
    re.ASCII,
)
"""Only characters that neither a shell nor YAML reads as anything but themselves: the address goes into scripts."""

_HELP: Final = (
    "write the address that git clones, with @ and a tag or commit behind it, such as "
    "https://github.com/OWNER/routecfg@v0.1.0"
)


def from_repository(address: str) -> tuple[str, bool]:
    """What pip installs from a git repository, and whether that is a fixed version.

    Raises CannotRun if it is not an address that can stand in a file: one with a password, an unencrypted one.
    """
    bare = address.removeprefix("git+")
    short = _SHORT_SSH.fullmatch(bare)
    match = _ADDRESS.fullmatch(f"ssh://{short['host']}/{short['path']}" if short is not None else bare)
    if re.match(r"https?://[^/]*@|\w+://[^/@]*:[^/@]*@", bare):
        raise CannotRun(
            "the address of the repository holds a user or a password, which would stand in the files of CI",
            "leave it out: CI has its own access to repositories, and git asks for yours",
        )
    if bare.startswith(("http://", "git://")):
        raise CannotRun(
            "the address of the repository is not encrypted: anybody on the way could change what CI installs",
            "write it with https:// or ssh://",
        )
    if match is None or (match["scheme"] != "file" and not match["host"]):
        raise CannotRun("this is not the address of a git repository", _HELP)
    version = match["version"] or ""
    return f"git+{match['scheme']}://{match['host']}{match['path']}{version}", bool(version)
