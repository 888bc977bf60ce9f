"""Files that can be read and do not say what their writer sees: the cause, once, at its line."""

import re

import pytest

from commands import EXAMPLES
from estates import checked, concise

SHOP = (EXAMPLES / "quickstart/routing/shop.yaml").read_text("utf-8")
PROJECT = (EXAMPLES / "quickstart/routecfg.yaml").read_bytes()
LINES = SHOP.splitlines()
OBJECTS = [number for number, line in enumerate(LINES) if re.match(r"  \w", line)]
ODD = {
    "\u00a0": "a no-break space (U+00A0) stands here: it looks like a space, but YAML reads it as a letter",
    "\u2003": "an em space (U+2003) stands here: it looks like a space, but YAML reads it as a letter",
    "\u3000": "an ideographic space (U+3000) stands here: it looks like a space, but YAML reads it as a letter",
}


def _findings(text: str) -> list[str]:
    return [line for line in concise(checked({"routing/shop.yaml": text}, PROJECT)) if not line.startswith("  ")]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"U+{ord(odd):04X}")
@pytest.mark.parametrize("first", OBJECTS, ids=lambda number: LINES[number].strip())
@pytest.mark.parametrize("whole", [True, False])
def test_an_object_indented_by_odd_spaces_is_one_finding(first: int, odd: str, whole: bool) -> None:
    last = next((n for n in range(first + 1, len(LINES)) if not LINES[n].startswith("   ")), len(LINES))
    lines = LINES[:]
    for number in range(first, last if whole else first + 1):
        lines[number] = re.sub("^ +", lambda blanks: odd * len(blanks[0]), lines[number])
    (finding,) = _findings("\n".join(lines))
    assert finding == f"routing/shop.yaml:{first + 1}:1: RC001 {ODD[odd]}"


@pytest.mark.parametrize("number", [n for n, line in enumerate(LINES) if re.match("[a-z]", line)])
def test_a_byte_order_mark_in_the_middle_is_one_finding(number: int) -> None:
    """As `cat a.yaml b.yaml > c.yaml` leaves it."""
    lines = [*LINES[:number], "\ufeff" + LINES[number], *LINES[number + 1 :]]
    (finding,) = _findings("\n".join(lines))
    what = "a byte order mark (U+FEFF) stands here: it cannot be seen, but YAML reads it as a letter"
    assert finding == f"routing/shop.yaml:{number + 1}:1: RC001 {what}"


def test_odd_spaces_in_texts_are_not_blamed_for_other_mistakes() -> None:
    text = SHOP.replace('text: "We are closed now.', 'text: "\u00a0We are\n\u00a0closed now.\ufeff').replace(
        "title: Closed\n    disc", "titel: Closed\u00a0\n    disc"
    )
    codes = {finding.split()[1] for finding in _findings(text)}
    assert codes == {"RC101"} or codes == {"RC101", "RC102"}


def test_a_file_without_other_mistakes_may_hold_them_anywhere() -> None:
    text = SHOP.replace('text: "We are closed now.', "text: |\n      \u00a0We are\n      \u00a0closed\n    #").replace(
        "# One number", "\ufeff# One number"
    )
    assert _findings(text) == []


def test_the_project_file_is_looked_at_likewise() -> None:
    findings = concise(checked({}, "routecfg: 1\n\u00a0timezone: Europe/Prague\nlanguages: [en]\n".encode()))
    assert [finding for finding in findings if not finding.startswith("  ")] == [
        "routecfg.yaml:2:1: RC001 " + ODD["\u00a0"]
    ]


@pytest.mark.parametrize(
    "number", [n for n in OBJECTS if LINES[n].endswith(":")], ids=lambda number: LINES[number].strip()
)
def test_a_name_in_the_column_of_its_fields_is_one_finding(number: int) -> None:
    lines = [*LINES[:number], "  " + LINES[number], *LINES[number + 1 :]]
    (finding,) = _findings("\n".join(lines))
    assert finding.startswith(f"routing/shop.yaml:{number + 1}:5: RC103 ")
    assert finding.endswith("is empty: its fields stand beside its name, not below it")


TWO = """\
inbound_routings:
  line: {title: Line, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: first}}
decision_trees:
  first:
    title: First
    decisions:
      one:
        title: One
        targets: [{when: {similar: [a]}, to: {decision: two}}, {to: {queue: support}, default: true}]
      two:
        title: Two
        targets: [{to: {decision_tree: second}}]
  second:
    title: Second
    decisions:
      only:
        title: Only
        targets: [{to: {queue: others}}]
queues:
  support:
    title: Support
  others:
    title: Others
""".splitlines()


def _shifted(lines: list[str], first: int, by: int, *, whole: bool) -> str:
    """The lines with one in another column, alone or with all that is below it."""
    depth = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while whole and last < len(lines) and lines[last].startswith(" " * (depth + 1)):
        last += 1
    moved = [" " * by + line if by > 0 else line[-by:] for line in lines[first:last]]
    return "\n".join([*lines[:first], *moved, *lines[last:]])


NAMES = [number for number, line in enumerate(TWO) if re.fullmatch(" *[a-z_]+:", line) and "decisions" not in line]


@pytest.mark.parametrize("by", [-2, -1, 1, 2, 4])
@pytest.mark.parametrize("number", NAMES, ids=lambda number: TWO[number].strip())
def test_what_stands_in_another_column_is_one_finding(number: int, by: int) -> None:
    """Or none, where it says the same there."""
    depth = len(TWO[number]) - len(TWO[number].lstrip())
    for whole in (True, False):
        if depth + by < 0 or (by > 2 and not whole and TWO[number].strip() != "second:"):
            continue  # a name that stands further right than what belongs below it is no name of that
        found = _findings(_shifted(TWO, number, by, whole=whole))
        assert [finding.split(":")[1] for finding in found] in ([], [str(number + 1)]), found


def test_other_objects_of_the_kind_are_checked_all_the_same() -> None:
    findings = _findings("queues:\n  a:\n  title: A\n  b: {titel: B}\n")
    assert [finding.split(" ")[0] for finding in findings] == ["routing/shop.yaml:2:3:", "routing/shop.yaml:4:7:"]
