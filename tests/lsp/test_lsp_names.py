"""What a name stands for, where it is used, and how it gets another one."""

from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from examples import examples
from lsp.in_process import CURSOR, ask, at, cursor, edited, opened, shown
from routecfg.diagnostics import CannotRun
from routecfg.lsp.names.in_project import definitions, names_of, occurrences
from routecfg.lsp.names.symbols import DECISIONS, LANGUAGES, Symbol
from routecfg.lsp.protocol.base import TextDocumentPositionParams
from routecfg.lsp.protocol.lifecycle import ClientCapabilities, WorkspaceClientCapabilities, WorkspaceEditCapabilities
from routecfg.lsp.protocol.names import ReferenceContext, ReferenceParams, RenameParams
from routecfg.lsp.snapshot import Client, Snapshot
from routecfg.model import ALL_KINDS, DecisionTree, Estate, references, with_names
from routecfg.templates import BUILT_IN, Use, parse_expression, parse_text, readings, texts_of

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"


@pytest.fixture(scope="module")
def eshop() -> Snapshot:
    return opened(ESHOP)


def in_shop(
    tmp_path: Path, marked: str, path: str = "routing/shop.yaml"
) -> tuple[Snapshot, TextDocumentPositionParams]:
    (tmp_path / "routing").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "routecfg.yaml").write_text(
        "routecfg: 1\ntimezone: UTC\nlanguages: [en, cs]\nsecrets: {key: {env: KEY}}\n", encoding="utf-8"
    )
    return cursor(tmp_path, path, marked)


TREE = """
decision_trees:
  menu:
    title: Menu
    start: hello
    decisions:
      hello:
        title: Hello
        actions:
          - request: {url: "https://x.example/{{ secrets.key }}", save_as: order}
          - loop:
              each: order.items
              as: thing
              do:
                - send_message: {text: "🙂 é {{ thing.name }} of {{ order.id | default(thing.name) }}"}
          - send_message:
              text: |-
                Folded {{ order.name }}
                and {{ text }}
        targets:
          - to: {decision: hello}
queues:
  support: {title: Support}
"""


def marked(text: str, part: str, count: int = 1) -> str:
    """The text with the cursor inside the given occurrence of a part of it."""
    at_ = -1
    for _ in range(count):
        at_ = text.index(part, at_ + 1)
    return text[: at_ + 1] + CURSOR + text[at_ + 1 :]


@pytest.mark.parametrize(
    ("word", "count", "expected"),
    [
        ("hello", 1, ["routing/shop.yaml:7: hello"]),
        ("hello", 3, ["routing/shop.yaml:7: hello"]),
        ("key }}", 1, ["routecfg.yaml:4: key"]),
        ("order.items", 1, ["routing/shop.yaml:10: order"]),
        ("order.name", 1, ["routing/shop.yaml:10: order"]),
        ("thing.name", 2, ["routing/shop.yaml:13: thing"]),
        ("text }}", 1, []),
        ("title", 1, []),
    ],
)
def test_a_name_leads_to_what_it_stands_for(tmp_path: Path, word: str, count: int, expected: list[str]) -> None:
    snapshot, params = in_shop(tmp_path, marked(TREE, word, count))
    assert shown(snapshot, ask(snapshot, "textDocument/definition", params)) == expected


def test_a_position_behind_symbols_of_two_units_is_counted_in_them(tmp_path: Path) -> None:
    snapshot, params = in_shop(tmp_path, marked(TREE, "thing.name", 1))
    highlights = ask(snapshot, "textDocument/documentHighlight", params)
    line = TREE.splitlines()[params.position.line]
    starts = [each.range.start.character for each in highlights if each.range.start.line == params.position.line]
    assert starts == [
        len(line[: line.index(part)].encode("utf-16-le")) // 2 for part in ("thing.name }}", "thing.name)")
    ]
    assert starts[0] == line.index("thing.name") + 1


def test_who_uses_a_queue_is_found_in_routing_and_scenarios(eshop: Snapshot) -> None:
    found = occurrences(eshop, Symbol("queues", "support-de"))
    assert {each.file for each in found} >= {"routing/directory.yaml", "routing/answers.yaml", "tests/coffee.yaml"}
    place = next(each for each in found if each.name.defines)
    params = at(eshop, place.file, place.name.start)
    asked = ReferenceParams(params.text_document, params.position, ReferenceContext(True))
    assert len(ask(eshop, "textDocument/references", asked)) == len(found)
    asked = ReferenceParams(params.text_document, params.position)
    assert len(ask(eshop, "textDocument/references", asked)) == len(found) - 1


