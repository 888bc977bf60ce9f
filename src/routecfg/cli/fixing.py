"""`routecfg validate --fix`: what has one right mend is mended in the files."""

from typing import Final, NamedTuple

from routecfg.cli.terminal import note, say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import plural
from routecfg.disclosure import harmless

_MOST_ROUNDS: Final = 20
"""A mend may show what could not be seen before it, such as the rest of a file that could not be read."""


class _Mended(NamedTuple):
    """The files that change, before and after, by path; and how many findings that mends."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    findings: int


def mend(workspace: Workspace, select: tuple[str, ...], ignore: tuple[str, ...], only: tuple[str, ...] | None) -> None:
    """Mends what these rules find, in these files and folders only. stderr says how much that was.

    Raises CannotRun if a file has changed since it was read, or cannot be written.
    """
    mended = _mended(workspace, select, ignore, only)
    workspace.rewrite(mended.after)
    _tell(mended, "fixed")


def show_mends(
    workspace: Workspace, select: tuple[str, ...], ignore: tuple[str, ...], only: tuple[str, ...] | None
) -> bool:
    """Shows what `mend` would change, and whether it would change anything. Writes nothing."""
    from routecfg.source import shown_change

    mended = _mended(workspace, select, ignore, only)
    for path, data in sorted(mended.after.items()):
        say("\n".join(map(harmless, shown_change(mended.before[path], data, f"{workspace.prefix}{path}"))))
    _tell(mended, "would be fixed")
    return bool(mended.after)


def _mended(
    workspace: Workspace, select: tuple[str, ...], ignore: tuple[str, ...], only: tuple[str, ...] | None
) -> _Mended:
    from routecfg.pipeline.fixes import fixed
    from routecfg.policy import Selection

    before = workspace.contents()
    contents, findings = dict(before), 0
    for _ in range(_MOST_ROUNDS):
        diagnostics = workspace.found_in(contents, Selection(select, ignore), only)
        changed = fixed(contents, diagnostics)
        if not changed:
            break
        findings += sum(each.fix is not None and each.place.file in changed for each in diagnostics)
        contents |= changed
    after = {path: data for path, data in contents.items() if data != before[path]}
    return _Mended(before, after, findings)


def _tell(mended: _Mended, what: str) -> None:
    if mended.after:
        note(f"{plural(mended.findings, 'finding')} {what} in {plural(len(mended.after), 'file')}")
    else:
        note("nothing here has one right mend")
