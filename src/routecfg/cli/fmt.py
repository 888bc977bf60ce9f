"""`routecfg fmt`: files in their canonical layout."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from routecfg.cache import content_key
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.progress import watched
from routecfg.cli.terminal import given, hand_over, note, say
from routecfg.cli.workspace import STDIN, Workspace
from routecfg.diagnostics import CannotRun, plural
from routecfg.disclosure import harmless, masked_words_of
from routecfg.limits import LARGEST_FILE
from routecfg.project import SourceFile, clear_leftovers, content_digest

_DIGEST: Final = 20
_MOST_KNOWN: Final = 100_000 * _DIGEST
"""Bytes of digests that the cache keeps."""


class _Rewritten(NamedTuple):
    """A file, its bytes before and after; `refused` says why it stays as it is."""

    file: SourceFile
    before: bytes
    after: bytes
    refused: str | None


def fmt(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS|-",
            help="Format these files or folders only. '-' formats standard input to standard output.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say which files are not formatted, and exit with 1.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change, and exit with 1 if anything would.")
    ] = False,
    project: ProjectOption = None,
) -> int:
    """Lay files out in one way: indentation, spaces, line ends.

    Comments, blank lines and quotes stay, and so does what the files mean: that is checked before anything is written.
    Exit status: 0; 1 a file that could not be formatted, with --check or --diff one that would change.
    """
    if STDIN in (paths or ()):
        return _standard_input(paths or [], check=check, diff=diff)
    workspace = Workspace(project, near=next(iter(paths or ()), None))
    dry = check or diff
    wanted = _wanted(workspace, paths or [])
    if not dry:
        clear_leftovers(wanted)
    changed = refused = 0
    for file, before, after, why in _rewritten(workspace, wanted):
        shown = harmless(f"{workspace.prefix}{file.path}")
        if why is not None:
            refused += 1
            note(f"{shown} was left as it is: {harmless(why)}")
        elif before != after:
            changed += 1
            if not dry:
                file.rewrite(after)
            if diff:
                say(_difference(before, after, shown))
            else:
                say(f"{'not formatted:' if check else 'formatted'} {shown}")
    if not changed and not refused:
        say("all files are formatted")
    elif dry and changed:
        note(f"{plural(changed, 'file')} would be formatted")
    return Exit.FOUND if refused or (dry and changed) else Exit.CLEAN


def _standard_input(paths: list[str], *, check: bool, diff: bool) -> int:
    from routecfg.source import formatted

    if len(paths) > 1:
        raise CannotRun("'-' stands for standard input, and no other file can be formatted together with it")
    before = given(LARGEST_FILE)
    after, refused = formatted(before)
    if refused is not None:
        note(f"standard input was left as it is: {harmless(refused)}")
    if diff and before != after:
        say(_difference(before, after, "standard input"))
    elif not (check or diff):
        hand_over(after)
    return Exit.FOUND if refused is not None or ((check or diff) and before != after) else Exit.CLEAN


def _wanted(workspace: Workspace, paths: list[str]) -> list[SourceFile]:
    """The project file and every routing file, or those that the paths name. stderr names paths without any."""
    from routecfg.project import project_source

    reported = workspace.reported(paths)
    files = [project_source(workspace.root), *workspace.files(workspace.settings.sandbox)]
    for path in workspace.unread(paths):
        note(masked_words_of(paths, f"'{harmless(path)}' is not a routing file of this project, and contains none"))
    if reported is None:
        return files
    tops = [f"{top}/" for top in reported]
    return [file for file in files if "./" in tops or any(f"{file.path}/".startswith(top) for top in tops)]


def _rewritten(workspace: Workspace, files: list[SourceFile]) -> Iterator[_Rewritten]:
    """Each file that is not known to be formatted. The cache keeps the digests of those that are."""
    from routecfg.source import formatted

    key = content_key(b"formatted", workspace.fingerprint)
    kept = workspace.cache.result(key) or b""
    known = {kept[at : at + _DIGEST] for at in range(0, len(kept), _DIGEST)}
    sound: list[bytes] = []
    seen: set[tuple[Path, str]] = set()
    for file in watched("Formatting files", files):
        if file.place is not None:
            if file.place in seen:  # a link to a file that has had its turn
                continue
            seen.add(file.place)
        if file.digest is None:
            if not file.skipped:
                yield _Rewritten(file, b"", b"", "it cannot be read, and 'routecfg validate' says why")
            continue
        if file.digest in known:
            sound.append(file.digest)
            continue
        before = file.read()
        after, refused = formatted(before)
        if refused is None:
            sound.append(content_digest(after))
        yield _Rewritten(file, before, after, refused)
    workspace.cache.keep_result(key, b"".join(dict.fromkeys([*sound, *known]))[:_MOST_KNOWN])
    workspace.cache.save()


def _difference(before: bytes, after: bytes, name: str) -> str:
    from routecfg.source import shown_change

    return "\n".join(map(harmless, shown_change(before, after, name)))
