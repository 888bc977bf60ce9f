"""`routecfg graph`: the diagram of an object or of the estate."""

from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from routecfg.cli.completion import name_of
from routecfg.cli.exit_status import FAULT, Exit
from routecfg.cli.inbound import by_number
from routecfg.cli.lookup import item_named
from routecfg.cli.options import ProjectOption, TodayOption, day
from routecfg.cli.terminal import note, say, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import plural

if TYPE_CHECKING:
    from routecfg.model import Kind
    from routecfg.report.objects import Address

_STOPS: "Final[tuple[Kind, ...]]" = (
    "inbound_routings",
    "time_conditions",
    "decision_trees",
    "chatbots",
    "terminates",
    "queues",
)
"""Where chats go: of two objects of one name, what is of these kinds is meant."""


def graph(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="An object, or a decision as TREE/DECISION; KIND/NAME where two kinds share a name."
            " Default: the whole routing.",
            show_default=False,
            autocompletion=name_of(),
        ),
    ] = None,
    format_: Annotated[
        Literal["tree", "svg", "mermaid", "dot", "json"],
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="tree, svg for a picture, mermaid, dot for Graphviz, or json for programs.",
        ),
    ] = "tree",
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

    Of a terminate or a queue, what leads there is drawn; of a time group, a template, a ticket category or a custom
    field, what leads to where it is used. Exit status: 0; 1 something could not be read, and is missing.
    """
    from routecfg.draw import as_dot, as_mermaid, as_svg, as_tree, diagram_of, is_drawn
    from routecfg.graph import build
    from routecfg.pipeline import any_broken
    from routecfg.report.objects import items

    workspace = Workspace(project, day(today, "--today"))
    assembly = workspace.objects()
    estate = assembly.estate
    start, address = None, None
    if name is not None:
        word = by_number(estate, name) or name
        drawn = [item for item in items(assembly) if item.title is not None]
        stops = [item for item in drawn if item.address.kind in _STOPS]
        meant = stops if any(item.address.name == word for item in stops) else drawn
        address = item_named(meant, word, "there is nothing to draw that is called").address
        start = (address.kind, address.text if address.tree else address.name)
    diagnostics = workspace.diagnostics()
    drawing = diagram_of(estate, build(estate), start, diagnostics, fold)
    match format_:
        case "mermaid":
            text = as_mermaid(drawing)
            say(text)
            if not is_drawn(drawing, text):
                _note_size(len(drawing.arrows), len(text))
        case "svg":
            say(as_svg(drawing, _title(address)))
        case "dot":
            say(as_dot(drawing))
        case "json":
            from routecfg.report.diagram import diagram_as_json

            say(diagram_as_json(drawing))
        case "tree":
            say(as_tree(drawing, screen()))
    if assembly.incomplete:
        note(f"{plural(len(assembly.incomplete), 'object')} with errors left out: 'routecfg validate' says more")
    if any_broken(diagnostics):
        note(FAULT)
        return Exit.FAULT
    return Exit.FOUND if assembly.unread or assembly.incomplete else Exit.CLEAN


def _title(address: "Address | None") -> str:
    """What the picture shows, for those who hear it."""
    from routecfg.disclosure import without_tokens
    from routecfg.draw import leads_on

    if address is None:
        return "Where chats go"
    words = without_tokens(address.words)
    return f"Where chats go from {words}" if leads_on(address.kind) else f"What leads to {words}"


def _note_size(arrows: int, characters: int) -> None:
    """Says that Mermaid shows an error instead of the diagram."""
    from routecfg.draw import MOST_ARROWS, MOST_CHARACTERS

    note(
        f"Mermaid shows an error instead of this diagram, unless your site allows more: {arrows:,} arrows and"
        f" {characters:,} characters are here, and no more than {MOST_ARROWS} and {MOST_CHARACTERS:,} are drawn"
    )
    note("help: draw a part with 'routecfg graph NAME', a box for each tree with --fold, or use --format svg")
