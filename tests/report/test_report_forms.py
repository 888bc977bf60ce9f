"""What each form promises to those who read it, beyond its letters."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from estates import checked
from routecfg.diagnostics import Diagnostic, Place, RelatedPlace, Rule, Severity, Span, Witness
from routecfg.pipeline import Result
from routecfg.report import FORMATS, Format, render
from routecfg.screen import Screen

ONE = Diagnostic(
    "RC201",
    "unknown-reference",
    Severity.ERROR,
    "no queue is called 'suport'",
    Place(("time_conditions", "eshop-hours", "if_time_matches", "queue"), "routing/hours.yaml", Span(7, 29, 7, 35)),
    help="did you mean 'support'?",
)


def test_the_json_is_exactly_the_documented_one() -> None:
    expected = {
        "version": 1,
        "ok": False,
        "summary": {"errors": 1, "warnings": 0, "infos": 0, "files": 3, "objects": 12},
        "diagnostics": [
            {
                "code": "RC201",
                "name": "unknown-reference",
                "severity": "error",
                "message": "no queue is called 'suport'",
                "help": "did you mean 'support'?",
                "path": "/time_conditions/eshop-hours/if_time_matches/queue",
                "file": "routing/hours.yaml",
                "line": 7,
                "column": 29,
                "end_line": 7,
                "end_column": 35,
                "related": [],
                "witness": None,
            }
        ],
    }
    told = json.loads(render(Result((ONE,), 3, 12), "json"))
    assert json.dumps(told) == json.dumps(expected)  # as text, so that the order of the keys counts


def test_json_tells_related_places_and_the_witness() -> None:
    related = RelatedPlace("first here", Place(("queues", "a"), "b.yaml", Span(1, 2, 3, 4)))
    item = msgspec.structs.replace(ONE, related=(related,), witness=Witness("agent", path=("a", "b")))
    (told,) = json.loads(render(Result((item,), 1, 1), "json"))["diagnostics"]
    keys = ["message", "file", "line", "column", "end_line", "end_column", "path"]
    assert [list(each.items()) for each in told["related"]] == [
        list(zip(keys, ["first here", "b.yaml", 1, 2, 3, 4, "/queues/a"], strict=True))
    ]
    assert list(told["witness"].items()) == [("message", "agent"), ("instant", None), ("path", ["a", "b"])]


def test_json_keeps_identifiers_exact_and_writes_them_without_harm() -> None:
    place = Place(("queues", "a\u202e\x85b"), file="r/\x1b\u2066.yaml", span=Span(1, 1, 1, 2))
    text = render(Result((msgspec.structs.replace(ONE, place=place),), 1, 1), "json")
    (told,) = json.loads(text)["diagnostics"]
    assert (told["path"], told["file"]) == (place.pointer, place.file)
    assert text.isascii()


@pytest.mark.parametrize("form", ["concise", "github"])
def test_a_clean_run_is_silent_where_every_line_is_a_finding(form: Format, clean: Result) -> None:
    assert render(clean, form) == ""


def test_a_clean_run_says_so_to_people(clean: Result) -> None:
    assert render(clean, "text") == "All clear: nothing found in 3 files (12 objects)\n"
    assert render(Result((), 0, 0), "text") == "Nothing to check: there is no routing file yet\n"


def test_a_project_file_that_is_wrong_counts_no_files() -> None:
    assert render(Result((ONE,), 0, 0), "text").endswith("\n\n1 error\n")


def test_a_run_that_could_not_check_everything_is_not_all_clear() -> None:
    text = render(Result((), 1, 1, ("RC203 is not checked until a.yaml can be read",)), "text")
    assert "note: RC203 is not checked until a.yaml can be read\n" in text
    assert "All clear" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_what_could_not_be_checked_is_told_unless_said_otherwise(form: Format) -> None:
    told = render(Result((), 1, 1, ("RC203 is not checked",)), form)
    assert ("RC203 is not checked" in told) == (form not in ("concise", "json", "gitlab"))


def test_colour_only_adds_codes(result: Result) -> None:
    plain, coloured = render(result, "text"), render(result, "text", screen=Screen(colour=True))
    for code in ("0", "1", "34", "1;31", "1;33", "1;36", "1;32"):
        coloured = coloured.replace(f"\033[{code}m", "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("line", "span", "shown", "mark"),
    [
        ("queue: suport", Span(1, 8, 1, 14), "queue: suport", "       ^^^^^^"),
        ("日本: x", Span(1, 1, 1, 3), "日本: x", "^^^^"),
        ("日本: x", Span(1, 5, 1, 6), "日本: x", "      ^"),
        ("e\u0301\u0301: x", Span(1, 6, 1, 7), "e\u0301\u0301: x", "   ^"),
        ("\ta\tb", Span(1, 4, 1, 5), "    a   b", "        ^"),
        ("日\tb", Span(1, 3, 1, 4), "日  b", "    ^"),
        ("\u202eab", Span(1, 2, 1, 4), "<U+202E>ab", "        ^^"),
        ("ab", Span(1, 3, 1, 3), "ab", "  ^"),
        ("ab", Span(1, 9, 1, 12), "ab", "  ^"),
        ("a: [", Span(1, 4, 3, 2), "a: [", "   ^ (to line 3)"),
        ("a: [", Span(1, 4, 2, 1), "a: [", "   ^"),
        ("x" * 100 + "y" * 100, Span(1, 101, 1, 201), f"…{'x' * 40}{'y' * 100}", " " * 41 + "^" * 100),
        ("y" * 300, Span(1, 1, 1, 4), f"{'y' * 140}…", "^^^"),
    ],
)
def test_the_mark_stands_under_what_is_meant(line: str, span: Span, shown: str, mark: str) -> None:
    item = msgspec.structs.replace(ONE, place=Place(file="a.yaml", span=span), help=None)
    lines = render(Result((item,), 1, 1, excerpts={"a.yaml": {1: line}}), "text").split("\n")
    assert lines[3:5] == [f"1 | {shown}", f"  | {mark}"]


def test_a_github_annotation_stays_one_command(result: Result) -> None:
    lines = render(result, "github").splitlines()
    assert len(lines) == len(result.diagnostics) + len(result.waiting)
    for line in lines:
        _, head, _ = line.split("::", 2)
        command, _, properties = head.partition(" ")
        assert command in ("error", "warning", "notice")
        names = [each.partition("=")[0] for each in properties.split(",")]
        assert set(names) <= {"file", "line", "col", "endLine", "endColumn", "title"}


def test_github_gets_no_columns_of_a_finding_over_several_lines() -> None:
    item = msgspec.structs.replace(ONE, place=Place(file="a.yaml", span=Span(2, 3, 4, 5)))
    assert render(Result((item,), 1, 1), "github").startswith("::error file=a.yaml,line=2,endLine=4,title=")


def test_fingerprints_survive_moved_lines_and_other_counts(result: Result) -> None:
    def moved(diagnostic: Diagnostic) -> Diagnostic:
        span = diagnostic.place.span and Span(diagnostic.place.span.line + 9, 1, diagnostic.place.span.end_line + 9, 2)
        return msgspec.structs.replace(
            diagnostic, message="other", place=msgspec.structs.replace(diagnostic.place, span=span)
        )

    later = msgspec.structs.replace(result, diagnostics=tuple(map(moved, result.diagnostics)))
    before = [each["fingerprint"] for each in json.loads(render(result, "gitlab"))]
    assert before == [each["fingerprint"] for each in json.loads(render(later, "gitlab"))]
    assert len(set(before)) == len(before)
    sarif = json.loads(render(result, "sarif"))["runs"][0]["results"]
    assert before == [each["partialFingerprints"]["configurationPath/v1"] for each in sarif]


@pytest.mark.parametrize("form", ["gitlab", "sarif", "junit"])
def test_an_item_added_before_gives_a_finding_no_other_name(form: Format) -> None:
    group = "time_groups: {day: {title: Day, include: [%s{hours: '08:00-12:00', days: mon, group: nobody}]}}"
    names = []
    for added in ("", "{days: tue}, {hours: '09:00-10:00'}, "):
        result = checked({"routing/a.yaml": group % added}, select=("RC201",)).result
        assert len(result.diagnostics) == 1
        text = render(result, form)
        names.append(re.findall('"(?:fingerprint|configurationPath/v1)": "([^"]*)"|testcase .* name="([^"]*)"', text))
    assert names[0] == names[1] != []


def test_gitlab_entries_have_the_fields_that_it_reads(result: Result) -> None:
    for entry in json.loads(render(result, "gitlab")):
        assert list(entry) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert list(entry["location"]) == ["path", "lines"]
        assert 1 <= entry["location"]["lines"]["begin"] <= entry["location"]["lines"]["end"]
    assert json.loads(render(Result((), 1, 1), "gitlab")) == []


def suite_of(result: Result) -> ElementTree.Element:
    (suite,) = ElementTree.fromstring(render(result, "junit"))
    return suite


def test_junit_counts_what_it_lists(result: Result) -> None:
    suite = suite_of(result)
    found: dict[str, Any] = {name: len(suite.findall(f".//{name}")) for name in ("failure", "skipped", "testcase")}
    assert suite.get("failures") == str(found["failure"]) == "3"  # two errors, and the run
    assert suite.get("skipped") == str(found["skipped"]) == "4"
    assert suite.get("tests") == str(found["testcase"])
    names = [(case.get("classname"), case.get("name")) for case in suite]
    assert len(set(names)) == len(names)


def test_a_clean_run_is_a_passed_test(clean: Result) -> None:
    (case,) = suite_of(clean)
    assert (case.get("name"), list(case)) == ("validate", [])


def test_warnings_alone_fail_no_test() -> None:
    warning = msgspec.structs.replace(ONE, severity=Severity.WARNING)
    suite = suite_of(Result((warning,), 1, 1))
    assert [each.tag for case in suite for each in case] == ["skipped"]


def test_equal_results_are_told_alike(result: Result, rules: tuple[Rule, ...]) -> None:
    for form in FORMATS:
        assert render(result, form, rules=rules) == render(result, form, rules=rules[::-1])
