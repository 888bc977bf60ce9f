"""The canonical layout, by example."""

from pathlib import Path

import pytest

from commands import EXAMPLES
from routecfg.source import Layout, formatted, read, shown_change

TESTS = Path(__file__).parents[1]
FILES = sorted([*EXAMPLES.rglob("*.yaml"), *TESTS.glob("rules/*/*/*.yaml")])

WRITTEN = {
    "indented by four": (
        "queues:\n    support:\n        title:   Support   # people\n        # their number\n        id: 10001\n\n\n",
        "queues:\n  support:\n    title: Support         # people\n    # their number\n    id: 10001\n",
    ),
    "a list at its key": (
        "targets:\n- to: {queue: support}\n# the last\n- to: {queue: other}\n",
        "targets:\n  - to: {queue: support}\n  # the last\n  - to: {queue: other}\n",
    ),
    "spaces in braces": ("a: { b:  [1,2,  3 ] , c: {d: e} }\n", "a: {b: [1, 2, 3], c: {d: e}}\n"),
    "texts over several lines": (
        'a: "one \\\n   two"\nb: three\n  four\nc: |\n   five\n   six\n',
        'a: "one two"\nb: three four\nc: |\n  five\n  six\n',
    ),
    "quotes and odd scalars": (
        "a: 'x'\nb: \"y\"\nc: 08:00\nd: 2026-02-30\ne: 0123\nf: 1_000\ng: ~\nh:\ni: no\n",
        "a: 'x'\nb: \"y\"\nc: 08:00\nd: 2026-02-30\ne: 0123\nf: 1_000\ng: ~\nh:\ni: no\n",
    ),
    "anchors": ("a: &x {b: 1}\nc: *x\n", "a: &x {b: 1}\nc: *x\n"),
    "line ends of Windows": ("a:\r\n    b: 1 # c\r\n", "a:\r\n  b: 1   # c\r\n"),
    "a byte order mark": ("\ufeffa: 1\n", "a: 1\n"),
    "comments only": ("# a\n\n#b\n", "# a\n\n#b\n"),
    "nothing": ("", ""),
    "blank lines": ("\n\n", ""),
    "a comment that belongs to what stands above": (
        "a:\n    b: 1\n    # - c\nd: 2\n",
        "a:\n  b: 1\n  # - c\nd: 2\n",
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_file_is_laid_out_like_this(case: str) -> None:
    text, expected = WRITTEN[case]
    result = formatted(text.encode())
    assert result.refused is None
    assert result.data.decode() == expected
    assert formatted(result.data).data == result.data


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_the_examples_are_formatted_and_the_fixtures_can_be(path: Path) -> None:
    data = path.read_bytes()
    if read(data).findings:
        return
    result = formatted(data)
    assert result.refused is None
    assert result.data.decode() == (data if path.is_relative_to(EXAMPLES) else formatted(result.data).data).decode()


@pytest.mark.parametrize(
    "text", ["a: [1\n", "a: 1\na: 2\n", "a: 1\n---\nb: 2\n", "\0", "a: {{ x }}\n", "- \u2028\n", "a: <<\n<<: {b: 1}\n"]
)
def test_what_cannot_be_read_stays_as_it_is(text: str) -> None:
    result = formatted(text.encode())
    assert result.data == text.encode()
    assert result.refused is not None


def test_a_shown_change_masks_secrets() -> None:
    before = b'inbound_routings:\n    shop: {api_token:   "hunter2-correct-horse"}\n'
    shown = "\n".join(shown_change(before, formatted(before).data, "shop.yaml"))
    assert "hunter2" not in shown
    assert '+  shop: {api_token: "' in shown


def test_every_comment_is_kept_in_its_order() -> None:
    text = (
        "# 1\na: # 2\n  # 3\n  - b: 1 # 4\n    # 5\n    c: {d: 1} # 6\n  # 7\n# 8\ne: [ # 9\n  f, # 10\n  g ]\n# 11\n"
    )
    result = formatted(text.encode())
    assert [comment.text for comment in Layout(result.data).comments] == [f"# {number}" for number in range(1, 12)]
