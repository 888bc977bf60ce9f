"""An object or a decision: all that there is to say about it."""

from routecfg.preview.answers import Details
from routecfg.preview.opened import Opened
from routecfg.preview.views.facts import facts
from routecfg.preview.views.found import found
from routecfg.preview.views.named import found_at, named, words
from routecfg.preview.views.said import said
from routecfg.preview.views.source import source
from routecfg.preview.views.ways import leads_to, led_from, part_at


def details(opened: Opened, at: str) -> Details:
    """What customers see of it, where it leads, and what leads there. Raises LookupError if a pointer names nothing.

    A finding about a decision is among those of its tree, too. Of an object with errors there are its findings and
    lines, and what leads there.
    """
    path = found_at(opened, at)
    part = part_at(opened, path)
    return Details(
        opened.version,
        named(opened, path),
        words(part.description) if part is not None else "",
        named(opened, path[:2]) if len(path) > 2 else None,
        said(opened, path),
        facts(opened, path),
        leads_to(opened, path),
        led_from(opened, path),
        tuple(found(opened, each) for each in opened.found.get(path, ())),
        source(opened, path),
    )
