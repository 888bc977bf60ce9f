"""A text as it is being written: the tolerant reader never raises, and finds what the real one finds."""

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from ruamel.yaml import YAML

from examples import examples
from routecfg.source import Layout, Surroundings, characters_as_written, entries, surroundings

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/**/*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]

WORDS = some.sampled_from(
    [
        "a",
        "support",
        "two words",
        "it's",
        'a "b"',
        "key: value",
        "# no",
        "- x",
        "[a]",
        "{{ text }}",
        "a,b",
        "",
        "1",
        "*x",
        "a\nb",
        "🙂 á",
    ]
)
KEYS = some.sampled_from(["to", "when", "queue", "a b", "x:y", "q's", 'd"q', "1", "é"])
VALUES = some.recursive(
    WORDS | some.integers(0, 99) | some.booleans() | some.none(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def written(values: object, width: int, *, braces: bool | None) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = braces
    yaml.width = width
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump(values, out)
    return out.getvalue()


def agrees(text: str) -> None:
    """Each key and each value of the real reader is found, at the same place, and so is what the cursor is on."""
    layout = Layout(text.encode())
    assume(layout.complete)  # the library that writes breaks a key over two lines now and then
    found = {entry.path: entry for entry in entries(text)}
    nodes = [(path, node) for path, node, as_written in layout.nodes(lambda _: True) if path and node is as_written]
    assert set(found) == {path for path, _ in nodes}
    for path, node in nodes:
        entry = found[path]
        if node.key_start >= 0:
            assert entry.key == (node.key_start, node.key_end)
            at_key = surroundings(text, node.key_start)
            assert (at_key.role, at_key.path) == ("key", path[:-1])
        if node.text is not None and node.start < node.end and text[node.start] not in "|>":
            assert entry.value == (node.start, node.end)
            at_value = surroundings(text, node.end)
            assert (at_value.role, at_value.path) == ("value", path)


@pytest.mark.parametrize("text", TEXTS, ids=[path.parent.name + "/" + path.name for path in EXAMPLES])
def test_the_examples_are_read_alike(text: str) -> None:
    found = {entry.path: entry for entry in entries(text)}
    nodes = {path: node for path, node, _ in Layout(text.encode()).nodes(lambda _: True) if path}
    assert found.keys() == nodes.keys()
    for path, node in nodes.items():
        assert found[path].key == ((node.key_start, node.key_end) if node.key_start >= 0 else None)
        if node.text is not None:
            assert found[path].value == (node.start, node.end)


@given(
    some.dictionaries(KEYS, VALUES, min_size=1, max_size=3),
    some.sampled_from([20, 4000]),
    some.sampled_from([None, False, True]),
)
@examples(60, 2000)
def test_whatever_parses_is_read_alike(values: dict[str, object], width: int, braces: bool | None) -> None:
    agrees(written(values, width, braces=braces))


@given(some.sampled_from(TEXTS), some.data())
@examples(60, 2000)
def test_nothing_is_refused(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text)))
    end = data.draw(some.integers(start, min(len(text), start + 40)))
    put = data.draw(some.text("ab:-,[]{}\"'#|>&*!%\\ \n\t🙂", max_size=8))
    broken = (text[:start] + put + text[end:])[-3000:]
    at = data.draw(some.integers(0, len(broken)))
    found = surroundings(broken, at)
    first, last = found.word
    assert found.role == "nothing" or first - 1 <= at <= last + 1  # before or behind its quotation marks
    entries(broken)


