"""What is offered at a place, in texts that do not parse as well."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from examples import examples
from lsp.in_process import CURSOR, ask, at, cursor, opened
from routecfg.lsp.protocol.lifecycle import ClientCapabilities
from routecfg.lsp.snapshot import Client
from routecfg.source import read

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
NEW = "routing/new.yaml"


def offered(marked: str, path: str = NEW) -> list[str]:
    snapshot, params = cursor(ESHOP, path, marked)
    return [each.label for each in ask(snapshot, "textDocument/completion", params).items]


def chosen(marked: str, label: str, path: str = NEW, *, snippets: bool = True) -> str:
    """The text after one of the offers was taken."""
    index = marked.index(CURSOR)
    completion = {"completion": {"completionItem": {"snippetSupport": snippets}}}
    client = Client(ClientCapabilities(text_document=completion))
    text = marked.replace(CURSOR, "")
    snapshot = opened(ESHOP, {path: text}, client)
    items = ask(snapshot, "textDocument/completion", at(snapshot, path, index)).items
    edit = next(each.text_edit for each in items if each.label == label)
    lines = snapshot.text(path)
    assert lines is not None
    return text[: lines.index(edit.range.start)] + str(edit.new_text) + text[lines.index(edit.range.end) :]


TREE = (
    "decision_trees:\n  new:\n    title: New\n    decisions:\n      a:\n        title: A\n      b:\n        title: B\n"
)


@pytest.mark.parametrize(
    ("marked", "includes", "excludes"),
    [
        ("‸", ["queues", "decision_trees"], ["title"]),
        ("queues:\n  x: {title: A, ‸}", ["id", "description"], ["title", "disconnection_cause"]),
        ("queues:\n  x:\n    ‸", ["title", "id"], []),
        ("queues:\n  x:\n    title: A\n    ‸", ["id"], ["title"]),
        ("terminates:\n  x:\n    disconnection_cause: ‸", ["out_of_time", "user"], ["support"]),
        ("terminates:\n  x:\n    queue: ‸", ["support", "support-cs"], ["closed"]),
        ("terminates:\n  x:\n    queue: su‸", ["support"], []),
        ("terminates:\n  x: {queue: ‸", ["support"], []),
        ('terminates:\n  x: {queue: "‸', ["support"], []),
        ("terminates:\n  x:\n    answered: ‸", ["true", "false"], []),
        (TREE + "        targets: [{to: {‸", ["queue", "decision", "chatbot"], ["title"]),
        (TREE + "        targets: [{to: {queue: support, ‸", [], ["decision", "queue"]),
        (TREE + "        targets: [{to: {decision: ‸", ["a", "b"], ["welcome", "support"]),
        (TREE + "        targets:\n          - ‸", ["when", "to", "default"], []),
        (TREE + "        targets:\n          - to: {decision: a}\n          ‸", ["to"], []),
        (TREE + "        also: [‸", ["person"], []),
        (TREE + "        also:\n          - ‸", ["person"], []),
        (
            TREE + '        actions: [{send_message: {text: "Hi {{ ‸',
            ["contact", "text", "order"],
            ["secrets", "support"],
        ),
        (TREE + '        actions: [{send_message: {text: "Hi {{ contact.‸ }}"}}]', ["name", "language"], ["text"]),
        (TREE + '        actions: [{send_message: {text: "{{ text | ‸ }}"}}]', ["urlencode", "default"], ["text"]),
        (TREE + '        actions: [{send_message: {text: "Hi ‸ {{ text }}"}}]', [], ["text"]),
        (TREE + '        actions: [{request: {url: "https://a.b/{{ secrets.‸', ["crm_key"], ["name"]),
        (TREE + "        actions: [{condition: {if: ‸", ["order", "contact"], []),
        (
            TREE + "        actions: [{loop: {each: attachments, as: photo, do: [{send_message: {text: '{{ ‸",
            ["photo"],
            [],
        ),
        ("templates:\n  x:\n    title: A\n    text: A\n    languages:\n      ‸", ["cs", "de"], ["en"]),
        ("time_groups:\n  x:\n    timezone: Europe/Pr‸", ["Europe/Prague"], []),
        ("time_groups:\n  x:\n    exclude: [{group: ‸", ["company-days-off"], []),
        ("# ‸", [], ["queues"]),
        ("zzz:\n  ‸", [], ["queues"]),
    ],
)
def test_what_belongs_there_is_offered(marked: str, includes: list[str], excludes: list[str]) -> None:
    found = offered(marked)
    assert [each for each in includes if each not in found] == []
    assert [each for each in excludes if each in found] == []


@pytest.mark.parametrize(
    ("path", "marked", "includes"),
    [
        ("routecfg.yaml", "routecfg: 1\ntimezone: UTC\nlanguages: [en]\n‸", ["secrets", "rules"]),
        ("routecfg.yaml", "routecfg: 1\ntimezone: UTC\nlanguages: [en]\nrules: {‸", ["menu-loop"]),
        ("routecfg.yaml", "routecfg: 1\ntimezone: UTC\nlanguages: [en]\nrules: {menu-loop: ‸", ["error", "off"]),
        ("tests/new.yaml", "scenarios:\n  a:\n    inbound: ‸", ["eshop-cz"]),
        ("tests/new.yaml", "scenarios:\n  a:\n    ends: {‸", ["queue", "terminate", "idle"]),
        ("tests/new.yaml", "scenarios:\n  a:\n    reaches: {decision_tree: returns, decision: ‸", ["describe"]),
        ("tests/new.yaml", "scenarios:\n  a:\n    bots: {‸", ["coffee-expert"]),
        ("tests/new.yaml", "scenarios:\n  a:\n    chat: [{say: a, expect: {saved: {‸", ["order"]),
    ],
)
def test_the_project_file_and_scenarios_are_helped_with(path: str, marked: str, includes: list[str]) -> None:
    found = offered(marked, path)
    assert [each for each in includes if each not in found] == []


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ("terminates:\n  x:\n    queue: su‸", "support", "terminates:\n  x:\n    queue: support"),
        ("terminates:\n  x: {queue: 'su‸'}", "support", "terminates:\n  x: {queue: 'support'}"),
        ("queues:\n  x:\n    ti‸", "title", "queues:\n  x:\n    title: ${1:Support}"),
        ("queues:\n  x:\n    ti‸: A", "title", "queues:\n  x:\n    title: A"),
        (
            "time_conditions:\n  x:\n    if_time_matches: ‸",
            "queue",
            "time_conditions:\n  x:\n    if_time_matches: {queue: $1\\}",
        ),
        (TREE + "        also: ‸", "person", TREE + "        also: [person]"),
        (TREE + "        also:\n          ‸", "person", TREE + "        also:\n          - person"),
        ('templates: {x: {text: "🙂 {{ te‸ }}"}}', "text", 'templates: {x: {text: "🙂 {{ text }}"}}'),
    ],
)
def test_what_is_chosen_stands_where_it_belongs(marked: str, label: str, expected: str) -> None:
    assert chosen(marked, label) == expected


def test_an_editor_without_snippets_gets_texts() -> None:
    after = chosen("terminates:\n  x:\n    ‸", "disconnection_cause", snippets=False)
    assert read(after.encode()).values == {"terminates": {"x": {"disconnection_cause": "user"}}}
    after = chosen("queues:\n  x:\n    ‸", "title", snippets=False)
    assert "$" not in after


def test_a_name_that_looks_like_a_token_is_not_shown() -> None:
    token = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    snapshot, params = cursor(ESHOP, NEW, f"queues:\n  {token.lower()}: {{title: A}}\nterminates:\n  x: {{queue: ‸")
    labels = [each.label for each in ask(snapshot, "textDocument/completion", params).items]
    assert token.lower() not in labels


TEXTS = [
    (path.relative_to(ESHOP).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(ESHOP.glob("**/*.yaml"))
]


@given(some.sampled_from(TEXTS), some.data())
@examples(15, 300)
def test_something_is_answered_anywhere(text: tuple[str, str], data: some.DataObject) -> None:
    path, whole = text
    if path == "world.yaml":
        return
    cut = data.draw(some.integers(0, len(whole)))
    kept = data.draw(some.sampled_from([whole[:cut], whole[:cut] + "{" + whole[cut:], whole[:cut] + whole[cut + 9 :]]))
    snapshot = opened(ESHOP, {path: kept})
    found = ask(snapshot, "textDocument/completion", at(snapshot, path, min(cut, len(kept))))
    assert all(each.text_edit.range.start <= each.text_edit.range.end for each in found.items)
