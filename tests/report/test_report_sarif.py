"""SARIF against the parts of the 2.1.0 standard that we write: every field known, typed, and in its bounds."""

from typing import Annotated, Literal

import msgspec

from routecfg.diagnostics import Rule
from routecfg.pipeline import Result
from routecfg.report import render

Positive = Annotated[int, msgspec.Meta(ge=1)]
Level = Literal["none", "note", "warning", "error"]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    pass


class Message(Strict, frozen=True):
    text: Annotated[str, msgspec.Meta(min_length=1)]


class Help(Message, frozen=True):
    markdown: str


class Configuration(Strict, frozen=True):
    enabled: bool
    level: Level


class Descriptor(Strict, frozen=True):
    id: str
    name: str
    short_description: Message
    full_description: Message
    help: Help
    default_configuration: Configuration


class Driver(Strict, frozen=True):
    name: str
    version: str
    rules: list[Descriptor]


class Tool(Strict, frozen=True):
    driver: Driver


class Region(Strict, frozen=True):
    start_line: Positive
    start_column: Positive
    end_line: Positive
    end_column: Positive


class Artifact(Strict, frozen=True):
    uri: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9/._~-]([A-Za-z0-9/._~-]|%[0-9A-F]{2})*$")]
    uri_base_id: Literal["SRCROOT"]


class Physical(Strict, frozen=True):
    artifact_location: Artifact
    region: Region | None = None


class Logical(Strict, frozen=True):
    fully_qualified_name: str


class Location(Strict, frozen=True):
    physical_location: Physical | None = None
    logical_locations: list[Logical] = []


class RelatedLocation(Location, frozen=True, kw_only=True):
    id: Annotated[int, msgspec.Meta(ge=0)]
    message: Message


class Finding(Strict, frozen=True, kw_only=True):
    rule_id: str
    rule_index: int = -1
    level: Level
    message: Message
    locations: Annotated[list[Location], msgspec.Meta(min_length=1, max_length=1)]
    partial_fingerprints: dict[str, str]
    related_locations: list[RelatedLocation] = []


class Notification(Strict, frozen=True):
    level: Level
    message: Message


class Invocation(Strict, frozen=True):
    execution_successful: bool
    tool_execution_notifications: list[Notification] = []


class BaseId(Strict, frozen=True):
    description: Message


class Run(Strict, frozen=True):
    tool: Tool
    invocations: list[Invocation]
    column_kind: Literal["unicodeCodePoints"]
    original_uri_base_ids: dict[str, BaseId]
    results: list[Finding]


class Log(Strict, frozen=True):
    schema: str = msgspec.field(name="$schema")
    version: Literal["2.1.0"]
    runs: Annotated[list[Run], msgspec.Meta(min_length=1, max_length=1)]


def run_of(result: Result, rules: tuple[Rule, ...] = ()) -> Run:
    return msgspec.json.decode(render(result, "sarif", rules=rules), type=Log).runs[0]


def test_the_log_holds_only_what_the_standard_knows(result: Result, rules: tuple[Rule, ...]) -> None:
    run = run_of(result, rules)
    assert len(run.results) == len(result.diagnostics)
    assert "SRCROOT" in run.original_uri_base_ids


def test_a_clean_run_has_an_empty_list_of_results(clean: Result) -> None:
    assert run_of(clean).results == []


def test_results_point_at_the_rule_that_they_name(result: Result, rules: tuple[Rule, ...]) -> None:
    run = run_of(result, rules)
    described = [rule.id for rule in run.tool.driver.rules]
    assert described == sorted(rule.code for rule in rules)
    for finding in run.results:
        if finding.rule_id in described:
            assert described[finding.rule_index] == finding.rule_id
        else:
            assert finding.rule_index == -1


def test_every_result_has_a_file_that_services_can_show(result: Result) -> None:
    assert all(finding.locations[0].physical_location for finding in run_of(result).results)


def test_no_text_of_a_user_becomes_a_link(result: Result) -> None:
    assert all("](" not in finding.message.text for finding in run_of(result).results)


def test_examples_of_a_rule_are_blocks_of_code(clean: Result, rules: tuple[Rule, ...]) -> None:
    texts = {rule.id: rule.help.markdown for rule in run_of(clean, rules).tool.driver.rules}
    assert texts["RC201"].endswith(
        "Bad:\n\n```yaml\nqueues: {}\n\n# later\nnext: [one](1)\n```\n\n"
        "Good:\n\n```yaml\nqueues: {support: {title: Support}}\n```"
    )
