"""What is known of something with a name, in a few lines of Markdown."""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import plural
from routecfg.lsp.markdown import code, words
from routecfg.lsp.names.in_project import definitions, occurrences
from routecfg.lsp.names.symbols import DECISIONS, ITEM, SAVED, SECRETS, Symbol
from routecfg.lsp.names.ways import node_of, numbers_of_ways
from routecfg.lsp.snapshot import Snapshot
from routecfg.model import (
    ALL_KINDS,
    Chatbot,
    Decision,
    DecisionTree,
    InboundRouting,
    Object,
    Queue,
    Template,
    Terminate,
    TimeCondition,
    TimeGroup,
    destination_words,
)
from routecfg.templates import Use, texts_of_decision

_ONCE: Final = 1


def card(snapshot: Snapshot, symbol: Symbol) -> str:
    """What it is: its kind, name and title, what customers see of it, who leads there, where it stands."""
    item = item_of(snapshot, symbol)
    of = f" of {code(symbol.scope)}" if symbol.kind == DECISIONS else ""
    title = f": {words(item.title)}" if item is not None and item.title else ""
    lines = [f"**{symbol.word}** {code(symbol.name)}{of}{title}"]
    if item is not None and item.description:
        lines.append(words(item.description))
    lines += _about(snapshot, item) if item is not None else _of_data(snapshot, symbol)
    lines += _ways(snapshot, symbol)
    places = definitions(snapshot, symbol)
    for file, name in places[:_ONCE]:
        text = snapshot.text(file)
        if text is not None:
            lines.append(f"{words(file)}:{text.lines.number(name.start)}")
    if not places:
        lines.append(f"there is no such {symbol.word}")
    return "\n\n".join(lines)


def item_of(snapshot: Snapshot, symbol: Symbol) -> Object | Decision | None:
    """The object or decision; None for one with errors, and for all else that has a name."""
    estate = snapshot.assembly.estate
    if symbol.kind == DECISIONS:
        tree = estate.decision_trees.get(symbol.scope)
        return next((each for each in tree.decisions if each.name == symbol.name), None) if tree is not None else None
    return estate.of(symbol.kind).get(symbol.name) if symbol.kind in ALL_KINDS else None


def _about(snapshot: Snapshot, item: Object | Decision) -> Iterator[str]:
    match item:
        case Decision():
            first = next((each.text for each in texts_of_decision(item) if each.use is Use.MESSAGE), None)
            if first is not None:
                yield f"sends: {words(first)}"
        case DecisionTree():
            yield plural(len(item.decisions), "decision")
        case Template():
            yield f"says: {words(item.text)}"
        case InboundRouting():
            yield f"chats go to {words(destination_words(item.next_destination))}"
        case TimeCondition():
            yield f"while it matches: {words(destination_words(item.if_time_matches))}"
            yield f"else: {words(destination_words(item.if_time_does_not_match))}"
            yield from _week(snapshot, item.time_group)
        case TimeGroup():
            name = next(name for name, each in snapshot.assembly.estate.time_groups.items() if each is item)
            yield from _week(snapshot, name)
        case Chatbot():
            yield f"if it cannot be reached: {words(destination_words(item.fallback))}"
        case Terminate():
            yield f"the chat ends: {words(item.disconnection_cause.replace('_', ' '))}"
        case Queue() if item.id is not None:
            yield f"number {item.id} in the contact centre"


def _week(snapshot: Snapshot, group: str) -> Iterator[str]:
    """The hours of seven days from today on."""
    from routecfg.report.group_hours import group_days

    settings = snapshot.settings
    days = group_days(snapshot.assembly.estate, group, settings.timezone, snapshot.today) if settings else None
    if days is not None:
        rows = "\n".join(map(str, days))
        yield f"```text\n{rows}\n```"


def _of_data(snapshot: Snapshot, symbol: Symbol) -> Iterator[str]:
    if symbol.kind == SECRETS and snapshot.settings is not None and symbol.name in snapshot.settings.secrets:
        reference = snapshot.settings.secrets[symbol.name]
        where = ("environment variable", reference.env) if reference.env is not None else ("file", reference.file or "")
        yield f"found in the {where[0]} {code(where[1])}"
    elif symbol.kind in (SAVED, ITEM):
        found = occurrences(snapshot, symbol)
        saved = sum(each.name.defines for each in found)
        yield f"saved in {plural(saved, 'place')}, read in {plural(len(found) - saved, 'place')}"


def _ways(snapshot: Snapshot, symbol: Symbol) -> Iterator[str]:
    node = node_of(snapshot.graph, symbol)
    if node is not None and symbol.kind != "inbound_routings":
        yield ways_lead_here(numbers_of_ways(snapshot.graph).get(node, 0))


def ways_lead_here(count: int) -> str:
    """`3 ways lead here`."""
    if not count:
        return "nothing leads here"
    return f"{plural(count, 'way')} {'leads' if count == 1 else 'lead'} here"
