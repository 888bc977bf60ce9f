"""How grave findings are: settings, selections, and what neither may touch."""

from typing import Literal

import pytest

from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import CannotRun, Rule, Severity, pointer
from routecfg.model import Settings
from routecfg.policy import Policy, Selection

SYNTAX = Rule("RC001", "yaml-syntax", Severity.ERROR, "Not YAML.", fixed=True)
UNKNOWN = Rule("RC201", "unknown-reference", Severity.ERROR, "Unknown.")
UNUSED = Rule("RC203", "unused-object", Severity.WARNING, "Unused.")
LOOP = Rule("RC302", "busy-loop", Severity.WARNING, "A loop.")
MENU = Rule("RC308", "menu-loop", Severity.OFF, "A menu.")
RULES = (SYNTAX, UNKNOWN, UNUSED, LOOP, MENU)

Setting = Literal["error", "warning", "info", "off"]


def policy(rules: dict[str, Setting] | None = None, select: str = "", ignore: str = "") -> Policy:
    settings = Settings(routecfg=1, timezone="Europe/Prague", languages=("en",), rules=rules or {})
    return Policy(settings, Selection(tuple(select.split()), tuple(ignore.split())), RULES)


def reported(wanted: Policy) -> dict[str, str]:
    """What each rule's finding is reported as."""
    return {rule.code: severity.value for rule in RULES if (severity := wanted.severity(rule)) is not Severity.OFF}


def test_without_settings_rules_are_as_grave_as_they_say() -> None:
    assert reported(policy()) == {"RC001": "error", "RC201": "error", "RC203": "warning", "RC302": "warning"}


def test_settings_take_names_and_codes() -> None:
    wanted = policy({"unused-object": "info", "rc302": "error", "menu-loop": "info", "RC201": "off"})
    assert reported(wanted) == {"RC001": "error", "RC203": "info", "RC302": "error", "RC308": "info"}


def test_findings_of_a_rule_that_is_off_are_dropped() -> None:
    wanted = policy({"unused-object": "off"})
    assert wanted.severity(UNUSED) is Severity.OFF


def test_rules_that_find_no_errors_are_off_where_only_errors_matter() -> None:
    settings = Settings(1, "Europe/Prague", ("en",), rules={"busy-loop": "error", "unknown-reference": "warning"})
    assert reported(Policy(settings, Selection(only_errors=True), RULES)) == {"RC001": "error", "RC302": "error"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("RC3", "", ["RC001", "RC302"]),
        ("RC", "", ["RC001", "RC201", "RC203", "RC302"]),
        ("rc203 busy-loop", "", ["RC001", "RC203", "RC302"]),
        ("", "RC2", ["RC001", "RC302"]),
        ("RC2", "unknown-reference", ["RC001", "RC203"]),
        ("menu-loop", "", ["RC001", "RC308"]),
        ("", "RC0", ["RC001", "RC201", "RC203", "RC302"]),
    ],
)
def test_a_selection_takes_codes_names_and_bands(select: str, ignore: str, expected: list[str]) -> None:
    assert sorted(reported(policy(None, select, ignore))) == expected


def test_a_rule_that_settings_switch_off_is_seen_when_asked_for_by_name() -> None:
    assert reported(policy({"RC203": "off"}, "RC203")) == {"RC001": "error", "RC203": "warning"}
    assert reported(policy({"RC203": "off"}, "RC2")) == {"RC001": "error", "RC201": "error"}


@pytest.mark.parametrize(("select", "ignore"), [("RC999", ""), ("", "RC5"), ("bussy-loop", ""), ("R", "")])
def test_a_selection_of_no_rule_cannot_run(select: str, ignore: str) -> None:
    with pytest.raises(CannotRun, match="there is no rule"):
        policy(None, select, ignore)


def test_a_misspelt_selection_gets_the_nearest_name() -> None:
    with pytest.raises(CannotRun) as caught:
        policy(None, "bussy-loop")
    assert caught.value.help == "did you mean 'busy-loop'?"


def test_a_fixed_rule_cannot_be_left_out() -> None:
    with pytest.raises(CannotRun, match="RC001"):
        policy(None, "", "yaml-syntax")


def faults(rules: dict[str, Setting]) -> list[tuple[str, str, str | None]]:
    return [(pointer(*fault.path), fault.message, fault.help) for fault in policy(rules).faults()]


def test_settings_that_name_rules_are_right() -> None:
    assert faults({"unused-object": "info", "RC302": "off", "yaml-syntax": "error"}) == []


def test_a_setting_of_no_rule_is_a_fault() -> None:
    assert faults({"bussy_loop": "off", "zzz/~\x1b": "off"}) == [
        ("/rules/bussy_loop", "there is no rule 'bussy_loop'", "did you mean 'busy-loop'?"),
        ("/rules/zzz~1~0\x1b", "there is no rule 'zzz/~\x1b'", "'routecfg rules' lists all rules"),
    ]


def test_a_setting_that_lowers_a_fixed_rule_is_a_fault_and_without_effect() -> None:
    wanted: dict[str, Setting] = {"yaml-syntax": "info"}
    assert faults(wanted) == [
        (
            "/rules/yaml-syntax",
            "the rule 'yaml-syntax' always counts as error: without it, nothing else that is said could be trusted",
            "remove this line",
        )
    ]
    assert policy(wanted).severity(SYNTAX) is Severity.ERROR


def test_a_rule_that_is_set_twice_is_a_fault() -> None:
    assert faults({"RC203": "off", "unused-object": "error"}) == [
        (
            "/rules/unused-object",
            "the rule 'unused-object' is set twice, as 'RC203' and as 'unused-object'",
            "keep one of the two lines",
        )
    ]


def test_faults_are_bad_project() -> None:
    (fault,) = policy({"x": "off"}).faults()
    assert (fault.code, fault.on_key) == ("RC004", True)


def test_every_rule_of_the_catalogue_can_be_selected() -> None:
    settings = Settings(routecfg=1, timezone="Europe/Prague", languages=("en",))
    for rule in CATALOGUE:
        chosen = Policy(settings, Selection((rule.code, rule.name)))
        assert chosen.severity(rule) is not Severity.OFF
        assert all(chosen.severity(other) is Severity.OFF for other in CATALOGUE if not (other.fixed or other is rule))
