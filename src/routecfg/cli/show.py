"""`routecfg show`: one object, who leads to it and where it leads."""

from typing import Annotated

import typer

from routecfg.cli.exits import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.terminal import say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, listed, nearest


def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The object's name, or KIND/NAME where two kinds share it.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    project: ProjectOption = None,
) -> int:
    """Show one object: fields, what uses it and what it uses."""
    from routecfg.cli.workspace import readable_estate
    from routecfg.model import KIND_WORDS, spoken
    from routecfg.report.objects import shown_as_json, shown_as_text

    workspace = Workspace(project)
    assembly = readable_estate(workspace)
    kind, _, bare = name.rpartition("/")
    kinds = {word: one for one in KIND_WORDS for word in (one, one.removesuffix("s"))}
    if kind and kind not in kinds:
        raise CannotRun(f"there is no kind '{kind}'", f"the kinds are {', '.join(KIND_WORDS)}")
    found = [one for one in assembly.files if one[1] == bare and (not kind or one[0] == kinds[kind])]
    if not found:
        near = nearest(bare, (one for _, one in assembly.files))
        raise CannotRun(
            f"nothing is called '{bare}'", f"did you mean '{near}'?" if near else "'routecfg list' shows all names"
        )
    if len(found) > 1:
        names = listed([f"'{one}/{bare}'" for one, _ in found])
        raise CannotRun(f"{len(found)} objects are called '{bare}'", f"say which: {names}")
    if found[0] in assembly.incomplete:
        raise CannotRun(f"{spoken(*found[0])} has errors", "'routecfg validate' says which")
    say((shown_as_json if as_json else shown_as_text)(assembly, found[0], workspace.prefix))
    return Exit.CLEAN
