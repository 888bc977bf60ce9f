"""What chats run on: a bundle, and where in the files its parts are written."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.diagnostics import CannotRun
from routecfg.workspace.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.bundle import Bundle
    from routecfg.model import Estate
    from routecfg.pipeline.written_places import Written

_INCOMPLETE: Final = "the routing files have errors, so it is not known where chats go"
_VALIDATE: Final = "'routecfg validate' says which"


class Subject(NamedTuple):
    """A bundle and its digest, the estate as it is written, and where."""

    bundle: "Bundle"
    digest: str
    written: "Estate | None"
    places: "Written"


def sandbox(workspace: Workspace, day: date) -> Subject:
    """The sandbox as it would be released on a day.

    Raises CannotRun if an object cannot be read, or names what is not there.
    """
    from routecfg.bundle import compile_bundle, lost_name
    from routecfg.pipeline.written_places import WrittenPlaces

    assembly, settings = workspace.objects(), workspace.settings
    if assembly.unread or assembly.incomplete:
        raise CannotRun(_INCOMPLETE, _VALIDATE)
    try:
        bundle = compile_bundle(assembly.estate, settings, day)
    except KeyError:
        raise CannotRun(_INCOMPLETE, _VALIDATE) from None
    if lost_name(bundle.estate) is not None:
        raise CannotRun(_INCOMPLETE, _VALIDATE)
    places = WrittenPlaces(workspace.files(settings.sandbox), assembly.files)

    def written(pointer: str) -> tuple[str, int] | None:
        found = places.of(pointer)
        return None if found is None else (workspace.prefix + found[0], found[1])

    return Subject(bundle, "sandbox", assembly.estate, written)
