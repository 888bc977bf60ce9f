"""What chats run on: a bundle, and where in the files its parts are written."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.diagnostics import CannotRun
from routecfg.workspace.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.bundle import Bundle
    from routecfg.diagnostics import Diagnostic
    from routecfg.model import Assembly, Estate
    from routecfg.pipeline.written_places import Written

_INCOMPLETE: Final = "the routing files have errors, so it is not known where chats go"
_VALIDATE: Final = "'routecfg validate' says which"


class Subject(NamedTuple):
    """A bundle and its digest, the estate as it is written, and where."""

    bundle: "Bundle"
    digest: str
    written: "Estate | None"
    places: "Written"


def sandbox(workspace: Workspace, day: date, assembly: "Assembly | None" = None) -> Subject:
    """The sandbox as it would be released on a day; `assembly` has its objects, if they have been read already.

    Raises CannotRun if an object cannot be read, or names what is not there.
    """
    from routecfg.bundle import compile_bundle, lost_name
    from routecfg.pipeline.written_places import WrittenPlaces

    assembly, settings = assembly or workspace.objects(), workspace.settings
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


def released(
    workspace: Workspace, number: int | None = None, otherwise: str | None = None
) -> "Subject | tuple[Diagnostic, ...]":
    """A release, the live one if `number` is None; or what is wrong with production or with the release.

    `otherwise` says what to do where nothing is live.
    Raises CannotRun if there is no such release, or it cannot be read.
    """
    from routecfg.bundle import NotABundle, read_bundle
    from routecfg.deploy import look
    from routecfg.releases import Refused, Unavailable

    production = look(workspace.store)
    if production.findings:
        return production.findings
    head = production.head
    if head is None:
        raise CannotRun("nothing has been released yet", otherwise)
    wanted = head.number if number is None else number
    if wanted not in {record.number for record in production.log.records}:
        raise CannotRun(f"there is no release {wanted}", "'routecfg history' lists them")
    found = workspace.store.read(wanted)
    if isinstance(found, Unavailable):
        raise CannotRun(found.message, found.help)
    if isinstance(found, Refused):
        return (found.finding,)
    bundle = read_bundle(found.content)
    if isinstance(bundle, NotABundle):
        raise CannotRun(f"release {wanted} {bundle.reason}", "a newer routecfg may be able to run it")
    return Subject(bundle, f"sha256:{found.record.bundle}", None, lambda _: None)


def places_of_bundle(written: "Written", estate: "Estate") -> "Written":
    """Finds the places of a bundle's targets, too: what a target set brings stands in the set.

    `written` knows the places of the files, and `estate` is as these have it.
    """
    from routecfg.engine.loaded import places_in_sets

    def found(pointer: str) -> tuple[str, int] | None:
        kind, name, _, inner, part, index = (*pointer.split("/")[1:7], *[""] * 6)[:6]
        tree = estate.decision_trees.get(name) if kind == "decision_trees" else None
        decision = next((each for each in tree.decisions if each.name == inner), None) if tree is not None else None
        if tree is not None and decision is not None and part == "targets" and index.isdecimal():
            of_sets, sets = int(index) - len(decision.targets), [*places_in_sets(estate, tree, decision)]
            if of_sets >= len(sets):  # only production has it
                pointer = f"/decision_trees/{name}/decisions/{inner}"
            elif of_sets >= 0:
                pointer = sets[of_sets]
        return written(pointer)

    return found
