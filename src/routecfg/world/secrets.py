"""Secrets at the moment in which they are needed: found where the project says that they are kept, and put in."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from routecfg.engine.events import SECRET, Placeholder
from routecfg.files import UnfitFileError, read_file, real_path
from routecfg.model import SecretReference
from routecfg.templates import FILTERS, Data, shown
from routecfg.world.bounds import GivenUpError

_LARGEST: Final = 1 << 13
"""Characters of a secret, and bytes of a file that holds one. Few web servers take a longer header."""


class Secrets:
    """The secrets of a project, by name."""

    def __init__(self, references: Mapping[str, SecretReference], environment: Mapping[str, str], folder: Path) -> None:
        """`folder` is the project's: paths that do not begin at the root of the system lead to a file in it."""
        self._references = references
        self._environment = environment
        self._folder = folder

    def found(self, name: str) -> str:
        """A secret. Raises GivenUpError if there is none; the reason names it and says nothing else of it."""
        reference = self._references.get(name)
        if reference is None:
            raise GivenUpError(f"the secret '{name}' is missing: routecfg.yaml does not name it")
        if reference.env is not None:
            found = self._environment.get(reference.env)
            if found is None:
                raise GivenUpError(f"the secret '{name}' is missing: its environment variable is not set")
            if any("\ud800" <= char <= "\udfff" for char in found):  # so Python shows what is not UTF-8
                raise GivenUpError(f"the secret '{name}' is missing: its environment variable holds no text")
        else:
            found = self._kept(name, Path(reference.file or ""))
        if not found.strip():
            raise GivenUpError(f"the secret '{name}' is missing: nothing is where it is kept")
        if len(found) > _LARGEST:
            raise GivenUpError(f"the secret '{name}' is too long to be sent")
        return found.strip()

    def _kept(self, name: str, path: Path) -> str:
        """The text of a file. Links to it are followed: where containers find their secrets, these are links."""
        try:
            found = real_path(self._folder / path)
            if not path.is_absolute() and not found.is_relative_to(real_path(self._folder)):
                raise GivenUpError(f"the secret '{name}' is missing: its file is outside of the project")
            content = read_file(found.parent, found.name, _LARGEST)
        except UnfitFileError:
            raise GivenUpError(f"the secret '{name}' is missing: its file is no file for a secret") from None
        except (OSError, ValueError):
            content = None
        if content is None:
            raise GivenUpError(f"the secret '{name}' is missing: its file cannot be read")
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise GivenUpError(f"the secret '{name}' is missing: its file holds no text") from None


def filtered(secret: str, placeholder: Placeholder) -> str:
    """The text that belongs into the place of a secret."""
    value: Data = secret
    for name, arguments in placeholder.filters:
        value = FILTERS[name].apply(value, *arguments)
    return shown(value)


def put_in_part(text: str, start: int, values: Iterable[tuple[int, str]]) -> str:
    """The same for a part of the whole, which begins at `start` there: what belongs elsewhere is left out."""
    return put_in(text, ((at - start, value) for at, value in values if start <= at < start + len(text)))


def basic(user: str) -> str:
    """What the header `Authorization` says for a name and a password that stood before a host (RFC 7617)."""
    try:
        return f"Basic {b64encode(unquote_to_bytes(user)).decode()}"
    except UnicodeEncodeError:
        raise GivenUpError("what stands before the host of the address is no text") from None


def put_in(text: str, values: Iterable[tuple[int, str]]) -> str:
    """A text with the values in the places where `SECRET` stands for them."""
    parts: list[str] = []
    end = 0
    for start, value in sorted(values):
        parts += (text[end:start], value)
        end = start + len(SECRET)
    return "".join((*parts, text[end:]))
