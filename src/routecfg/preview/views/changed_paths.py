"""What changes and the ways to it, as two drawings: as production has it, and as the sandbox has it."""

from routecfg.draw import Change, Diagram, change_diagram_of
from routecfg.preview.answers import Picture
from routecfg.preview.comparing import Comparison
from routecfg.preview.views.pictures import picture


def changed_paths(version: int, comparison: Comparison) -> tuple[Picture, Picture] | None:
    """The drawings of production and of the sandbox; None if nothing is live, or nothing changes."""
    proposal, live = comparison.proposal, comparison.live
    if live is None or proposal.nothing:
        return None
    both = change_diagram_of(live.estate, proposal.bundle.estate, proposal.difference)
    return (
        picture(version, "Production", without(both, "added")),
        picture(version, "Sandbox", without(both, "removed")),
    )


def without(diagram: Diagram, change: Change) -> Diagram:
    """The diagram without the boxes and arrows that come, or that go."""
    kept = [index for index, box in enumerate(diagram.boxes) if box.change != change]
    places = {index: place for place, index in enumerate(kept)}
    arrows = tuple(
        arrow._replace(start=places[arrow.start], end=places[arrow.end])
        for arrow in diagram.arrows
        if arrow.change != change and arrow.start in places and arrow.end in places
    )
    led_to = {arrow.end for arrow in arrows if arrow.start != arrow.end}
    roots = tuple(place for place in range(len(kept)) if place not in led_to)
    return Diagram(tuple(diagram.boxes[index] for index in kept), arrows, roots)
