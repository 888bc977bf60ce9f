"""Comments that silence findings, and those that silence nothing."""

from collections.abc import Sequence
from typing import Literal

import pytest

from routecfg.diagnostics import Diagnostic, Place, Rule, Severity, Span
from routecfg.model import Settings
from routecfg.policy import Policy, Selection, without_ignored
from routecfg.rules import unused_ignore
from routecfg.source import Comment

SYNTAX = Rule("RC001", "yaml-syntax", Severity.ERROR, "Not YAML.", fixed=True)
BROKEN = Rule("RC009", "broken-rule", Severity.ERROR, "Broken.", fixed=True)
MISSING = Rule("RC102", "missing-field", Severity.ERROR, "Missing.")
UNUSED = Rule("RC203", "unused-object", Severity.WARNING, "Unused.")
LOOP = Rule("RC302", "busy-loop", Severity.WARNING, "A loop.")
MENU = Rule("RC308", "menu-loop", Severity.OFF, "A menu.")
RULES = (SYNTAX, BROKEN, MISSING, UNUSED, unused_ignore.RULE, LOOP, MENU)

Setting = Literal["error", "warning", "info", "off"]


def at(rule: Rule, line: int, column: int = 3, file: str = "a.yaml") -> Diagnostic:
    place = Place(("queues", "q"), file, Span(line, column, line + 1, 1))
    return Diagnostic(rule.code, rule.name, rule.severity, "x", place)


def ending(line: int, text: str) -> Comment:
    """A comment at the end of a line."""
    return Comment(line, 20, text, False, None)


def above(line: int, text: str, follows: Span | None) -> Comment:
    """A comment on a line of its own."""
    return Comment(line, 3, text, True, follows)


def left(
    found: Sequence[Diagnostic],
    *comments: Comment,
    waiting: Sequence[str] = (),
    select: str = "",
    rules: dict[str, Setting] | None = None,
) -> list[tuple[str, int, str]]:
    """What remains: code, line and message."""
    settings = Settings(routecfg=1, timezone="Europe/Prague", languages=("en",), rules=rules or {})
    policy = Policy(settings, Selection(tuple(select.split())), RULES)
    off = {rule.code for rule in RULES if policy.severity(rule) is Severity.OFF}
    kept = without_ignored([item for item in found if item.code not in off], {"a.yaml": comments}, policy, waiting)
    return [(item.code, item.place.span.line if item.place.span else 0, item.message) for item in kept]


@pytest.mark.parametrize(
    "text",
    [
        "# routecfg: ignore[RC302] a reason",
        "# routecfg: ignore[RC302]",
        "#routecfg: ignore [ busy-loop ] a reason",
        "## routecfg: ignore[rc203, RC302,] two at once",
    ],
)
def test_at_the_end_of_a_line_it_silences_what_starts_there(text: str) -> None:
    found = [at(LOOP, 4), at(LOOP, 4, 9), at(LOOP, 5), *([at(UNUSED, 4)] if "203" in text else [])]
    assert left(found, ending(4, text)) == [("RC302", 5, "x")]


def test_alone_it_silences_what_starts_in_the_object_that_follows() -> None:
    comment = above(3, "# routecfg: ignore[RC302] a reason", Span(4, 3, 6, 8))
    found = [at(LOOP, line, column) for line, column in ((3, 1), (4, 2), (4, 3), (5, 1), (6, 7), (6, 8), (7, 1))]
    assert [line for _, line, _ in left(found, comment)] == [3, 4, 6, 7]


def test_it_silences_only_the_rules_that_it_names_and_only_in_its_file() -> None:
    found = [at(LOOP, 4), at(UNUSED, 4), at(LOOP, 4, file="b.yaml")]
    assert left(found, ending(4, "# routecfg: ignore[RC302]")) == [("RC203", 4, "x"), ("RC302", 4, "x")]


def test_a_finding_without_a_span_is_not_silenced() -> None:
    assert ("RC302", 0, "x") in left([LOOP.outside("x", file="a.yaml")], ending(1, "# routecfg: ignore[RC302]"))


