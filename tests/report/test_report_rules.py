import json

from routecfg.diagnostics import Rule, Severity
from routecfg.report.rules import explain, rules_as_json, rules_as_text


def test_the_table_lists_every_rule_by_code(rules: tuple[Rule, ...]) -> None:
    assert rules_as_text(rules).splitlines() == [
        "code   rule               default       finds",
        "RC001  yaml-syntax        error, fixed  Not YAML.",
        "RC201  unknown-reference  error         A name that nothing has.",
        "RC302  busy-loop          warning       A cycle that only data can leave.",
        "RC308  menu-loop          off           A cycle through an answer.",
    ]


def test_programs_get_the_same(rules: tuple[Rule, ...]) -> None:
    told = json.loads(rules_as_json(rules))
    assert told["version"] == 1
    assert told["rules"][0] == {
        "code": "RC001",
        "name": "yaml-syntax",
        "severity": "error",
        "fixed": True,
        "summary": "Not YAML.",
    }
    assert [each["code"] for each in told["rules"]] == ["RC001", "RC201", "RC302", "RC308"]


def test_a_manual_page_says_how_to_switch_the_rule_off() -> None:
    rule = Rule("RC302", "busy-loop", Severity.WARNING, "\nA cycle.\n\nBad:\n    a: b\n")
    assert explain(rule) == (
        "RC302 busy-loop\n"
        "===============\n"
        "\n"
        "A cycle.\n"
        "\n"
        "Bad:\n"
        "    a: b\n"
        "\n"
        "Reported as a warning by default.\n"
        "\n"
        "For the whole project, in routecfg.yaml:\n"
        "\n"
        "    rules: {busy-loop: off}   # or error or info\n"
        "\n"
        "For one place, at the end of its line, or on a line of its own above the object:\n"
        "\n"
        "    # routecfg: ignore[RC302] why this is as it should be\n"
    )


def test_a_fixed_rule_offers_no_way_past_it(rules: tuple[Rule, ...]) -> None:
    page = explain(next(rule for rule in rules if rule.fixed))
    assert "Reported as an error, always" in page
    assert "ignore[" not in page


def test_a_rule_that_is_off_says_how_to_see_it(rules: tuple[Rule, ...]) -> None:
    page = explain(next(rule for rule in rules if rule.severity is Severity.OFF))
    assert "--select RC308" in page
    assert "rules: {menu-loop: info}" in page
