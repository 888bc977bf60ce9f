"""The project at a glance: its numbers, its objects, what is wrong with it."""

from routecfg.diagnostics import PROJECT_FILE
from routecfg.disclosure import harmless
from routecfg.draw.diagram import word_of
from routecfg.graph import zone_of
from routecfg.model import ALL_KINDS, DecisionTree, InboundRouting, Settings, languages_of, shown_pointer
from routecfg.preview.answers import Item, Number, Summary
from routecfg.preview.opened import Opened
from routecfg.preview.views.found import found
from routecfg.preview.views.named import file_of, name, words


def summary(opened: Opened) -> Summary:
    """The project, however broken it is."""
    settings = opened.known_settings
    files = opened.assembly.files
    order = {kind: at for at, kind in enumerate(ALL_KINDS)}
    lines = opened.estate.inbound_routings
    return Summary(
        opened.version,
        words(settings.title) if settings is not None else "",
        opened.today,
        settings.timezone if settings is not None else "",
        settings.languages if settings is not None else (),
        harmless(opened.problem),
        opened.release,
        tuple(_number(opened, settings, key, lines[key]) for key in lines) if settings is not None else (),
        tuple(_item(opened, kind, key) for kind, key in sorted(files, key=lambda each: order[each[0]])),
        tuple(found(opened, diagnostic) for diagnostic in opened.diagnostics),
        {kind: word_of(kind) for kind in (*ALL_KINDS, "decisions", "also", "elsewhere")},
        opened.exported,
    )


def _number(opened: Opened, settings: Settings, key: str, line: InboundRouting) -> Number:
    return Number(
        shown_pointer(("inbound_routings", key)),
        name(key),
        words(line.title),
        words(line.number or ""),
        languages_of(line, settings),
        zone_of(opened.estate, key, settings.timezone),
    )


def _item(opened: Opened, kind: str, key: str) -> Item:
    """An object, or what is known of one with errors."""
    part = opened.estate.of(kind).get(key)
    return Item(
        shown_pointer((kind, key)),
        kind,
        name(key),
        words(part.title) if part is not None else "",
        harmless(file_of(opened, (kind, key)) or PROJECT_FILE),
        part is None,
        len(part.decisions) if isinstance(part, DecisionTree) else 0,
    )