@pytest.mark.parametrize(
    "text", ["# we do ignore[RC302] this", "# routecfg: ignored[RC302]", "# routecfg:ignore[RC302]"]
)
def test_other_comments_say_nothing(text: str) -> None:
    assert left([at(LOOP, 4)], ending(4, text)) == [("RC302", 4, "x")]


def test_a_fixed_rule_is_never_silenced() -> None:
    assert left([at(SYNTAX, 4)], ending(4, "# routecfg: ignore[RC001]")) == [
        ("RC001", 4, "x"),
        ("RC205", 4, "RC001 (yaml-syntax) cannot be ignored"),
    ]


def test_an_ignore_that_silences_nothing_is_reported() -> None:
    assert left([at(LOOP, 5)], ending(4, "# routecfg: ignore[RC302]")) == [
        (
            "RC205",
            4,
            "nothing here is found by RC302 (busy-loop): this comment would only hide the next finding",
        ),
        ("RC302", 5, "x"),
    ]


def test_an_ignore_with_nothing_after_it_is_reported() -> None:
    assert [code for code, *_ in left([], above(9, "# routecfg: ignore[RC302]", None))] == ["RC205"]


def test_each_name_of_an_ignore_is_looked_at_alone() -> None:
    policy = Policy(Settings(routecfg=1, timezone="UTC", languages=("en",)), rules=RULES)
    comment = ending(4, "# routecfg: ignore[RC302, bussy-loop, RC203] why")
    kept = without_ignored([at(LOOP, 4)], {"a.yaml": [comment]}, policy)
    assert [(item.message, item.help, item.place.span) for item in kept] == [
        ("there is no rule 'bussy-loop' to ignore", "did you mean 'busy-loop'?", Span(4, 46, 4, 56)),
        (
            "nothing here is found by RC203 (unused-object): this comment would only hide the next finding",
            "remove it",
            Span(4, 58, 4, 63),
        ),
    ]


@pytest.mark.parametrize("text", ["# routecfg: ignore", "# routecfg: ignore[] why", "# routecfg: ignore RC302 why"])
def test_an_ignore_must_name_a_rule(text: str) -> None:
    assert left([at(LOOP, 4)], ending(4, text)) == [
        ("RC302", 4, "x"),
        ("RC205", 4, "this comment does not say which rule it ignores"),
    ]


IGNORE_LOOP = ending(4, "# routecfg: ignore[RC302]")


def test_an_ignore_for_a_rule_that_waits_is_not_reported() -> None:
    assert left([], IGNORE_LOOP, waiting=["RC302"]) == []


def test_an_ignore_for_a_rule_that_was_not_selected_is_not_reported() -> None:
    assert left([at(LOOP, 4)], IGNORE_LOOP, select="RC205") == []


def test_an_ignore_for_a_rule_that_is_off_is_not_reported() -> None:
    assert left([], ending(4, "# routecfg: ignore[RC308]")) == []
    assert left([], IGNORE_LOOP, rules={"RC302": "off"}) == []


def test_an_ignore_is_not_reported_where_a_rule_failed() -> None:
    assert left([at(BROKEN, 1, file="b.yaml")], IGNORE_LOOP) == [("RC009", 1, "x")]


def test_an_ignore_is_not_reported_in_a_file_that_is_not_read_whole() -> None:
    assert left([at(MISSING, 8)], IGNORE_LOOP) == [("RC102", 8, "x")]


def test_unused_ignores_have_a_severity_like_any_rule() -> None:
    assert left([], IGNORE_LOOP, rules={"unused-ignore": "off"}) == []
    assert left([], IGNORE_LOOP, select="RC3") == []


def test_a_report_of_an_unused_ignore_can_be_ignored() -> None:
    outer = above(3, "# routecfg: ignore[RC205] in use again next month", Span(4, 3, 5, 1))
    assert left([], outer, ending(4, "# routecfg: ignore[RC302]")) == []


def test_what_remains_is_in_order_and_told_once() -> None:
    found = [at(LOOP, 9), at(UNUSED, 4), at(LOOP, 9), at(LOOP, 2)]
    assert [(code, line) for code, line, _ in left(found)] == [("RC302", 2), ("RC203", 4), ("RC302", 9)]
