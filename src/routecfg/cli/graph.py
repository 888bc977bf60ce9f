"""`routecfg graph`: the diagram of an object or of the estate."""

from typing import Annotated

import typer

from routecfg.cli.exits import Exit
from routecfg.cli.options import ProjectOption, TodayOption, day
from routecfg.cli.terminal import colourful, say
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, listed, nearest

_DRAWN = ("inbound_routings", "time_conditions", "decision_trees", "chatbots", "terminates", "queues")


def graph(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="An inbound routing, time condition, decision tree, chatbot, terminate or queue; KIND/NAME where two"
            " kinds share a name. Default: the whole routing.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="tree, mermaid or dot.")] = "tree",
    fold: Annotated[
        bool | None,
        typer.Option(
            "--fold/--unfold", help="Decision trees as one box each. Default: in large diagrams.", show_default=False
        ),
    ] = None,
    project: ProjectOption = None,
    today: TodayOption = None,
) -> int:
    """Draw where chats can go. What 'validate' found is marked with its code.

    Of a terminate or a queue, what leads there is drawn.
    """
    from routecfg.draw import as_dot, as_mermaid, as_tree, sketch
    from routecfg.graph import build

    if format_ not in ("tree", "mermaid", "dot"):
        raise CannotRun(f"there is no format '{format_}'", "the formats are tree, mermaid and dot")
    workspace = Workspace(project, day(today, "--today"))
    checked = workspace.check(cache=workspace.cache(enabled=True))
    if checked.assembly is None:
        raise CannotRun("routecfg.yaml has errors", "'routecfg validate' says which")
    estate = checked.assembly.estate
    start = _start([one for kind in _DRAWN for one in ((kind, each) for each in estate.of(kind))], name)
    drawing = sketch(estate, build(estate), start, checked.result.diagnostics, fold)
    match format_:
        case "mermaid":
            say(as_mermaid(drawing))
        case "dot":
            say(as_dot(drawing))
        case _:
            say(as_tree(drawing, colourful()))
    return Exit.CLEAN


def _start(known: list[tuple[str, str]], name: str | None) -> tuple[str, str] | None:
    """The object that is meant. Raises CannotRun if there is none, or several."""
    if name is None:
        return None
    kind, _, bare = name.rpartition("/")
    found = [one for one in known if one[1] == bare and kind in ("", one[0], one[0].removesuffix("s"))]
    if not found:
        near = nearest(bare, (one for _, one in known))
        raise CannotRun(
            f"there is nothing to draw that is called '{name}'", f"did you mean '{near}'?" if near else None
        )
    if len(found) > 1 and not kind:
        names = listed([f"'{one}/{bare}'" for one, _ in found])
        raise CannotRun(f"{len(found)} objects are called '{bare}'", f"say which: {names}")
    return found[0]