def test_every_reference_of_the_estate_is_found_where_it_is_written(eshop: Snapshot) -> None:
    for kind, name, item in eshop.assembly.estate:
        file = eshop.assembly.files[kind, name]
        here = {(each.path, each.symbol.name) for each in names_of(eshop, file).occurrences if not each.on_key}
        missing = [each for each in references(item) if ((kind, name, *each.path), each.name) not in here]
        assert not missing


def test_every_name_that_texts_read_is_found_where_it_is_written(eshop: Snapshot) -> None:
    for kind, name, item in eshop.assembly.estate:
        file = eshop.assembly.files[kind, name]
        for place in texts_of(item):
            if place.use in (Use.IF, Use.EACH):
                expression = parse_expression(place.text).expression
                read = [] if expression is None else list(readings(expression))
            else:
                read = list(parse_text(place.text).readings)
            wanted = [
                each.name.parts[1] if each.name.parts[0] == "secrets" else each.name.parts[0]
                for each in read
                if each.name.parts[0] == "secrets" or each.name.parts[0] not in BUILT_IN
            ]
            path = (kind, name, *place.path)
            assert [
                each.symbol.name for each in names_of(eshop, file).occurrences if each.path == path and not each.on_key
            ] == wanted


WORDS = some.sampled_from(["night", "day", "help", "shop", "words", "people", "garden", "spring"])
NAMES = some.tuples(WORDS, WORDS, WORDS).map("_".join)


@given(some.data(), NAMES)
@examples(12, 300)
def test_a_name_that_is_changed_and_changed_back_leaves_every_byte(data: some.DataObject, new: str) -> None:
    before = opened(ESHOP)
    defined = {each.symbol for file in before.files for each in names_of(before, file).occurrences if each.defines}
    symbol = data.draw(some.sampled_from(sorted(each for each in defined if each.kind != LANGUAGES)))
    changed = after(before, symbol, new)
    assert changed
    there = opened(ESHOP, {path: data.decode() for path, data in changed.items()})
    assert there.diagnostics == ()
    if symbol.kind in (*ALL_KINDS, DECISIONS):
        assert there.assembly.estate == with_other_name(before.assembly.estate, symbol, new)
    other = symbol._replace(name=new)
    assert [each.file for each in occurrences(there, other)] == [each.file for each in occurrences(before, symbol)]
    back = after(there, other, symbol.name)
    assert back == {path: (ESHOP / path).read_bytes() for path in changed}


def with_other_name(estate: Estate, symbol: Symbol, new: str) -> Estate:
    """The estate in which an object or a decision has another name, and nothing else differs."""
    items: dict[str, dict[str, object]] = {kind: {} for kind in ALL_KINDS}
    for kind, name, item in estate:

        def other(named: str, old: str, tree: str = name) -> str:
            is_it = (named, old) == symbol[:2] or (
                (named, old, tree) == ("decision", symbol.name, symbol.scope) and symbol.kind == DECISIONS
            )
            return new if is_it else old

        changed = with_names(item, other)
        if isinstance(changed, DecisionTree) and symbol.kind == DECISIONS and name == symbol.scope:
            decisions = tuple(
                replace(each, name=new if each.name == symbol.name else each.name) for each in changed.decisions
            )
            changed = replace(changed, decisions=decisions)
        items[kind][other(kind, name)] = changed
    return Estate(**items)  # type: ignore[arg-type]  # each kind holds its own


def after(snapshot: Snapshot, symbol: Symbol, new: str) -> dict[str, bytes]:
    """The files that change with a name."""
    place = next(each for each in definitions(snapshot, symbol))
    params = at(snapshot, place.file, place.name.start)
    return edited(
        snapshot, ask(snapshot, "textDocument/rename", RenameParams(params.text_document, params.position, new))
    )


def test_quotes_and_layout_stay_as_they_are(tmp_path: Path) -> None:
    text = """
queues:
  'support' : {title: S}
terminates:
  end: {title: E, disconnection_cause: user, queue: "support"} # support
"""
    snapshot, params = in_shop(tmp_path, marked(text, "support"))
    asked = RenameParams(params.text_document, params.position, "help")
    found = edited(snapshot, ask(snapshot, "textDocument/rename", asked))
    assert found == {"routing/shop.yaml": text.replace("'support'", "'help'").replace('"support"', '"help"').encode()}