@pytest.mark.parametrize(
    ("text", "role", "path", "word"),
    [
        ("|", "value", (), ""),
        ("qu|", "key", (), "qu"),
        ("queues:\n  |", "value", ("queues",), ""),
        ("queues:\n  support:\n    ti|", "value", ("queues", "support"), "ti"),
        ("queues:\n  support:\n    title: A\n    |", "key", ("queues", "support"), ""),
        ("queues:\n  support:\n    title: A\n  |", "key", ("queues",), ""),
        ("queues:\n  support:\n    title: A\n    id|\n    x: 1", "key", ("queues", "support"), "id"),
        ("a:\n  b: {|", "key", ("a", "b"), ""),
        ("a:\n  b: {queue: |", "value", ("a", "b", "queue"), ""),
        ("a:\n  b: {queue: sup|\n  c: {d: 1}", "value", ("a", "b", "queue"), "sup"),
        ("a:\n  b: {queue: x, |}", "key", ("a", "b"), ""),
        ("a:\n  b: [x, |]", "value", ("a", "b", 1), ""),
        ("a:\n  b: [|", "value", ("a", "b", 0), ""),
        ("a:\n  - |", "value", ("a", 0), ""),
        ("a:\n  - b: 1\n    |", "key", ("a", 0), ""),
        ("a:\n  - b: 1\n  |", "item", ("a",), ""),
        ("a:\n  - b: 1\n  - c|", "value", ("a", 1), "c"),
        ('a: "sup|', "value", ("a",), "sup"),
        ("a: 'sup|'", "value", ("a",), "sup"),
        ("a: |", "value", ("a",), ""),
        ("a: b # |", "nothing", None, ""),
        ("# |", "nothing", None, ""),
        ("a: >-\n  text |\nb: 1", "nothing", None, ""),
        ('a: "open\nb: {c: |}', "value", ("b", "c"), ""),
        ("a: {b: [c, d}\ne: |", "value", ("e",), ""),
    ],
)
def test_where_the_cursor_is(text: str, role: str, path: tuple[str | int, ...] | None, word: str) -> None:
    at = text.index("|", text.rindex("\n") + 1 if text.endswith(">-\n") else 0) if text.count("|") == 1 else 0
    found = surroundings(text[:at] + text[at + 1 :], at)
    assert found.role == role
    if path is not None:
        assert found.path == path
        assert (text[:at] + text[at + 1 :])[slice(*found.word)] == word


def test_the_keys_beside_the_cursor_are_those_before_and_behind_it() -> None:
    text = "a:\n  b: 1\n  \n  c: {d: 2}\ne: 3"
    assert surroundings(text, text.index("  \n") + 2).beside == ("b", "c")
    text = "a: {b: 1, , c: 2}"
    assert surroundings(text, text.index(", ,") + 2).beside == ("b", "c")


@pytest.mark.parametrize(
    ("as_written", "text"),
    [
        ("a b", "a b"),
        ("'it''s {{ a }}'", "it's {{ a }}"),
        (r'"\"{{ a }}\" é\t\\"', '"{{ a }}" é\t\\'),
        ('"one\n   two"', "one two"),
        ("|-\n  one\n  {{ a }}", "one\n{{ a }}"),
        (">\n  one\n  {{ a }}\n", "one {{ a }}\n"),
    ],
)
def test_each_character_is_found_where_it_is_written(as_written: str, text: str) -> None:
    assert Layout(f"x: {as_written}\n".encode()).complete
    places = characters_as_written(as_written, text)
    assert places is not None
    assert len(places) == len(text)
    for char, at in zip(text, places, strict=True):
        assert char.isspace() or as_written[at] in (char, "\\")


def test_what_does_not_fit_is_said() -> None:
    assert characters_as_written("abc", "abd") is None
    assert isinstance(surroundings("", 0), Surroundings)


@pytest.mark.parametrize(
    "text",
    [
        "a: b" + " " * 300_000 + "c",
        "a: " + "[" * 100_000,
        "- " * 100_000,
        "a: [" + "b: {" * 50_000,
        "a" + " " * 300_000 + "#",
        "a: '" + "'" * 300_001,
        "a: 1\n" + "\n" * 300_000 + " b",
    ],
    ids=["spaces", "brackets", "dashes", "pairs", "no key", "quotes", "blank lines"],
)
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    assert surroundings(text, len(text)).role in ("key", "value", "item", "nothing")
