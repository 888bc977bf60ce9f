"""What there is in a project, and who leads where."""

from pathlib import Path
from typing import Any

import pytest

from lsp.in_process import ask, at, opened
from routecfg.graph import EdgeKind
from routecfg.lsp.features import FEATURES
from routecfg.lsp.names.in_project import definitions
from routecfg.lsp.names.symbols import DECISIONS, Symbol
from routecfg.lsp.names.ways import node_of, numbers_of_ways, ways_to
from routecfg.lsp.protocol.base import TextDocumentIdentifier, TextDocumentParams
from routecfg.lsp.protocol.outline import CallHierarchyParams, WorkspaceSymbolParams
from routecfg.lsp.snapshot import Snapshot

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"


@pytest.fixture(scope="module")
def eshop() -> Snapshot:
    return opened(ESHOP)


def whole(snapshot: Snapshot, path: str) -> TextDocumentParams:
    return TextDocumentParams(TextDocumentIdentifier(snapshot.uri(path)))


def test_a_file_shows_its_objects_with_the_decisions_inside_their_trees(eshop: Snapshot) -> None:
    (tree,) = ask(eshop, "textDocument/documentSymbol", whole(eshop, "routing/trees/returns.yaml"))
    assert (tree.name, tree.detail.partition(",")[0]) == ("returns", "decision tree")
    assert [each.name for each in tree.children][:2] == ["welcome", "not-understood"]
    for each in tree.children:
        assert tree.range.start <= each.range.start <= each.selection_range.start
        assert each.selection_range.end <= each.range.end <= tree.range.end
    scenarios = ask(eshop, "textDocument/documentSymbol", whole(eshop, "tests/coffee.yaml"))
    assert [each.name for each in scenarios] == ["bot-hands-over", "bot-is-down", "bot-by-word"]
    secrets = ask(eshop, "textDocument/documentSymbol", whole(eshop, "routecfg.yaml"))
    assert [each.name for each in secrets] == ["crm_key", "carrier_token"]


def test_a_broken_file_shows_what_can_be_made_out() -> None:
    snapshot = opened(ESHOP, {"routing/new.yaml": "queues:\n  new: {title: [}\n  other: {title: B}\n"})
    found = ask(snapshot, "textDocument/documentSymbol", whole(snapshot, "routing/new.yaml"))
    assert [each.name for each in found] == ["new", "other"]
    assert all(each.range.start <= each.selection_range.start for each in found)


def test_objects_and_decisions_are_found_by_name_and_title(eshop: Snapshot) -> None:
    found = ask(eshop, "workspace/symbol", WorkspaceSymbolParams("DESCRIBE"))
    assert [(each.name, each.container_name) for each in found] == [("describe", "returns")]
    assert len(ask(eshop, "workspace/symbol", WorkspaceSymbolParams(""))) > 20


def item_of(snapshot: Snapshot, symbol: Symbol) -> Any:
    place = definitions(snapshot, symbol)[0]
    (item,) = ask(snapshot, "textDocument/prepareCallHierarchy", at(snapshot, place.file, place.name.start))
    return item


def test_who_leads_to_a_queue_is_shown_with_the_places_that_say_so(eshop: Snapshot) -> None:
    item = item_of(eshop, Symbol("queues", "support-de"))
    calls = ask(eshop, "callHierarchy/incomingCalls", CallHierarchyParams(item))
    assert {call.from_.name for call in calls} >= {"coffee-expert", "person"}
    for call in calls:
        path = eshop.path(call.from_.uri)
        text = eshop.text(path or "")
        assert text is not None
        for each in call.from_ranges:
            assert "support-de" in text.lines.text[text.index(each.start) : text.index(each.end)]
    assert ask(eshop, "callHierarchy/outgoingCalls", CallHierarchyParams(item)) == []


def test_every_way_out_comes_in_somewhere(eshop: Snapshot) -> None:
    graph = eshop.graph
    counted = numbers_of_ways(graph)
    for number, node in enumerate(graph.nodes):
        symbol = Symbol(node.kind, node.name, node.tree)
        if node_of(graph, symbol) == number:
            assert len(ways_to(graph, number)) == counted.get(number, 0)
    taken = [edge for edges in graph.edges for edge in edges if edge.kind is not EdgeKind.UNTAKEN]
    assert sum(counted.values()) == sum(graph.nodes[each.to].kind not in ("also", "elsewhere") for each in taken)


def test_a_decision_leads_on_where_its_targets_do(eshop: Snapshot) -> None:
    item = item_of(eshop, Symbol(DECISIONS, "report-damage", "returns"))
    calls = ask(eshop, "callHierarchy/outgoingCalls", CallHierarchyParams(item))
    assert [call.to.name for call in calls][:1] == ["describe"]


def test_lenses_say_how_many_ways_lead_there_and_start_a_chat(eshop: Snapshot) -> None:
    found = ask(eshop, "textDocument/codeLens", whole(eshop, "routing/directory.yaml"))
    titles = [each.command.title for each in found]
    assert all(title.endswith(("lead here", "leads here")) for title in titles)
    found = ask(eshop, "textDocument/codeLens", whole(eshop, "routing/inbound.yaml"))
    assert [each.command.title for each in found][:2] == ["start a chat here", "open the preview"]
    assert found[0].command.arguments == (str(eshop.root), "eshop-cz")
    assert ask(eshop, "textDocument/codeLens", whole(eshop, "tests/coffee.yaml")) == []


def test_a_question_about_a_file_outside_the_project_is_answered_with_nothing(eshop: Snapshot) -> None:
    outside = TextDocumentParams(TextDocumentIdentifier("file:///nowhere/else.yaml"))
    for method in ("textDocument/documentSymbol", "textDocument/codeLens"):
        assert FEATURES[method].answer(eshop, {"textDocument": {"uri": outside.text_document.uri}}) == []