def test_a_name_that_would_be_a_number_is_quoted_where_it_is_a_value(tmp_path: Path) -> None:
    text = "queues:\n  support: {title: S}\nterminates:\n  end: {title: E, disconnection_cause: user, queue: support}\n"
    snapshot, params = in_shop(tmp_path, marked(text, "support"))
    asked = RenameParams(params.text_document, params.position, "12")
    found = edited(snapshot, ask(snapshot, "textDocument/rename", asked))
    assert found == {
        "routing/shop.yaml": text.replace("queue: support", 'queue: "12"').replace("support", "12").encode()
    }


def test_an_editor_that_knows_versions_is_told_the_one_that_was_looked_at(tmp_path: Path) -> None:
    copytree(ESHOP, tmp_path / "shop")
    can = ClientCapabilities(workspace=WorkspaceClientCapabilities(workspace_edit=WorkspaceEditCapabilities(True)))
    text = (ESHOP / "routing/directory.yaml").read_text(encoding="utf-8")
    snapshot = opened(tmp_path / "shop", {"routing/directory.yaml": text}, Client(can))
    params = at(snapshot, "routing/directory.yaml", text.index("support-cs"))
    edit = ask(snapshot, "textDocument/rename", RenameParams(params.text_document, params.position, "help"))
    assert edit.changes is None
    versions = {each.text_document.uri.rpartition("/")[2]: each.text_document.version for each in edit.document_changes}
    assert versions["directory.yaml"] == 1
    assert versions["coffee.yaml"] is None


@pytest.mark.parametrize(
    ("part", "new", "message"),
    [
        ("hello", "Hello", "'Hello' cannot be a name"),
        ("hello", "a" * 64, "this name has 64 characters"),
        ("support:", "support ", "'support ' cannot be a name"),
        ("order.items", "thing", "'thing' is an item of a loop already, in routing/shop.yaml"),
        ("order.items", "text", "every chat has 'text' by itself"),
        ("order.items", "in", "'in' means something else"),
        ("order.items", "a-b", "'a-b' cannot be a name"),
        ("cs:", "de", "a language code"),
        ("nobody", "other", "no queue is called 'nobody'"),
        ("support:", "sales", "'sales' is a queue already, in routing/shop.yaml"),
        ("support:", "nobody", "'nobody' is used as the name of a queue already"),
    ],
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, part: str, new: str, message: str) -> None:
    more = """
  sales: {title: Sales}
terminates:
  end: {title: End, disconnection_cause: user, queue: nobody}
templates:
  bye: {title: Bye, text: Bye, languages: {cs: Ahoj}}
"""
    snapshot, params = in_shop(tmp_path, marked(TREE.rstrip() + more, part))
    with pytest.raises(CannotRun) as refused:
        ask(snapshot, "textDocument/rename", RenameParams(params.text_document, params.position, new))
    assert message in refused.value.message


def test_no_name_is_changed_while_a_file_that_may_hold_it_cannot_be_read(tmp_path: Path) -> None:
    _, params = in_shop(tmp_path, marked(TREE, "support:"))
    (tmp_path / "routing/broken.yaml").write_text("terminates: {a: {queue: support", encoding="utf-8")
    snapshot = opened(tmp_path, {"routing/shop.yaml": TREE})
    with pytest.raises(CannotRun, match="cannot be read"):
        ask(snapshot, "textDocument/prepareRename", params)
    (tmp_path / "routing/broken.yaml").write_text("terminates: {a: {queue: other", encoding="utf-8")
    again = opened(tmp_path, {"routing/shop.yaml": TREE})
    assert ask(again, "textDocument/prepareRename", params).placeholder == "support"


def test_what_an_anchor_repeats_in_two_trees_is_not_renamed(tmp_path: Path) -> None:
    text = """
decision_trees:
  one:
    title: One
    decisions: &all
      hello: {title: Hello, targets: [{to: {decision: hello}}]}
  two:
    title: Two
    decisions: *all
"""
    snapshot, params = in_shop(tmp_path, marked(text, "hello"))
    with pytest.raises(CannotRun, match="an anchor in"):
        ask(snapshot, "textDocument/prepareRename", params)


def test_a_decision_that_a_broken_file_defines_is_found(tmp_path: Path) -> None:
    snapshot, params = in_shop(tmp_path, marked(TREE.replace("start: hello", "start: {hello"), "hello", 3))
    assert shown(snapshot, ask(snapshot, "textDocument/definition", params)) == ["routing/shop.yaml:7: hello"]
